import { expect, test } from 'vitest';
import { broadcastDayOf, broadcastDayWindow, dateInBroadcastDay } from '../../../../src/core/time/broadcast-day.ts';
import { contains } from '../../../../src/core/time/interval.ts';
import type { LocalDate, LocalDateTime, LocalTime } from '../../../../src/core/time/local.ts';

const three = '03:00:00' as LocalTime;
const midnight = '00:00:00' as LocalTime;

test.each([
  ['2025-04-08T00:30:00', '2025-04-07'],
  ['2025-04-08T02:59:59', '2025-04-07'],
  ['2025-04-08T03:00:00', '2025-04-08'],
  ['2025-04-08T23:59:59', '2025-04-08'],
  ['2025-01-01T00:00:00', '2024-12-31'],
])('with days from 03:00, %s is of %s', (local, day) => {
  expect(broadcastDayOf(local as LocalDateTime, three)).toBe(day);
  expect(contains(broadcastDayWindow(day as LocalDate, three), local as LocalDateTime)).toBe(true);
  expect(dateInBroadcastDay(day as LocalDate, local.slice(11) as LocalTime, three)).toBe(local.slice(0, 10));
});

test('(d) what starts before midnight and crosses it belongs to the day in which it starts', () => {
  expect(broadcastDayOf('2025-04-07T23:30:00' as LocalDateTime, midnight)).toBe('2025-04-07');
  expect(broadcastDayOf('2025-04-08T00:00:00' as LocalDateTime, midnight)).toBe('2025-04-08');
});

test('the window of a day ends where the next begins, over the turn of a year too', () => {
  const window = broadcastDayWindow('2025-12-31' as LocalDate, three);
  expect(window).toEqual({ start: '2025-12-31T03:00:00', end: '2026-01-01T03:00:00' });
  expect(broadcastDayWindow('2026-01-01' as LocalDate, three).start).toBe(window.end);
});
