/**
 * airlog.db: append-only, in a file of its own that no migration of the main database ever touches.
 *
 * Rows are the exact bytes of entries, numbered from 0 without a gap. Triggers refuse change and removal;
 * they are a seat belt, checked on every open. Names and notes lie beside the log with their salts, so that
 * they can be erased without touching an entry.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { type AirLogEntry, entryBytes, entryFrom } from '../core/evidence/entry.ts';
import type { Numbered } from '../core/evidence/standing.ts';
import type { Sha256 } from '../core/ids.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import type { LocalDate } from '../core/time/local.ts';
import type { Word } from '../core/verdict/observed.ts';
import { connect, emptyWal, whileOpen } from './connection.ts';
import { guarded } from './failures.ts';
import { transact } from './transaction.ts';

/** The version of this file's layout, in PRAGMA user_version. */
const LAYOUT = 1;

const leafField = (path: string): string => `json_extract(CAST(leaf AS TEXT), '$.${path}')`;
const field = (path: string): string => leafField(`planned.${path}`);

/** namesOf() the airing in a leaf: several paths at once make a JSON array of what is there. */
const NAMES = `json_extract(CAST(leaf AS TEXT), ${['units', 'campaign', 'contentGroup', 'channel.name', 'session.name'].map((path) => `'$.planned.${path}'`).join(', ')})`;

const TRIGGERS = {
  air_log_no_gap: `BEFORE INSERT ON air_log WHEN NEW.seq IS NOT (SELECT COALESCE(MAX(seq) + 1, 0) FROM air_log)
    BEGIN SELECT RAISE(ABORT, 'air_log: seq must follow the last'); END`,
  air_log_no_update: `BEFORE UPDATE ON air_log BEGIN SELECT RAISE(ABORT, 'air_log is append-only'); END`,
  air_log_no_delete: `BEFORE DELETE ON air_log BEGIN SELECT RAISE(ABORT, 'air_log is append-only'); END`,
};

/** Everything in the file, by name: made so, and found so on every open. */
const PARTS: Readonly<Record<string, string>> = {
  air_log: 'CREATE TABLE air_log (seq INTEGER PRIMARY KEY, leaf BLOB NOT NULL) STRICT',
  air_log_by_day: `CREATE INDEX air_log_by_day ON air_log (${field('day')}, ${field('channel.id')})`,
  air_log_by_statement: `CREATE UNIQUE INDEX air_log_by_statement ON air_log (${leafField('statement')}, ${field('id')}, ${field('channel.id')})`,
  erasable: 'CREATE TABLE erasable (hash TEXT PRIMARY KEY, salt BLOB NOT NULL, text TEXT NOT NULL) STRICT',
  ...Object.fromEntries(Object.entries(TRIGGERS).map(([name, body]) => [name, `CREATE TRIGGER ${name} ${body}`])),
};

export interface Erasable {
  readonly hash: Sha256;
  readonly salt: Uint8Array;
  readonly text: string;
}

interface Leaf {
  readonly seq: number;
  readonly leaf: Uint8Array;
}

export interface AirLogRow extends Numbered {
  /** The texts that the entry's hashes stand for; null when erased or never given. */
  readonly by: string | null;
  readonly note: string | null;
}

export interface AirLogFilter {
  /** Broadcast days, both included. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly channel?: string | undefined;
  readonly campaign?: string | undefined;
}

export interface AirLog {
  readonly path: string;
  /** Appends in one transaction; answers the first entry's number. */
  readonly append: (entries: readonly AirLogEntry[], texts: readonly Erasable[]) => Result<number>;
  readonly find: (seq: number) => AirLogEntry | undefined;
  /** The entries that one statement made, in order of number. */
  readonly ofStatement: (id: string) => AirLogRow[];
  /** In order of number, one row at a time. */
  readonly select: (filter: AirLogFilter) => IteratorObject<AirLogRow>;
  /** What was said of one broadcast day, in no order: read in SQL, since whole entries are dear by the hundred thousand. */
  readonly words: (day: LocalDate, channel: string | undefined) => Word[];
  /** Removes the names given with an actor's statements ('person:p-…'); the entries stay whole. Answers how many were there. */
  readonly eraseNames: (actor: string) => Result<number>;
  readonly size: () => number;
  readonly close: () => void;
}

/** Opens or makes `<folder>/airlog.db`. Refuses with database.newer, database.damaged, database.setting, data.*. */
export const openAirLog = (folder: string): Result<AirLog> => {
  const path = join(folder, 'airlog.db');
  return guarded(path, () => {
    mkdirSync(folder, { recursive: true });
    const opened = connect(path, (file) => fits(file, path));
    if (!opened.ok) return opened;
    return whileOpen(opened.value, (file) => {
      const settled = settle(file, path);
      return settled.ok ? ok(airLogOf(file, path)) : settled;
    });
  });
};

const layoutOf = (file: Database.Database): number => Number(file.pragma('user_version', { simple: true }));

/** Name → definition of what the file holds, SQLite's own tables and indexes aside. */
const partsOf = (file: Database.Database): Map<string, string> => {
  const found = file.prepare("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!'").all();
  return new Map((found as { name: string; sql: string }[]).map(({ name, sql }) => [name, sql]));
};

