/** The chain of the keys that sites pin: one row for each key that followed another. Rows are only ever added. */
import type { SiteKeyUse } from '../core/evidence/next-key.ts';
import { integer, primaryKey, sqliteTable, text } from './drizzle.ts';

export const siteKeyLink = sqliteTable(
  'site_key_link',
  {
    use: text('use').$type<SiteKeyUse>().notNull(),
    /** Of the new key, from 2 on. */
    number: integer('number').notNull(),
    newKey: text('new_key').notNull(),
    /** The note that the old key signed; empty: that key was lost. */
    note: text('note').notNull(),
    at: text('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.use, table.number] })],
);
