/** Rows of the keys that followed one another at the centre: added, never changed. */
import type { SiteKeyUse } from '../core/evidence/next-key.ts';
import type { Rows } from './database.ts';
import { asc, desc, eq, sql } from './drizzle.ts';
import { prepared } from './prepared.ts';
import { siteKeyLink } from './schema-site-key.ts';

export type SiteKeyLinkRow = typeof siteKeyLink.$inferSelect;

export const addSiteKeyLink = (rows: Rows, row: SiteKeyLinkRow): void => {
  rows.insert(siteKeyLink).values(row).run();
};

/** Undefined: the first key is still in use. */
export const newestSiteKeyLink = (rows: Rows, use: SiteKeyUse): SiteKeyLinkRow | undefined => newest(rows).get({ use });

/** Asked with every answer about a manifest. */
const newest = prepared((rows) =>
  rows
    .select()
    .from(siteKeyLink)
    .where(eq(siteKeyLink.use, sql.placeholder('use')))
    .orderBy(desc(siteKeyLink.number))
    .limit(1)
    .prepare(),
);

/** Stands where a key was lost, in place of what nobody signed. */
export const UNSIGNED = '';

/** The signed notes, the oldest first; none from before a key was lost. */
export const siteKeyChain = (rows: Rows, use: SiteKeyUse): string[] => {
  const notes = rows
    .select({ note: siteKeyLink.note })
    .from(siteKeyLink)
    .where(eq(siteKeyLink.use, use))
    .orderBy(asc(siteKeyLink.number))
    .all()
    .map(({ note }) => note);
  return notes.slice(notes.lastIndexOf(UNSIGNED) + 1);
};
