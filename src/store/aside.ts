/**
 * What is written by the way: that a token was used, that a manifest was fetched. No answer that is remembered depends on it
 * (http/polls.ts), and a power cut may take the last of it; so it counts as no change of the store, and does not wait for the disk.
 *
 * In the write-ahead log such a commit is whole or not there, and the next ordinary one takes it to the disk with itself.
 */
import type Database from 'better-sqlite3';
import type { Result } from '../core/result.ts';

export interface Aside {
  /** `transacted`: one transaction of that file, which may be the `work` of an ordinary one. */
  readonly write: <T>(transacted: () => Result<T>) => Result<T>;
  /** How many changes of this connection were such. */
  readonly changes: () => number;
}

export const aside = (file: Database.Database): Aside => {
  const total = file.prepare('SELECT total_changes()').pluck();
  const changed = (): number => total.get() as number;
  let changes = 0;
  return {
    write: (transacted) => {
      const before = changed();
      file.pragma('synchronous=NORMAL');
      try {
        return transacted();
      } finally {
        file.pragma('synchronous=FULL');
        changes += changed() - before;
      }
    },
    changes: () => changes,
  };
};
