/** How the API answers about what is published to sites: the manifest with its changes in words, publishing, receipts and their holders. */
import { z } from 'zod';
import type { ManifestChange } from '../core/manifest/difference.ts';
import { HOLDING_BACK } from '../core/manifest/faults.ts';
import type { HeldBack } from '../core/manifest/held-back.ts';
import type { Manifest } from '../core/manifest/model.ts';
import { type Held, RECEIPT_KINDS } from '../core/manifest/receipt.ts';
import { ManifestJson } from './manifest.ts';
import { changeText, heldBackText } from './sentences/published.ts';

const ChangeJson = z
  .looseObject({
    kind: z.string(),
    day: z.string(),
    session: z.string(),
    name: z.string(),
    vi: z.string(),
    en: z.string(),
  })
  .describe('What the version before said otherwise, with what tells it and sentences in both languages');

export const PublishedJson = z.object({
  manifest: ManifestJson,
  note: z.string().describe('The signed note: what `text/plain` answers. Only this proves who says it'),
  publishedAt: z.string(),
  changes: z.array(ChangeJson).describe('Against the version before'),
});

export const PublicationJson = z.object({
  channel: z.string(),
  version: z.int(),
  isNew: z.boolean().describe('false: what is published says it all already'),
  publishedAt: z.string(),
  validUntil: z.string(),
  days: z.array(z.object({ day: z.string(), version: z.int() })).describe('Days in it, by the approved version'),
  changes: z.array(ChangeJson),
  heldBack: z.array(
    z.object({
      day: z.string(),
      version: z.int(),
      why: z.enum(HOLDING_BACK),
      session: z.string(),
      standing: z.int().nullable().describe('The version that the site goes on with; null: it has none of that day'),
      vi: z.string(),
      en: z.string(),
    }),
  ),
});

export const GiveReceiptJson = z.strictObject({
  version: z.int().min(1),
  kind: z
    .enum(['opened', 'verified', 'confirmed'])
    .describe('opened: a person saw it; verified: signature and sounds were checked; confirmed: a person says yes'),
});

export const ReceiptJson = z.object({
  at: z.string().describe('When it was said first'),
  isNew: z.boolean(),
});

const SaidJson = z.object({ version: z.int(), at: z.string() });

export const HoldersJson = z.object({
  newest: z.int().describe('The newest version; 0: nothing was published'),
  holders: z
    .array(
      z.object({
        id: z.string(),
        kind: z.enum(['person', 'machine', 'site', 'system', 'nobody']),
        name: z.string().nullable(),
        version: z.int().describe('The newest version that it has; 0: none'),
        said: z.partialRecord(z.enum(RECEIPT_KINDS), SaidJson).describe('The newest version of each kind of receipt'),
        lastContact: z.string().nullable().describe('To a few minutes; null: it never asked'),
      }),
    )
    .describe('Those with the oldest version first, then those silent for longest'),
});

export const ScheduleKeyJson = z.object({
  origin: z.string().describe("The centre's name on every manifest"),
  vkey: z.string().describe('C2SP verifier key: give it to a site once, on paper or at its enrolment'),
  pem: z.string().describe('The same public key for openssl'),
  chain: z
    .array(z.string())
    .default([])
    .describe(
      'How whoever pinned an earlier key comes to this one: signed notes, the oldest first, each by the key before',
    ),
});

const changesJson = (changes: readonly ManifestChange[]): z.infer<typeof ChangeJson>[] =>
  changes.map((change) => ({ ...change, vi: changeText(change, 'vi'), en: changeText(change, 'en') }));

interface Published {
  readonly manifest: Manifest;
  readonly note: string;
  readonly publishedAt: string;
  readonly changes: readonly ManifestChange[];
}

export const publishedJson = ({ manifest, note, publishedAt, changes }: Published): z.infer<typeof PublishedJson> => ({
  // What we signed has this shape; only the tuples of the model are not those of zod.
  manifest: manifest as unknown as z.infer<typeof ManifestJson>,
  note,
  publishedAt,
  changes: changesJson(changes),
});

export const publicationJson = ({
  manifest,
  publishedAt,
  changes,
  isNew,
  heldBack,
}: Omit<Published, 'note'> & { readonly isNew: boolean; readonly heldBack: readonly HeldBack[] }): z.infer<
  typeof PublicationJson
> => ({
  channel: manifest.site.id,
  version: manifest.version,
  isNew,
  publishedAt,
  validUntil: manifest.validUntil,
  days: manifest.days.map(({ day, version }) => ({ day, version })),
  changes: changesJson(changes),
  heldBack: heldBack.map((held) => ({ ...held, vi: heldBackText(held, 'vi'), en: heldBackText(held, 'en') })),
});

interface Holder {
  readonly id: string;
  readonly kind: z.infer<typeof HoldersJson>['holders'][number]['kind'];
  readonly name: string | null;
  readonly held: Held | null;
  readonly lastContact: string | null;
}

export const holdersJson = (listed: {
  readonly newest: number;
  readonly holders: readonly Holder[];
}): z.infer<typeof HoldersJson> => ({
  newest: listed.newest,
  holders: listed.holders.map(({ held, ...holder }) => ({
    ...holder,
    version: held?.version ?? 0,
    said: held?.newest ?? {},
  })),
});
