/**
 * What airlog-index.db is made of: an excerpt of the air log's entries that SQL can look things up in.
 *
 * It is no evidence and no copy of any: whoever deletes the file loses the time that making it anew takes. Days are numbers
 * like 20260601; texts that come again and again are numbers of their row in `word`.
 */
import Database from 'better-sqlite3';
import { ok } from '../core/result.ts';
import { keepPrivate } from './connection.ts';
import { transact } from './transaction.ts';

/** In PRAGMA user_version; a file of any other is made anew. Counts up whenever a row would be written differently. */
const LAYOUT = 1;

/** The row of `word` that says 'statement', as a kind of entry and as evidence: the partial indexes leave it out. */
export const STATEMENT = 1;

const PARTS = [
  'CREATE TABLE state (one INTEGER PRIMARY KEY CHECK (one = 0), size INTEGER NOT NULL, root BLOB NOT NULL) STRICT',
  'CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT',
  `INSERT INTO word VALUES (${STATEMENT}, 'statement')`,
  // A channel with the units that an entry froze beside it; units as a JSON array of ids. Rights are asked once for each.
  'CREATE TABLE place (id INTEGER PRIMARY KEY, channel TEXT NOT NULL, units TEXT NOT NULL, UNIQUE (channel, units)) STRICT',
  `CREATE TABLE entry (
    seq INTEGER PRIMARY KEY, day INTEGER NOT NULL, kind INTEGER NOT NULL, place INTEGER, channel INTEGER, airing TEXT,
    role INTEGER, outcome INTEGER, verdict INTEGER, reason INTEGER, heard_ms INTEGER, planned_ms INTEGER, campaign INTEGER,
    content_group INTEGER, language INTEGER, item INTEGER, evidence INTEGER, recorded_ms INTEGER NOT NULL, start_ms INTEGER,
    version INTEGER, names INTEGER) STRICT`,
  'CREATE INDEX entry_by_day ON entry (day, seq, place)',
  'CREATE INDEX entry_by_channel ON entry (channel, day, seq)',
  'CREATE INDEX entry_by_campaign ON entry (campaign, day, seq) WHERE campaign IS NOT NULL',
  'CREATE INDEX entry_by_group ON entry (content_group, day, seq) WHERE content_group IS NOT NULL',
  'CREATE INDEX entry_by_language ON entry (language, day, seq) WHERE language IS NOT NULL',
  // What is not as usual is rare, and would be long looked for among the rest.
  'CREATE INDEX entry_by_outcome ON entry (outcome, day, seq) WHERE outcome > 0',
  'CREATE INDEX entry_by_verdict ON entry (verdict, day, seq) WHERE verdict > 0',
  `CREATE INDEX entry_by_kind ON entry (kind, day, seq) WHERE kind > ${STATEMENT}`,
  `CREATE INDEX entry_by_evidence ON entry (evidence, day, seq) WHERE evidence > ${STATEMENT}`,
  'CREATE TABLE entry_unit (unit INTEGER NOT NULL, day INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (unit, day, seq)) STRICT, WITHOUT ROWID',
  // Airings that somebody spoke of, each counted once by what is believed of it: of a day (span 1) and of a week (span 7, its Monday).
  `CREATE TABLE total (
    span INTEGER NOT NULL, day INTEGER NOT NULL, place INTEGER NOT NULL, campaign INTEGER NOT NULL, verdict INTEGER NOT NULL,
    airings INTEGER NOT NULL, planned_ms INTEGER NOT NULL, heard_ms INTEGER NOT NULL,
    PRIMARY KEY (span, day, place, campaign, verdict)) STRICT, WITHOUT ROWID`,
] as const;

/** It may lose its last rows in a power cut: they are in the log. */
const SETTINGS = [
  'busy_timeout = 10000',
  'journal_mode = WAL',
  'synchronous = NORMAL',
  'trusted_schema = OFF',
  'cell_size_check = ON',
  'journal_size_limit = 67108864',
  'cache_size = -16384',
] as const;

const layoutOf = (file: Database.Database): number => Number(file.pragma('user_version', { simple: true }));

/** Throws what SQLite throws, also SQLITE_NOTADB for a file that is something else. */
export const openIndexFile = (path: string): Database.Database => {
  keepPrivate(path);
  const file = new Database(path);
  try {
    for (const setting of SETTINGS) file.pragma(setting);
    if (layoutOf(file) !== LAYOUT)
      transact(file, () => {
        // Another process may have made it while this one waited.
        if (layoutOf(file) !== LAYOUT) makeAnew(file);
        return ok(undefined);
      });
    return file;
  } catch (error) {
    file.close();
    throw error;
  }
};

/** Within a transaction: others that have the file open see the old one or the new one. */
export const makeAnew = (file: Database.Database): void => {
  const old = file.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'",
  );
  for (const name of old.pluck().all() as string[]) file.exec(`DROP TABLE "${name.replaceAll('"', '""')}"`);
  file.exec(PARTS.join(';'));
  file.exec(`PRAGMA user_version = ${LAYOUT}`);
};
