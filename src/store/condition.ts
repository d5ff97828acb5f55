/** What condition the data is in: whether a written row outlives a power cut, and how much room is left. */
import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Rows, Store } from './database.ts';

/** PRAGMA synchronous as it is now: 2 is FULL, the only setting under which an acknowledged row is safe. */
export const synchronousOf = (rows: Rows): number =>
  rows.get<{ readonly synchronous: number }>('PRAGMA synchronous').synchronous;

/** Bytes that this process may still write on the disk of the data folder. */
export const freeBytes = (store: Pick<Store, 'path'>): number => {
  const { bavail, bsize } = statfsSync(dirname(store.path));
  return bavail * bsize;
};
