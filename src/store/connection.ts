/**
 * One SQLite file, opened so that an acknowledged row survives a power cut.
 *
 * The settings are set and read back on every open: better-sqlite3 reopens a WAL file with
 * synchronous=NORMAL by itself, and that loses acknowledged rows when the power goes (docs/adr/0008).
 * A file that cannot be written to or is torn is refused here, before anyone counts on it.
 */
import { accessSync, closeSync, constants, fchmodSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';

const SETTINGS: readonly (readonly [pragma: string, set: string, reads: string | number])[] = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['foreign_keys', 'ON', 1],
  ['busy_timeout', '5000', 5000],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  // INSERT OR REPLACE removes a row: the triggers that keep rows from being removed have to hear of it.
  ['recursive_triggers', 'ON', 1],
  ['journal_size_limit', '67108864', 67_108_864],
  // What is erased is overwritten with zeros, not left lying in free pages.
  ['secure_delete', 'ON', 1],
];

/**
 * `look` sees the file as it is, before any setting changes a byte of it; what it refuses stays untouched.
 * Refuses with database.setting when a setting does not hold after it was set, and with database.damaged.
 * Throws what SQLite and the file system throw (failures.ts); the file is closed then.
 */
export const connect = (
  path: string,
  look: (file: Database.Database) => Result<unknown>,
): Result<Database.Database> => {
  keepPrivate(path);
  return whileOpen(new Database(path), (file) => {
    // SQLite opens a file it may not write to for reading only, and says so at the first write: too late.
    if (!file.memory) accessSync(path, constants.W_OK);
    const looked = look(file);
    if (!looked.ok) return looked;
    for (const [pragma, set, reads] of SETTINGS) {
      patiently(() => file.pragma(`${pragma}=${set}`));
      const found: unknown = file.pragma(pragma, { simple: true });
      if (found !== reads) return refuse('database.setting', { path, pragma, wanted: set, found: String(found) });
    }
    const torn: unknown = file.pragma('quick_check(1)', { simple: true });
    if (torn !== 'ok') return refuse('database.damaged', { path, detail: String(torn) });
    return ok(file);
  });
};

/** As long as busy_timeout, and how long between two tries, in milliseconds. */
const [PATIENCE, PAUSE] = [5000, 10];

/**
 * SQLite does not wait by itself while another process turns the file to write-ahead logging: several that begin on one new
 * folder would find it busy.
 */
const patiently = (work: () => void): void => {
  for (let waited = 0; ; waited += PAUSE)
    try {
      work();
      return;
    } catch (error) {
      const busy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
      if (!busy || waited >= PATIENCE) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
    }
};

/**
 * The file holds people's second factors: its owner's alone, and so are the files that SQLite puts beside it. Where that
 * cannot be had (another's file, a disk that knows no such thing) it stays as whoever set it up wanted it.
 */
export const keepPrivate = (path: string): void => {
  if (path === ':memory:') return;
  try {
    const file = openSync(path, 'a', 0o600);
    try {
      fchmodSync(file, 0o600);
    } finally {
      closeSync(file);
    }
  } catch {
    // What really hinders is told by what follows, in its own words.
  }
};

/**
 * Empties the write-ahead log: what was erased is still readable in it until it is. While another process reads, it stays
 * until that one has finished and the next change is made.
 */
export const emptyWal = (file: Database.Database): void => {
  file.pragma('wal_checkpoint(TRUNCATE)');
};

/** Runs `work` on an open file; closes it when the work refuses or throws. */
export const whileOpen = <T>(file: Database.Database, work: (file: Database.Database) => Result<T>): Result<T> => {
  let done = false;
  try {
    const result = work(file);
    done = result.ok;
    return result;
  } finally {
    if (!done) file.close();
  }
};
