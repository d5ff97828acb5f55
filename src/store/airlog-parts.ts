/**
 * What airlog.db is made of today. Triggers refuse change and removal; they are a seat belt, checked on every open, and so is the
 * tree over the entries: whoever owns the file can drop a trigger, and cannot make another root.
 */
import type Database from 'better-sqlite3';

/** Name → definition, of tables, indexes and triggers. */
export type Parts = Readonly<Record<string, string>>;

const triggers = (bodies: Parts): Parts =>
  Object.fromEntries(Object.entries(bodies).map(([name, body]) => [name, `CREATE TRIGGER ${name} ${body}`]));

/** Triggers under which rows of a table are only ever added. */
export const guards = (table: string): Parts =>
  triggers({
    [`${table}_no_update`]: `BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
    [`${table}_no_delete`]: `BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
  });

/** The entries, and what beside them can be erased. */
const ENTRIES: Parts = {
  air_log: 'CREATE TABLE air_log (seq INTEGER PRIMARY KEY, leaf BLOB NOT NULL) STRICT',
  erasable: 'CREATE TABLE erasable (hash TEXT PRIMARY KEY, salt BLOB NOT NULL, text TEXT NOT NULL) STRICT',
  ...triggers({
    air_log_no_gap: `BEFORE INSERT ON air_log WHEN NEW.seq IS NOT (SELECT COALESCE(MAX(seq) + 1, 0) FROM air_log)
    BEGIN SELECT RAISE(ABORT, 'air_log: seq must follow the last'); END`,
  }),
  ...guards('air_log'),
};

/**
 * What entries are found by (airlog-finding.ts): what was sent under an id, by the first entry of each time; a device's row, once; what
 * is about no airing. Plain columns: indexes over an entry's JSON take as long as all the rest of an append.
 */
const AIDS: Parts = {
  sent: 'CREATE TABLE sent (id TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (id, seq)) STRICT, WITHOUT ROWID',
  device_row:
    'CREATE TABLE device_row (device TEXT NOT NULL, boot TEXT NOT NULL, row INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (device, boot, row)) STRICT, WITHOUT ROWID',
  event: 'CREATE TABLE event (seq INTEGER PRIMARY KEY, kind TEXT NOT NULL) STRICT',
  ...guards('sent'),
  ...guards('device_row'),
  ...guards('event'),
};

/**
 * The tree's complete subtrees of two leaves and more (a leaf's own hash is one hashing away) by nodeNumber(), so that an append
 * writes them one behind the other; and what was signed.
 */
const TREE: Parts = {
  node: 'CREATE TABLE node (number INTEGER PRIMARY KEY, hash BLOB NOT NULL) STRICT',
  checkpoint: 'CREATE TABLE checkpoint (size INTEGER PRIMARY KEY, made_at TEXT NOT NULL, note TEXT NOT NULL) STRICT',
  ...guards('node'),
  ...guards('checkpoint'),
};

/**
 * What others signed of a checkpoint: witnesses' lines by their verifier keys, and an authority's time stamp over the note as it stood
 * then, with the certificates it was believed by; which witness would not sign because the log did not fit what it had signed. The
 * checkpoint that closed a broadcast day.
 */
const OTHERS: Parts = {
  cosignature:
    'CREATE TABLE cosignature (size INTEGER NOT NULL, witness TEXT NOT NULL, made_at TEXT NOT NULL, line TEXT NOT NULL, PRIMARY KEY (size, witness)) STRICT',
  stamp:
    'CREATE TABLE stamp (size INTEGER NOT NULL, authority TEXT NOT NULL, made_at TEXT NOT NULL, note TEXT NOT NULL, token BLOB NOT NULL, ca TEXT, PRIMARY KEY (size, authority)) STRICT',
  dispute:
    'CREATE TABLE dispute (size INTEGER NOT NULL, witness TEXT NOT NULL, made_at TEXT NOT NULL, url TEXT NOT NULL, PRIMARY KEY (size, witness)) STRICT',
  closing: 'CREATE TABLE closing (day TEXT PRIMARY KEY, size INTEGER NOT NULL, made_at TEXT NOT NULL) STRICT',
  ...guards('cosignature'),
  ...guards('stamp'),
  ...guards('dispute'),
  ...guards('closing'),
};

export const TODAY: Parts = { ...ENTRIES, ...AIDS, ...TREE, ...OTHERS };

/** Name → definition of what a file holds, SQLite's own tables and indexes aside. */
export const partsOf = (file: Database.Database): Map<string, string> => {
  const found = file.prepare("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!'").all();
  return new Map((found as { name: string; sql: string }[]).map(({ name, sql }) => [name, sql]));
};

/** The name of a part that is missing, too many, or not as it should be. */
export const changedPart = (file: Database.Database, parts: Parts): string | undefined => {
  const found = partsOf(file);
  return [...new Set([...Object.keys(parts), ...found.keys()])].find((name) => found.get(name) !== parts[name]);
};
