/** Numbers, days, lengths and sizes as people read them: tables, in both languages. */
import { expect, test } from 'vitest';
import {
  formatBytes,
  formatClock,
  formatDate,
  formatDateInDocument,
  formatDateLong,
  formatDateTime,
  formatDuration,
  formatNumber,
  monthName,
  weekdayName,
} from '../../../src/contract/sentences/format.ts';
import type { LocalDate, LocalDateTime, LocalTime } from '../../../src/core/time/local.ts';

test.each([
  ['2025-04-07', '07/04/2025', '7 April 2025', 'ngày 07 tháng 4 năm 2025', 'Thứ Hai'],
  ['2025-02-15', '15/02/2025', '15 February 2025', 'ngày 15 tháng 02 năm 2025', 'Thứ Bảy'],
  ['2025-01-09', '09/01/2025', '9 January 2025', 'ngày 09 tháng 01 năm 2025', 'Thứ Năm'],
  ['2025-04-03', '03/04/2025', '3 April 2025', 'ngày 03 tháng 4 năm 2025', 'Thứ Năm'],
  ['2025-10-12', '12/10/2025', '12 October 2025', 'ngày 12 tháng 10 năm 2025', 'Chủ Nhật'],
])('the day %s', (text, vi, en, inDocument, weekday) => {
  const date = text as LocalDate;
  expect([formatDate(date, 'vi'), formatDate(date, 'en')]).toEqual([vi, en]);
  expect(formatDateInDocument(date, 'vi')).toBe(inDocument);
  expect(formatDateLong(date, 'vi')).toBe(`${weekday}, ${inDocument}`);
});

test('weekdays: 1 is Monday, 7 is Sunday, others are a bug', () => {
  expect([weekdayName(1, 'vi'), weekdayName(7, 'vi'), weekdayName(7, 'en')]).toEqual(['Thứ Hai', 'Chủ Nhật', 'Sunday']);
  expect(() => weekdayName(0, 'vi')).toThrow(RangeError);
  expect(formatDateLong('2025-04-07' as LocalDate, 'en')).toBe('Monday, 7 April 2025');
});

test('clock times', () => {
  expect(formatClock('05:00:00' as LocalTime)).toBe('05:00');
  expect(formatClock('05:00:07' as LocalTime)).toBe('05:00:07');
  expect(formatDateTime('2025-04-07T05:00:00' as LocalDateTime, 'vi')).toBe('05:00 ngày 07/04/2025');
  expect(formatDateTime('2025-04-07T05:00:00' as LocalDateTime, 'en')).toBe('05:00 on 7 April 2025');
});

test.each([
  [0, '0 giây', '0 seconds'],
  [0.04, '0,04 giây', '0.04 seconds'],
  [1, '1 giây', '1 second'],
  [12.345, '12,3 giây', '12.3 seconds'],
  [59.96, '1 phút', '1 minute'],
  [65, '1 phút 05 giây', '1 minute 5 seconds'],
  [90, '1 phút 30 giây', '1 minute 30 seconds'],
  [3600, '1 giờ', '1 hour'],
  [3605, '1 giờ 00 phút 05 giây', '1 hour 5 seconds'],
  [3723, '1 giờ 02 phút 03 giây', '1 hour 2 minutes 3 seconds'],
  [3599.7, '1 giờ', '1 hour'],
  [90_000, '25 giờ', '25 hours'],
  [-90, '−1 phút 30 giây', '−1 minute 30 seconds'],
])('a length of %d s', (seconds, vi, en) => {
  expect([formatDuration(seconds, 'vi'), formatDuration(seconds, 'en')]).toEqual([vi, en]);
});

test.each([
  [0, '0', '0'],
  [-0.001, '0', '0'],
  [999, '999', '999'],
  [1234567.5, '1.234.567,5', '1,234,567.5'],
  [-18, '−18', '−18'],
  [1.005, '1,01', '1.01'],
  [999999.999, '1.000.000', '1,000,000'],
  [12.3, '12,3', '12.3'],
])('the number %d', (number, vi, en) => {
  expect([formatNumber(number, 'vi'), formatNumber(number, 'en')]).toEqual([vi, en]);
});

test('what is no number is a bug, never shown', () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 1e26]) {
    expect(() => formatNumber(value, 'vi')).toThrow(RangeError);
    expect(() => formatDuration(value, 'en')).toThrow(RangeError);
  }
});

test.each([
  [0, '0 byte', '0 bytes'],
  [1, '1 byte', '1 byte'],
  [1023, '1.023 byte', '1,023 bytes'],
  [1024, '1 KB', '1 KB'],
  [2_000_000, '1,9 MB', '1.9 MB'],
  [1024 ** 2 - 1, '1 MB', '1 MB'],
  [52_428_800, '50 MB', '50 MB'],
  [3 * 1024 ** 3, '3 GB', '3 GB'],
])('a size of %d', (bytes, vi, en) => {
  expect([formatBytes(bytes, 'vi'), formatBytes(bytes, 'en')]).toEqual([vi, en]);
});

test('months inside a sentence; a thirteenth is a bug', () => {
  expect([monthName(4, 'vi'), monthName(12, 'en')]).toEqual(['tháng 4', 'December']);
  expect(() => monthName(13, 'vi')).toThrow(RangeError);
});
