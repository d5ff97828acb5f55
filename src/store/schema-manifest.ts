/**
 * Tables of what was published to the sites, and of who says that they have it. Rows are only ever added, a site's own status
 * aside: a version that was signed stays as it was signed, also after its channel is gone.
 */

import type { SiteStatus } from '../core/fleet/model.ts';
import type { ChannelId } from '../core/ids.ts';
import type { ManifestChange } from '../core/manifest/difference.ts';
import type { ReceiptKind } from '../core/manifest/receipt.ts';
import type { LocalDate } from '../core/time/local.ts';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from './drizzle.ts';

export const manifest = sqliteTable(
  'manifest',
  {
    channel: text('channel').$type<ChannelId>().notNull(),
    version: integer('version').notNull(),
    /** The signed note, as it is sent. */
    note: text('note').notNull(),
    publishedAt: text('published_at').notNull(),
    /** As actorOf() writes it. */
    publishedBy: text('published_by').notNull(),
    validUntil: text('valid_until').notNull(),
    /** Against the version before. */
    changes: text('changes', { mode: 'json' }).$type<ManifestChange[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.channel, table.version] })],
);

/** Which version of which day a manifest carries: whether a plan has reached its site is asked for whole months at once. */
export const manifestDay = sqliteTable(
  'manifest_day',
  {
    channel: text('channel').$type<ChannelId>().notNull(),
    version: integer('version').notNull(),
    day: text('day').$type<LocalDate>().notNull(),
    /** Of the rundown. */
    rundownVersion: integer('rundown_version').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.channel, table.version, table.day] }),
    index('manifest_day_by_day').on(table.day),
  ],
);

export const receipt = sqliteTable(
  'receipt',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    channel: text('channel').$type<ChannelId>().notNull(),
    version: integer('version').notNull(),
    kind: text('kind').$type<ReceiptKind>().notNull(),
    /** As actorOf() writes it. */
    who: text('who').notNull(),
    /** When the centre heard of it. */
    at: text('at').notNull(),
  },
  (table) => [uniqueIndex('receipt_once').on(table.channel, table.version, table.kind, table.who)],
);

/** What a machine at a site said of itself last: the one row of it is written over. It is no evidence, and none is made of it. */
export const siteStatus = sqliteTable(
  'site_status',
  {
    channel: text('channel').$type<ChannelId>().notNull(),
    /** As actorOf() writes it. */
    who: text('who').notNull(),
    at: text('at').notNull(),
    status: text('status', { mode: 'json' }).$type<Omit<SiteStatus, 'at'>>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.channel, table.who] })],
);
