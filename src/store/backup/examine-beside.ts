/** What lies in airlog.db beside its entries, looked at without changing it: the tree, the checkpoints, names and notes. */
import type Database from 'better-sqlite3';
import type { DataFault, KnownHead } from '../../core/backup/faults.ts';
import { parseCheckpoint } from '../../core/evidence/checkpoint.ts';
import { saltedHash } from '../../core/evidence/entry.ts';
import { parseNote } from '../../core/evidence/note.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Erasable } from '../airlog.ts';
import { faultInTree } from '../airlog-tree-faults.ts';

/** Whether the file has that table: earlier layouts lack some. */
const has = (file: Database.Database, table: string): boolean =>
  file.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(table) !== undefined;

const damaged = (detail: string): DataFault => ({ what: 'damaged', file: 'airlog.db', detail });

/**
 * The first node that does not stand over its entries; `deep`: of all, otherwise of the end. Nodes of a layout before today's are
 * looked at when it is raised.
 */
export const treeFaults = (file: Database.Database, deep: boolean): DataFault[] => {
  const fault = has(file, 'node') && has(file, 'sent') ? faultInTree(file, deep ? 'all' : 'end') : null;
  return fault === null ? [] : [damaged(fault)];
};

/** Names and notes beside the log that are not what their hashes say. */
export const alteredTexts = (file: Database.Database): DataFault[] => {
  if (!has(file, 'erasable')) return [];
  const rows = file.prepare('SELECT hash, salt, text FROM erasable ORDER BY hash').all() as Erasable[];
  return rows
    .filter(({ hash: named, salt, text }) => saltedHash(salt, text) !== named)
    .map(({ hash: named }) => ({ what: 'text', hash: named }));
};

/** What a signed checkpoint says of the log. Its signatures are not looked at. Refuses with proof.unreadable. */
export const headIn = (note: string): Result<KnownHead> => {
  const signed = parseNote(note);
  if (!signed.ok) return signed;
  const head = parseCheckpoint(signed.value.text);
  if (!head.ok) return head;
  const { size, root, origin } = head.value;
  return ok({ size, root: root.toBase64(), source: `${origin} ${size}` });
};

interface Sealed {
  readonly known: readonly KnownHead[];
  /** Rows that hold something else than a checkpoint of their size. */
  readonly faults: readonly DataFault[];
}

/** Checkpoints that the file itself keeps, in the layouts that have any. */
export const sealedIn = (file: Database.Database): Sealed => {
  if (!has(file, 'checkpoint')) return { known: [], faults: [] };
  const rows = file.prepare('SELECT size, note FROM checkpoint ORDER BY size').all() as {
    size: number;
    note: string;
  }[];
  const heads = rows.map(({ size, note }) => ({ size, head: headIn(note) }));
  return {
    known: heads.flatMap(({ head }) => (head.ok ? [head.value] : [])),
    faults: heads
      .filter(({ size, head }) => !head.ok || head.value.size !== size)
      .map(({ size }) => damaged(`checkpoint ${size}`)),
  };
};
