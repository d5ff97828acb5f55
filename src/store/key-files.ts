/**
 * The folder of keys beside the databases: the air log's key, the keys of manifests and of urgent orders, and the newest checkpoint as the outside of the
 * log knows it.
 *
 * A key is its owner's alone, made once and never replaced in silence; it lies in no database, and no backup takes it along unasked.
 */
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { parseCheckpoint } from '../core/evidence/checkpoint.ts';
import type { Head } from '../core/evidence/merkle.ts';
import type { SiteKeyUse } from '../core/evidence/next-key.ts';
import { parseNote } from '../core/evidence/note.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { guarded } from './failures.ts';

const folderOf = (dataDir: string): string => join(dataDir, 'keys');

/** What a key signs: the air log, or what sites check with the key that they have pinned. */
export type KeyUse = 'log' | SiteKeyUse;

const FILES: Readonly<Record<KeyUse, string>> = { log: 'air-log', schedule: 'schedule', urgent: 'urgent' };

export const keyPath = (dataDir: string, use: KeyUse): string => join(folderOf(dataDir), `${FILES[use]}.pem`);
/** The key that comes next, while it is being brought in. */
const nextKeyPath = (dataDir: string, use: KeyUse): string => join(folderOf(dataDir), `${FILES[use]}.next.pem`);
const outsidePath = (dataDir: string): string => join(folderOf(dataDir), 'newest-checkpoint');

const OTHERS = 0o077;

/** The text of a key file; null: there is none. Refuses with log-key.open, schedule-key.open, urgent-key.open when others may read or change it. */
export const readKey = (dataDir: string, use: KeyUse): Result<string | null> => textOf(keyPath(dataDir, use), use);

/** The same of the key that comes next. */
export const readNextKey = (dataDir: string, use: KeyUse): Result<string | null> =>
  textOf(nextKeyPath(dataDir, use), use);

const textOf = (path: string, use: KeyUse): Result<string | null> => {
  const text = readIfThere(path);
  const mode = text === null ? 0 : statSync(path).mode & 0o777;
  return (mode & OTHERS) === 0 ? ok(text) : refuse(`${use}-key.open`, { path, mode: mode.toString(8) });
};

/** Keeps a fresh key. Refuses with data.full, data.read-only. */
export const keepKey = (dataDir: string, use: KeyUse, text: string): Result<void> =>
  keepWhole(dataDir, keyPath(dataDir, use), text);

export const keepNextKey = (dataDir: string, use: KeyUse, text: string): Result<void> =>
  keepWhole(dataDir, nextKeyPath(dataDir, use), text);

/** A retired key, and its public half as `vkey`, under keys/retired/. `name`: what tells it from the others. */
export const keepRetiredKey = (
  dataDir: string,
  name: string,
  { text, vkey }: { readonly text: string; readonly vkey: string | null },
): Result<void> => {
  const path = join(folderOf(dataDir), 'retired', name);
  const kept = keepWhole(dataDir, `${path}.pem`, text);
  return !kept.ok || vkey === null ? kept : keepWhole(dataDir, `${path}.vkey`, `${vkey}\n`);
};

/** The key that comes next takes the key file's place, in one step. Where there is none, it has done so before. */
export const installNextKey = (dataDir: string, use: KeyUse): Result<void> => {
  const path = nextKeyPath(dataDir, use);
  return guarded(path, () => {
    if (readIfThere(path) === null) return ok(undefined);
    renameSync(path, keyPath(dataDir, use));
    synced(folderOf(dataDir), 'r', () => undefined);
    return ok(undefined);
  });
};

/** The newest checkpoint as it was last known outside; null: none, or none that reads. */
export const outsideHead = (dataDir: string): Head | null => {
  const note = parseNote(readIfThere(outsidePath(dataDir)) ?? '');
  const checkpoint = note.ok ? parseCheckpoint(note.value.text) : note;
  return checkpoint.ok ? checkpoint.value : null;
};

export const keepOutside = (dataDir: string, note: string): Result<void> =>
  keepWhole(dataDir, outsidePath(dataDir), note);

/** Longer than any change of keys takes. */
const KEYS_WAIT_MS = 20_000;

/** Folders whose keys this process has for itself right now. */
const alone = new Set<string>();

/**
 * Does `work` while no other process changes the keys in that folder; the system lets go of the lock when a process dies. Inside, it
 * may be asked again. Waits for another; refuses with data.busy when that takes longer than `waitMs`, and with data.*.
 */
export const withKeysAlone = <T>(dataDir: string, work: () => Result<T>, waitMs = KEYS_WAIT_MS): Result<T> => {
  const path = join(folderOf(dataDir), 'change.lock');
  if (alone.has(path)) return work();
  const locked = guarded(path, () => {
    mkdirSync(folderOf(dataDir), { recursive: true, mode: 0o700 });
    const file = new Database(path, { timeout: waitMs });
    try {
      file.exec('BEGIN EXCLUSIVE');
      return ok(file);
    } catch (error) {
      file.close();
      throw error;
    }
  });
  if (!locked.ok) return locked;
  alone.add(path);
  try {
    return work();
  } finally {
    alone.delete(path);
    locked.value.close();
  }
};

/** Visible only when it is whole, and there after a power cut. */
const keepWhole = (dataDir: string, path: string, text: string): Result<void> =>
  guarded(path, () => {
    const folder = dirname(path);
    mkdirSync(folderOf(dataDir), { recursive: true, mode: 0o700 });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const temporary = `${path}.new`;
    synced(temporary, 'w', (file) => writeSync(file, text));
    renameSync(temporary, path);
    synced(folder, 'r', () => undefined);
    return ok(undefined);
  });

const synced = (path: string, flag: 'w' | 'r', work: (file: number) => unknown): void => {
  const file = openSync(path, flag, 0o600);
  try {
    work(file);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};

const readIfThere = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};
