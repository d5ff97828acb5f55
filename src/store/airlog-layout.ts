/**
 * What airlog.db is made of, and how a file of an earlier layout becomes one of today's.
 *
 * Triggers refuse change and removal; they are a seat belt, checked on every open, and so is the tree over the entries: whoever
 * owns the file can drop a trigger, and cannot make another root.
 */
import type Database from 'better-sqlite3';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { leafField, plannedField } from './airlog-fields.ts';
import { faultInTree, growTree } from './airlog-tree.ts';
import { transact } from './transaction.ts';

/** The version of this file's layout, in PRAGMA user_version. */
const LAYOUT = 3;

const appendOnly = (table: string): Readonly<Record<string, string>> => ({
  [`${table}_no_update`]: `BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
  [`${table}_no_delete`]: `BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
});

const triggers = (bodies: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(bodies).map(([name, body]) => [name, `CREATE TRIGGER ${name} ${body}`]));

/** The entries, and what beside them can be erased. */
const FIRST: Readonly<Record<string, string>> = {
  air_log: 'CREATE TABLE air_log (seq INTEGER PRIMARY KEY, leaf BLOB NOT NULL) STRICT',
  air_log_by_day: `CREATE INDEX air_log_by_day ON air_log (${plannedField('day')}, ${plannedField('channel.id')})`,
  air_log_by_statement: `CREATE UNIQUE INDEX air_log_by_statement ON air_log (${leafField('statement')}, ${plannedField('id')}, ${plannedField('channel.id')})`,
  erasable: 'CREATE TABLE erasable (hash TEXT PRIMARY KEY, salt BLOB NOT NULL, text TEXT NOT NULL) STRICT',
  ...triggers({
    air_log_no_gap: `BEFORE INSERT ON air_log WHEN NEW.seq IS NOT (SELECT COALESCE(MAX(seq) + 1, 0) FROM air_log)
    BEGIN SELECT RAISE(ABORT, 'air_log: seq must follow the last'); END`,
    ...appendOnly('air_log'),
  }),
};

/** The tree's complete subtrees of two leaves and more (a leaf's own hash is one hashing away), and what was signed. */
const SECOND: Readonly<Record<string, string>> = {
  node: 'CREATE TABLE node (level INTEGER NOT NULL, idx INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (level, idx)) STRICT, WITHOUT ROWID',
  checkpoint: 'CREATE TABLE checkpoint (size INTEGER PRIMARY KEY, made_at TEXT NOT NULL, note TEXT NOT NULL) STRICT',
  ...triggers({ ...appendOnly('node'), ...appendOnly('checkpoint') }),
};

/**
 * What others signed of a checkpoint: witnesses' lines by their verifier keys, and an authority's time stamp over the note as it stood
 * then, with the certificates it was believed by; which witness would not sign because the log did not fit what it had signed. The
 * checkpoint that closed a broadcast day. A device's row is in the log once.
 */
const THIRD: Readonly<Record<string, string>> = {
  cosignature:
    'CREATE TABLE cosignature (size INTEGER NOT NULL, witness TEXT NOT NULL, made_at TEXT NOT NULL, line TEXT NOT NULL, PRIMARY KEY (size, witness)) STRICT',
  stamp:
    'CREATE TABLE stamp (size INTEGER NOT NULL, authority TEXT NOT NULL, made_at TEXT NOT NULL, note TEXT NOT NULL, token BLOB NOT NULL, ca TEXT, PRIMARY KEY (size, authority)) STRICT',
  dispute:
    'CREATE TABLE dispute (size INTEGER NOT NULL, witness TEXT NOT NULL, made_at TEXT NOT NULL, url TEXT NOT NULL, PRIMARY KEY (size, witness)) STRICT',
  closing: 'CREATE TABLE closing (day TEXT PRIMARY KEY, size INTEGER NOT NULL, made_at TEXT NOT NULL) STRICT',
  air_log_by_device: `CREATE UNIQUE INDEX air_log_by_device ON air_log (${leafField('source.device')}, ${leafField('source.boot')}, ${leafField('source.row')}) WHERE ${leafField('source.device')} IS NOT NULL`,
  ...triggers(Object.assign({}, ...['cosignature', 'stamp', 'dispute', 'closing'].map(appendOnly))),
};

const PARTS: Readonly<Record<string, string>> = { ...FIRST, ...SECOND, ...THIRD };

const layoutOf = (file: Database.Database): number => Number(file.pragma('user_version', { simple: true }));

/** Name → definition of what the file holds, SQLite's own tables and indexes aside. */
const partsOf = (file: Database.Database): Map<string, string> => {
  const found = file.prepare("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!'").all();
  return new Map((found as { name: string; sql: string }[]).map(({ name, sql }) => [name, sql]));
};

/** Looks before anything is written: a newer layout stays untouched, and so does a file that is not an air log. */
export const fits = (file: Database.Database, path: string): Result<void> => {
  const layout = layoutOf(file);
  if (layout > LAYOUT) return refuse('database.newer', { path, found: layout, known: LAYOUT });
  const [other] = layout === 0 ? partsOf(file).keys() : [];
  // Another process may have made it between the two looks: parts and number come together, so by now it has its number.
  return other === undefined || layoutOf(file) !== 0
    ? ok(undefined)
    : refuse('database.damaged', { path, detail: `user_version? ${other}` });
};

/** Makes the parts in a new file; in an old one checks that they are all there, no more, that no number is missing, and the tree. */
export const settle = (file: Database.Database, path: string): Result<void> => {
  if (layoutOf(file) < LAYOUT) {
    const raised = transact(file, () => raise(file, path));
    if (!raised.ok) return raised;
  }
  const changed = changedPart(file, PARTS);
  if (changed !== undefined) return refuse('database.damaged', { path, detail: changed });
  const { rows, last } = file.prepare('SELECT COUNT(*) AS rows, MAX(seq) AS last FROM air_log').get() as {
    rows: number;
    last: number | null;
  };
  if (rows !== (last ?? -1) + 1) return refuse('database.damaged', { path, detail: `air_log ${rows}/${last}` });
  const fault = faultInTree(file, 'end');
  return fault === null ? ok(undefined) : refuse('database.damaged', { path, detail: fault });
};

/** From whatever layout to today's, under the lock: another process may have done it while this one waited. */
const raise = (file: Database.Database, path: string): Result<void> => {
  const layout = layoutOf(file);
  if (layout === LAYOUT) return ok(undefined);
  if (layout === 0) file.exec(Object.values(PARTS).join(';'));
  if (layout === 1) {
    // What was changed by somebody is not made to look whole by a tree over it.
    const changed = changedPart(file, FIRST);
    if (changed !== undefined) return refuse('database.damaged', { path, detail: changed });
    file.exec(Object.values(SECOND).join(';'));
    growTree(file);
  }
  if (layout === 2) {
    const changed = changedPart(file, { ...FIRST, ...SECOND });
    if (changed !== undefined) return refuse('database.damaged', { path, detail: changed });
  }
  if (layout > 0) file.exec(Object.values(THIRD).join(';'));
  file.exec(`PRAGMA user_version = ${LAYOUT}`);
  return ok(undefined);
};

const changedPart = (file: Database.Database, parts: Readonly<Record<string, string>>): string | undefined => {
  const found = partsOf(file);
  return [...new Set([...Object.keys(parts), ...found.keys()])].find((name) => found.get(name) !== parts[name]);
};
