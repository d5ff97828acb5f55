import { existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { must } from '../../../src/core/result.ts';
import type { LocalDate } from '../../../src/core/time/local.ts';
import { type AirLog, openAirLog } from '../../../src/store/airlog.ts';
import { indexPath } from '../../../src/store/airlog-index.ts';
import { inOrder, type Numbered, someEntries, totalsByHand } from '../../support/index-entries.ts';
import { inFolder, seeded } from '../../support/store-entries.ts';

const EVER = { from: '2000-01-01' as LocalDate, to: '2199-12-31' as LocalDate };
const BY = { ...EVER, by: ['unit', 'week'] as const };

const seqsIn = (airlog: AirLog): number[] =>
  must(airlog.index.read((index) => index.page(EVER, null, 10_000))).map(({ seq }) => seq);
const totalsIn = (airlog: AirLog) => inOrder(must(airlog.index.read((index) => index.totals(BY))));

/** A log with entries whose index has been made; `rows` are its entries. */
const filled = (folder: string, count = 120, seed = 1): { airlog: AirLog; rows: Numbered[] } => {
  const airlog = must(openAirLog(folder));
  const entries = someEntries(count, seeded(seed));
  const first = must(airlog.append(entries, []));
  return { airlog, rows: entries.map((entry, n) => ({ seq: first + n, entry })) };
};
const expectWhole = (airlog: AirLog, rows: readonly Numbered[]): void => {
  expect(seqsIn(airlog).toSorted((a, b) => a - b)).toEqual(rows.map(({ seq }) => seq));
  expect(totalsIn(airlog)).toEqual(totalsByHand(rows, BY));
};

describe('the index', () => {
  test('is not there before it is read, and appending does nothing to it', () =>
    inFolder((folder) => {
      const { airlog, rows } = filled(folder);
      expect(existsSync(indexPath(folder))).toBe(false);
      expectWhole(airlog, rows);
      const before = readFileSync(indexPath(folder));
      must(airlog.append(someEntries(5, seeded(2)), []));
      expect(readFileSync(indexPath(folder))).toEqual(before);
      airlog.close();
    }));

  test('is its owner’s alone: it holds what the log holds', () =>
    inFolder((folder) => {
      const { airlog } = filled(folder);
      seqsIn(airlog);
      expect(statSync(indexPath(folder)).mode & 0o777).toBe(0o600);
      airlog.close();
    }));

  test.each<[string, (path: string) => void]>([
    ['deleted', (path) => rmSync(path)],
    ['emptied', (path) => truncateSync(path, 0)],
    ['cut in the middle', (path) => truncateSync(path, 12_288)],
    ['not a database at all', (path) => writeFileSync(path, 'x'.repeat(20_000))],
    ['overwritten in its pages', (path) => writeFileSync(path, readFileSync(path).fill(0xa5, 4096))],
    ['without one of its tables', (path) => changed(path, 'DROP TABLE total')],
    ['of a layout to come', (path) => changed(path, 'PRAGMA user_version = 99')],
    ['of another log', (path) => changed(path, "UPDATE state SET root = x'00'")],
    ['longer than the log', (path) => changed(path, 'UPDATE state SET size = size + 1')],
  ])('made anew when it is %s', (_, harm) =>
    inFolder((folder) => {
      const { airlog, rows } = filled(folder);
      expectWhole(airlog, rows);
      airlog.close();
      harm(indexPath(folder));
      const again = must(openAirLog(folder));
      expectWhole(again, rows);
      again.close();
    }),
  );

  test('gone while it is open: what was read stays right', () =>
    inFolder((folder) => {
      const { airlog, rows } = filled(folder);
      seqsIn(airlog);
      for (const end of ['', '-wal', '-shm']) rmSync(`${indexPath(folder)}${end}`, { force: true });
      expectWhole(airlog, rows);
      airlog.close();
    }));

  test('another log in its place is seen, also one that is as long', () =>
    inFolder((folder) => {
      const { airlog, rows } = filled(folder);
      expectWhole(airlog, rows);
      airlog.close();
      for (const end of ['', '-wal', '-shm']) rmSync(`${airlog.path}${end}`, { force: true });
      const other = filled(folder, 120, 7);
      expectWhole(other.airlog, other.rows);
      other.airlog.close();
    }));

  test('two that have it open see each other’s entries, whoever caught up', () =>
    inFolder((folder) => {
      const { airlog, rows } = filled(folder);
      const second = must(openAirLog(folder));
      const all = [...rows];
      for (let n = 0; n < 8; n += 1) {
        const [writer, reader] = n % 2 === 0 ? [airlog, second] : [second, airlog];
        const more = someEntries(7, seeded(100 + n));
        const first = must(writer.append(more, []));
        all.push(...more.map((entry, at) => ({ seq: first + at, entry })));
        if (n % 3 !== 0) expectWhole(writer, all);
        expectWhole(reader, all);
      }
      airlog.close();
      second.close();
    }));

  test('a word that was given another number by somebody else is looked up again', () =>
    inFolder((folder) => {
      const { airlog, rows } = filled(folder);
      const second = must(openAirLog(folder));
      expectWhole(airlog, rows);
      expectWhole(second, rows);
      changed(indexPath(folder), 'UPDATE state SET size = 3');
      expectWhole(second, rows);
      expectWhole(airlog, rows);
      airlog.close();
      second.close();
    }));
});

const changed = (path: string, sql: string): void => {
  const file = new Database(path);
  file.exec(sql);
  file.close();
};
