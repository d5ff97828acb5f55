/** Migrations of loa.db: all or none, nothing lost on the way, and never a step back. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { describe, expect, test } from 'vitest';
import { must } from '../../../src/core/result.ts';
import { openAirLog } from '../../../src/store/airlog.ts';
import { openStore } from '../../../src/store/database.ts';
import { entryOf, inFolder } from '../../support/store-entries.ts';
import {
  FAILING,
  migrationsWith,
  ORPHANS,
  PARENT_AND_CHILD,
  REAL_MIGRATIONS,
  REBUILD,
  timesOf,
} from '../../support/store-migrations.ts';
import { writer } from '../../support/store-processes.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Every row of every table, as text. */
const contentOf = (path: string): string => {
  const file = new Database(path, { readonly: true });
  const tables = file.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name").all();
  const rows = (tables as { name: string; sql: string }[]).map(({ name, sql }) => [
    sql,
    file.prepare(`SELECT * FROM "${name}" ORDER BY 1`).all(),
  ]);
  file.close();
  return JSON.stringify(rows);
};
const rowsOf = (path: string, sql: string): unknown[] => {
  const file = new Database(path, { readonly: true });
  const rows = file.prepare(sql).pluck().all();
  file.close();
  return rows;
};
const copiesIn = (folder: string): string[] => {
  const backups = join(folder, 'backups');
  return existsSync(backups) ? readdirSync(backups).sort() : [];
};

/** A data folder with the real tables and parents with children, and folders of migrations that go on from there. */
const withFamily = (use: (folder: string, next: (...more: string[]) => string, path: string) => void): void =>
  inFolder((room) => {
    const folder = join(room, 'data');
    const next = (...more: string[]) =>
      migrationsWith(join(room, createHash('sha256').update(more.join()).digest('hex')), [PARENT_AND_CHILD, ...more]);
    must(openStore(folder, next())).close();
    use(folder, next, join(folder, 'loa.db'));
  });

const COUNT = timesOf(REAL_MIGRATIONS).length;

describe('a table rebuilt as drizzle does it', () => {
  test('keeps the children of its rows', () => {
    withFamily((folder, next, path) => {
      must(openStore(folder, next(REBUILD))).close();
      expect(rowsOf(path, 'SELECT id FROM child ORDER BY id')).toEqual(['c1', 'c2', 'c3']);
      expect(rowsOf(path, 'SELECT id || name FROM parent ORDER BY id')).toEqual(['p1không tên', 'p2không tên']);
      // The rebuilt table is the children's parent still.
      const store = must(openStore(folder, next(REBUILD)));
      store.rows.run("DELETE FROM parent WHERE id = 'p1'");
      store.close();
      expect(rowsOf(path, 'SELECT id FROM child')).toEqual(['c3']);
    });
  });

  test('would take them along under drizzle’s migrator with foreign keys on (the control)', () => {
    withFamily((_folder, next, path) => {
      const file = new Database(path);
      file.pragma('foreign_keys=ON');
      migrate(drizzle(file), { migrationsFolder: next(REBUILD) });
      file.close();
      expect(rowsOf(path, 'SELECT id FROM parent ORDER BY id')).toEqual(['p1', 'p2']);
      expect(rowsOf(path, 'SELECT id FROM child')).toEqual([]);
    });
  });
});

describe('a migration that goes wrong leaves everything as it was', () => {
  test('when it breaks keys: refused, now and at the next start', () => {
    withFamily((folder, next, path) => {
      const before = contentOf(path);
      for (const _ of [1, 2]) {
        expect(openStore(folder, next(ORPHANS))).toMatchObject({
          refusals: [{ code: 'database.damaged', params: { detail: 'child → parent (2)' } }],
        });
        expect(contentOf(path)).toBe(before);
      }
      // The Loa of before goes on with it.
      must(openStore(folder, next())).close();
    });
  });

  test('when it fails half way: a bug of ours is thrown, and the files are closed', () => {
    withFamily((folder, next, path) => {
      const before = contentOf(path);
      expect(() => openStore(folder, next(REBUILD, FAILING))).toThrow('no_such_table');
      // The last to close a file takes its write-ahead log away.
      expect(readdirSync(folder).filter((name) => name.startsWith('loa.db'))).toEqual(['loa.db']);
      expect(contentOf(path)).toBe(before);
      must(openStore(folder, next(REBUILD))).close();
    });
  });

  test('when keys were broken before: refused, not carried over', () => {
    withFamily((folder, next, path) => {
      const file = new Database(path);
      file.pragma('foreign_keys=OFF');
      file.exec("INSERT INTO child VALUES ('c9', 'nobody')");
      file.close();
      const before = contentOf(path);
      expect(openStore(folder, next(REBUILD))).toMatchObject({ refusals: [{ code: 'database.damaged' }] });
      expect(contentOf(path)).toBe(before);
    });
  });
});

