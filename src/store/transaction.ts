/**
 * One immediate transaction: all of it or nothing. Within it other processes may read and nobody else may write.
 *
 * There is no transaction inside a transaction: an inner one that is refused while the outer one goes on
 * would leave half a change, so that is a bug and throws.
 */
import type Database from 'better-sqlite3';
import type { Result } from '../core/result.ts';

/** Thrown inside a transaction to roll it back, never seen outside. */
class RolledBack extends Error {}

/** A refusal rolls back and is answered; anything thrown rolls back and is thrown on. */
export const transact = <T>(file: Database.Database, work: () => Result<T>): Result<T> => {
  if (file.inTransaction) throw new Error('a transaction is already open: use the rows that it was given');
  let refused: Result<T> | undefined;
  try {
    return file
      .transaction(() => {
        const result = work();
        if (result instanceof Promise) throw new Error('a transaction cannot wait for anything');
        if (result.ok) return result;
        refused = result;
        throw new RolledBack();
      })
      .immediate();
  } catch (error) {
    if (error instanceof RolledBack && refused !== undefined) return refused;
    throw error;
  }
};
