/**
 * Names and notes beside the air log by the day of their airing, and which cuts aired: what retention asks of airlog.db.
 *
 * An entry itself never goes; without its words it says what it said, and by whom and with what note is a hash that nobody can read.
 */
import type Database from 'better-sqlite3';
import type { Sha256 } from '../core/ids.ts';
import type { Result } from '../core/result.ts';
import { ok } from '../core/result.ts';
import type { LocalDate } from '../core/time/local.ts';
import { leafField, plannedField } from './airlog-fields.ts';
import { emptyWal } from './connection.ts';
import { guarded } from './failures.ts';
import { transact } from './transaction.ts';

/** A name or note, and the broadcast day and channel of the entry that it belongs to. */
interface KeptWord {
  readonly hash: Sha256;
  readonly day: LocalDate;
  readonly channel: string;
}

export interface AirLogWords {
  /** Words beside entries about days before `day`. */
  readonly wordsBefore: (day: LocalDate) => KeptWord[];
  /** Removes words; the entries stay whole. Refuses with data.*. */
  readonly eraseWords: (hashes: readonly Sha256[]) => Result<void>;
  /** Cuts that entries about `day` and later name, with the last such day. */
  readonly cutsSince: (day: LocalDate) => ReadonlyMap<Sha256, LocalDate>;
}

export const wordsOf = (file: Database.Database, path: string): AirLogWords => {
  const day = plannedField('day');
  const before = file.prepare(`
    SELECT hash, ${day} AS day, ${plannedField('channel.id')} AS channel FROM air_log
    JOIN erasable ON hash IN (${leafField('by')}, ${leafField('note')})
    WHERE ${day} < ? ORDER BY day, hash`);
  const forget = file.prepare('DELETE FROM erasable WHERE hash = ?');
  const cut = plannedField('cut');
  const since = file.prepare(
    `SELECT ${cut} AS cut, MAX(${day}) AS day FROM air_log WHERE ${day} >= ? AND ${cut} IS NOT NULL GROUP BY cut`,
  );
  return {
    wordsBefore: (asked) => before.all(asked) as KeptWord[],
    eraseWords: (hashes) =>
      guarded(path, () => {
        const erased = transact(file, () => {
          for (const hash of hashes) forget.run(hash);
          return ok(undefined);
        });
        emptyWal(file);
        return erased;
      }),
    cutsSince: (asked) =>
      new Map((since.all(asked) as { cut: Sha256; day: LocalDate }[]).map((one) => [one.cut, one.day])),
  };
};
