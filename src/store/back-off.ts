/** Failed attempts to sign in, kept so that a restart forgets none. Knows keys; who they mean, the operations say. */

import type { Failures } from '../core/access/back-off.ts';
import type { Rows } from './database.ts';
import { eq, inArray, like, lte } from './drizzle.ts';
import { backOff } from './schema.ts';

export const findFailures = (rows: Rows, key: string): Failures | undefined =>
  rows.select().from(backOff).where(eq(backOff.key, key)).get();

export const saveFailures = (rows: Rows, key: string, { failures, lastAt }: Failures): void => {
  rows
    .insert(backOff)
    .values({ key, failures, lastAt })
    .onConflictDoUpdate({ target: backOff.key, set: { failures, lastAt } })
    .run();
};

export const clearFailures = (rows: Rows, keys: readonly string[]): void => {
  rows
    .delete(backOff)
    .where(inArray(backOff.key, [...keys]))
    .run();
};

/** `prefix` has no '%' and no '_' in it. */
export const clearFailuresBeginning = (rows: Rows, prefix: string): void => {
  rows
    .delete(backOff)
    .where(like(backOff.key, `${prefix}%`))
    .run();
};

/** Removes those whose last one is not after `instant`. */
export const dropFailuresUpTo = (rows: Rows, instant: string): void => {
  rows.delete(backOff).where(lte(backOff.lastAt, instant)).run();
};
