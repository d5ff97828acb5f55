/** The tree over airlog.db: the roots of RFC 6962, grown by whoever appends, and a file that was altered is not opened. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { leafHash, nodeNumber } from '../../../src/core/evidence/merkle.ts';
import { checkConsistency, checkInclusion } from '../../../src/core/evidence/merkle-check.ts';
import { must } from '../../../src/core/result.ts';
import { type AirLog, openAirLog } from '../../../src/store/airlog.ts';
import { partsBefore } from '../../../src/store/airlog-layouts-before.ts';
import { secondThread } from '../../../src/store/airlog-tree-second.ts';
import { naiveTree } from '../../support/naive-tree.ts';
import { entryOf, inFolder } from '../../support/store-entries.ts';

const append = (airlog: AirLog, titles: readonly string[]) =>
  must(
    airlog.append(
      titles.map((title) => entryOf({ title })),
      [],
    ),
  );
const some = (from: number, count: number): string[] => Array.from({ length: count }, (_, n) => `Tin số ${from + n}`);
const leavesOf = (airlog: AirLog): Uint8Array[] =>
  Array.from({ length: airlog.size() }, (_, seq) => airlog.leaf(seq) ?? new Uint8Array());
const change = (folder: string, ...sql: string[]): void => {
  const file = new Database(join(folder, 'airlog.db'));
  for (const one of sql) file.exec(one);
  file.close();
};

describe('the tree', () => {
  test('has the roots and paths of RFC 6962 at every size', () =>
    inFolder((folder) => {
      const airlog = must(openAirLog(folder));
      for (let size = 0; size < 70; size += 7) append(airlog, some(size, 7));
      const leaves = leavesOf(airlog);
      const naive = naiveTree(leaves);
      for (let size = 0; size <= 70; size += 1)
        expect(Buffer.compare(airlog.tree.rootAt(size), naive.range(0, size)), String(size)).toBe(0);
      for (const [seq, leaf] of leaves.entries()) {
        const at = { index: seq, hash: leafHash(leaf) };
        expect(checkInclusion(at, airlog.tree.head(), airlog.tree.inclusion(seq, 70)).ok).toBe(true);
      }
      for (let older = 1; older < 70; older += 1) {
        const [before, now] = [{ size: older, root: airlog.tree.rootAt(older) }, airlog.tree.head()];
        expect(checkConsistency(before, now, airlog.tree.consistency(older, 70)).ok).toBe(true);
      }
      airlog.close();
    }));

  test('two processes append in turn, and one that failed in between leaves no trace', () =>
    inFolder((folder) => {
      const [one, other] = [must(openAirLog(folder)), must(openAirLog(folder))];
      append(one, some(0, 3));
      append(other, some(3, 2));
      append(one, some(5, 1));
      // The same statement and airing twice: the second refuses the whole of it.
      const twice = entryOf({ title: 'Tin hai lần' });
      expect(() => one.append([entryOf({ title: 'Tin mất' }), twice, twice], [])).toThrow(/UNIQUE/);
      // Nor at two times, by two processes; for another airing the id may come again.
      const [first, again] = [twice, { ...twice, planned: { ...twice.planned, id: 'tin-khac' } }];
      expect(one.append([first], [])).toMatchObject({ value: 6 });
      expect(() => other.append([first], [])).toThrow(/UNIQUE/);
      expect(other.append([again], [])).toMatchObject({ value: 7 });
      expect(() => one.append([again], [])).toThrow(/UNIQUE/);
      expect(one.ofStatement(twice.statement).map(({ seq }) => seq)).toEqual([6, 7]);
      append(one, some(6, 1));
      append(other, some(9, 4));
      const naive = naiveTree(leavesOf(one));
      expect(other.size()).toBe(13);
      for (let size = 0; size <= 13; size += 1)
        expect(Buffer.compare(one.tree.rootAt(size), naive.range(0, size)), String(size)).toBe(0);
      one.close();
      other.close();
    }));

  /** The log of today in a file as an earlier layout would have had it. */
  const asBefore = (folder: string, layout: number): void => {
    const path = join(folder, 'airlog.db');
    const old = new Database(':memory:');
    for (const sql of Object.values(partsBefore(layout) ?? {})) old.exec(sql);
    const now = new Database(path);
    const leaves = now.prepare('SELECT leaf FROM air_log ORDER BY seq').pluck().all() as Buffer[];
    now.close();
    for (const [seq, leaf] of leaves.entries()) old.prepare('INSERT INTO air_log VALUES (?, ?)').run(seq, leaf);
    const naive = naiveTree(leaves);
    if (layout > 1)
      for (let level = 1; 2 ** level <= leaves.length; level += 1)
        for (let index = 0; (index + 1) * 2 ** level <= leaves.length; index += 1)
          old
            .prepare('INSERT INTO node VALUES (?, ?, ?)')
            .run(level, index, naive.range(index * 2 ** level, (index + 1) * 2 ** level));
    old.pragma(`user_version = ${layout}`);
    for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
    writeFileSync(path, old.serialize());
  };
  const statement = 'ab'.repeat(16);
  const appendAll = (airlog: AirLog): void => {
    append(airlog, some(0, 37));
    must(
      airlog.append(
        some(37, 3).map((title, n) => ({ ...entryOf({ title, channel: `kenh-${n}` }), statement })),
        [],
      ),
    );
  };

  test.each([
    [1, 'before there was a tree'],
    [2, 'before others signed it'],
    [3, 'before rows were found without reading entries'],
  ])('a log of layout %i, from %s, is raised, over the same bytes', (layout) =>
    inFolder((folder) => {
      const airlog = must(openAirLog(folder));
      appendAll(airlog);
      const [before, root] = [leavesOf(airlog), airlog.tree.head().root];
      airlog.close();
      asBefore(folder, layout);
      const raised = must(openAirLog(folder));
      expect(leavesOf(raised)).toEqual(before);
      expect(raised.tree.head()).toEqual({ size: 40, root });
      expect(raised.ofStatement(statement).map(({ seq }) => seq)).toEqual([37, 38, 39]);
      append(raised, some(40, 4));
      expect(raised.faultIn('all')).toBeNull();
      expect(Buffer.compare(raised.tree.head().root, naiveTree(leavesOf(raised)).range(0, 44))).toBe(0);
      raised.close();
      must(openAirLog(folder)).close();
    }),
  );

  test.each([
    ['a changed entry', "UPDATE air_log SET leaf = x'7b7d' WHERE seq = 9", 'air_log 8–9: tree'],
    ['a changed node', 'UPDATE node SET hash = zeroblob(32) WHERE level = 3 AND idx = 1', 'air_log 8–15: tree'],
    ['a node too many', 'INSERT INTO node VALUES (7, 0, zeroblob(32))', 'air_log 40: tree'],
  ])('%s in a log of before is not made to look whole', (_, sql, detail) =>
    inFolder((folder) => {
      const airlog = must(openAirLog(folder));
      appendAll(airlog);
      airlog.close();
      asBefore(folder, 3);
      const guards = ['air_log_no_update', 'node_no_update'];
      const made = partsBefore(3) ?? {};
      change(folder, ...guards.map((name) => `DROP TRIGGER ${name}`), sql, ...guards.map((name) => made[name] ?? ''));
      const held = (): unknown => {
        const file = new Database(join(folder, 'airlog.db'), { readonly: true });
        const tables = ['sqlite_master', 'air_log', 'node'].map((table) =>
          file.prepare(`SELECT * FROM ${table}`).all(),
        );
        const layout = file.pragma('user_version', { simple: true });
        file.close();
        return [layout, tables];
      };
      const untouched = held();
      expect(openAirLog(folder)).toMatchObject({ refusals: [{ code: 'database.damaged', params: { detail } }] });
      expect(held()).toEqual(untouched);
    }),
  );

  test('eight processes that make one new log at once all find it made', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'loa-new-log-'));
    const program = `
      import { openAirLog } from ${JSON.stringify(new URL('../../../src/store/airlog.ts', import.meta.url).href)};
      for (let n = 0; n < 20; n += 1) {
        const opened = openAirLog(process.argv[1] + '/' + n);
        if (!opened.ok) throw new Error(JSON.stringify(opened));
        opened.value.close();
      }`;
    const run = promisify(execFile);
    try {
      const runs = Array.from({ length: 8 }, () =>
        run(process.execPath, ['--input-type=module', '-e', program, folder]),
      );
      for (const ended of await Promise.allSettled(runs)) expect(ended).toMatchObject({ status: 'fulfilled' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('whoever owns the file', () => {
  const trigger = (name: string, on: string) =>
    `CREATE TRIGGER ${name} BEFORE ${on} BEGIN SELECT RAISE(ABORT, '${name.split('_no_')[0]} is append-only'); END`;
  const without = (name: string, on: string, work: string): string[] => [
    `DROP TRIGGER ${name}`,
    work,
    trigger(name, on),
  ];
  const attacks: readonly (readonly [string, readonly string[], string])[] = [
    [
      'changes an entry and puts the trigger back',
      without('air_log_no_update', 'UPDATE ON air_log', "UPDATE air_log SET leaf = CAST('{}' AS BLOB) WHERE seq = 9"),
      'air_log 8–9: tree',
    ],
    [
      'swaps two entries',
      without(
        'air_log_no_update',
        'UPDATE ON air_log',
        `CREATE TEMP TABLE two AS SELECT seq, leaf FROM air_log WHERE seq IN (4, 5);
         UPDATE air_log SET leaf = CAST('{}' AS BLOB) WHERE seq = 4;
         UPDATE air_log SET leaf = (SELECT leaf FROM two WHERE seq = 4) WHERE air_log.seq = 5;
         UPDATE air_log SET leaf = (SELECT leaf FROM two WHERE seq = 5) WHERE air_log.seq = 4`,
      ),
      'air_log 4–5: tree',
    ],
    [
      'changes a node',
      without(
        'node_no_update',
        'UPDATE ON node',
        `UPDATE node SET hash = zeroblob(32) WHERE number = ${nodeNumber(3, 1)}`,
      ),
      'air_log 8–15: tree',
    ],
    [
      'takes a node away',
      without('node_no_delete', 'DELETE ON node', `DELETE FROM node WHERE number = ${nodeNumber(2, 0)}`),
      'air_log 0–3: tree',
    ],
    ['drops a trigger', ['DROP TRIGGER node_no_update'], 'node_no_update'],
    ['drops the checkpoints', ['DROP TABLE checkpoint'], 'checkpoint'],
  ];
  test.each(attacks)('%s: not opened, and it says where', (_, sql, detail) =>
    inFolder((folder) => {
      const airlog = must(openAirLog(folder));
      append(airlog, some(0, 20));
      airlog.close();
      change(folder, ...sql);
      expect(openAirLog(folder)).toMatchObject({ refusals: [{ code: 'database.damaged', params: { detail } }] });
    }),
  );

  test('an entry deep in a long log: found by looking at all of it, and where blocks meet at once', () =>
    inFolder((folder) => {
      const airlog = must(openAirLog(folder));
      for (let size = 0; size < 17_000; size += 1000) append(airlog, some(size, 1000));
      expect(airlog.faultIn('all')).toBeNull();
      airlog.close();
      change(
        folder,
        ...without('air_log_no_update', 'UPDATE ON air_log', "UPDATE air_log SET leaf = x'7b7d' WHERE seq = 3000"),
      );
      const opened = must(openAirLog(folder));
      expect(opened.faultIn('all')).toBe('air_log 3000–3001: tree');
      opened.close();
      change(
        folder,
        ...without(
          'node_no_update',
          'UPDATE ON node',
          `UPDATE node SET hash = zeroblob(32) WHERE number = ${nodeNumber(13, 0)}`,
        ),
      );
      expect(openAirLog(folder)).toMatchObject({
        refusals: [{ code: 'database.damaged', params: { detail: 'air_log 0–8191: tree' } }],
      });
    }));

  test('a log that two threads look at: a fault in either half is found, the first of two is told, and none is none', () =>
    inFolder((folder) => {
      const airlog = must(openAirLog(folder));
      for (let size = 0; size < 106_000; size += 2000) append(airlog, some(size, 2000));
      expect(airlog.faultIn('all')).toBeNull();
      airlog.close();
      const alter = (seq: number): void =>
        change(
          folder,
          ...without('air_log_no_update', 'UPDATE ON air_log', `UPDATE air_log SET leaf = x'7b7d' WHERE seq = ${seq}`),
        );
      const found = (): string | null => {
        const opened = must(openAirLog(folder));
        const fault = opened.faultIn('all');
        opened.close();
        return fault;
      };
      alter(90_001);
      expect(found()).toBe('air_log 90000–90001: tree');
      alter(70_000);
      expect(found()).toBe('air_log 70000–70001: tree');
      alter(9);
      expect(found()).toBe('air_log 8–9: tree');
    }));

  test('a second thread that cannot open the log is done without', () =>
    inFolder((folder) => {
      const second = secondThread(join(folder, 'no-such.db'), { begin: 0, end: 1, size: 4096 });
      expect(second.answer()).toBeUndefined();
      second.dismiss();
    }));
});

test('checkpoints: one of each size, the newest by size, none of them to be changed', () =>
  inFolder((folder) => {
    const airlog = must(openAirLog(folder));
    expect(airlog.newestCheckpoint()).toBeUndefined();
    for (const [size, note] of [
      [3, 'ba'],
      [2, 'hai'],
      [3, 'khác'],
    ] as const)
      must(airlog.keepCheckpoint({ size, madeAt: '2026-11-23T01:00:00Z', note }));
    expect(airlog.newestCheckpoint()).toEqual({ size: 3, madeAt: '2026-11-23T01:00:00Z', note: 'ba' });
    expect(() => change(folder, "UPDATE checkpoint SET note = 'x'")).toThrow(/append-only/);
    airlog.close();
  }));
