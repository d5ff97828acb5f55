/**
 * Tables of urgent orders: the key that sites were told of, the orders and cancels as they were signed, and what sites say of them. Rows are
 * only ever added; what the key of the manifests says of the urgent key is said anew when one of the two follows another.
 */
import type { ChannelId } from '../core/ids.ts';
import type { UrgentReceipt } from '../core/urgent/model.ts';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from './drizzle.ts';

/** One row for each key, that of now the last. */
export const urgentKey = sqliteTable('urgent_key', {
  vkey: text('vkey').primaryKey(),
  /** The signed note that names it. */
  statement: text('statement').notNull(),
  madeAt: text('made_at').notNull(),
});

export const urgentOrder = sqliteTable('urgent_order', {
  id: text('id').primaryKey(),
  /** The signed note, as it is sent: all that the order says stands there. */
  note: text('note').notNull(),
  issuedAt: text('issued_at').notNull(),
  expiresAt: text('expires_at').notNull(),
  /** The order that it cancels; null: it is one. */
  cancels: text('cancels'),
  /** As actorOf() writes it. */
  orderedBy: text('ordered_by').notNull(),
});

export const urgentSite = sqliteTable(
  'urgent_site',
  {
    order: text('order_id').notNull(),
    channel: text('channel').$type<ChannelId>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.order, table.channel] }),
    // Every site asks for its own, every half minute.
    index('urgent_site_by_channel').on(table.channel),
  ],
);

export const urgentReceipt = sqliteTable(
  'urgent_receipt',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    order: text('order_id').notNull(),
    channel: text('channel').$type<ChannelId>().notNull(),
    kind: text('kind').$type<UrgentReceipt>().notNull(),
    /** As actorOf() writes it. */
    who: text('who').notNull(),
    /** When the centre heard of it. */
    at: text('at').notNull(),
  },
  (table) => [uniqueIndex('urgent_receipt_once').on(table.order, table.channel, table.kind, table.who)],
);
