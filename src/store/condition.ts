/** What condition the data is in: whether a written row outlives a power cut, and how much room is left. */
import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Room } from '../core/room.ts';
import type { Rows, Store } from './database.ts';

/** PRAGMA synchronous as it is now: 2 is FULL, the only setting under which an acknowledged row is safe. */
export const synchronousOf = (rows: Rows): number =>
  rows.get<{ readonly synchronous: number }>('PRAGMA synchronous').synchronous;

/** Room on the disk of a folder, also of one that is not there yet; what is kept for the machine's owner alone counts as none. */
export const roomIn = (folder: string): Room => {
  if (!existsSync(folder) && dirname(folder) !== folder) return roomIn(dirname(folder));
  const { bavail, bfree, blocks, bsize } = statfsSync(folder);
  return { freeBytes: bavail * bsize, totalBytes: (blocks - bfree + bavail) * bsize };
};

/** Room on the disk of the data folder. */
export const roomOf = (store: Pick<Store, 'path'>): Room => roomIn(dirname(store.path));
