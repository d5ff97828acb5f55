/** Rows of urgent orders and of what sites say of them: added, never changed. */
import type { ChannelId } from '../core/ids.ts';
import type { Rows } from './database.ts';
import { and, asc, desc, eq, gt, inArray, max, sql } from './drizzle.ts';
import { prepared } from './prepared.ts';
import { urgentKey, urgentOrder, urgentReceipt, urgentSite } from './schema-urgent.ts';

export type UrgentOrderRow = typeof urgentOrder.$inferSelect;
export type UrgentKeyRow = typeof urgentKey.$inferSelect;
export type UrgentReceiptRow = Omit<typeof urgentReceipt.$inferSelect, 'id'>;

/** What sites were told of the key that signs now; undefined: nothing yet. */
export const findUrgentKey = (rows: Rows): UrgentKeyRow | undefined =>
  rows.select().from(urgentKey).orderBy(sql`rowid desc`).limit(1).get();

/** Of the key that signs now: a new one, or what another key says of it. */
export const keepUrgentKey = (rows: Rows, row: UrgentKeyRow): void => {
  const { statement } = row;
  rows.insert(urgentKey).values(row).onConflictDoUpdate({ target: urgentKey.vkey, set: { statement } }).run();
};

/** When the last order or cancel that is in force at `now` is over; null: none is. */
export const urgentInForceUntil = (rows: Rows, now: string): string | null =>
  rows
    .select({ until: max(urgentOrder.expiresAt) })
    .from(urgentOrder)
    .where(gt(urgentOrder.expiresAt, now))
    .get()?.until ?? null;

export const addUrgent = (rows: Rows, row: UrgentOrderRow, sites: readonly ChannelId[]): void => {
  rows.insert(urgentOrder).values(row).run();
  for (const channel of sites) rows.insert(urgentSite).values({ order: row.id, channel }).run();
};

export const findUrgent = (rows: Rows, id: string): UrgentOrderRow | undefined =>
  rows.select().from(urgentOrder).where(eq(urgentOrder.id, id)).get();

export const findCancelOf = (rows: Rows, id: string): UrgentOrderRow | undefined =>
  rows.select().from(urgentOrder).where(eq(urgentOrder.cancels, id)).get();

/** Notes of orders and cancels that are in force for a channel at `now`, oldest first. */
export const urgentNotes = (rows: Rows, channel: ChannelId, now: string): string[] =>
  inForce(rows)
    .all({ channel, now })
    .map(({ note }) => note);

/** Asked with every answer about a manifest. */
const inForce = prepared((rows) =>
  rows
    .select({ note: urgentOrder.note })
    .from(urgentSite)
    .innerJoin(urgentOrder, eq(urgentOrder.id, urgentSite.order))
    .where(and(eq(urgentSite.channel, sql.placeholder('channel')), gt(urgentOrder.expiresAt, sql.placeholder('now'))))
    .orderBy(asc(urgentOrder.issuedAt), asc(urgentOrder.id))
    .prepare(),
);

/** Orders and cancels, the newest first. */
export const listUrgentRows = (rows: Rows, most: number): UrgentOrderRow[] =>
  rows.select().from(urgentOrder).orderBy(desc(urgentOrder.issuedAt), desc(urgentOrder.id)).limit(most).all();

/** Once for each order, channel, kind and holder: false when it was said before. */
export const addUrgentReceipt = (rows: Rows, row: UrgentReceiptRow): boolean =>
  rows.insert(urgentReceipt).values(row).onConflictDoNothing().run().changes > 0;

/** In the order in which they came. */
export const urgentReceipts = (rows: Rows, orders: readonly string[]): UrgentReceiptRow[] =>
  rows
    .select({
      order: urgentReceipt.order,
      channel: urgentReceipt.channel,
      kind: urgentReceipt.kind,
      who: urgentReceipt.who,
      at: urgentReceipt.at,
    })
    .from(urgentReceipt)
    .where(inArray(urgentReceipt.order, [...orders]))
    .orderBy(asc(urgentReceipt.id))
    .all();
