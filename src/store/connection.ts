/**
 * One SQLite file, opened so that an acknowledged row survives a power cut.
 *
 * The settings are set and read back on every open: better-sqlite3 reopens a WAL file with
 * synchronous=NORMAL by itself, and that loses acknowledged rows when the power goes (docs/adr/0008).
 */
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
  ['journal_size_limit', '67108864', 67_108_864],
];

/** Refuses with database.setting when a setting does not hold after it was set. */
export const connect = (path: string): Result<Database.Database> => {
  const file = new Database(path);
  for (const [pragma, set, reads] of SETTINGS) {
    file.pragma(`${pragma}=${set}`);
    const found: unknown = file.pragma(pragma, { simple: true });
    if (found !== reads) {
      file.close();
      return refuse('database.setting', { path, pragma, wanted: set, found: String(found) });
    }
  }
  return ok(file);
};
