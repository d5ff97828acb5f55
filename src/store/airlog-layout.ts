/** Whether a file is an airlog.db that this program knows; a new one is made, one of an earlier layout becomes one of today's. */
import type Database from 'better-sqlite3';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { raiseFrom } from './airlog-layouts-before.ts';
import { changedPart, partsOf, TODAY } from './airlog-parts.ts';
import { faultInTree } from './airlog-tree-faults.ts';
import { transact } from './transaction.ts';

/** The version of this file's layout, in PRAGMA user_version. */
const LAYOUT = 4;

const layoutOf = (file: Database.Database): number => Number(file.pragma('user_version', { simple: true }));

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

/** Makes the parts in a new file; in an old one checks that they are all there and no more, and the end of the log under its tree. */
export const settle = (file: Database.Database, path: string): Result<void> => {
  if (layoutOf(file) < LAYOUT) {
    const raised = transact(file, () => raise(file, path));
    if (!raised.ok) return raised;
  }
  const changed = changedPart(file, TODAY);
  if (changed !== undefined) return refuse('database.damaged', { path, detail: changed });
  const fault = faultInTree(file, 'end');
  return fault === null ? ok(undefined) : refuse('database.damaged', { path, detail: fault });
};

/** From whatever layout to today's, under the lock: another process may have done it while this one waited. */
const raise = (file: Database.Database, path: string): Result<void> => {
  const layout = layoutOf(file);
  if (layout === LAYOUT) return ok(undefined);
  if (layout === 0) file.exec(Object.values(TODAY).join(';'));
  const fault = layout === 0 ? null : raiseFrom(file, layout);
  if (fault !== null) return refuse('database.damaged', { path, detail: fault });
  file.exec(`PRAGMA user_version = ${LAYOUT}`);
  return ok(undefined);
};
