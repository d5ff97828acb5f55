/**
 * What a board of officials asks of years of airings: the first page under a filter, and totals by unit and week.
 *
 * The index alone holds ten million rows; the leaves, which only the rows of a page are read from, are not there. It is made once
 * by the program's own way of filling it and kept in the system's temporary folder. Standalone: --rows 1000000.
 */
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { must } from '../../src/core/result.ts';
import { addDays, type LocalDate } from '../../src/core/time/local.ts';
import { airLogIndex, fillIndexFile, indexPath } from '../../src/store/airlog-index.ts';
import { dayNumber, type IndexedEntry } from '../../src/store/airlog-index-rows.ts';
import { median, type Row, type Subject } from './measure.ts';

const CHANNELS = 100;
const A_DAY = 60;
const FIRST = '2022-01-03' as LocalDate;
const ROOT = new Uint8Array(32);
const PAGE = 200;
const OUTCOMES = ['aired', 'aired', 'aired', 'aired', 'aired', 'aired', 'not-aired', 'partly'] as const;

const entryAt = (seq: number, day: LocalDate, channel: number): IndexedEntry => {
  const n = seq % A_DAY;
  const outcome = OUTCOMES[(seq * 7) % OUTCOMES.length] ?? 'aired';
  const startMs = Date.UTC(2022, 0, 3, 5) + Math.floor(seq / (CHANNELS * A_DAY)) * 86_400_000 + n * 61_000;
  return {
    seq,
    day: dayNumber(day),
    kind: 'statement',
    evidence: 'statement',
    recordedMs: startMs + 3_600_000,
    channel: `loa-${channel}`,
    about: {
      units: [`xa-${channel}`],
      id: `muc-${n}@${day}T05:00:00`,
      role: 'operator',
      outcome,
      reason: outcome === 'aired' ? null : 'power-cut',
      heardMs: { aired: 61_000, partly: 20_000, 'not-aired': 0 }[outcome],
      plannedMs: 61_000,
      campaign: n % 2 === 0 ? `dot-${Math.floor(seq / 500_000)}` : null,
      contentGroup: n % 6 === 0 ? `nhom-${n % 5}` : null,
      language: n % 3 === 0 ? 'km' : 'vi',
      item: `tin-${seq % 5000}`,
      startMs,
      version: 1,
      names: `["Xã ${channel}"]`,
    },
  };
};

function* batchesOf(rows: number): Generator<IndexedEntry[]> {
  for (let seq = 0, day = FIRST; seq < rows; day = addDays(day, 1)) {
    const batch: IndexedEntry[] = [];
    for (let channel = 0; channel < CHANNELS && seq < rows; channel += 1)
      for (let n = 0; n < A_DAY && seq < rows; n += 1) batch.push(entryAt(seq++, day, channel));
    yield batch;
  }
}

/** Where an index of so many rows lies; made when it is not there. */
const folderOf = (rows: number): string => {
  const folder = join(tmpdir(), `loa-bench-board-${rows}`);
  if (existsSync(indexPath(folder))) return folder;
  const half = `${folder}-half`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true });
  fillIndexFile(indexPath(half), { batches: batchesOf(rows), root: ROOT });
  renameSync(half, folder);
  return folder;
};

/** Without the totals, from the rows themselves. */
const ROW_BY_ROW = `SELECT u.unit, e.day / 7, e.verdict, COUNT(*), SUM(planned_ms), SUM(heard_ms)
  FROM entry e JOIN entry_unit u ON u.seq = e.seq GROUP BY 1, 2, 3`;

const measured = (rows: number): Row[] => {
  const folder = folderOf(rows);
  const log = { size: () => rows, rootAt: () => ROOT, leaves: () => [] };
  const span = { from: FIRST, to: '2199-12-31' as LocalDate };
  const cold = <T>(
    work: (index: Parameters<Parameters<ReturnType<typeof airLogIndex>['read']>[0]>[0]) => T,
  ): number => {
    const took = Array.from({ length: 5 }, () => {
      const index = airLogIndex(folder, log);
      const began = performance.now();
      must(index.read(work));
      const ms = performance.now() - began;
      index.close();
      return ms;
    });
    return median(took);
  };
  const bare = new Database(indexPath(folder), { readonly: true });
  const timed = (sql: string): number => {
    const began = performance.now();
    bare.prepare(sql).all();
    return performance.now() - began;
  };
  const scan = timed(`SELECT day, seq FROM entry WHERE item = 1 AND +campaign = 1 ORDER BY day, seq LIMIT ${PAGE}`);
  const summing = timed(ROW_BY_ROW);
  const unplaced = 'a scan of the same rows';
  const of = `of ${(rows / 1e6).toLocaleString('en')} million entries, leaves absent`;
  const filters = {
    'no filter': {},
    'by unit': { units: ['xa-42'] },
    'by campaign': { campaign: 'dot-1' },
    'by channel': { channel: 'loa-42' },
    'by unit and campaign': { units: ['xa-42'], campaign: 'dot-1' },
    'by verdict': { verdict: 'partly' as const },
  };
  const middle = { day: addDays(FIRST, Math.floor(rows / CHANNELS / A_DAY / 2)), seq: 0 };
  const pages = Object.entries(filters).map(([name, filter]): Row => {
    const ms = cold((index) => index.page({ ...span, ...filter }, null, PAGE));
    return { what: `first page (${PAGE}) ${name}, ${of}`, ours: ms, theirs: scan, unit: 'ms', baseline: unplaced };
  });
  const later = cold((index) => index.page({ ...span, units: ['xa-42'] }, middle, PAGE));
  const totals = cold((index) => index.totals({ ...span, by: ['unit', 'week'] }));
  bare.close();
  return [
    ...pages,
    { what: `a page in the middle, by unit, ${of}`, ours: later, theirs: scan, unit: 'ms', baseline: unplaced },
    {
      what: `totals by unit × week, ${of} (${(statSync(indexPath(folder)).size / 1e9).toFixed(1)} GB)`,
      ours: totals,
      theirs: summing,
      unit: 'ms',
      baseline: 'the same summed row by row in SQL',
    },
  ];
};

export const board: Subject = async () => measured(10_000_000);

if (import.meta.main) {
  const { values } = parseArgs({ options: { rows: { type: 'string' } } });
  for (const { what, ours, theirs, unit, baseline } of measured(Number(values.rows ?? 10_000_000)))
    process.stdout.write(`${what}: ${ours.toFixed(1)} ${unit}, ${theirs.toFixed(0)} ${unit} ${baseline}\n`);
}
