/** A disk that is full, locked or held by another: a clear answer, and nothing acknowledged is lost. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { must, ok } from '../../../src/core/result.ts';
import { openAirLog } from '../../../src/store/airlog.ts';
import { openStore } from '../../../src/store/database.ts';
import { keepReserve } from '../../../src/store/reserve.ts';
import { wire } from '../../../src/wiring.ts';
import { entryOf, inFolder, titleIn } from '../../support/store-entries.ts';
import { writer } from '../../support/store-processes.ts';

const refusedFor = (code: string, path: string) => [{ code, params: { path } }];

const inSmallDisk = (flags: readonly string[], dir: string) => [
  'unshare',
  ...flags,
  '--mount',
  'sh',
  '-c',
  'mount -t tmpfs -o size=3m tmpfs "$0" && exec "$@"',
  dir,
];
/** The first of these that this machine allows makes a disk of three megabytes, which only the writer sees. */
const smallDisk = (dir: string): readonly string[] | undefined =>
  [[], ['--map-root-user']]
    .map((flags) => inSmallDisk(flags, dir))
    .find(([program = '', ...args]) => spawnSync(program, [...args, 'true']).status === 0);

describe('a full disk', () => {
  const limited = ['prlimit', '--fsize=2000000', '--'];

  for (const [what, within] of [
    ['a small disk', (dir: string) => smallDisk(dir) ?? limited],
    ['a limit on the size of files', () => limited],
  ] as const)
    test(`${what}: refused and rolled back, reads go on, and with room again so do writes`, async () => {
      await inFolder(async (room) => {
        const dir = join(room, 'disk');
        mkdirSync(dir);
        const { ended, lines } = writer(['fill', join(dir, 'data'), 'f1'], within(dir));
        await ended;
        const told = JSON.parse(lines()[0] ?? '') as Record<string, number>;
        const entries = (told['batches'] ?? 0) * 5;
        expect(entries).toBeGreaterThan(100);
        expect(told).toMatchObject({
          log: 'data.full',
          store: 'data.full',
          size: entries,
          reads: entries,
          audited: 0,
          acknowledged: entries,
          lost: 0,
          damaged: [],
        });
        // A limit does not go away with a removed file; a full disk does.
        if (what === 'a small disk' && within(dir) !== limited) expect(told['after']).toBe('ok');
      });
    });
});

describe('the reserve', () => {
  test('a full disk: the entry that waits is written behind one that says so, and none is lost', async () => {
    await inFolder(async (room) => {
      const dir = join(room, 'disk');
      mkdirSync(dir);
      const within = smallDisk(dir);
      // Where no small disk can be mounted there is nothing to fill.
      if (within === undefined) return;
      const { ended, lines } = writer(['fill-reserved', join(dir, 'data'), 'r1'], within);
      await ended;
      const told = JSON.parse(lines()[0] ?? '') as Record<string, number> & { entry: Record<string, unknown> };
      expect(told).toMatchObject({ kept: { value: true }, left: false, log: 'data.full', lost: 0, damaged: [] });
      const entries = (told['batches'] ?? 0) * 5;
      expect(told).toMatchObject({ size: entries + 1, acknowledged: entries });
      expect(told['freed']).toBeGreaterThan(100);
      // What the reserve had room for came after it.
      expect(told['size']).toBeGreaterThan((told['freed'] ?? 0) + 10);
      expect(told.entry).toMatchObject({
        kind: 'disk-full',
        recordedAt: '2025-04-07T00:10:00Z',
        facts: { refusedAt: '2025-04-07T00:10:00Z', freeBytes: expect.any(Number) },
      });
      expect((told.entry['facts'] as { freeBytes: number }).freeBytes).toBeLessThan(100_000);
    });
  });

  test('it takes the room that it says, once, and not the last room of a disk', () =>
    inFolder(async (folder) => {
      expect(await keepReserve(folder, 3_000_000)).toEqual(ok(true));
      const { size, blocks, mtimeMs } = statSync(join(folder, 'reserve'));
      expect([size, blocks * 512 >= 3_000_000]).toEqual([3_000_000, true]);
      expect(await keepReserve(folder, 3_000_000)).toEqual(ok(true));
      expect(statSync(join(folder, 'reserve')).mtimeMs).toBe(mtimeMs);
      rmSync(join(folder, 'reserve'));
      expect(await keepReserve(folder, 2 ** 52)).toEqual(ok(false));
      expect(readdirSync(folder)).toEqual([]);
    }));
});

