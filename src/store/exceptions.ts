/** Rows of the units in which one person may approve their own work. One that has ended is kept. */

import type { UnitId } from '../core/ids.ts';
import type { Rows } from './database.ts';
import { and, asc, eq, inArray, isNull } from './drizzle.ts';
import { onePersonException } from './schema-access.ts';

export type ExceptionRow = typeof onePersonException.$inferSelect;

/** Those that stand, in the order in which they were set. */
export const loadStandingExceptions = (rows: Rows): ExceptionRow[] =>
  rows
    .select()
    .from(onePersonException)
    .where(isNull(onePersonException.endedAt))
    .orderBy(asc(onePersonException.id))
    .all();

/** The oldest standing one of any of `units`. */
export const findStandingException = (rows: Rows, units: readonly UnitId[]): ExceptionRow | undefined =>
  rows
    .select()
    .from(onePersonException)
    .where(and(isNull(onePersonException.endedAt), inArray(onePersonException.unit, [...units])))
    .orderBy(asc(onePersonException.id))
    .limit(1)
    .get();

export const findException = (rows: Rows, id: number): ExceptionRow | undefined =>
  rows.select().from(onePersonException).where(eq(onePersonException.id, id)).get();

/** Answers its number. */
export const addException = (rows: Rows, row: Omit<ExceptionRow, 'id' | 'endedAt'>): number =>
  rows.insert(onePersonException).values(row).returning({ id: onePersonException.id }).get().id;

/** Ends those of `unit` that stand: a unit has one at a time. Answers their numbers. */
export const saveExceptionsEnded = (rows: Rows, unit: UnitId, at: string): number[] =>
  rows
    .update(onePersonException)
    .set({ endedAt: at })
    .where(and(eq(onePersonException.unit, unit), isNull(onePersonException.endedAt)))
    .returning({ id: onePersonException.id })
    .all()
    .map(({ id }) => id);
