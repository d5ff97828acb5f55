/** Rows of retention rules and of removals. The newest rule of a kind is in force. */

import type { LocalDate } from '../core/time/local.ts';
import type { Rows } from './database.ts';
import { asc, desc, eq, inArray, isNotNull, isNull, max } from './drizzle.ts';
import { removal, retentionLook, retentionRule } from './schema-retention.ts';

export type RuleRow = typeof retentionRule.$inferSelect;
export type RemovalRow = typeof removal.$inferSelect;

/** Answers its number. */
export const addRule = (rows: Rows, row: Omit<RuleRow, 'id'>): number =>
  rows.insert(retentionRule).values(row).returning({ id: retentionRule.id }).get().id;

/** Those in force, one of a kind at most. */
export const rulesInForce = (rows: Rows): RuleRow[] => {
  const newest = rows
    .select({ id: max(retentionRule.id) })
    .from(retentionRule)
    .groupBy(retentionRule.record);
  return rows.select().from(retentionRule).where(inArray(retentionRule.id, newest)).orderBy(retentionRule.id).all();
};

export const findRule = (rows: Rows, id: number): RuleRow | undefined =>
  rows.select().from(retentionRule).where(eq(retentionRule.id, id)).get();

export const addRemoval = (
  rows: Rows,
  row: Omit<RemovalRow, 'id' | 'entry' | 'removingAt' | 'removed' | 'doneAt'>,
): RemovalRow => rows.insert(removal).values(row).returning().get();

export const findRemoval = (rows: Rows, id: number): RemovalRow | undefined =>
  rows.select().from(removal).where(eq(removal.id, id)).get();

export const changeRemoval = (
  rows: Rows,
  id: number,
  patch: Partial<Pick<RemovalRow, 'ids' | 'files' | 'entry' | 'removingAt' | 'removed' | 'doneAt'>>,
): void => {
  rows.update(removal).set(patch).where(eq(removal.id, id)).run();
};

/** Those that were begun and not ended, oldest first. */
export const openRemovals = (rows: Rows): RemovalRow[] =>
  rows.select().from(removal).where(isNull(removal.doneAt)).orderBy(asc(removal.id)).all();

/** Those that are over, newest first. */
export const lastRemovals = (rows: Rows, most: number): RemovalRow[] =>
  rows.select().from(removal).where(isNotNull(removal.doneAt)).orderBy(desc(removal.id)).limit(most).all();

/** The last day on which what is due was looked for; null: never. */
export const lastLook = (rows: Rows): LocalDate | null =>
  rows.select().from(retentionLook).where(eq(retentionLook.id, 1)).get()?.day ?? null;

export const saveLook = (rows: Rows, day: LocalDate): void => {
  rows
    .insert(retentionLook)
    .values({ id: 1, day })
    .onConflictDoUpdate({ target: retentionLook.id, set: { day } })
    .run();
};