describe('what may not be written', () => {
  /** Root may write everywhere: then somebody else has to try. */
  const uid = process.getuid?.() === 0 ? 65_534 : undefined;
  const asked = async (what: string, folder: string, before: readonly string[] = []): Promise<unknown> => {
    const { ended, lines } = writer([what, folder], before, before.length === 0 ? uid : undefined);
    await ended;
    return JSON.parse(lines()[0] ?? '');
  };
  const filled = (room: string): string => {
    chmodSync(room, 0o755);
    const folder = join(room, 'data');
    must(openStore(folder)).close();
    must(openAirLog(folder)).close();
    return folder;
  };

  test('a locked folder without files', async () => {
    await inFolder(async (room) => {
      chmodSync(room, 0o755);
      const folder = join(room, 'data');
      mkdirSync(folder);
      chmodSync(folder, 0o555);
      expect(await asked('wire', folder)).toEqual(refusedFor('data.read-only', folder));
      expect(await asked('wire', join(folder, 'deeper'))).toEqual(refusedFor('data.read-only', join(folder, 'deeper')));
      chmodSync(folder, 0o755);
    });
  });

  test('a locked folder with files', async () => {
    await inFolder(async (room) => {
      const folder = filled(room);
      chmodSync(folder, 0o555);
      const [loa, log] = [join(folder, 'loa.db'), join(folder, 'airlog.db')];
      expect(await asked('open', folder)).toEqual([
        refusedFor('data.read-only', loa),
        refusedFor('data.read-only', log),
      ]);
      expect(await asked('wire', folder)).toEqual(refusedFor('data.read-only', folder));
      chmodSync(folder, 0o755);
    });
  });

  test('locked files in an open folder: said at opening, not at the first write', async () => {
    await inFolder(async (room) => {
      const folder = filled(room);
      chmodSync(folder, 0o777);
      const paths = ['loa.db', 'airlog.db'].map((name) => join(folder, name));
      for (const path of paths) chmodSync(path, 0o444);
      expect(await asked('open', folder)).toEqual(paths.map((path) => refusedFor('data.read-only', path)));
      expect(await asked('wire', folder)).toEqual(refusedFor('data.read-only', join(folder, 'loa.db')));
    });
  });

  test('a path that leads through a file', () => {
    inFolder((room) => {
      writeFileSync(join(room, 'file'), '');
      for (const path of [join(room, 'file'), join(room, 'file', 'deeper'), join(room, 'file', 'much', 'deeper')]) {
        expect(wire({ dataDir: path })).toEqual({ ok: false, refusals: refusedFor('data.read-only', path) });
        expect(openStore(path)).toMatchObject({ refusals: [{ code: 'data.read-only' }] });
        expect(openAirLog(path)).toMatchObject({ refusals: [{ code: 'data.read-only' }] });
      }
    });
  });

  test('a folder where a data file should be', () => {
    inFolder((room) => {
      for (const name of ['loa.db', 'airlog.db']) mkdirSync(join(room, name));
      expect(openStore(room)).toMatchObject({ refusals: [{ code: 'data.read-only' }] });
      expect(openAirLog(room)).toMatchObject({ refusals: [{ code: 'data.read-only' }] });
    });
  });

  test('wiring makes the folders it needs, and leaves nothing open when the air log is refused', () => {
    inFolder((room) => {
      const folder = join(room, 'not', 'yet', 'there');
      must(wire({ dataDir: folder })).close();
      writeFileSync(join(folder, 'airlog.db'), 'no database at all'.repeat(500));
      expect(wire({ dataDir: folder })).toMatchObject({ refusals: [{ code: 'database.damaged' }] });
      // loa.db was closed again: its write-ahead log is gone, so it may be moved as one file.
      expect(spawnSync('ls', [folder], { encoding: 'utf8' }).stdout.split('\n')).not.toContain('loa.db-wal');
    });
  });
});

describe('a file that another process writes', () => {
  const begun = (folder: string) => {
    const [store, airlog] = [must(openStore(folder)), must(openAirLog(folder))];
    must(airlog.append([entryOf({ title: 'trước' })], []));
    return { store, airlog };
  };

  test('for longer than we wait: data.busy, reads go on, and nothing was written', async () => {
    await inFolder(async (folder) => {
      const { store, airlog } = begun(folder);
      const holder = writer(['hold', folder]);
      await holder.speaks;
      const began = performance.now();
      expect(airlog.append([entryOf({ title: 'x' })], [])).toEqual({
        ok: false,
        refusals: refusedFor('data.busy', airlog.path),
      });
      expect(performance.now() - began).toBeGreaterThan(4500);
      store.rows.run('PRAGMA busy_timeout=100');
      expect(store.transact(() => ok(1))).toEqual({ ok: false, refusals: refusedFor('data.busy', store.path) });
      expect(titleIn(airlog.find(0))).toBe('trước');
      expect(store.rows.all('SELECT 1 FROM unit')).toEqual([]);
      // Another Loa may still open the folder to read.
      must(openStore(folder)).close();
      must(openAirLog(folder)).close();
      holder.child.kill('SIGKILL');
      await holder.ended;
      expect(airlog.append([entryOf({ title: 'sau' })], [])).toEqual(ok(1));
      airlog.close();
      store.close();
    });
  });

  test('for a moment: we wait', async () => {
    await inFolder(async (folder) => {
      const { store, airlog } = begun(folder);
      const holder = writer(['hold', folder, 'h', '400']);
      await holder.speaks;
      expect(airlog.append([entryOf({ title: 'sau' })], [])).toEqual(ok(1));
      expect(store.transact(() => ok('written'))).toEqual(ok('written'));
      await holder.ended;
      airlog.close();
      store.close();
    });
  });
});
