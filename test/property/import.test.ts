/**
 * Importing keeps every moment: what ical.js says a calendar means is what airs; a week's grid comes back as it went; what
 * is written as a file gives the same schedule. Generated cases, with other people's expansion as the witness.
 */
import fc from 'fast-check';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { readSchedules } from '../../src/contract/schedule-file/index.ts';
import { printSchedule } from '../../src/contract/schedule-file/print.ts';
import { importGrid } from '../../src/contract/schedule-import/grid.ts';
import { importIcs } from '../../src/contract/schedule-import/ics.ts';
import { fileOfImport, writtenImport } from '../../src/contract/schedule-import/index.ts';
import { must } from '../../src/core/result.ts';
import { weekGrid } from '../../src/reports/week-grid.ts';
import { airing, groundAt } from '../support/imports.ts';
import { bytes } from '../support/schedules.ts';

// The same cases on every run: a red test must be red again when it is looked at.
fc.configureGlobal({ seed: 57 });

const FIRST = Temporal.PlainDate.from('2025-03-01');
const LAST = '2026-03-31';
const dayAt = (n: number): Temporal.PlainDate => FIRST.add({ days: n });
const stamp = (day: Temporal.PlainDate, clock: string): string => `${day.toString().replaceAll('-', '')}T${clock}00`;
const NAMES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** An event with a rule on which its start falls, some days less and some more, and changed instances. */
const series = fc.record({
  start: fc.nat({ max: 60 }),
  clock: fc.constantFrom('0000', '0530', '1700', '2359'),
  minutes: fc.integer({ min: 1, max: 1440 }),
  shape: fc.constantFrom('once', 'daily', 'weekly', 'monthly'),
  interval: fc.integer({ min: 1, max: 3 }),
  more: fc.uniqueArray(fc.nat({ max: 6 }), { maxLength: 3 }),
  weekStart: fc.constantFrom('MO', 'SU', 'TH'),
  end: fc.constantFrom('none', 'count', 'until'),
  length: fc.integer({ min: 1, max: 30 }),
  without: fc.uniqueArray(fc.nat({ max: 20 }), { maxLength: 4 }),
  also: fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 200 }), fc.constantFrom('same', '1230')), { maxLength: 3 }),
  changed: fc.uniqueArray(
    fc.record({
      nth: fc.nat({ max: 12 }),
      by: fc.integer({ min: -3, max: 3 }),
      clock: fc.constantFrom('0400', '2100'),
      gone: fc.boolean(),
    }),
    { maxLength: 2, selector: ({ nth }) => nth },
  ),
});

const ruleOf = (one: typeof series extends fc.Arbitrary<infer T> ? T : never): string | null => {
  const begin = dayAt(one.start);
  const days = [...new Set([begin.dayOfWeek - 1, ...one.more])].map((day) => NAMES[day]).join(',');
  const end = {
    none: '',
    count: `;COUNT=${one.length}`,
    until: `;UNTIL=${begin
      .add({ days: one.length * 3 })
      .toString()
      .replaceAll('-', '')}T165959Z`,
  }[one.end];
  const interval = `;INTERVAL=${one.interval}`;
  if (one.shape === 'once') return null;
  if (one.shape === 'daily') return `FREQ=DAILY${interval}${end}`;
  if (one.shape === 'weekly') return `FREQ=WEEKLY${interval};BYDAY=${days};WKST=${one.weekStart}${end}`;
  return `FREQ=MONTHLY${interval};BYMONTHDAY=${begin.day}${end}`;
};

const SHOWN = '2026-03-31T23:59:59';

/** Local starts by ical.js. All times in it are of one zone without changes, so that its floating reading is exact. */
const witness = (lines: readonly string[], limit = 400): { readonly local: string }[] => {
  const root = new ICAL.Component(ICAL.parse(['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR'].join('\r\n')) as unknown[]);
  const event = new ICAL.Event(root.getAllSubcomponents('vevent')[0] as ICAL.Component);
  if (!event.isRecurring()) return [{ local: event.startDate.toString() }];
  const each = event.iterator();
  const found = [];
  for (let next = each.next(); next && found.length < limit; next = each.next()) {
    if (next.toString() > SHOWN) break;
    found.push({ local: next.toString() });
  }
  return found;
};

