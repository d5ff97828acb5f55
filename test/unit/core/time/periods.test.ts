import { expect, test } from 'vitest';
import type { LocalDate } from '../../../../src/core/time/local.ts';
import { dateOfDay, dayNumber, isoWeekdayOfDay, monthDayOf, periodsOf } from '../../../../src/core/time/periods.ts';

test('every day of the years 1900–2199 agrees with the calendar', () => {
  const last = dayNumber('2199-12-31' as LocalDate);
  let wrong = 0;
  let expected = Temporal.PlainDate.from('1900-01-01');
  for (let day = dayNumber('1900-01-01' as LocalDate); day <= last; day++) {
    const date = dateOfDay(day);
    const right = date === expected.toString() && dayNumber(date) === day && monthDayOf(day) === expected.day;
    if (!right || isoWeekdayOfDay(day) !== expected.dayOfWeek) wrong += 1;
    expected = expected.add({ days: 1 });
  }
  expect(wrong).toBe(0);
  expect(expected.toString()).toBe('2200-01-01');
});

test.each(['WEEKLY', 'MONTHLY', 'YEARLY'] as const)('%s periods follow each other without gaps', (length) => {
  for (const weekStart of [1, 7]) {
    const periods = periodsOf(length, weekStart);
    for (const date of ['1900-01-01', '1969-12-31', '1970-01-01', '2025-04-07', '2025-12-31', '2199-12-31']) {
      const day = dayNumber(date as LocalDate);
      const period = periods.of(day);
      expect(periods.start(period)).toBeLessThanOrEqual(day);
      expect(periods.start(period + 1)).toBeGreaterThan(day);
      expect(periods.of(periods.start(period + 1) - 1)).toBe(period);
    }
  }
});

test('a week begins where WKST says', () => {
  const sunday = dayNumber('2025-04-06' as LocalDate);
  const [monday, sundays] = [periodsOf('WEEKLY', 1), periodsOf('WEEKLY', 7)];
  expect(dateOfDay(monday.start(monday.of(sunday)))).toBe('2025-03-31');
  expect(dateOfDay(sundays.start(sundays.of(sunday)))).toBe('2025-04-06');
});
