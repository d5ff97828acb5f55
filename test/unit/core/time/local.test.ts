import { describe, expect, test } from 'vitest';
import type { Result } from '../../../../src/core/result.ts';
import { must } from '../../../../src/core/result.ts';
import {
  addDays,
  daysBetween,
  eachDay,
  holdsOn,
  isoWeekday,
  type LocalDate,
  parseLocalDate,
  parseLocalDateTime,
  parseLocalTime,
} from '../../../../src/core/time/local.ts';

const day = (text: string) => must(parseLocalDate(text));
const refused = (result: Result<unknown>) => (result.ok ? null : result.refusals);

describe('dates', () => {
  test.each(['2025-04-07', '2024-02-29', '1900-01-01', '2199-12-31'])('%s is a day', (text) => {
    expect(parseLocalDate(text)).toEqual({ ok: true, value: text });
  });

  test.each([
    ...['2025-02-29', '2025-02-30', '2025-04-31', '2025-13-01', '2025-00-10', '2025-01-00', '1899-12-31', '2200-01-01'],
    ...['07/04/2025', '2025-4-7', '20250407', '2025-04-07T05:00', ' 2025-04-07', '2025-04-07\n', '٢٠٢٥-٠٤-٠٧', ''],
  ])('%j is none', (text) => {
    expect(refused(parseLocalDate(text))).toEqual([{ code: 'time.date', params: { text } }]);
  });

  test('(a) weekday 7 is Sunday', () => {
    expect(isoWeekday(day('2025-04-06'))).toBe(7);
    expect(isoWeekday(day('2025-04-07'))).toBe(1);
  });

  test('days are counted over months, years and leap days', () => {
    expect(addDays(day('2024-02-28'), 2)).toBe('2024-03-01');
    expect(addDays(day('2025-01-01'), -1)).toBe('2024-12-31');
    expect(daysBetween(day('2025-04-03'), day('2025-05-15'))).toBe(42);
    expect(daysBetween(day('2025-05-15'), day('2025-04-03'))).toBe(-42);
    expect(eachDay(day('2025-02-27'), day('2025-03-01'))).toEqual(['2025-02-27', '2025-02-28', '2025-03-01']);
    expect(eachDay(day('2025-03-01'), day('2025-02-27'))).toEqual([]);
  });
});

describe('clock times', () => {
  test.each([
    ['05:00', '05:00:00'],
    ['00:00', '00:00:00'],
    ['23:59:59', '23:59:59'],
  ])('%s', (text, time) => {
    expect(parseLocalTime(text)).toEqual({ ok: true, value: time });
  });

  test.each(['24:00', '5:00', '05h00', '05:60', '05:00:60', '0500', '05:00 SA', ''])('%j is none', (text) => {
    expect(refused(parseLocalTime(text))).toEqual([{ code: 'time.clock', params: { text } }]);
  });
});

describe('both together', () => {
  test('with and without seconds', () => {
    expect(must(parseLocalDateTime('2025-04-07T05:00'))).toBe('2025-04-07T05:00:00');
    expect(must(parseLocalDateTime('2025-04-07T05:00:30'))).toBe('2025-04-07T05:00:30');
  });

  test.each([
    ['2025-04-07', 'time.clock', '2025-04-07'],
    ['2025-04-07T', 'time.clock', ''],
    ['2025-04-07T05:00T06:00', 'time.clock', '2025-04-07T05:00T06:00'],
    ['2025-04-07 05:00', 'time.date', '2025-04-07 05:00'],
    ['2025-04-07T05:00Z', 'time.clock', '05:00Z'],
    ['2025-02-30T05:00', 'time.date', '2025-02-30'],
  ])('%s is refused with what is wrong in it', (written, code, text) => {
    expect(refused(parseLocalDateTime(written))).toEqual([{ code, params: { text } }]);
  });
});

test('(b) a validity includes its first and its last day', () => {
  const holds = (from: string | null, to: string | null, on: string) =>
    holdsOn({ from: from as LocalDate | null, to: to as LocalDate | null }, day(on));
  expect(
    ['2025-04-02', '2025-04-03', '2025-05-15', '2025-05-16'].map((on) => holds('2025-04-03', '2025-05-15', on)),
  ).toEqual([false, true, true, false]);
  expect([
    holds(null, '2025-05-15', '1999-01-01'),
    holds('2025-05-15', null, '2199-01-01'),
    holds(null, null, '2025-01-01'),
  ]).toEqual([true, true, true]);
});