test('a series airs at just the moments that ical.js reads in it, less and more what its changes say', () => {
  let airs = 0;
  let moved = 0;
  fc.assert(
    fc.property(series, (one) => {
      const begin = dayAt(one.start);
      const zone = ';TZID=Asia/Ho_Chi_Minh';
      const rule = ruleOf(one);
      const base = (tz: string, until: (text: string) => string) => [
        'BEGIN:VEVENT',
        'UID:mot',
        'SUMMARY:Bản tin địa phương',
        `DTSTART${tz}:${stamp(begin, one.clock)}`,
        `DURATION:PT${one.minutes}M`,
        ...(rule === null ? [] : [`RRULE:${until(rule)}`]),
      ];
      // For the witness everything floats, the end of the rule too: 16:59:59Z is 23:59:59 there.
      const floating = (text: string): string => text.replace('T165959Z', 'T235959');
      const plain = witness([...base('', floating), 'END:VEVENT']);
      const without = one.without.flatMap((n) => plain[n]?.local ?? []);
      const also = one.also.map(([n, clock]) => stamp(begin.add({ days: n }), clock === 'same' ? one.clock : clock));
      const compact = (local: string): string => local.replace(/[-:]/g, '');
      const extra = (tz: string) => [
        ...without.map((local) => `EXDATE${tz}:${compact(local)}`),
        ...also.map((local) => `RDATE${tz}:${local}`),
      ];
      const read = witness([...base('', floating), ...extra(''), 'END:VEVENT']);
      // ical.js leaves the start out where there are added days and no rule; RFC 5545 §3.8.5.2 counts it in.
      const start = plain.slice(0, rule === null && without.length === 0 ? 1 : 0);
      const starts = [...new Set([...start, ...read].map(({ local }) => local))].sort();
      const whole = starts.filter((local) => !without.includes(local)).map((local) => ({ local }));
      const changes = one.changed.flatMap((change) => {
        const at = whole[change.nth]?.local;
        return at === undefined
          ? []
          : [
              {
                ...change,
                at,
                to: `${Temporal.PlainDate.from(at.slice(0, 10)).add({ days: change.by }).toString()}T${change.clock.slice(0, 2)}:00:00`,
              },
            ];
      });
      const overrides = changes.flatMap(({ at, to, gone }) => [
        'BEGIN:VEVENT',
        'UID:mot',
        'SUMMARY:Bản tin địa phương',
        `RECURRENCE-ID${zone}:${compact(at)}`,
        `DTSTART${zone}:${compact(to)}`,
        'DURATION:PT7M',
        ...(gone ? ['STATUS:CANCELLED'] : []),
        'END:VEVENT',
      ]);
      const lines = [...base(zone, (text) => text), ...extra(zone), 'END:VEVENT', ...overrides];
      const text = ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
      const imported = importIcs('a.ics', bytes(text), groundAt(), { content: null });
      expect(imported.refusals).toEqual([]);
      const wanted = [
        ...whole
          .filter(({ local }) => !changes.some(({ at }) => at === local))
          .map(({ local }) => `${local} ${one.minutes * 60} ban-tin`),
        ...changes.filter(({ gone }) => !gone).map(({ to }) => `${to} 420 ban-tin`),
      ].filter((line) => line <= SHOWN && line >= '2025-02');
      expect(airing(imported, '2025-02-01', LAST)).toEqual([...new Set(wanted)].sort());
      airs += wanted.length;
      moved += changes.length;
    }),
    { numRuns: 250 },
  );
  expect(airs).toBeGreaterThan(6000);
  expect(moved).toBeGreaterThan(90);
});

// ── Week grids ───────────────────────────────────────────────────────────────────────────────────────────────────

const cell = fc.constantFrom(
  '',
  '',
  'item:dai-hieu',
  'strand:ban-tin',
  'strand:ban-tin x2',
  'item:dai-hieu | strand:nong-nghiep',
);
const row = fc
  .record({
    clock: fc.constantFrom('00:00', '05:00', '05:30', '17:00', '23:45:30'),
    minutes: fc.constantFrom(1, 30, 7.5, 1440),
    cells: fc.array(cell, { minLength: 7, maxLength: 7 }),
    name: fc.constantFrom('Buổi sáng', 'Buổi; "chiều"', '=Tên|lạ', "'Bản tin"),
    from: fc.constantFrom('2025-04-07', '2025-06-01'),
    to: fc.constantFrom('', '2025-12-31'),
  })
  .filter(({ cells }) => cells.some((one) => one !== ''));
const grid = fc.uniqueArray(row, {
  maxLength: 12,
  selector: ({ clock, minutes, name, from, to }) => `${clock}/${minutes}/${name}/${from}/${to}`,
});

