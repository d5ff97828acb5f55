/**
 * The shelf: sound and proofs kept under the SHA-256 of their bytes, in `<data>/shelf/sha256/ab/<hex>`.
 *
 * A file is visible only when it is whole: temporary name → fsync → rename → fsync of the folder. What is there
 * never changes and names never come from people. Beside it, small records say which hash a piece of work had
 * as its result (`known/<kind>/<key>.json`). Deletes nothing but its own left-over temporary files.
 */
import { createHash } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { access, mkdir, mkdtemp, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { SHA256_PATTERN, type Sha256 } from '../core/ids.ts';
import type { Result } from '../core/result.ts';
import { ok } from '../core/result.ts';
import { isAbsent, onDisk } from './disk.ts';
import { fileRange } from './file-range.ts';

export interface Stored {
  readonly hash: Sha256;
  readonly bytes: number;
}

export interface Opened {
  readonly size: number;
  /** Bytes from `start` (included) to `end` (not included); the whole file without them. */
  readonly stream: (start?: number, end?: number) => ReadableStream<Uint8Array>;
}

export interface Shelf {
  /** The data folder that the shelf stands in. */
  readonly dataDir: string;
  /** Where a hash's bytes are, whether or not they are there. */
  readonly pathOf: (hash: Sha256) => string;
  readonly has: (hash: Sha256) => Promise<boolean>;
  readonly open: (hash: Sha256) => Promise<Opened | null>;
  /** Whether the bytes are there and still have this hash. */
  readonly verify: (hash: Sha256) => Promise<boolean>;
  /** A fresh path, in a folder of its own, for something half-written. Refuses with data.full, data.read-only. */
  readonly temporary: () => Promise<Result<string>>;
  /** Makes a temporary file visible under its hash; the temporary name is gone afterwards, whatever happens. */
  readonly put: (temporary: string) => Promise<Result<Stored>>;
  readonly putText: (text: string) => Promise<Result<Stored>>;
  readonly discard: (temporary: string) => Promise<void>;
  /** Keeps a small JSON record under a kind and key. */
  readonly remember: (kind: Kind, key: Sha256, record: unknown) => Promise<Result<void>>;
  readonly recall: (kind: Kind, key: Sha256) => Promise<unknown>;
}

/**
 * Kinds of records: a file that came in, a master's measure, all that was listened for in it, its level for a profile, a levelled cut, an encoded piece, a rendered
 * session, a spoken text, a clip, pauses.
 */
export type Kind =
  | 'taken-in'
  | 'measured'
  | 'listened'
  | 'level'
  | 'levelled'
  | 'piece'
  | 'rendered'
  | 'spoken'
  | 'clip'
  | 'pauses';

/** Temporary folders that this process made; an earlier one may have had the same process number. */
const MINE = new Set<string>();
const TEMPORARY = /^(\d+)-[0-9A-Za-z]{6}$/;

/** The SHA-256 and size of a file's bytes as they are on the disk; read into the same memory again and again. */
const hashFile = async (path: string): Promise<Stored> => {
  const file = await open(path, 'r');
  try {
    const hash = createHash('sha256');
    const buffer = new Uint8Array(1 << 20);
    for (let bytes = 0; ; ) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, bytes);
      if (bytesRead === 0) return { hash: hash.digest('hex') as Sha256, bytes };
      hash.update(buffer.subarray(0, bytesRead));
      bytes += bytesRead;
    }
  } finally {
    await file.close();
  }
};

export const openShelf = (dataDir: string): Shelf => {
  const data = resolve(dataDir);
  const root = join(data, 'shelf');
  const temporaries = join(root, 'tmp');
  sweep(temporaries);

  const pathOf = (hash: Sha256) => {
    if (!SHA256_PATTERN.test(hash)) throw new Error(`not a hash: ${hash}`);
    return join(root, 'sha256', hash.slice(0, 2), hash);
  };
  const recordOf = (kind: Kind, key: Sha256) => join(root, 'known', kind, `${key}.json`);
  const temporary: Shelf['temporary'] = () =>
    onDisk(data, async () => {
      await mkdir(temporaries, { recursive: true });
      const folder = await mkdtemp(join(temporaries, `${process.pid}-`));
      MINE.add(basename(folder));
      return ok(join(folder, 'part'));
    });
  const discard = async (path: string) => {
    await rm(dirname(path), { recursive: true, force: true });
    MINE.delete(basename(dirname(path)));
  };

  /** Gives a whole file its final name, so that a power cut leaves either all of it or nothing. */
  const publish = async (from: string, to: string) => {
    await sync(from);
    await mkdir(dirname(to), { recursive: true });
    await rename(from, to);
    await sync(dirname(to));
    await sync(dirname(dirname(to)));
  };

  const put: Shelf['put'] = async (path) => {
    try {
      return await onDisk(data, async () => {
        const stored = await hashFile(path);
        await publish(path, pathOf(stored.hash));
        return ok(stored);
      });
    } finally {
      await discard(path);
    }
  };
  const writeTemporary = async (text: string): Promise<Result<string>> => {
    const path = await temporary();
    if (!path.ok) return path;
    const written = await onDisk(data, async () => {
      await writeFile(path.value, text);
      return path;
    });
    if (!written.ok) await discard(path.value);
    return written;
  };
  const there = (path: string) =>
    access(path).then(
      () => true,
      () => false,
    );

  return {
    dataDir: data,
    pathOf,
    temporary,
    discard,
    put,
    has: (hash) => there(pathOf(hash)),
    open: async (hash) => {
      const path = pathOf(hash);
      try {
        const { size } = await stat(path);
        return { size, stream: (start = 0, end = size) => fileRange(path, start, Math.min(end, size)) };
      } catch (error) {
        if (isAbsent(error)) return null;
        throw error;
      }
    },
    verify: async (hash) => {
      try {
        return (await hashFile(pathOf(hash))).hash === hash;
      } catch (error) {
        if (isAbsent(error)) return false;
        throw error;
      }
    },
    putText: async (text) => {
      const path = await writeTemporary(text);
      return path.ok ? put(path.value) : path;
    },
    remember: async (kind, key, record) => {
      const path = await writeTemporary(JSON.stringify(record));
      if (!path.ok) return path;
      try {
        return await onDisk(data, async () => ok(await publish(path.value, recordOf(kind, key))));
      } finally {
        await discard(path.value);
      }
    },
    recall: async (kind, key) => {
      try {
        return JSON.parse(await readFile(recordOf(kind, key), 'utf8')) as unknown;
      } catch (error) {
        // A record that cannot be read is no record: the work is simply done again.
        if (isAbsent(error) || error instanceof SyntaxError) return null;
        throw error;
      }
    },
  };
};

const sync = async (path: string) => {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Removes temporary folders of processes that are no more. Others', and names that are not ours, stay. */
const sweep = (folder: string) => {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    if (isAbsent(error)) return;
    throw error;
  }
  for (const name of names) {
    const pid = TEMPORARY.exec(name)?.[1];
    if (pid === undefined || MINE.has(name)) continue;
    if (Number(pid) === process.pid || !alive(Number(pid)))
      rmSync(join(folder, name), { recursive: true, force: true });
  }
};

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};
