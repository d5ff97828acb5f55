/**
 * loa.db: opening, migrating, closing. Everything but the air log lives in it.
 *
 * Migrations run with foreign keys off around drizzle's migrator, because its table rebuilds drop tables
 * and a cascading delete would take the children along unseen (docs/adr/0008); they are checked after, and
 * a copy of the file is kept from before. A file from a newer Loa is left untouched.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type Database from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { connect } from './connection.ts';
import { guarded } from './failures.ts';
import * as schema from './schema.ts';

export const MIGRATIONS = join(dirname(fileURLToPath(import.meta.url)), 'migrations');

export type Rows = BetterSQLite3Database<typeof schema>;

export interface Store {
  readonly path: string;
  /** Outside a transaction: for reading. */
  readonly rows: Rows;
  /** Runs `work` in one immediate transaction; a refusal rolls it back, as does anything thrown. */
  readonly transact: <T>(work: (rows: Rows) => Result<T>) => Result<T>;
  readonly close: () => void;
}

/** Opens or makes `<folder>/loa.db`. Refuses with database.*, data.*. */
export const openStore = (folder: string, migrations = MIGRATIONS): Result<Store> => {
  const path = join(folder, 'loa.db');
  return guarded(path, () => {
    mkdirSync(folder, { recursive: true });
    const fresh = !existsSync(path);
    const opened = connect(path);
    if (!opened.ok) return opened;
    const file = opened.value;
    const migrated = bringUpToDate(file, path, fresh, migrations);
    if (!migrated.ok) {
      file.close();
      return migrated;
    }
    const rows = drizzle(file, { schema });
    return ok({
      path,
      rows,
      transact: (work) => guarded(path, () => transact(file, () => work(rows))),
      close: () => file.close(),
    });
  });
};

/** Thrown inside a transaction to roll it back, never seen outside. */
class RolledBack extends Error {}

const transact = <T>(file: Database.Database, work: () => Result<T>): Result<T> => {
  let refused: Result<T> | undefined;
  try {
    return file
      .transaction(() => {
        const result = work();
        if (result.ok) return result;
        refused = result;
        throw new RolledBack();
      })
      .immediate();
  } catch (error) {
    if (error instanceof RolledBack && refused !== undefined) return refused;
    throw error;
  }
};

const bringUpToDate = (file: Database.Database, path: string, fresh: boolean, migrations: string): Result<void> => {
  const known = readMigrationFiles({ migrationsFolder: migrations });
  const applied = appliedMigrations(file);
  const newest = known.at(-1)?.folderMillis ?? 0;
  if (applied.length > known.length || applied.some((when) => when > newest))
    return refuse('database.newer', { path, found: applied.length, known: known.length });
  if (applied.length === known.length) return ok(undefined);
  if (!fresh) keepCopy(file, path, applied.length);

  file.pragma('foreign_keys=OFF');
  migrate(drizzle(file), { migrationsFolder: migrations });
  const broken = file.pragma('foreign_key_check') as { table: string; parent: string }[];
  file.pragma('foreign_keys=ON');
  const [first] = broken;
  if (first !== undefined)
    return refuse('database.damaged', { path, detail: `${first.table} → ${first.parent} (${broken.length})` });
  if (file.pragma('foreign_keys', { simple: true }) !== 1)
    return refuse('database.setting', { path, pragma: 'foreign_keys', wanted: 'ON', found: '0' });
  return ok(undefined);
};

/** Times (folderMillis) of the migrations a file has had; none for a new file. */
const appliedMigrations = (file: Database.Database): number[] => {
  const table = file.prepare("SELECT 1 FROM sqlite_master WHERE type='table' AND name='__drizzle_migrations'").get();
  if (table === undefined) return [];
  const rows = file.prepare('SELECT created_at FROM __drizzle_migrations ORDER BY created_at').all();
  return (rows as { created_at: number }[]).map((row) => Number(row.created_at));
};

/** A copy from before a migration, named by how many migrations it has; an earlier copy is not overwritten. */
const keepCopy = (file: Database.Database, path: string, count: number): void => {
  const folder = join(dirname(path), 'backups');
  mkdirSync(folder, { recursive: true });
  const copy = join(folder, `loa-before-migration-${count + 1}.db`);
  if (!existsSync(copy)) file.prepare('VACUUM INTO ?').run(copy);
};
