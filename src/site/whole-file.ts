/** A file that is there whole or not at all: temporary name → fsync → rename → fsync of the folder. */
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';

/** Beside its name; another process (a player that runs while a stick is taken in) writes beside another. */
const halfOf = (path: string): string => `${path}.${process.pid}.part`;

/** What lies on the disk under `half` gets its name, which is on the disk when it returns. Throws what the system says. */
export const nameWhole = (half: string, path: string): void => {
  renameSync(half, path);
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
};

/** null: it is not there. Throws what the system says of anything else. */
export const readIfThere = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};

/** Replaces what was there. Throws what the system says. */
export const writeText = (path: string, text: string, mode = 0o600): void => {
  const half = halfOf(path);
  const file = openSync(half, 'w', mode);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  nameWhole(half, path);
};

/** Refuses with file.unwritable what the system says; throws what is no word of it. */
export const written = <T>(path: string, work: () => T): Result<T> => {
  try {
    return ok(work());
  } catch (error) {
    return unwritable(path, error);
  }
};

/** Asked with the temporary file's handle; answers whether what was written may have its name. */
export type Fill = (write: (bytes: Uint8Array) => Promise<void>) => Promise<boolean>;

/** What was there is replaced; false: `fill` said no, and nothing changed. Refuses with file.unwritable. */
export const putWhole = async (path: string, fill: Fill): Promise<Result<boolean>> => {
  const half = halfOf(path);
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const file = await open(half, 'w', 0o600);
    let good = false;
    try {
      good = await fill(async (bytes) => {
        // A write may take less than it was given.
        for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at, bytes.length - at)).bytesWritten;
      });
      if (good) await file.sync();
    } finally {
      await file.close();
    }
    if (good) nameWhole(half, path);
    else await rm(half, { force: true });
    return ok(good);
  } catch (error) {
    await rm(half, { force: true }).catch(() => undefined);
    return unwritable(path, error);
  }
};

const unwritable = (path: string, error: unknown): Result<never> => {
  if (!(error instanceof Error && 'code' in error)) throw error;
  return refuse('file.unwritable', { path, reason: String(error.code) }, { file: path });
};
