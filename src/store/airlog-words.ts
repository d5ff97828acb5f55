/**
 * Names and notes beside the air log by the day of their airing, and which cuts aired: what retention asks of airlog.db.
 *
 * An entry itself never goes; without its words it says what it said, and by whom and with what note is a hash that nobody can read.
 */
import type Database from 'better-sqlite3';
import type { Sha256 } from '../core/ids.ts';
import type { Result } from '../core/result.ts';
import { ok } from '../core/result.ts';
import { addDays, type LocalDate } from '../core/time/local.ts';
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

/** Days that no broadcast is before or after. */
const [FIRST, LAST] = ['0001-01-01', '9999-12-31'] as [LocalDate, LocalDate];

/** Entries looked at by one statement. */
const PORTION = 1000;

/** `aboutDays`: numbers of the entries about those days, both included. */
export const wordsOf = (
  file: Database.Database,
  { path, aboutDays }: { readonly path: string; readonly aboutDays: (from: LocalDate, to: LocalDate) => number[] },
): AirLogWords => {
  const day = plannedField('day');
  const among = 'FROM json_each(?) CROSS JOIN air_log ON air_log.seq = json_each.value';
  const before = file.prepare(`
    SELECT hash, ${day} AS day, ${plannedField('channel.id')} AS channel ${among}
    JOIN erasable ON hash IN (${leafField('by')}, ${leafField('note')})
    WHERE ${day} IS NOT NULL`);
  const forget = file.prepare('DELETE FROM erasable WHERE hash = ?');
  const cut = plannedField('cut');
  const since = file.prepare(`SELECT ${cut} AS cut, MAX(${day}) AS day ${among} WHERE ${cut} IS NOT NULL GROUP BY cut`);
  const inPortions = <Row>(statement: Database.Statement, seqs: readonly number[]): Row[] => {
    const rows: Row[] = [];
    for (let from = 0; from < seqs.length; from += PORTION)
      for (const row of statement.all(JSON.stringify(seqs.slice(from, from + PORTION)))) rows.push(row as Row);
    return rows;
  };
  return {
    wordsBefore: (asked) => {
      const found = inPortions<KeptWord>(before, aboutDays(FIRST, addDays(asked, -1)));
      return found.sort((a, b) => (a.day + a.hash < b.day + b.hash ? -1 : 1));
    },
    eraseWords: (hashes) =>
      guarded(path, () => {
        const erased = transact(file, () => {
          for (const hash of hashes) forget.run(hash);
          return ok(undefined);
        });
        emptyWal(file);
        return erased;
      }),
    cutsSince: (asked) => {
      const last = new Map<Sha256, LocalDate>();
      for (const one of inPortions<{ cut: Sha256; day: LocalDate }>(since, aboutDays(asked, LAST))) {
        const known = last.get(one.cut);
        if (known === undefined || known < one.day) last.set(one.cut, one.day);
      }
      return last;
    },
  };
};
