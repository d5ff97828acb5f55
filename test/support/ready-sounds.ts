/**
 * Sounds that were taken in or rendered once in this run: a world that wants the same ones finds them on its shelf, as a
 * centre does that takes a file in or renders a day again. The operation itself runs in every world.
 *
 * What a shelf is kept under says all that its sounds were made of.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Set for the whole run by global-setup.ts. */
const ROOM = process.env['LOA_TEST_SOUNDS'];

const place = (madeOf: object): string | null =>
  ROOM === undefined
    ? null
    : join(ROOM, createHash('sha256').update(JSON.stringify(madeOf)).digest('hex').slice(0, 16));

/** Lays the shelf with these sounds into a data folder, when they were made before. */
export const layReady = async (madeOf: object, dataDir: string): Promise<void> => {
  const ready = place(madeOf);
  if (ready !== null && existsSync(ready)) await cp(ready, join(dataDir, 'shelf'), { recursive: true, force: false });
};

/** Keeps a data folder's shelf for the worlds after this one. */
export const keepReady = async (madeOf: object, dataDir: string): Promise<void> => {
  const ready = place(madeOf);
  if (ready === null || ROOM === undefined || existsSync(ready) || Object.keys(madeOf).length === 0) return;
  const copy = await mkdtemp(join(ROOM, 'new-'));
  await cp(join(dataDir, 'shelf'), copy, { recursive: true });
  // Another worker may have been as quick.
  await rename(copy, ready).catch(() => rm(copy, { recursive: true, force: true }));
};

/** A room for the run, and what takes it away. */
export const openRoom = async (): Promise<() => Promise<void>> => {
  const room = await mkdtemp(join(tmpdir(), 'loa-ready-'));
  process.env['LOA_TEST_SOUNDS'] = room;
  return () => rm(room, { recursive: true, force: true });
};
