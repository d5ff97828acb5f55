/**
 * What SQLite says when the disk is full, read-only, busy or damaged → a refusal a person can act on.
 *
 * Anything else SQLite throws is a bug of ours and stays thrown.
 */
import Database from 'better-sqlite3';
import type { Refused, Result } from '../core/result.ts';
import { refuse } from '../core/result.ts';

const REFUSED = {
  SQLITE_FULL: 'data.full',
  SQLITE_READONLY: 'data.read-only',
  SQLITE_CANTOPEN: 'data.read-only',
  SQLITE_PERM: 'data.read-only',
  SQLITE_BUSY: 'data.busy',
  SQLITE_LOCKED: 'data.busy',
} as const;

/** I/O errors of writing; SHMSIZE is the index of the write-ahead log, which grows on the same disk. */
const WRITES = ['WRITE', 'FSYNC', 'DIR_FSYNC', 'TRUNCATE', 'SHMSIZE'];

/** The refusal for a thrown database or file error on `path`; null when it is none of those. */
export const storeRefusal = (error: unknown, path: string): Refused | null => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return refuse('data.full', { path });
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code)) return refuse('data.read-only', { path });
  if (!(error instanceof Database.SqliteError)) return null;
  for (const [prefix, refused] of Object.entries(REFUSED))
    if (code === prefix || code.startsWith(`${prefix}_`)) return refuse(refused as 'data.full', { path });
  // A write that fails half way on a full disk is an I/O error to SQLite; room is the first thing to look at.
  if (WRITES.some((write) => code === `SQLITE_IOERR_${write}`)) return refuse('data.full', { path });
  // Any other I/O error is a disk that does not give back what it was given.
  if (['SQLITE_NOTADB', 'SQLITE_CORRUPT', 'SQLITE_IOERR'].some((prefix) => code.startsWith(prefix)))
    return refuse('database.damaged', { path, detail: `${error.message} (${code})` });
  return null;
};

/** Runs `work`, turning the failures above into refusals. */
export const guarded = <T>(path: string, work: () => Result<T>): Result<T> => {
  try {
    return work();
  } catch (error) {
    const refused = storeRefusal(error, path);
    if (refused !== null) return refused;
    throw error;
  }
};
