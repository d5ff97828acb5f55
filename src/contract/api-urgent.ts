/** How the API takes and shows urgent orders. */
import { z } from 'zod';
import { SHA256_PATTERN } from '../core/ids.ts';
import { VOICES, type Voice } from '../core/speech/voices.ts';
import { URGENT_ID, URGENT_LIMITS, URGENT_RECEIPTS, type UrgentOrder, urgentId } from '../core/urgent/model.ts';
import { IdText } from './api.ts';

const text = (longest: number) => z.string().normalize('NFC').trim().min(1).max(longest);
const instant = z.string().describe('RFC 3339');
const { repeats, pauseSeconds, hours } = URGENT_LIMITS;

const authority = {
  by: text(200).describe('Name of who ordered it'),
  office: text(200).describe('In what office'),
  reason: text(1000),
};

/** The voices that speak a text, and the bounds of an order: for the borders. */
export const URGENT_VOICES: readonly Voice[] = VOICES;
export const ORDER_LIMITS: typeof URGENT_LIMITS = URGENT_LIMITS;

/** The id of a new order: for a form that is pressed twice and orders once. `bytes`: eight of chance. */
export const orderId: typeof urgentId = urgentId;

export const OrderUrgentJson = z.strictObject({
  id: z.string().regex(URGENT_ID).optional().describe('Made by whoever asks, so that asking again orders nothing more'),
  channels: z.array(IdText).min(1).describe('Whose sites sound it'),
  title: text(200),
  sound: text(200).optional().describe('File name of a sound of the library; without it `text` is spoken'),
  text: z.string().normalize('NFC').trim().max(5000).default('').describe('What is said; shown to people as well'),
  language: text(10).default('vi'),
  voice: z.enum(VOICES).default('south'),
  ...authority,
  repeats: z.int().min(1).max(repeats).default(3).describe('How often it sounds'),
  pauseSeconds: z.int().min(0).max(pauseSeconds).default(10),
  minutes: z
    .int()
    .min(1)
    .max(hours * 60)
    .default(60)
    .describe('For how long it is valid'),
  volume: z.int().min(0).max(100).optional(),
});

export const CancelUrgentJson = z.strictObject(authority);

export const UrgentPath = z.object({ id: z.string().regex(URGENT_ID) });

export const GiveUrgentReceiptJson = z.strictObject({
  order: z.string().regex(URGENT_ID),
  kind: z
    .enum(URGENT_RECEIPTS)
    .describe('received: it was checked and is held; sounding: it has begun; the others: how it is over there'),
});

export const UrgentReceiptJson = z.object({ isNew: z.boolean() });

const OrderJson = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string().nullable(),
  issuedAt: instant,
  expiresAt: instant,
  sites: z.array(z.string()),
  authority: z.object({ by: z.string(), office: z.string(), reason: z.string() }),
  sound: z.object({ sha256: z.string().regex(SHA256_PATTERN), bytes: z.int(), format: z.string(), lengthMs: z.int() }),
  repeats: z.int(),
  pauseSeconds: z.int(),
  volume: z.int().nullable(),
});

const actor = z.object({
  id: z.string(),
  kind: z.enum(['person', 'machine', 'site', 'system', 'nobody']),
  name: z.string().nullable(),
});

export const OrderedUrgentJson = z.object({ order: OrderJson });

export const UrgentListJson = z.object({
  orders: z
    .array(
      z.object({
        order: OrderJson,
        state: z.enum(['in-force', 'expired', 'cancelled']),
        orderedBy: actor,
        cancelled: z.object({ at: instant, authority: OrderJson.shape.authority }).nullable(),
        sites: z.array(
          z.object({
            channel: z.object({ id: z.string(), name: z.string() }),
            said: z.array(z.object({ kind: z.enum(URGENT_RECEIPTS), who: actor, at: instant })),
          }),
        ),
      }),
    )
    .describe('The newest first; sites that the caller may read of'),
});

export const CancelledUrgentJson = z.object({ id: z.string(), cancels: z.string(), issuedAt: instant });

export const askedUrgent = ({ sound, volume, ...rest }: z.infer<typeof OrderUrgentJson>) => ({
  ...rest,
  sound: sound ?? null,
  volume: volume ?? null,
});

export const urgentOrderJson = (order: UrgentOrder): z.infer<typeof OrderJson> => {
  const { id, title, text: said, issuedAt, expiresAt, sites, sound, volume } = order;
  return {
    ...{ id, title, text: said, issuedAt, expiresAt, volume, sites: [...sites] },
    ...{ authority: { ...order.authority }, sound: { ...sound } },
    ...{ repeats: order.repeats, pauseSeconds: order.pauseSeconds },
  };
};

type Listed = z.infer<typeof UrgentListJson>['orders'][number];

interface Shown extends Pick<Listed, 'state' | 'orderedBy' | 'cancelled'> {
  readonly order: UrgentOrder;
  readonly sites: readonly {
    readonly channel: Listed['sites'][number]['channel'];
    readonly said: readonly Listed['sites'][number]['said'][number][];
  }[];
}

export const urgentListJson = (listed: readonly Shown[]): z.infer<typeof UrgentListJson> => ({
  orders: listed.map(({ order, state, orderedBy, cancelled, sites }) => ({
    ...{ order: urgentOrderJson(order), state, orderedBy, cancelled },
    sites: sites.map(({ channel, said }) => ({ channel, said: [...said] })),
  })),
});
