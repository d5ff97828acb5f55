/**
 * Sound files of a data folder as a backup sees them: how large, whether still themselves, carried out of the shelf and back.
 *
 * The shelf itself (shelf.ts) is for whoever makes sound; this looks without sweeping anything away, and works on a folder that
 * no service has open. Carried files lie under their hash, `<folder>/ab/<hex>`, and are never overwritten.
 */
import { createHash } from 'node:crypto';
import { chmod, copyFile, link, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Sha256 } from '../core/ids.ts';
import type { Result } from '../core/result.ts';
import { ok } from '../core/result.ts';
import { isAbsent, onDisk } from './disk.ts';

export interface SoundFiles {
  /** Bytes on the shelf; null: not there. */
  readonly sizeOf: (hash: Sha256) => Promise<number | null>;
  /** Whether the shelf's bytes still have their hash; false also when they are gone. */
  readonly verify: (hash: Sha256) => Promise<boolean>;
  /** The same in a folder of carried sound. */
  readonly verifyIn: (folder: string, hash: Sha256) => Promise<boolean>;
  /** From the shelf into a folder, linked on the same disk, else copied; false: was there already. Refuses with data.*. */
  readonly carryTo: (folder: string, hash: Sha256) => Promise<Result<boolean>>;
  /** From a folder onto the shelf; false: was there already. Refuses with data.*. */
  readonly carryFrom: (folder: string, hash: Sha256) => Promise<Result<boolean>>;
  /** Names of temporary folders of processes that are no more. */
  readonly leftovers: () => Promise<readonly string[]>;
}

export const soundFiles = (dataDir: string): SoundFiles => {
  const shelf = join(resolve(dataDir), 'shelf', 'sha256');
  return {
    sizeOf: (hash) => sizeAt(placeIn(shelf, hash)),
    verify: (hash) => verifyAt(placeIn(shelf, hash), hash),
    verifyIn: (folder, hash) => verifyAt(placeIn(folder, hash), hash),
    carryTo: (folder, hash) => carry(placeIn(shelf, hash), placeIn(folder, hash)),
    carryFrom: (folder, hash) => carry(placeIn(folder, hash), placeIn(shelf, hash)),
    leftovers: async () => {
      try {
        const names = await readdir(join(resolve(dataDir), 'shelf', 'tmp'));
        return names.filter((name) => !alive(Number.parseInt(name, 10)));
      } catch (error) {
        if (isAbsent(error)) return [];
        throw error;
      }
    },
  };
};

const placeIn = (folder: string, hash: Sha256): string => join(folder, hash.slice(0, 2), hash);

const sizeAt = async (path: string): Promise<number | null> => {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
};

const verifyAt = async (path: string, wanted: Sha256): Promise<boolean> => {
  const hash = createHash('sha256');
  try {
    const file = await open(path, 'r');
    try {
      const buffer = new Uint8Array(1 << 20);
      for (let at = 0; ; ) {
        const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
        if (bytesRead === 0) return hash.digest('hex') === wanted;
        hash.update(buffer.subarray(0, bytesRead));
        at += bytesRead;
      }
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
};

/** Under a temporary name first: a name that is a hash always stands for all of its bytes. */
const carry = (from: string, to: string): Promise<Result<boolean>> =>
  onDisk(dirname(to), async () => {
    if ((await sizeAt(to)) !== null) return ok(false);
    const half = `${to}.${process.pid}.half`;
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    await rm(half, { force: true });
    try {
      await linkOrCopy(from, half);
      await sync(half);
      await rename(half, to);
      await sync(dirname(to));
      return ok(true);
    } finally {
      await rm(half, { force: true });
    }
  });

/** Another disk, or one that knows no links: the bytes themselves. */
const linkOrCopy = async (from: string, to: string): Promise<void> => {
  try {
    await link(from, to);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (!['EXDEV', 'EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'].includes(String(code))) throw error;
    await copyFile(from, to);
    await chmod(to, 0o600);
  }
};

const sync = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** A name without a process number is nobody's. */
const alive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};
