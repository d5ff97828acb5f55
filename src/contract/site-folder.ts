/** A site folder's own small file, site.json: what the site is, whose manifests it plays, and how it reaches its centre. Read strictly. */
import { z } from 'zod';

const SiteJson = z.strictObject({
  format: z.literal('loa-site/1'),
  /** Where the centre is: scheme, host and port. null: it is never asked, everything comes and goes by stick. */
  url: z.url().nullable(),
  channel: z.string().min(1),
  /** The key that the centre's manifests are signed with, pinned once. */
  vkey: z.string().min(1),
  /** This device's name in its rows; null: it is called by its own key. */
  device: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/)
    .nullable(),
  /** What `token` is: a machine's token, or a site's secret link, which may not report what was played. null: there is none. */
  credential: z.enum(['machine', 'site']).nullable(),
  /** Whether somebody vouches that the clock of this machine is right when the centre cannot be asked. */
  clock: z.enum(['trusted', 'asked']),
  joinedAt: z.string().nullable(),
});
export type SiteFile = z.infer<typeof SiteJson>;

/** A site without a centre: everything comes and goes by stick. */
export const byStick = (channel: string, vkey: string): SiteFile => ({
  ...{ format: 'loa-site/1', url: null, channel, vkey, device: null },
  ...{ credential: null, clock: 'asked', joinedAt: null },
});

/** What `loa site import` wrote before both ways shared one folder. */
const FirstJson = z
  .strictObject({ centre: z.null(), channel: z.string().min(1), key: z.string().min(1) })
  .transform(({ channel, key }): SiteFile => byStick(channel, key));

/** null: it does not read. */
export const siteFileIn = (text: string): SiteFile | null => {
  try {
    const parsed = z.union([SiteJson, FirstJson]).safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

export const siteFileText = (site: SiteFile): string => `${JSON.stringify(site, null, 2)}\n`;
