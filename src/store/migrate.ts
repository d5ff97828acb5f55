/**
 * Brings loa.db up to the newest layout: every missing migration in one transaction, or none of them.
 *
 * Foreign keys are off meanwhile, because drizzle's table rebuilds drop tables and a cascading delete would
 * take the children along unseen; they are checked before the commit (docs/adr/0008). drizzle's own migrator
 * commits before anyone can check, and skips a migration that is older than the last one, so only its files
 * and its table are used. A copy of the file from before is kept beside it.
 */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { type MigrationMeta, readMigrationFiles } from './drizzle.ts';
import { transact } from './transaction.ts';

/** As drizzle makes it. */
const TABLE = `CREATE TABLE IF NOT EXISTS __drizzle_migrations (
  id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)`;

/** The migrations in a folder, oldest first. */
export const knownMigrations = (folder: string): MigrationMeta[] => readMigrationFiles({ migrationsFolder: folder });

/**
 * How many of the known migrations a file has had. Refuses with database.newer when it has had others, and
 * with database.damaged when it holds tables that no migration made.
 */
export const standing = (file: Database.Database, path: string, known: readonly MigrationMeta[]): Result<number> => {
  const tables = file.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[];
  const applied = tables.includes('__drizzle_migrations')
    ? file.prepare('SELECT created_at FROM __drizzle_migrations ORDER BY created_at').pluck().all()
    : [];
  if (applied.some((when, n) => Number(when) !== known[n]?.folderMillis))
    return refuse('database.newer', { path, found: applied.length, known: known.length });
  const other = tables.find((name) => name !== '__drizzle_migrations' && !name.startsWith('sqlite_'));
  if (applied.length === 0 && other !== undefined)
    return refuse('database.damaged', { path, detail: `__drizzle_migrations? ${other}` });
  return ok(applied.length);
};

/** Refuses as standing() does, and with database.damaged when keys would be broken; the file is then as it was. */
export const bringUpToDate = (
  file: Database.Database,
  path: string,
  known: readonly MigrationMeta[],
): Result<unknown> => {
  const before = standing(file, path, known);
  if (!before.ok || before.value === known.length) return before;
  if (before.value > 0) keepCopy(file, path, before.value + 1);
  // Outside the transaction: SQLite ignores this pragma within one.
  file.pragma('foreign_keys=OFF');
  let migrated: Result<unknown>;
  try {
    migrated = transact(file, () => migrate(file, path, known));
  } finally {
    file.pragma('foreign_keys=ON');
  }
  if (file.pragma('foreign_keys', { simple: true }) !== 1)
    return refuse('database.setting', { path, pragma: 'foreign_keys', wanted: 'ON', found: '0' });
  return migrated;
};

const migrate = (file: Database.Database, path: string, known: readonly MigrationMeta[]): Result<unknown> => {
  // Asked again under the lock: another process may have migrated while this one waited.
  const applied = standing(file, path, known);
  if (!applied.ok || applied.value === known.length) return applied;
  file.exec(TABLE);
  const record = file.prepare('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)');
  for (const { sql, hash, folderMillis } of known.slice(applied.value)) {
    for (const statement of sql) file.exec(statement);
    record.run(hash, folderMillis);
  }
  const broken = file.pragma('foreign_key_check') as { table: string; parent: string }[];
  const [first] = broken;
  return first === undefined
    ? ok(known.length)
    : refuse('database.damaged', { path, detail: `${first.table} → ${first.parent} (${broken.length})` });
};

/** A whole copy from before migration `next`, on the disk before its name appears. The same bytes are kept once. */
const keepCopy = (file: Database.Database, path: string, next: number): void => {
  const folder = join(dirname(path), 'backups');
  const name = `loa-before-migration-${next}`;
  const half = join(folder, `${name}.${process.pid}.half`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  rmSync(half, { force: true });
  try {
    file.prepare('VACUUM INTO ?').run(half);
    // As private as the file itself: it holds the same second factors.
    chmodSync(half, 0o600);
    const kept = readdirSync(folder).filter((one) => one.startsWith(name) && one.endsWith('.db'));
    const digest = digestOf(half);
    if (kept.some((one) => digestOf(join(folder, one)) === digest)) return;
    synced(half);
    renameSync(half, join(folder, `${name}${kept.length === 0 ? '' : `-${freeNumber(folder, name)}`}.db`));
    synced(folder);
  } finally {
    rmSync(half, { force: true });
  }
};

/** An earlier copy of the same migration stays: after a restore the two are different histories. */
const freeNumber = (folder: string, name: string): number => {
  let number = 2;
  while (existsSync(join(folder, `${name}-${number}.db`))) number += 1;
  return number;
};

const digestOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

const synced = (path: string): void => {
  const opened = openSync(path, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
};
