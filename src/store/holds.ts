/** Rows of legal holds: placed, and at most lifted. */

import type { Hold } from '../core/retention/decide.ts';
import type { Rows } from './database.ts';
import { desc, eq, isNull } from './drizzle.ts';
import { hold } from './schema-retention.ts';

export type HoldRow = typeof hold.$inferSelect;

export const addHold = (rows: Rows, row: HoldRow): void => {
  rows.insert(hold).values(row).run();
};

export const findHold = (rows: Rows, id: string): HoldRow | undefined =>
  rows.select().from(hold).where(eq(hold.id, id)).get();

export const saveHoldLifted = (
  rows: Rows,
  id: string,
  lifted: Pick<HoldRow, 'liftedBy' | 'liftedAt' | 'liftReason'>,
): void => {
  rows.update(hold).set(lifted).where(eq(hold.id, id)).run();
};

/** All that ever were, newest first. */
export const loadHolds = (rows: Rows): HoldRow[] =>
  rows.select().from(hold).orderBy(desc(hold.placedAt), desc(hold.id)).all();

export const holdsInForce = (rows: Rows): Hold[] =>
  rows
    .select({ id: hold.id, name: hold.name, from: hold.from, to: hold.to, channel: hold.channel })
    .from(hold)
    .where(isNull(hold.liftedAt))
    .orderBy(hold.placedAt, hold.id)
    .all();
