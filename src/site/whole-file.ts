/** A file that is there whole or not at all: temporary name → fsync → rename → fsync of the folder. */
import { mkdirSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';

/** Asked with the temporary file's handle; answers whether what was written may have its name. */
export type Fill = (write: (bytes: Uint8Array) => Promise<void>) => Promise<boolean>;

/** What was there is replaced. null within: `fill` said no, and nothing changed. Refuses with file.unwritable. */
export const putWhole = async (path: string, fill: Fill): Promise<Result<null | true>> => {
  const half = `${path}.part`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    const file = await open(half, 'w');
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
    if (!good) {
      await rm(half, { force: true });
      return ok(null);
    }
    await rename(half, path);
    await syncFolder(dirname(path));
    return ok(true);
  } catch (error) {
    await rm(half, { force: true }).catch(() => undefined);
    return unwritable(path, error);
  }
};

export const putText = async (path: string, text: string): Promise<Result<true>> => {
  const put = await putWhole(path, async (write) => {
    await write(new TextEncoder().encode(text));
    return true;
  });
  return put.ok ? ok(true) : put;
};

const syncFolder = async (path: string): Promise<void> => {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
};

const unwritable = (path: string, error: unknown): Result<never> => {
  if (!(error instanceof Error && 'code' in error)) throw error;
  return refuse('file.unwritable', { path, reason: String(error.code) }, { file: path });
};
