/**
 * Layouts that airlog.db had before, and how a file of one of them becomes one of today's: not a byte of an entry is written anew.
 *
 * 1: entries alone. 2: with a tree, its nodes by level and index. 3: with what others sign. Until then entries were found by indexes
 * over their JSON, which took as long as the rest of an append.
 */
import type Database from 'better-sqlite3';
import { leafField, plannedField } from './airlog-fields.ts';
import { fillAids } from './airlog-finding.ts';
import { changedPart, guards, type Parts, TODAY } from './airlog-parts.ts';
import { growTree, type NodesBefore } from './airlog-tree.ts';

const FIRST: Parts = {
  air_log_by_day: `CREATE INDEX air_log_by_day ON air_log (${plannedField('day')}, ${plannedField('channel.id')})`,
  air_log_by_statement: `CREATE UNIQUE INDEX air_log_by_statement ON air_log (${leafField('statement')}, ${plannedField('id')}, ${plannedField('channel.id')})`,
};

const SECOND: Parts = {
  node: 'CREATE TABLE node (level INTEGER NOT NULL, idx INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (level, idx)) STRICT, WITHOUT ROWID',
};

const THIRD: Parts = {
  air_log_by_device: `CREATE UNIQUE INDEX air_log_by_device ON air_log (${leafField('source.device')}, ${leafField('source.boot')}, ${leafField('source.row')}) WHERE ${leafField('source.device')} IS NOT NULL`,
};

/** Tables of today that a layout had already, with their guards. */
const shared = (...tables: readonly string[]): Parts =>
  Object.fromEntries(
    Object.entries(TODAY).filter(([name]) => tables.some((table) => name.replace(/_no_\w+$/, '') === table)),
  );

const ENTRIES = shared('air_log', 'erasable');
const TREE: Parts = { ...shared('checkpoint'), ...guards('node') };
const OTHERS = shared('cosignature', 'stamp', 'dispute', 'closing');

/** What a file of that layout holds; undefined: there was no such layout. */
export const partsBefore = (layout: number): Parts | undefined =>
  [
    { ...ENTRIES, ...FIRST },
    { ...ENTRIES, ...FIRST, ...SECOND, ...TREE },
    { ...ENTRIES, ...FIRST, ...SECOND, ...TREE, ...THIRD, ...OTHERS },
  ][layout - 1];

/** Within a transaction. Answers what speaks against it: what was changed by somebody is not made to look whole; null: it was raised. */
export const raiseFrom = (file: Database.Database, layout: number): string | null => {
  const parts = partsBefore(layout) ?? {};
  const changed = changedPart(file, parts);
  if (changed !== undefined) return changed;
  const gone = Object.keys(parts).filter((name) => parts[name] !== TODAY[name]);
  for (const name of gone.filter((one) => one !== 'node')) file.exec(`DROP INDEX ${name}`);
  const tree = 'node' in parts ? setAside(file) : null;
  for (const [name, sql] of Object.entries(TODAY))
    if (tree !== null && name.startsWith('node')) file.exec(sql);
    else if (!(name in parts)) file.exec(sql);
  const fault = growTree(file, tree ?? undefined);
  if (fault !== null) return fault;
  if (tree !== null) file.exec('DROP TABLE node_before');
  fillAids(file);
  return null;
};

/** The tree as it was until now: what is grown over the entries has to be the same. */
const setAside = (file: Database.Database): NodesBefore => {
  for (const guard of Object.keys(guards('node'))) file.exec(`DROP TRIGGER ${guard}`);
  file.exec('ALTER TABLE node RENAME TO node_before');
  const node = file.prepare('SELECT hash FROM node_before WHERE level = ? AND idx = ?').pluck();
  return {
    count: file.prepare('SELECT COUNT(*) FROM node_before').pluck().get() as number,
    hash: (level, index) => node.get(level, index) as Uint8Array | undefined,
  };
};
