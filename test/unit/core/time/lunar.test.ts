import { describe, expect, test } from 'vitest';
import type { LocalDate } from '../../../../src/core/time/local.ts';
import { lunarMonths, lunarOf, monthLength, solarOf } from '../../../../src/core/time/lunar.ts';
import { dateOfDay, dayNumber } from '../../../../src/core/time/periods.ts';

const day = (text: string) => text as LocalDate;
const tet = (year: number) => solarOf({ year, month: 1, leap: false, day: 1 });

describe('Tết, the first day of the lunar year', () => {
  // Hồ Ngọc Đức, "Âm lịch Việt Nam" (informatik.uni-leipzig.de/~duc/amlich); the public holidays of 2020–2026.
  test.each([
    [1985, '1985-01-21'],
    [2007, '2007-02-17'],
    [2020, '2020-01-25'],
    [2021, '2021-02-12'],
    [2022, '2022-02-01'],
    [2023, '2023-01-22'],
    [2024, '2024-02-10'],
    [2025, '2025-01-29'],
    [2026, '2026-02-17'],
    [2027, '2027-02-06'],
    [2028, '2028-01-26'],
    [2029, '2029-02-13'],
    [2030, '2030-02-02'],
    [2033, '2033-01-31'],
    [2034, '2034-02-19'],
    [2053, '2053-02-18'],
  ])('%i', (year, date) => {
    expect(tet(year)).toBe(date);
    expect(lunarOf(day(date))).toEqual({ year, month: 1, leap: false, day: 1 });
  });
});

test.each([
  ['Giỗ Tổ Hùng Vương 2025', '2025-04-07', 2025, 3, 10],
  ['Giỗ Tổ Hùng Vương 2026', '2026-04-26', 2026, 3, 10],
  ['Ok Om Bok 2025', '2025-12-04', 2025, 10, 15],
  ['Ok Om Bok 2026', '2026-11-23', 2026, 10, 15],
  ['rằm tháng Giêng 2025', '2025-02-12', 2025, 1, 15],
  ['rằm tháng Bảy 2025', '2025-09-06', 2025, 7, 15],
  ['Trung thu 2025', '2025-10-06', 2025, 8, 15],
  ['the first day there is', '1900-01-01', 1899, 12, 1],
  ['the last day there is', '2199-12-31', 2199, 11, 14],
])('%s is %s', (_, date, year, month, dayOfMonth) => {
  const lunar = { year, month, leap: false, day: dayOfMonth };
  expect(lunarOf(day(date))).toEqual(lunar);
  expect(solarOf(lunar)).toBe(date);
});

describe('leap months', () => {
  const leapOf = (year: number) => lunarMonths(year).find(({ leap }) => leap)?.month ?? null;

  test.each([
    [1985, 2],
    [2020, 4],
    [2023, 2],
    [2025, 6],
    [2026, null],
    [2028, 5],
    [2031, 3],
    [2033, 11],
    [2034, null],
    [2036, 6],
  ])('of %i: %s', (year, month) => {
    expect(leapOf(year)).toBe(month);
  });

  test('2033: two months lack a principal term, and only the first after the solstice is a leap month', () => {
    expect(lunarMonths(2033).map(({ month, leap }) => `${month}${leap ? 'n' : ''}`)).toEqual(
      '1 2 3 4 5 6 7 8 9 10 11 11n 12'.split(' '),
    );
    expect(lunarOf(day('2033-12-22'))).toEqual({ year: 2033, month: 11, leap: true, day: 1 });
  });

  test('the leap month follows its namesake: 15/6 and 15/6 nhuận of 2025', () => {
    expect(solarOf({ year: 2025, month: 6, leap: false, day: 15 })).toBe('2025-07-09');
    expect(solarOf({ year: 2025, month: 6, leap: true, day: 15 })).toBe('2025-08-08');
  });
});

test('what is no lunar day has no solar one', () => {
  const none = (month: number, dayOfMonth: number, leap = false, year = 2025) =>
    solarOf({ year, month, leap, day: dayOfMonth });
  expect([none(13, 1), none(0, 1), none(1, 0), none(1, 31), none(1, 1.5), none(5, 1, true)]).toEqual(
    Array(6).fill(null),
  );
  expect(monthLength(2025, 12, false)).toBe(29);
  expect(none(12, 29)).toBe('2026-02-16');
  expect(none(12, 30)).toBeNull();
  expect(monthLength(2025, 5, true)).toBeNull();
  expect([none(11, 1, false, 1899), none(12, 30, false, 2199), none(1, 1, false, 2200)]).toEqual([null, null, null]);
});

test('all years 1900–2199: there and back every day, months of 29 or 30 days, years of 12 or 13 months', () => {
  const faults: string[] = [];
  const last = dayNumber(day('2199-12-31'));
  for (let number = dayNumber(day('1900-01-01')); number <= last; number += 1) {
    const date = dateOfDay(number);
    const lunar = lunarOf(date);
    if (solarOf(lunar) !== date) faults.push(`${date} is not ${JSON.stringify(lunar)}`);
  }
  for (let year = 1900; year < 2200; year += 1) {
    const months = lunarMonths(year);
    const plain = months.filter(({ leap }) => !leap).map(({ month }) => month);
    if (plain.join() !== '1,2,3,4,5,6,7,8,9,10,11,12') faults.push(`${year} has the months ${plain}`);
    if (months.length > 13) faults.push(`${year} has ${months.length} months`);
    months.forEach((month, n) => {
      const before = months[n - 1];
      if (month.length !== 29 && month.length !== 30) faults.push(`${year}-${month.month} has ${month.length} days`);
      if (before !== undefined && before.first + before.length !== month.first)
        faults.push(`${year}-${month.month} leaves a gap`);
      if (month.leap && before?.month !== month.month) faults.push(`${year} has its leap month astray`);
    });
    const next = year < 2199 ? lunarMonths(year + 1)[0]?.first : undefined;
    const end = months.at(-1);
    if (next !== undefined && end !== undefined && end.first + end.length !== next)
      faults.push(`${year} does not join`);
    const begin = tet(year)?.slice(5) ?? '';
    if (begin < '01-20' || begin > '02-21') faults.push(`${year} begins on ${begin}`);
  }
  expect(faults).toEqual([]);
});
