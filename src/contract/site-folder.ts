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

export type SiteRecord = z.infer<typeof SiteJson>;

/** null: it does not read. */
export const siteRecordIn = (text: string): SiteRecord | null => {
  try {
    const parsed = SiteJson.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

export const siteRecordText = (record: SiteRecord): string => `${JSON.stringify(record, null, 2)}\n`;