/** Looks before anything is written: a newer layout stays untouched, and so does a file that is not an air log. */
const fits = (file: Database.Database, path: string): Result<void> => {
  const layout = layoutOf(file);
  if (layout > LAYOUT) return refuse('database.newer', { path, found: layout, known: LAYOUT });
  const [other] = layout === 0 ? partsOf(file).keys() : [];
  return other === undefined ? ok(undefined) : refuse('database.damaged', { path, detail: `user_version? ${other}` });
};

/** Makes the parts in a new file; in an old one checks that they are all there, no more, and no number is missing. */
const settle = (file: Database.Database, path: string): Result<void> => {
  if (layoutOf(file) === 0) {
    const made = transact(file, () => {
      // Asked again under the lock: another process may have made them while this one waited.
      if (layoutOf(file) === 0) file.exec(`${Object.values(PARTS).join(';')}; PRAGMA user_version = ${LAYOUT}`);
      return ok(undefined);
    });
    if (!made.ok) return made;
  }
  const found = partsOf(file);
  const changed = [...new Set([...Object.keys(PARTS), ...found.keys()])].find(
    (name) => found.get(name) !== PARTS[name],
  );
  if (changed !== undefined) return refuse('database.damaged', { path, detail: changed });
  const { rows, last } = file.prepare('SELECT COUNT(*) AS rows, MAX(seq) AS last FROM air_log').get() as {
    rows: number;
    last: number | null;
  };
  if (rows !== (last ?? -1) + 1) return refuse('database.damaged', { path, detail: `air_log ${rows}/${last}` });
  return ok(undefined);
};

/** Leaves are our own canonical JSON; bytes that are no UTF-8 are damage, and thrown. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

const airLogOf = (file: Database.Database, path: string): AirLog => {
  const insert = file.prepare('INSERT INTO air_log (seq, leaf) VALUES (?, ?)');
  const keep = file.prepare('INSERT INTO erasable (hash, salt, text) VALUES (?, ?, ?)');
  // The last number and not COUNT(*): that reads the whole log for each append, and no number is ever missing.
  const count = file.prepare('SELECT COALESCE(MAX(seq) + 1, 0) AS size FROM air_log');
  const one = file.prepare('SELECT leaf FROM air_log WHERE seq = ?');
  const text = file.prepare('SELECT text FROM erasable WHERE hash = ?');
  const ofOne = file.prepare(`SELECT seq, leaf FROM air_log WHERE ${leafField('statement')} = ? ORDER BY seq`);
  const forget = file.prepare(
    `DELETE FROM erasable WHERE hash IN (SELECT ${leafField('by')} FROM air_log WHERE ${leafField('actor')} = ?)`,
  );
  const many = file.prepare(`
    SELECT seq, leaf FROM air_log
    WHERE ${field('day')} BETWEEN :from AND :to
      AND (:channel IS NULL OR ${field('channel.id')} = :channel)
      AND (:campaign IS NULL OR ${field('campaign.id')} = :campaign)
    ORDER BY seq`);

  const said = file.prepare(`
    SELECT seq, ${field('channel.id')} AS channel, ${field('id')} AS id, ${leafField('role')} AS role,
      ${leafField('outcome')} AS outcome, ${leafField('reason')} AS reason, ${leafField('secondsHeard')} AS secondsHeard,
      ${field('rundownVersion')} AS rundownVersion, ${NAMES} AS names
    FROM air_log
    WHERE ${field('day')} = :day AND (:channel IS NULL OR ${field('channel.id')} = :channel)`);

  const size = (): number => (count.get() as { size: number }).size;
  const textOf = (hash: Sha256 | null): string | null =>
    hash === null ? null : ((text.get(hash) as { text: string } | undefined)?.text ?? null);
  const rowOf = ({ seq, leaf }: Leaf): AirLogRow => {
    const entry = entryFrom(utf8.decode(leaf));
    return { seq, entry, by: textOf(entry.by), note: textOf(entry.note) };
  };

  return {
    path,
    size,
    append: (entries, texts) =>
      guarded(path, () =>
        transact(file, () => {
          const first = size();
          for (const [n, entry] of entries.entries()) insert.run(first + n, entryBytes(entry));
          for (const { hash, salt, text: words } of texts) keep.run(hash, salt, words);
          return ok(first);
        }),
      ),
    find: (seq) => {
      const row = one.get(seq) as { leaf: Uint8Array } | undefined;
      return row === undefined ? undefined : entryFrom(utf8.decode(row.leaf));
    },
    eraseNames: (actor) =>
      guarded(path, () => {
        const erased = transact(file, () => ok(forget.run(actor).changes));
        emptyWal(file);
        return erased;
      }),
    ofStatement: (id) => (ofOne.all(id) as Leaf[]).map(rowOf),
    // Read in one go: rows handed out one at a time would hold a read lock for as long as a slow network takes.
    select: ({ from, to, channel, campaign }) => {
      const found = many.all({ from, to, channel: channel ?? null, campaign: campaign ?? null });
      return (found as Leaf[]).values().map(rowOf);
    },
    words: (day, channel) => said.all({ day, channel: channel ?? null }) as Word[],
    close: () => file.close(),
  };
};
