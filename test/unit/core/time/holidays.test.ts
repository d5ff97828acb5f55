import { describe, expect, test } from 'vitest';
import { isPublicHoliday, namedDaysOf } from '../../../../src/core/time/holidays.ts';
import { eachDay, type LocalDate } from '../../../../src/core/time/local.ts';

const day = (text: string) => text as LocalDate;
const namesOf = (date: string) => namedDaysOf(day(date)).map(({ id, kind }) => `${id} ${kind}`);
const offIn = (year: number) => eachDay(day(`${year}-01-01`), day(`${year}-12-31`)).filter(isPublicHoliday);

describe('public holidays, as the Labour Code dates them (Article 112)', () => {
  // The days off of 2025 and 2026 as they were decided, less those that the yearly decision added or swapped.
  test.each([
    [2025, '01-01 01-28 01-29 01-30 01-31 04-07 04-30 05-01 09-02'],
    [2026, '01-01 02-16 02-17 02-18 02-19 04-26 04-30 05-01 09-02'],
  ])('of %i', (year, days) => {
    expect(offIn(year).map((date) => date.slice(5))).toEqual(days.split(' '));
  });

  test('the eve of Tết is the 30th where there is one: 2033', () => {
    expect(namesOf('2033-01-30')).toEqual(['tet-nguyen-dan holiday']);
    expect(namesOf('2033-01-29')).toEqual([]);
  });

  test('before the code was in force nothing is said', () => {
    expect(offIn(2020)).toEqual([]);
    expect(isPublicHoliday(day('2021-01-01'))).toBe(true);
  });

  test('Giỗ Tổ of 2023 was the day before 30 April', () => {
    expect(namesOf('2023-04-29')).toEqual(['gio-to-hung-vuong holiday']);
  });
});

describe('days that are kept and worked', () => {
  test.each([
    ['2025-11-20', 'nha-giao'],
    ['2025-07-27', 'thuong-binh-liet-si'],
    ['2025-02-12', 'ram-thang-gieng'],
    ['2025-09-06', 'vu-lan'],
    ['2025-10-06', 'trung-thu'],
    ['2025-01-22', 'ong-cong-ong-tao'],
    ['2022-10-10', 'chuyen-doi-so'],
    ['2026-11-24', 'van-hoa-viet-nam'],
  ])('%s is %s', (date, id) => {
    expect(namesOf(date)).toEqual([`${id} observance`]);
    expect(isPublicHoliday(day(date))).toBe(false);
  });

  test('none before it was made', () => {
    expect([namesOf('2021-10-10'), namesOf('2025-11-24')]).toEqual([[], []]);
  });

  test('a public holiday on the same day comes first', () => {
    // Mùng 2 Tết of 2030.
    expect(namesOf('2030-02-03')).toEqual(['tet-nguyen-dan holiday', 'thanh-lap-dang observance']);
  });
});

test('a leap month repeats no day', () => {
  const counts = [2006, 2025, 2028].map(
    (year) =>
      eachDay(day(`${year}-01-01`), day(`${year}-12-31`)).filter((date) =>
        namedDaysOf(date).some(({ id }) => id === 'vu-lan' || id === 'trung-thu'),
      ).length,
  );
  expect(counts).toEqual([2, 2, 2]);
});

test('the last day that there is has no eve', () => {
  expect(namesOf('2199-12-31')).toEqual([]);
});
