/**
 * Files of a backup on the disk: copied, hashed, made to last, and seen under their name only when all are whole.
 *
 * Removes only what it made: half folders of processes that are no more, and a whole backup that it is told to remove, which
 * loses its name first. Refuses with data.*; whatever else the file system says is thrown.
 */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readSync } from 'node:fs';
import { chmod, copyFile, link, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { type FileFact, madeAtIn } from '../../core/backup/record.ts';
import type { Sha256 } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { guarded, storeRefusal } from '../failures.ts';

/** SHA-256 of a text, in hex. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The size and SHA-256 of a file, read into the same memory again and again; null: there is no such file. */
export const factOf = (folder: string, name: string): FileFact | null => {
  const path = join(folder, name);
  if (!existsSync(path)) return null;
  const file = openSync(path, 'r');
  try {
    const hash = createHash('sha256');
    const buffer = new Uint8Array(1 << 20);
    for (let bytes = 0; ; ) {
      const read = readSync(file, buffer, 0, buffer.length, bytes);
      if (read === 0) return { name, bytes, sha256: hash.digest('hex') as Sha256 };
      hash.update(buffer.subarray(0, read));
      bytes += read;
    }
  } finally {
    closeSync(file);
  }
};

/** Does some work on the files under `path`; a full or locked disk is a refusal. */
export const onFiles = async <T>(path: string, work: () => Promise<Result<T>>): Promise<Result<T>> => {
  try {
    return await work();
  } catch (error) {
    const refused = storeRefusal(error, path);
    if (refused !== null) return refused;
    throw error;
  }
};

/** One database as it is at this moment, whole and compact, while others write to it. Refuses with database.*, data.*. */
export const copyDatabase = (from: string, to: string): Result<void> =>
  guarded(from, () => {
    const file = new Database(from, { readonly: true, fileMustExist: true, timeout: 5000 });
    try {
      // One read transaction: whoever appends meanwhile does not wait, and is not in the copy.
      file.prepare('VACUUM INTO ?').run(to);
    } finally {
      file.close();
    }
    return ok(undefined);
  });

/** Text of a file; null: there is none. */
export const textIn = async (path: string): Promise<string | null> =>
  existsSync(path) ? readFile(path, 'utf8') : null;

export const writeText = (path: string, text: string): Promise<void> =>
  writeFile(path, text, { mode: 0o600, flag: 'wx' });

export const copyOver = async (from: string, to: string): Promise<void> => {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await copyFile(from, to);
  await chmod(to, 0o600);
};

/** Regular files of a folder, by name; none when there is no such folder. */
export const filesIn = async (folder: string): Promise<string[]> =>
  existsSync(folder)
    ? (await readdir(folder, { withFileTypes: true })).filter((one) => one.isFile()).map(({ name }) => name)
    : [];

const HALF = /^\.(loa|restore)-.*\.(\d+)\.half$/;

/** An empty folder beside where `name` will stand, with a name that nobody takes for a backup. */
export const beginHalf = async (folder: string, name: string): Promise<string> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await sweep(folder);
  const half = join(folder, `.${name}.${process.pid}.half`);
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { mode: 0o700 });
  return half;
};

export const giveUp = (half: string): Promise<void> => rm(half, { recursive: true, force: true });

/** Half folders of processes that are no more, as they are left by a kill. */
export const halvesIn = async (folder: string): Promise<string[]> =>
  existsSync(folder)
    ? (await readdir(folder)).filter((name) => HALF.test(name) && !alive(Number(HALF.exec(name)?.[2])))
    : [];

const sweep = async (folder: string): Promise<void> => {
  for (const name of await halvesIn(folder)) await rm(join(folder, name), { recursive: true, force: true });
};

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** Makes all files private and lasting, then gives the folder its name. Refuses with file.unwritable when that is taken. */
export const publish = async (half: string, to: string): Promise<Result<void>> => {
  if (existsSync(to)) return refuse('file.unwritable', { path: to, reason: 'EEXIST' }, { file: to });
  for (const entry of await readdir(half, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) await chmod(path, 0o600);
    synced(path);
  }
  synced(half);
  await rename(half, to);
  synced(dirname(to));
  return ok(undefined);
};

/** A second name for a file that is about to be replaced; on a disk that knows no links it is moved. */
export const keepAside = async (from: string, to: string): Promise<void> => {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  try {
    await link(from, to);
  } catch {
    await rename(from, to);
  }
  synced(dirname(to));
};

/** Moves a file to its final place, in the place of what has that name; it lasts there once the folder is synced, which is done here. */
export const moveTo = async (from: string, to: string): Promise<void> => {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  synced(from);
  await rename(from, to);
  synced(dirname(to));
};

const synced = (path: string): void => {
  const opened = openSync(path, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
};

/** Folders called as backups are, newest first: [name, instant]. */
export const backupsIn = async (folder: string): Promise<readonly (readonly [name: string, madeAt: string])[]> => {
  if (!existsSync(folder) || !(await stat(folder)).isDirectory()) return [];
  const found = (await readdir(folder, { withFileTypes: true })).flatMap((one) => {
    const madeAt = one.isDirectory() ? madeAtIn(one.name) : null;
    return madeAt === null ? [] : [[one.name, madeAt] as const];
  });
  return found.sort(([a], [b]) => (a < b ? 1 : -1));
};

/** The name goes first, so that a kill in between leaves no backup that looks whole. */
export const removeBackup = async (folder: string, name: string): Promise<void> => {
  const half = join(folder, `.${name}.${process.pid}.half`);
  await rename(join(folder, name), half);
  await rm(half, { recursive: true, force: true });
};

/**
 * Whether nobody else has a database open. What waits in its write-ahead log is folded into the file on the way. A file that
 * SQLite cannot read is nobody's. Refuses with data.busy.
 */
export const unused = (path: string): Result<void> => {
  if (!existsSync(path)) return ok(undefined);
  let file: Database.Database | undefined;
  try {
    file = new Database(path, { fileMustExist: true, timeout: 500 });
    // Leaving WAL takes the file for oneself alone: it fails while any other process has it open (sqlite.org/wal.html §3.3).
    file.pragma('journal_mode=DELETE');
    return ok(undefined);
  } catch (error) {
    const refused = storeRefusal(error, path);
    if (refused === null) throw error;
    return refused.refusals[0].code === 'database.damaged' ? ok(undefined) : refused;
  } finally {
    file?.close();
  }
};
