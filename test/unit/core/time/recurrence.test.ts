import { describe, expect, test } from 'vitest';
import { must } from '../../../../src/core/result.ts';
import type { LocalDate, LocalTime } from '../../../../src/core/time/local.ts';
import { isoWeekday } from '../../../../src/core/time/local.ts';
import { expandRule, parseRule } from '../../../../src/core/time/recurrence.ts';

const day = (text: string) => text as LocalDate;
const saigon = (time: string) => ({ time: time as LocalTime, zone: 'Asia/Ho_Chi_Minh' });
const daysOf = (text: string, start: string, from: string, to: string, clock = saigon('05:00:00')) =>
  must(expandRule(must(parseRule(text)), day(start), day(from), day(to), clock));
const codesOf = (answer: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  answer.refusals?.map((refusal) => refusal.code) ?? [];

test('(a) weekday 7 is Sunday and Sunday programmes air, on all 52 of a year', () => {
  const sundays = daysOf('FREQ=WEEKLY;BYDAY=SU', '2025-01-01', '2025-01-01', '2025-12-31');
  expect(sundays).toHaveLength(52);
  expect(sundays[0]).toBe('2025-01-05');
  expect(new Set(sundays.map(isoWeekday))).toEqual(new Set([7]));
  const names = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
  for (const [n, name] of names.entries()) {
    const [first] = daysOf(`FREQ=WEEKLY;BYDAY=${name}`, '2025-04-07', '2025-04-07', '2025-04-13');
    expect(isoWeekday(first ?? day('2025-04-06'))).toBe(n + 1);
  }
});

describe("(b) the campaign's last day is included", () => {
  // UNTIL, clock time, last day that airs
  test.each([
    ['20250515', '17:00:00', '2025-05-15'],
    ['20250515', '23:59:59', '2025-05-15'],
    ['20250515T170000', '17:00:00', '2025-05-15'],
    ['20250515T160000', '17:00:00', '2025-05-14'],
    ['20250515T220000Z', '05:00:00', '2025-05-16'],
    ['20250515T215959Z', '05:00:00', '2025-05-15'],
    ['20250515T100000Z', '17:00:00', '2025-05-15'],
  ])('UNTIL=%s at %s ends on %s', (until, clock, last) => {
    const days = daysOf(`FREQ=DAILY;UNTIL=${until}`, '2025-04-07', '2025-05-10', '2025-05-31', saigon(clock));
    expect(days.at(-1)).toBe(last);
  });

  test('without a clock an UNTIL includes the day it names', () => {
    const rule = must(parseRule('FREQ=DAILY;UNTIL=20250515T000000'));
    const days = must(expandRule(rule, day('2025-05-14'), day('2025-05-01'), day('2025-05-31')));
    expect(days).toEqual(['2025-05-14', '2025-05-15']);
  });
});

// rule, start, from, to, days
test.each([
  ['FREQ=WEEKLY;BYDAY=MO,SU', '2025-04-07', '2025-04-07', '2025-04-20', '04-07 04-13 04-14 04-20'],
  ['FREQ=WEEKLY', '2025-04-09', '2025-04-01', '2025-04-30', '04-09 04-16 04-23 04-30'],
  ['FREQ=DAILY;INTERVAL=3', '2025-04-01', '2025-04-05', '2025-04-14', '04-07 04-10 04-13'],
  ['FREQ=DAILY;COUNT=3', '2025-04-01', '2025-04-02', '2025-04-30', '04-02 04-03'],
  ['FREQ=DAILY;BYDAY=MO;COUNT=2', '2025-04-01', '2025-04-01', '2025-05-30', '04-07 04-14'],
  ['FREQ=MONTHLY', '2025-01-31', '2025-01-01', '2025-05-31', '01-31 03-31 05-31'],
  ['FREQ=MONTHLY;BYMONTHDAY=-1', '2025-01-01', '2025-02-01', '2025-04-30', '02-28 03-31 04-30'],
  ['FREQ=MONTHLY;BYDAY=1MO,FR;BYMONTH=4', '2025-01-01', '2025-04-01', '2025-04-30', '04-04 04-07 04-11 04-18 04-25'],
  ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', '2025-01-01', '2025-05-01', '2025-06-30', '05-30 06-30'],
  ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-5', '2025-01-01', '2025-01-01', '2025-06-30', '03-03 06-02'],
  ['FREQ=MONTHLY;BYDAY=5MO', '2025-01-01', '2025-01-01', '2025-06-30', '03-31 06-30'],
  ['FREQ=YEARLY;BYMONTH=2', '2025-01-28', '2025-01-01', '2026-01-31', '02-28'],
  ['FREQ=YEARLY', '2024-05-19', '2025-01-01', '2025-12-31', '05-19'],
  ['FREQ=YEARLY;BYDAY=20MO', '2025-01-01', '2025-01-01', '2025-12-31', '05-19'],
  // Two weeks apart, the week of 29 March counts or not by where it begins (RFC 5545 §3.8.5.3, WKST).
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO', '2025-04-01', '2025-04-01', '2025-04-21', '04-01 04-06 04-15 04-20'],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU', '2025-04-01', '2025-04-01', '2025-04-21', '04-01 04-13 04-15'],
  // The set of the first week is the whole week, though the rule starts on its Wednesday.
  ['FREQ=WEEKLY;BYDAY=MO,FR;BYSETPOS=2', '2025-04-09', '2025-04-07', '2025-04-20', '04-11 04-18'],
])('%s from %s, between %s and %s', (rule, start, from, to, expected) => {
  expect(daysOf(rule, start, from, to)).toEqual(expected.split(' ').map((text) => `2025-${text}`));
});

