import { expect, test } from 'vitest';
import { LANGS } from '../../../src/contract/sentences/format.ts';
import { lunarDateText, namedDayText } from '../../../src/contract/sentences/named-days.ts';
import { namedDaysOf } from '../../../src/core/time/holidays.ts';
import { eachDay, type LocalDate } from '../../../src/core/time/local.ts';
import { lunarOf } from '../../../src/core/time/lunar.ts';

test.each([
  ['1984-02-02', 'mùng 1 tháng Giêng năm Giáp Tý', 'day 1 of lunar month 1, year 1984'],
  ['2025-08-08', 'rằm tháng Sáu nhuận năm Ất Tỵ', 'day 15 of the leap lunar month 6, year 2025'],
  ['2026-02-16', 'ngày 29 tháng Chạp năm Ất Tỵ', 'day 29 of lunar month 12, year 2025'],
  ['2023-01-22', 'mùng 1 tháng Giêng năm Quý Mão', 'day 1 of lunar month 1, year 2023'],
  ['2024-02-10', 'mùng 1 tháng Giêng năm Giáp Thìn', 'day 1 of lunar month 1, year 2024'],
])('%s is %s', (date, vi, en) => {
  const lunar = lunarOf(date as LocalDate);
  expect([lunarDateText(lunar, 'vi'), lunarDateText(lunar, 'en')]).toEqual([vi, en]);
});

test('every name of a year is said in both languages, in NFC', () => {
  const ids = eachDay('2026-01-01' as LocalDate, '2026-12-31' as LocalDate).flatMap((date) =>
    namedDaysOf(date).map(({ id }) => id),
  );
  expect(new Set(ids).size).toBe(22);
  for (const lang of LANGS) for (const id of ids) expect(namedDayText(id, lang)).toMatch(/^\p{Lu}[^\p{Cc}]+$/u);
  expect(ids.map((id) => namedDayText(id, 'vi').normalize('NFC'))).toEqual(ids.map((id) => namedDayText(id, 'vi')));
});
