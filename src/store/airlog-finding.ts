/**
 * What entries of airlog.db are found by, beside the entries themselves: written with each append, in the same transaction.
 *
 * Nothing is proved by it, but that nothing is entered twice hangs on it, so `loa check` holds it against the entries.
 */
import type Database from 'better-sqlite3';
import { ByAiring } from '../core/evidence/by-airing.ts';
import {
  type AirLogEntry,
  type DeviceRow,
  entryFrom,
  isOfAiring,
  type ObjectionEntry,
  type StatementEntry,
} from '../core/evidence/entry.ts';

/** Which row an entry has in which table: all that it is found by. */
type Aid =
  | { readonly table: 'sent'; readonly id: string }
  | ({ readonly table: 'device_row' } & DeviceRow)
  | { readonly table: 'event'; readonly kind: string };

const aidOf = (entry: AirLogEntry): Aid => {
  if (!isOfAiring(entry)) return { table: 'event', kind: entry.kind };
  if ('statement' in entry) return { table: 'sent', id: entry.statement };
  const { device, boot, row } = entry.source;
  return { table: 'device_row', device, boot, row };
};

/** What was sent at one time under one id stands together, and is found by its first entry. */
const goesOn = (entry: AirLogEntry, before: AirLogEntry | null): boolean =>
  'statement' in entry && before !== null && 'statement' in before && before.statement === entry.statement;

export interface FindingAids {
  /**
   * `before`: the entry appended just before it in the same transaction. Throws when a device's row is there already, or an airing for
   * the second time under one id. The same id may come again for other airings: of another channel, of another day.
   */
  readonly add: (seq: number, entry: AirLogEntry, before: AirLogEntry | null) => void;
}

export const findingAids = (file: Database.Database): FindingAids => {
  const sent = file.prepare('INSERT INTO sent (id, seq) VALUES (?, ?)');
  const deviceRow = file.prepare('INSERT INTO device_row (device, boot, row, seq) VALUES (?, ?, ?, ?)');
  const event = file.prepare('INSERT INTO event (seq, kind) VALUES (?, ?)');
  const sentUnder = underId(file);
  /** Airings of the id that was sent last. */
  let airings = new ByAiring<true>();
  return {
    add: (seq, entry, before) => {
      if (isOfAiring(entry) && 'statement' in entry) {
        const more = goesOn(entry, before);
        if (!more) {
          airings = new ByAiring();
          for (const { entry: other } of sentUnder(entry.statement, seq))
            airings.set(other.planned.channel.id, other.planned.id, true);
          sent.run(entry.statement, seq);
        }
        const { channel, id } = entry.planned;
        if (airings.get(channel.id, id)) throw new Error(`UNIQUE: ${channel.id} ${id} twice under one id`);
        airings.set(channel.id, id, true);
        return;
      }
      const aid = aidOf(entry);
      if (aid.table === 'device_row') deviceRow.run(aid.device, aid.boot, aid.row, seq);
      else if (aid.table === 'event') event.run(seq, aid.kind);
    },
  };
};

/** Leaves are our own canonical JSON; bytes that are no UTF-8 are damage, and thrown. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Writes them anew for all entries of a log that has none yet. */
export const fillAids = (file: Database.Database): void => {
  const aids = findingAids(file);
  const leaves = file.prepare('SELECT seq, leaf FROM air_log WHERE seq >= ? ORDER BY seq LIMIT 4096');
  let before: AirLogEntry | null = null;
  for (let from = 0; ; from += 4096) {
    const some = leaves.all(from) as { seq: number; leaf: Uint8Array }[];
    for (const { seq, leaf } of some) {
      const entry = entryFrom(utf8.decode(leaf));
      aids.add(seq, entry, before);
      before = entry;
    }
    if (some.length < 4096) return;
  }
};

type SentEntry = StatementEntry | ObjectionEntry;

/** As many as most sessions have items. */
const PORTION = 64;

/** Whatever was sent under an id before the entry `below`, in order of number. */
export const underId = (
  file: Database.Database,
): ((id: string, below?: number) => { readonly seq: number; readonly entry: SentEntry }[]) => {
  const times = file.prepare('SELECT seq FROM sent WHERE id = ? AND seq < ? ORDER BY seq').pluck();
  const from = file.prepare('SELECT seq, leaf FROM air_log WHERE seq >= ? AND seq < ? ORDER BY seq LIMIT ?');
  return (id, below = Number.MAX_SAFE_INTEGER) => {
    const found: { seq: number; entry: SentEntry }[] = [];
    for (const first of times.all(id, below) as number[])
      for (let next: number | undefined = first; next !== undefined; ) {
        const some = from.all(next, below, PORTION) as { seq: number; leaf: Uint8Array }[];
        next = some.length === PORTION ? next + PORTION : undefined;
        for (const { seq, leaf } of some) {
          const entry = entryFrom(utf8.decode(leaf));
          if (!('statement' in entry && entry.statement === id)) {
            next = undefined;
            break;
          }
          if (seq > (found.at(-1)?.seq ?? -1)) found.push({ seq, entry });
        }
      }
    return found;
  };
};

export interface AidCheck {
  /** Each entry in order. */
  readonly see: (seq: number, entry: AirLogEntry) => void;
  /** What does not fit, as the table and what it is about; null: nothing. */
  readonly fault: () => string | null;
}

/** Holds the rows against the entries that they are of. */
export const aidCheck = (file: Database.Database): AidCheck => {
  const found = {
    sent: file.prepare('SELECT seq FROM sent WHERE id = ? AND seq = ?').pluck(),
    device_row: file.prepare('SELECT seq FROM device_row WHERE device = ? AND boot = ? AND row = ?').pluck(),
    event: file.prepare('SELECT seq FROM event WHERE seq = ? AND kind = ?').pluck(),
  };
  const counted = { sent: 0, device_row: 0, event: 0 };
  let fault: string | null = null;
  let before: AirLogEntry | null = null;
  const find = (aid: Aid, seq: number): unknown => {
    if (aid.table === 'sent') return found.sent.get(aid.id, seq);
    return aid.table === 'event' ? found.event.get(seq, aid.kind) : found.device_row.get(aid.device, aid.boot, aid.row);
  };
  return {
    see: (seq, entry) => {
      try {
        const aid = aidOf(entry);
        const stands = find(aid, seq) === seq;
        if (stands) counted[aid.table] += 1;
        // What was sent under one id at two times may stand together, too.
        else if (!goesOn(entry, before)) fault ??= `${aid.table} ${seq}`;
      } catch (error) {
        // Somebody put something there that is no entry of ours.
        if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
        fault ??= `air_log ${seq}`;
      } finally {
        before = entry;
      }
    },
    fault: () => {
      for (const [table, rows] of Object.entries(counted))
        if (file.prepare(`SELECT COUNT(*) FROM ${table}`).pluck().get() !== rows) fault ??= table;
      return fault;
    },
  };
};
