/** The tree over airlog.db: the roots of RFC 6962, grown by whoever appends, and a file that was altered is not opened. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { leafHash } from '../../../src/core/evidence/merkle.ts';
import { checkConsistency, checkInclusion } from '../../../src/core/evidence/merkle-check.ts';
import { must } from '../../../src/core/result.ts';
import { type AirLog, openAirLog } from '../../../src/store/airlog.ts';
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
      append(one, some(6, 3));
      append(other, some(9, 4));
      const naive = naiveTree(leavesOf(one));
      expect(other.size()).toBe(13);
      for (let size = 0; size <= 13; size += 1)
        expect(Buffer.compare(one.tree.rootAt(size), naive.range(0, size)), String(size)).toBe(0);
      one.close();
      other.close();
    }));

  const THIRD = [
    ...['cosignature', 'stamp', 'dispute', 'closing'].map((table) => `DROP TABLE ${table}`),
    'DROP INDEX air_log_by_device',
    'PRAGMA user_version = 2',
  ];
  const SECOND = ['DROP TABLE node', 'DROP TABLE checkpoint', 'PRAGMA user_version = 1'];

  test.each([
    ['before others signed it', THIRD],
    ['before there was a tree', [...THIRD, ...SECOND]],
  ])('a log from %s is raised, over the same bytes', (_, undo) =>
    inFolder((folder) => {
      const airlog = must(openAirLog(folder));
      append(airlog, some(0, 37));
      const [before, root] = [leavesOf(airlog), airlog.tree.head().root];
      airlog.close();
      change(folder, ...undo);
      const raised = must(openAirLog(folder));
      expect(leavesOf(raised)).toEqual(before);
      expect(raised.tree.head()).toEqual({ size: 37, root });
      append(raised, some(37, 4));
      expect(Buffer.compare(raised.tree.head().root, naiveTree(leavesOf(raised)).range(0, 41))).toBe(0);
      raised.close();
    }),
  );
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
      without('node_no_update', 'UPDATE ON node', 'UPDATE node SET hash = zeroblob(32) WHERE level = 3 AND idx = 1'),
      'air_log 8–15: tree',
    ],
    [
      'takes a node away',
      without('node_no_delete', 'DELETE ON node', 'DELETE FROM node WHERE level = 2 AND idx = 0'),
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
          'UPDATE node SET hash = zeroblob(32) WHERE level = 13 AND idx = 0',
        ),
      );
      expect(openAirLog(folder)).toMatchObject({
        refusals: [{ code: 'database.damaged', params: { detail: 'air_log 0–8191: tree' } }],
      });
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
