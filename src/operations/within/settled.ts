/** A transaction whose refusals are kept: a failed attempt is written down, and refused. */
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import type { Rows, Store } from '../../store/database.ts';

/** What `work` wrote stays, also when it refuses; only what is thrown rolls back. Refuses with data.* besides. */
export const settled = <T>(store: Store, work: (rows: Rows) => Result<T>): Result<T> => {
  const done = store.transact((rows) => ok(work(rows)));
  return done.ok ? done.value : done;
};
