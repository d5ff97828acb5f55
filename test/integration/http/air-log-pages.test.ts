/** Filters, pages, totals and workbooks of the air log over HTTP, with entries of a year in which units were merged. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AnyRowJson } from '../../../src/contract/air-log-any.ts';
import { LogTotalsJson } from '../../../src/contract/air-log-totals.ts';
import { readSchedules } from '../../../src/contract/schedule-file/index.ts';
import type { StatementEntry } from '../../../src/core/evidence/entry.ts';
import { must } from '../../../src/core/result.ts';
import { type App, createApp } from '../../../src/http/app.ts';
import { applySchedule } from '../../../src/operations/apply-schedule.ts';
import { machineToken } from '../../support/credentials.ts';
import { entryOf } from '../../support/store-entries.ts';
import { makeWorld, type World } from '../../support/world.ts';
import { type Asking, ask, codeOf } from './asking.ts';

const PATH = '/api/v1/air-log';
const YEAR = `${PATH}?from=2025-01-01&to=2025-12-31`;
const SCHEDULE = `
units:
  - { id: xa-cu-a, name: "Xã A cũ", kind: "xã", to: 2025-06-30, succeededBy: [xa-moi] }
  - { id: xa-cu-b, name: "Xã B cũ", kind: "xã", to: 2025-06-30, succeededBy: [xa-moi] }
  - { id: xa-moi, name: "Xã mới", kind: "xã", from: 2025-07-01 }
`;

interface Listed {
  readonly entries: readonly AnyRowJson[];
  readonly next: string | null;
}

let world: World;
let app: App;
let by: NonNullable<Asking['by']>;

const spoken = (n: number, change: Partial<StatementEntry> = {}): StatementEntry => {
  const day = `2025-0${4 + Math.floor(n / 4)}-1${n % 4}`;
  const unit = day < '2025-07-01' ? (n % 2 === 0 ? 'xa-cu-a' : 'xa-cu-b') : 'xa-moi';
  const told = entryOf({
    title: n === 3 ? '=1+1' : `Tin ${n}`,
    day,
    channel: `k-${n % 3}`,
    campaign: n % 2 === 0 ? 'nq57' : null,
  });
  return {
    ...told,
    ...change,
    planned: { ...told.planned, units: [{ id: unit, name: unit }], language: n % 4 === 0 ? 'km' : 'vi' },
  };
};

beforeAll(async () => {
  world = await makeWorld();
  const read = must(readSchedules([{ name: 'don-vi.yaml', bytes: new TextEncoder().encode(SCHEDULE) }]));
  must(applySchedule(world.ctx, read, { dryRun: false }));
  const entries = Array.from({ length: 16 }, (_, n) =>
    n % 5 === 4 ? spoken(n, { outcome: 'not-aired', reason: 'power-cut', started: null, secondsHeard: 0 }) : spoken(n),
  );
  must(world.ctx.airlog.append(entries, []));
  const { format, recordedAt, actor } = entries[0] as StatementEntry;
  const facts = { version: '1', entries: 16, clean: true };
  const kept = { format, recordedAt, actor, by: null, note: null };
  must(world.ctx.airlog.append([{ ...kept, kind: 'restart', day: null, channel: null, facts }], []));
  app = createApp(world.ctx, { trace: (line) => expect.fail(line) });
  by = machineToken(world.ctx, { scopes: ['air-log.read'], unit: null });
});
afterAll(() => world.close());

const listed = async (query: string, from = YEAR): Promise<Listed> => {
  const response = await ask(app, `${from}${query}`, { by });
  expect(response.status, query).toBe(200);
  return (await response.json()) as Listed;
};
const seqs = async (query: string): Promise<number[]> => (await listed(query)).entries.map(({ seq }) => seq);

describe('filters', () => {
  test.each([
    ['&unit=xa-moi', [12, 13, 14, 15]],
    ['&unit=xa-cu-a', [0, 2, 4, 6, 8, 10]],
    ['&unit=xa-cu-a&history=1', [0, 2, 4, 6, 8, 10, 12, 13, 14, 15]],
    ['&unit=xa-moi&history=1', Array.from({ length: 16 }, (_, n) => n)],
    ['&channel=k-1', [1, 4, 7, 10, 13]],
    ['&campaign=nq57&language=km', [0, 4, 8, 12]],
    ['&verdict=not-aired', [4, 9, 14]],
    ['&outcome=not-aired&unit=xa-cu-a', [4]],
    ['&evidence=L4', []],
    ['&kind=restart', [16]],
  ])('%s', async (query, wanted) => {
    expect(await seqs(query)).toEqual(wanted);
  });

  test('all kinds, each in its own shape', async () => {
    const { entries } = await listed('&kind=all');
    expect(entries).toHaveLength(17);
    expect(entries.find(({ seq }) => seq === 16)).toMatchObject({
      kind: 'restart',
      details: { facts: { version: '1' } },
    });
  });

  test('a unit, a channel that nobody knows is told', async () => {
    for (const [query, code] of [
      ['&unit=xa-khong-co', 'unit.unknown'],
      ['&channel=k-khong', 'channel.unknown'],
      ['&cursor=abc', 'request.wrong'],
      ['&limit=0', 'request.wrong'],
      ['&kind=xyz', 'request.wrong'],
    ])
      expect(await codeOf(await ask(app, `${YEAR}${query}`, { by })), query).toBe(code);
  });

  test('who reads one unit gets its rows, and no event of the log itself', async () => {
    const one = machineToken(world.ctx, { scopes: ['air-log.read'], unit: 'xa-cu-a' });
    const response = await ask(app, `${YEAR}&kind=all`, { by: one });
    const { entries } = (await response.json()) as Listed;
    expect(entries.map(({ seq }) => seq)).toEqual([0, 2, 4, 6, 8, 10]);
  });
});

describe('pages', () => {
  test('each entry once, also while others are added', async () => {
    const read: number[] = [];
    let next: string | null = '';
    for (let pages = 0; next !== null; pages += 1) {
      const page: Listed = await listed(`&limit=3${next === '' ? '' : `&cursor=${next}`}&unit=xa-cu-a`);
      read.push(...page.entries.map(({ seq }) => seq));
      next = page.next;
      if (pages === 0) must(world.ctx.airlog.append([spoken(0)], []));
      expect(pages).toBeLessThan(5);
    }
    expect(read).toEqual([0, 2, 4, 6, 8, 10]);
  });

  test('the Link header leads on with the same question, and ends', async () => {
    const read: string[] = [];
    for (let path: string | null = `${YEAR}&limit=7&format=ndjson`; path !== null; ) {
      const response: Response = await ask(app, path, { by });
      read.push(...(await response.text()).trimEnd().split('\n'));
      const link: string | null = response.headers.get('link');
      path = /^<([^>]+)>; rel="next"$/.exec(link ?? '')?.[1] ?? null;
      expect(link === null).toBe(path === null);
    }
    expect(read).toEqual((await (await ask(app, `${YEAR}&format=ndjson`, { by })).text()).trimEnd().split('\n'));
  });
});

describe('totals', () => {
  test('by unit and week, by channel, of part of a week', async () => {
    const response = await ask(app, `${PATH}/totals?from=2025-04-01&to=2025-12-31&by=unit`, { by });
    const { total, groups } = LogTotalsJson.parse(await response.json());
    expect(groups.map(({ unit, airings }) => [unit?.name, airings])).toEqual([
      ['Xã A cũ', 6],
      ['Xã B cũ', 6],
      ['Xã mới', 4],
    ]);
    // The seventeenth statement spoke of an airing that had been spoken of.
    expect(total).toMatchObject({ airings: 16, notAired: 3, aired: 13 });
    const weeks = await ask(app, `${PATH}/totals?from=2025-04-11&to=2025-04-12&by=week,channel`, { by });
    expect(LogTotalsJson.parse(await weeks.json()).groups).toMatchObject([
      { week: '2025-04-07', channel: { id: 'k-1' }, airings: 1 },
      { week: '2025-04-07', channel: { id: 'k-2' }, airings: 1 },
    ]);
    const wrong = await ask(app, `${PATH}/totals?from=2025-04-11&to=2025-04-12&by=xyz`, { by });
    expect(await codeOf(wrong)).toBe('request.wrong');
  });
});

const READ = `
import sys, json, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet = book.worksheets[0]
rows = list(sheet.iter_rows(values_only=True))
print(json.dumps({
  'sheets': book.sheetnames, 'titles': rows[0], 'rows': len(rows), 'freeze': sheet.freeze_panes,
  'filter': sheet.auto_filter.ref, 'width': sheet.column_dimensions['F'].width,
  'types': [type(cell.value).__name__ for cell in sheet[2]], 'first': [str(value) for value in rows[1]],
  'formats': [cell.number_format for cell in sheet[2]],
  'titled': [row[5] for row in rows[1:]],
}))`;
const python = '/usr/bin/python3';
const hasReader = spawnSync(python, ['-c', 'import openpyxl']).status === 0;

describe('a workbook', () => {
  test.skipIf(!hasReader)('is read by another program: dates, numbers, titles that stay, no formula', async () => {
    const response = await ask(app, `${YEAR}&format=xlsx`, { by });
    expect(response.headers.get('content-type')).toContain('spreadsheetml.sheet');
    const folder = mkdtempSync(join(tmpdir(), 'loa-xlsx-'));
    try {
      const path = join(folder, 'nhat-ky.xlsx');
      writeFileSync(path, new Uint8Array(await response.arrayBuffer()));
      const run = spawnSync(python, ['-c', READ, path], { encoding: 'utf8' });
      expect(run.stderr).toBe('');
      const read = JSON.parse(run.stdout);
      expect(read).toMatchObject({
        sheets: ['Nhật ký phát sóng'],
        rows: 18,
        freeze: 'A2',
        filter: 'A1:AB18',
        width: 48,
      });
      expect(read.titles.slice(0, 3)).toEqual(['Số thứ tự', 'Ngày phát sóng', 'Kênh']);
      expect([read.types[0], read.types[1], read.types[14], read.types[15]]).toEqual([
        'int',
        'datetime',
        'datetime',
        'float',
      ]);
      expect([read.first[1], read.first[14], read.first[15]]).toEqual([
        '2025-04-10 00:00:00',
        '2025-04-10 05:00:00',
        '61.5',
      ]);
      expect([read.formats[1], read.formats[14]]).toEqual(['dd/mm/yyyy', 'dd/mm/yyyy\\ hh:mm:ss']);
      expect(read.titled).toContain("'=1+1");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
