/** Where the player stands, as text that outlives a power cut: what it has said, what it was playing, when it was alive. */
import { z } from 'zod';
import { ManifestJson } from '../contract/manifest.ts';
import { REASONS } from '../core/evidence/entry.ts';
import type { Manifest } from '../core/manifest/model.ts';
import { NEW_PLAYER, type Player, type Playing } from '../core/playback/model.ts';
import { URGENT_RECEIPTS, type UrgentEnd, type UrgentOrder } from '../core/urgent/model.ts';
import { isUrgentOrder } from '../core/urgent/read.ts';

const UrgencyJson = z.object({
  orders: z.array(
    z.object({
      order: z.custom<UrgentOrder>(isUrgentOrder),
      ...{ begun: z.int(), whole: z.int(), notBeforeMs: z.number().nullable() },
    }),
  ),
  over: z.array(z.tuple([z.string(), z.object({ how: z.enum(URGENT_RECEIPTS), untilMs: z.number() })])),
  interrupted: z.string().nullable(),
  held: z.object({ fromMs: z.number(), toMs: z.number() }).nullable(),
});

const PlayerJson = z.object({
  settled: z.array(z.string()),
  aliveMs: z.number().nullable(),
  broken: z.object({ key: z.string(), told: z.int(), why: z.enum(REASONS).default('power-cut') }).nullable(),
  // What was kept by a program that knew no urgent orders.
  urgent: UrgencyJson.default({ orders: [], over: [], interrupted: null, held: null }),
  playing: z
    .object({
      key: z.string(),
      day: z.string(),
      session: ManifestJson.shape.days.element.shape.sessions.element,
      fromMs: z.number(),
      begunWallMs: z.number(),
      lateWhy: z.enum(REASONS).nullable(),
      item: z.int(),
      gaps: z.array(z.object({ fromMs: z.number(), toMs: z.number(), reason: z.enum(REASONS) })).optional(),
    })
    .nullable(),
});

export const stateText = ({ settled, aliveMs, broken, playing, urgent }: Player): string => {
  const { begunMs: _, ...kept } = playing ?? { begunMs: 0 };
  return JSON.stringify({
    ...{ settled: [...settled], aliveMs, broken, playing: playing === null ? null : kept },
    urgent: { ...urgent, over: [...urgent.over] },
  });
};

/**
 * The player as it was, with the manifest that it holds. What cannot be read is a new one without a manifest, which knows nothing of what
 * was played and so says nothing of it.
 */
export const playerFrom = (text: string | null, manifest: Manifest | null): Player => {
  const read = PlayerJson.safeParse(text === null ? null : jsonIn(text));
  if (!read.success) return NEW_PLAYER;
  const { settled, playing, aliveMs, broken, urgent } = read.data;
  return {
    ...NEW_PLAYER,
    ...{ manifest, aliveMs, broken },
    settled: new Set(settled),
    urgent: {
      ...urgent,
      over: new Map(urgent.over.map(([id, { how, untilMs }]) => [id, { how: how as UrgentEnd, untilMs }])),
    },
    playing: playing === null ? null : ({ ...playing, begunMs: 0 } as unknown as Playing),
  };
};

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
