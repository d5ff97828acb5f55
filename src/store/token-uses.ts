/**
 * When tokens were used last, written together: ten thousand sites that ask every half minute would otherwise be ten thousand
 * transactions a minute, and each of them the end of all that is remembered of answers (http/polls.ts).
 *
 * The first use after a quiet minute is written at once. What a crash takes is that minute's uses: nothing that proves anything.
 */
import type Database from 'better-sqlite3';
import type { TokenId } from '../core/ids.ts';
import type { Result } from '../core/result.ts';
import { ok } from '../core/result.ts';

export interface TokenUses {
  /** `at`: RFC 3339, UTC, whole seconds. */
  readonly note: (id: TokenId, at: string) => void;
  /** Writes what is waiting; answers how many. Refuses with data.*; then it goes on waiting. */
  readonly flush: () => Result<number>;
}

const TOGETHER_MS = 60_000;

/** `transacted`: within one transaction of that file. */
export const tokenUses = (file: Database.Database, transacted: <T>(work: () => Result<T>) => Result<T>): TokenUses => {
  let waiting = new Map<TokenId, string>();
  let writtenAt = Number.NEGATIVE_INFINITY;
  const flush = (): Result<number> => {
    if (waiting.size === 0) return ok(0);
    const uses = waiting;
    const written = transacted(() => {
      const save = file.prepare('UPDATE access_token SET used_at = ? WHERE id = ?');
      for (const [id, at] of uses) save.run(at, id);
      return ok(uses.size);
    });
    if (written.ok) waiting = new Map();
    return written;
  };
  return {
    note: (id, at) => {
      waiting.set(id, at);
      const now = Date.parse(at);
      // A clock that was set back does not make them wait for its old time.
      if (Math.abs(now - writtenAt) < TOGETHER_MS) return;
      writtenAt = now;
      // A full disk keeps nobody from asking.
      flush();
    },
    flush,
  };
};