describe('a copy from before a migration', () => {
  test('is whole, and there is none for a new file', () => {
    withFamily((folder, next, path) => {
      expect(copiesIn(folder)).toEqual([]);
      const before = contentOf(path);
      must(openStore(folder, next(REBUILD))).close();
      expect(copiesIn(folder)).toEqual([`loa-before-migration-${COUNT + 2}.db`]);
      expect(contentOf(join(folder, 'backups', copiesIn(folder)[0] ?? ''))).toBe(before);
    });
  });

  test('is made once, however often a failing migration is tried', () => {
    withFamily((folder, next) => {
      for (const _ of [1, 2, 3]) expect(openStore(folder, next(ORPHANS)).ok).toBe(false);
      expect(copiesIn(folder)).toEqual([`loa-before-migration-${COUNT + 2}.db`]);
    });
  });

  test('(n) restoring a backup never removes other backups: the next migration of it makes one more', () => {
    withFamily((folder, next, path) => {
      must(openStore(folder, next(REBUILD))).close();
      const name = `loa-before-migration-${COUNT + 2}`;
      const kept = readFileSync(join(folder, 'backups', `${name}.db`));
      // A person puts the copy back, works with it, and updates again.
      cpSync(join(folder, 'backups', `${name}.db`), path);
      const store = must(openStore(folder, next()));
      store.rows.run("INSERT INTO parent VALUES ('p3')");
      store.close();
      must(openStore(folder, next(REBUILD))).close();
      expect(copiesIn(folder)).toEqual([`${name}-2.db`, `${name}.db`]);
      expect(readFileSync(join(folder, 'backups', `${name}.db`)).equals(kept)).toBe(true);
      expect(rowsOf(join(folder, 'backups', `${name}-2.db`), 'SELECT id FROM parent ORDER BY id')).toEqual([
        'p1',
        'p2',
        'p3',
      ]);
    });
  });

  test('cut off in the making is not taken for a copy', () => {
    withFamily((folder, next) => {
      const half = `loa-before-migration-${COUNT + 2}.1.half`;
      mkdirSync(join(folder, 'backups'));
      cpSync(join(folder, 'loa.db'), join(folder, 'backups', half));
      must(openStore(folder, next(REBUILD))).close();
      expect(copiesIn(folder)).toContain(`loa-before-migration-${COUNT + 2}.db`);
    });
  });
});

describe('a file from another Loa', () => {
  const untouched = (folder: string, path: string, migrations: string, found: number, known: number): void => {
    const before = readFileSync(path);
    expect(openStore(folder, migrations)).toEqual({
      ok: false,
      refusals: [{ code: 'database.newer', params: { path, found, known } }],
    });
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual(['loa.db']);
  };

  test('a newer one is refused and not a byte of it changes', () => {
    withFamily((folder, next, path) => {
      untouched(folder, path, REAL_MIGRATIONS, COUNT + 1, COUNT);
      // Also as a backup, which has no write-ahead log yet.
      must(openStore(folder, next())).close();
      new Database(path).exec(`VACUUM INTO '${path}.copy'`).close();
      renameSync(`${path}.copy`, path);
      untouched(folder, path, REAL_MIGRATIONS, COUNT + 1, COUNT);
    });
  });

  test('so is one with another history of the same length', () => {
    withFamily((folder, next, path) => {
      const file = new Database(path);
      file.exec(
        'UPDATE __drizzle_migrations SET created_at = created_at - 1 WHERE created_at = (SELECT MAX(created_at) FROM __drizzle_migrations)',
      );
      file.close();
      untouched(folder, path, next(), COUNT + 1, COUNT + 1);
    });
  });
});

test('migrations never touch the air log', () => {
  withFamily((folder, next) => {
    const airlog = must(openAirLog(folder));
    must(airlog.append([entryOf({ title: 'một' }), entryOf({ title: 'hai' })], []));
    airlog.close();
    const path = join(folder, 'airlog.db');
    const [bytes, content] = [readFileSync(path), contentOf(path)];
    must(openStore(folder, next(REBUILD))).close();
    expect(openStore(folder, next(REBUILD, ORPHANS)).ok).toBe(false);
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(contentOf(path)).toBe(content);
    expect(copiesIn(folder).filter((name) => name.includes('airlog'))).toEqual([]);
  });
});

test('processes that start on the same new folder at once all open it', async () => {
  await inFolder(async (folder) => {
    const all = [1, 2, 3, 4, 5].map(() => writer(['open', join(folder, 'new')]));
    await Promise.all(all.map(({ ended }) => ended));
    for (const { lines } of all) expect(JSON.parse(lines()[0] ?? '')).toEqual(['ok', 'ok']);
    expect(rowsOf(join(folder, 'new', 'loa.db'), 'SELECT created_at FROM __drizzle_migrations')).toEqual(
      timesOf(REAL_MIGRATIONS),
    );
  });
});

describe('the migrations that ship', () => {
  test('are in the order of their making', () => {
    const times = timesOf(REAL_MIGRATIONS);
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
  });

  test('give, from an empty file, just the tables of the schema', () => {
    inFolder((room) => {
      const out = join(room, 'migrations');
      cpSync(REAL_MIGRATIONS, out, { recursive: true });
      // drizzle-kit reads `out` from the folder that it runs in.
      const kit = join(dirname(fileURLToPath(import.meta.resolve('drizzle-kit'))), 'bin.cjs');
      const said = execFileSync(
        process.execPath,
        [kit, 'generate', '--dialect=sqlite', `--schema=${join(ROOT, 'src/store/schema.ts')}`, '--out=migrations'],
        { cwd: room, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
      );
      expect(said).toContain('No schema changes');
      expect(readdirSync(out, { recursive: true }).sort()).toEqual(
        readdirSync(REAL_MIGRATIONS, { recursive: true }).sort(),
      );
    });
  });
});

test('the stock sqlite3 finds nothing wrong with a migrated file', () => {
  withFamily((folder, next, path) => {
    must(openStore(folder, next(REBUILD))).close();
    const asked = spawnSync('sqlite3', [path, 'PRAGMA integrity_check; PRAGMA foreign_key_check'], {
      encoding: 'utf8',
    });
    // Not every machine has it; where it is, it must agree.
    if (asked.error === undefined) expect(asked.stdout.trim()).toBe('ok');
    expect(rowsOf(path, 'PRAGMA integrity_check')).toEqual(['ok']);
  });
});