test('29 February comes every fourth year', () => {
  const days = daysOf('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '2024-01-01', '2024-01-01', '2033-12-31');
  expect(days).toEqual(['2024-02-29', '2028-02-29', '2032-02-29']);
});

describe('rules that never fall on a day', () => {
  test.each([
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30,31',
    'FREQ=MONTHLY;BYMONTH=4,6,9,11;BYMONTHDAY=31',
    'FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=-30',
    'FREQ=MONTHLY;BYDAY=6MO',
    'FREQ=MONTHLY;BYDAY=2MO;BYMONTHDAY=1',
    'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6',
    'FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2',
    'FREQ=DAILY;BYDAY=MO;BYSETPOS=3',
    'FREQ=YEARLY;BYDAY=53MO;BYMONTH=1',
  ])('%s is refused', (text) => {
    expect(codesOf(parseRule(text))).toEqual(['rule.never']);
  });

  test('rare is not never', () => {
    expect(parseRule('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO').ok).toBe(true);
    expect(parseRule('FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SA').ok).toBe(true);
    expect(parseRule('FREQ=YEARLY;BYDAY=53TH').ok).toBe(true);
    expect(parseRule('FREQ=MONTHLY;BYMONTHDAY=-31').ok).toBe(true);
    expect(parseRule('FREQ=DAILY;BYDAY=MO;BYSETPOS=-1').ok).toBe(true);
  });

  test('a start that makes it impossible is refused when it is known', () => {
    const rule = must(parseRule('FREQ=YEARLY;BYMONTH=2'));
    expect(codesOf(expandRule(rule, day('2025-01-31'), day('2025-01-01'), day('2025-12-31')))).toEqual(['rule.never']);
  });

  test('a phase that never meets its weekday is simply empty', () => {
    expect(daysOf('FREQ=DAILY;INTERVAL=7;BYDAY=MO', '2025-04-08', '2025-04-08', '2035-04-08')).toEqual([]);
    expect(daysOf('FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29', '2025-01-01', '2025-01-01', '2034-12-31')).toEqual(
      [],
    );
  });
});

describe('(r) a rule written by a user never runs without a step limit', () => {
  /** Milliseconds of this thread's own work, the best of three, so that a busy machine changes nothing. */
  const fastest = (run: () => unknown): number =>
    Math.min(
      ...[1, 2, 3].map(() => {
        const before = process.threadCpuUsage();
        run();
        const { user, system } = process.threadCpuUsage(before);
        return (user + system) / 1000;
      }),
    );
  // The hostile rules on which the library spins or hangs, and the dearest that the parser lets through.
  test.each([
    'FREQ=SECONDLY',
    'FREQ=HOURLY;INTERVAL=2;BYHOUR=1',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1;BYSETPOS=3',
    'FREQ=MINUTELY;COUNT=1000000000',
    'FREQ=DAILY;INTERVAL=0',
    'FREQ=MINUTELY;INTERVAL=7;BYHOUR=3;BYMONTH=2;BYMONTHDAY=31',
    'FREQ=SECONDLY;COUNT=999999999;BYSETPOS=-1',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=DAILY;COUNT=3660;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO',
    'FREQ=DAILY;INTERVAL=7;BYDAY=SU;COUNT=3660',
    'FREQ=WEEKLY;BYMONTH=2;BYDAY=MO;BYSETPOS=-1;COUNT=3660',
    'FREQ=WEEKLY;INTERVAL=1;BYMONTH=2;BYDAY=MO,TU,WE;BYSETPOS=3;COUNT=3660',
    'FREQ=MONTHLY;BYMONTHDAY=31;BYDAY=MO;BYMONTH=2,3;COUNT=3660',
    'FREQ=YEARLY;BYDAY=MO,53TU,-53WE;BYSETPOS=366,-366,1;COUNT=3660',
  ])('%s answers within 200 ms, three centuries after its start', (text) => {
    const spent = fastest(() => {
      const rule = parseRule(text);
      return rule.ok ? expandRule(rule.value, day('1900-01-01'), day('2190-01-01'), day('2199-12-31')) : rule;
    });
    expect(spent).toBeLessThan(200);
  });

  test('a week, ten years after the start of a daily rule, takes under 5 ms', () => {
    const run = () => daysOf('FREQ=DAILY', '2025-01-01', '2035-01-01', '2035-01-07');
    expect(run()).toHaveLength(7);
    expect(fastest(run)).toBeLessThan(5);
  });

  test('ranges are bounded', () => {
    const rule = must(parseRule('FREQ=DAILY'));
    const ask = (from: string, to: string) => expandRule(rule, day('2025-01-01'), day(from), day(to));
    expect(codesOf(ask('2025-01-02', '2025-01-01'))).toEqual(['time.range']);
    expect(must(ask('2025-01-01', '2035-01-08'))).toHaveLength(3660);
    expect(codesOf(ask('2025-01-01', '2035-01-09'))).toEqual(['time.range-long']);
  });
});
