/** A site folder's own small file, site.json: what the site is, and whose manifests it plays. Read strictly. */
import { z } from 'zod';

const SiteJson = z.strictObject({
  /** Where the centre is reached; null: never, everything comes by stick. */
  centre: z.string().nullable(),
  /** The channel that the site plays. */
  channel: z.string().min(1),
  /** The centre's verifier key, pinned once. */
  key: z.string().min(1),
});

/** What a site that joined a centre over the network has there; more stands in it (site/folder.ts). */
const JoinedJson = z
  .object({ format: z.literal('loa-site/1'), url: z.string(), channel: z.string().min(1), vkey: z.string().min(1) })
  .transform(({ url, channel, vkey }) => ({ centre: url, channel, key: vkey }));

export type SiteRecord = z.infer<typeof SiteJson>;

/** null: it does not read. */
export const siteRecordIn = (text: string): SiteRecord | null => {
  try {
    const parsed = z.union([SiteJson, JoinedJson]).safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

export const siteRecordText = (record: SiteRecord): string => `${JSON.stringify(record, null, 2)}\n`;
