/**
 * loa.db: opening, migrating, closing. Everything but the air log lives in it.
 *
 * A file from a newer Loa, or one that is not Loa's, is left untouched.
 */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type Database from 'better-sqlite3';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { type Aside, aside } from './aside.ts';
import { connect, emptyWal, whileOpen } from './connection.ts';
import { type BetterSQLite3Database, drizzle } from './drizzle.ts';
import { guarded } from './failures.ts';
import { bringUpToDate, knownMigrations, standing } from './migrate.ts';
import * as schema from './schema.ts';
import { type TokenUses, tokenUses } from './token-uses.ts';
import { transact } from './transaction.ts';

const MIGRATIONS = join(dirname(fileURLToPath(import.meta.url)), 'migrations');

export type Rows = BetterSQLite3Database<typeof schema>;

export interface Store {
  readonly path: string;
  /** Outside a transaction: for reading. */
  readonly rows: Rows;
  /** Runs `work` in one immediate transaction; a refusal rolls it back, as does anything thrown. Never nested. */
  readonly transact: <T>(work: (rows: Rows) => Result<T>) => Result<T>;
  /**
   * The same for what is written by the way and may be lost with the power (aside.ts): no change by revision(), and not on the
   * disk when it is answered.
   */
  readonly byTheWay: Store['transact'];
  /** Differs as soon as anything in the file does, changed here or by another process, but for what this one wrote by the way. */
  readonly revision: () => string;
  /** When tokens were used last; what waits is written when the file is closed. */
  readonly uses: TokenUses;
  /** After something was erased: also out of the write-ahead log. */
  readonly erased: () => void;
  readonly close: () => void;
}

/** Opens or makes `<folder>/loa.db`. Refuses with database.*, data.*. */
export const openStore = (folder: string, migrations = MIGRATIONS): Result<Store> => {
  const path = join(folder, 'loa.db');
  const known = knownMigrations(migrations);
  return guarded(path, () => {
    mkdirSync(folder, { recursive: true });
    const opened = connect(path, (file) => standing(file, path, known));
    if (!opened.ok) return opened;
    return whileOpen(opened.value, (file) => {
      const migrated = bringUpToDate(file, path, known);
      if (!migrated.ok) return migrated;
      const guardedRows = auditGuards(file, path);
      if (!guardedRows.ok) return guardedRows;
      const rows = drizzle(file, { schema });
      const transacted: Store['transact'] = (work) => guarded(path, () => transact(file, () => work(rows)));
      const light = aside(file);
      const byTheWay: Store['transact'] = (work) => light.write(() => transacted(work));
      const uses = tokenUses(file, byTheWay);
      return ok<Store>({
        path,
        rows,
        transact: transacted,
        byTheWay,
        revision: revisionOf(file, light),
        uses,
        erased: () => emptyWal(file),
        close: () => {
          if (file.open) uses.flush();
          file.close();
        },
      });
    });
  });
};

/** What other connections changed is counted by SQLite in one number, what this one changed in another. */
const revisionOf = (file: Database.Database, { changes }: Aside): (() => string) => {
  const others = file.prepare('PRAGMA data_version').pluck();
  const own = file.prepare('SELECT total_changes()').pluck();
  return () => `${others.get()} ${(own.get() as number) - changes()}`;
};

/** Made by the migrations: they refuse change and removal of audit rows. Without them the file is not as Loa leaves it. */
const GUARDS = ['audit_no_delete', 'audit_no_update'];

/** Refuses with database.damaged. A file of other migrations (a test's) has no audit to guard. */
const auditGuards = (file: Database.Database, path: string): Result<void> => {
  const names = (type: string): unknown[] =>
    file.prepare("SELECT name FROM sqlite_master WHERE tbl_name = 'audit' AND type = ?").pluck().all(type);
  const found = names('trigger');
  const missing = names('table').length === 0 ? undefined : GUARDS.find((name) => !found.includes(name));
  return missing === undefined ? ok(undefined) : refuse('database.damaged', { path, detail: missing });
};
