/**
 * Weeks, months and years as numbers, so that whole periods can be counted and skipped.
 *
 * A day is a whole number here: days since 1970-01-01, proleptic Gregorian. These numbers are for counting within a
 * function; between functions of other folders a day is a LocalDate.
 */
import type { LocalDate } from './local.ts';
import { remembering } from './memory.ts';

const cyclic = (value: number, length: number): number => ((value % length) + length) % length;

/** Days from 1970-01-01 to the first of a month (0 January … 11 December). */
const firstOfMonth = (year: number, month: number): number => {
  // Years counted from March put the leap day last (Hinnant, "chrono-compatible low-level date algorithms").
  const marchYear = month < 2 ? year - 1 : year;
  const daysBefore = Math.floor((153 * ((month + 10) % 12) + 2) / 5);
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + daysBefore - 719_468;
};

/** About forty years of days: a schedule's few thousand are asked for a million times. */
const MOST = 15_000;

export const dayNumber = remembering(
  MOST,
  (date: LocalDate): number =>
    firstOfMonth(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1) + Number(date.slice(8)) - 1,
);

const monthStart = (month: number): number => firstOfMonth(Math.floor(month / 12), cyclic(month, 12));

/** Months since the year 0: April 2025 is 2025 × 12 + 3. */
export const monthOf = (day: number): number => {
  // The mean length of a month is at most two days off; one step mends it.
  const guess = Math.floor((day + 719_528) / 30.436_875);
  if (monthStart(guess) > day) return guess - 1;
  return monthStart(guess + 1) <= day ? guess + 1 : guess;
};

/** Day of the month, 1–31. */
export const monthDayOf = (day: number): number => day - monthStart(monthOf(day)) + 1;

export const dateOfDay = remembering(MOST, (day: number): LocalDate => {
  const month = monthOf(day);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${Math.floor(month / 12)}-${two((month % 12) + 1)}-${two(day - monthStart(month) + 1)}` as LocalDate;
});

/** ISO weekday: 1 Monday … 7 Sunday. 1970-01-01 was a Thursday. */
export const isoWeekdayOfDay = (day: number): number => cyclic(day + 3, 7) + 1;

/** The periods of one frequency, numbered without gaps. */
export interface Periods {
  /** The number of the period in which a day lies. */
  readonly of: (day: number) => number;
  /** The day on which a period begins. */
  readonly start: (period: number) => number;
}

/** Weeks that begin on ISO weekday `weekStart` (WKST), calendar months, or calendar years. */
export const periodsOf = (length: 'WEEKLY' | 'MONTHLY' | 'YEARLY', weekStart: number): Periods => {
  const firstWeek = cyclic(weekStart - isoWeekdayOfDay(0), 7);
  switch (length) {
    case 'WEEKLY':
      return { of: (day) => Math.floor((day - firstWeek) / 7), start: (week) => firstWeek + week * 7 };
    case 'MONTHLY':
      return { of: monthOf, start: monthStart };
    case 'YEARLY':
      return { of: (day) => Math.floor(monthOf(day) / 12), start: (year) => monthStart(year * 12) };
  }
};