test('a grid → sessions → the same grid, byte for byte the second time', () => {
  fc.assert(
    fc.property(grid, (rows) => {
      const quoted = (text: string) =>
        `"${(/^[=']/.test(text) && text.startsWith('=') ? `'${text}` : text).replaceAll('"', '""')}"`;
      const text = [
        'Giờ;Phút;Thứ Hai;Thứ Ba;Thứ Tư;Thứ Năm;Thứ Sáu;Thứ Bảy;Chủ Nhật;Tên;Từ;Đến',
        ...rows.map(({ clock, minutes, cells, name, from, to }) =>
          [clock, String(minutes).replace('.', ','), ...cells, quoted(name), from, to].join(';'),
        ),
        '',
      ].join('\r\n');
      const read = (given: string) => {
        const imported = importGrid('tuan.csv', bytes(given), groundAt());
        expect(imported.refusals).toEqual([]);
        return imported;
      };
      const first = read(text);
      const written = weekGrid(writtenImport(first, 'tuan.csv').schedule, 'k1');
      expect(written.left).toEqual([]);
      const second = read(written.text);
      const spans = ['2025-03-31', '2025-07-13'] as const;
      expect(airing(second, ...spans)).toEqual(airing(first, ...spans));
      expect(second.made.length).toBe(first.made.length);
      const again = weekGrid(writtenImport(second, 'tuan.csv').schedule, 'k1');
      expect(again.text).toBe(written.text);
      // Each row of the first grid is a line of the second.
      expect(written.text.trim().split('\r\n')).toHaveLength(rows.length + 1);
    }),
    { numRuns: 200 },
  );
});

test('an import written as a file is what was imported', () => {
  fc.assert(
    fc.property(grid, fc.constantFrom('yaml', 'json'), (rows, form) => {
      const body = rows.map(({ clock, minutes, cells }) => [clock, minutes, ...cells].join(','));
      const text = ['Time,Minutes,Mon,Tue,Wed,Thu,Fri,Sat,Sun', ...body].join('\n');
      const imported = importGrid('tuan.csv', bytes(text), groundAt());
      const printed = printSchedule(fileOfImport(imported), form as 'yaml' | 'json');
      const read = must(readSchedules([{ name: 'tuan', bytes: bytes(printed) }]));
      expect(read.refusals).toEqual([]);
      expect(read.schedule).toEqual(writtenImport(imported, 'tuan').schedule);
    }),
    { numRuns: 100 },
  );
});

test('no bytes make it throw, and every fault has a code', () => {
  const pieces = fc.constantFrom(
    'BEGIN:VCALENDAR\r\n',
    'BEGIN:VEVENT\r\n',
    'END:VEVENT\r\n',
    'END:VCALENDAR\r\n',
    'UID:a\r\n',
    'DTSTART:20250407T050000Z\r\n',
    'DTSTART;TZID="x":20250407T050000\r\n',
    'DURATION:PT30M\r\n',
    'DTEND:20250407\r\n',
    'RRULE:FREQ=DAILY;COUNT=3\r\n',
    'RRULE:FREQ=WEEKLY;UNTIL=2025\r\n',
    'EXDATE:20250408T050000Z\r\n',
    'RDATE;VALUE=PERIOD:20250407T050000Z/PT5M\r\n',
    'RECURRENCE-ID:20250408T050000Z\r\n',
    'SUMMARY:Đài hiệu\r\n',
    'BEGIN:VTIMEZONE\r\nTZID:x\r\n',
    'BEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:+0700\r\nTZOFFSETTO:+0700\r\nEND:STANDARD\r\n',
    'END:VTIMEZONE\r\n',
    ' fold\r\n',
    ';=:"\r\n',
    'Giờ;Phút;T2\r\n',
    '05:00;30;dai-hieu\r\n',
    '"',
  );
  const wild = fc.oneof(
    fc.array(pieces, { maxLength: 25 }).map((list) => bytes(list.join(''))),
    fc.uint8Array({ maxLength: 200 }),
  );
  fc.assert(
    fc.property(wild, (given) => {
      for (const imported of [
        importIcs('a', given, groundAt(), { content: null }),
        importGrid('a', given, groundAt()),
      ]) {
        expect(imported.refusals.length + imported.fates.length + imported.notices.length).toBeGreaterThanOrEqual(0);
        if (imported.fates.some(({ fate }) => fate === 'refused')) expect(imported.refusals.length).toBeGreaterThan(0);
        const read = must(readSchedules([{ name: 'a', bytes: bytes(printSchedule(fileOfImport(imported), 'json')) }]));
        expect(read.refusals).toEqual([]);
      }
    }),
    { numRuns: 600 },
  );
});
