/**
 * The broadcast day: it begins when the station says (often 00:00, sometimes 03:00), not always at midnight.
 *
 * What airs belongs, whole and in full length, to the day in which it starts; nothing here cuts at midnight
 * or at the turn of the broadcast day.
 */
import type { Interval } from './interval.ts';
import type { LocalDate, LocalDateTime, LocalTime } from './local.ts';
import { addDays, at, dateOf, timeOf } from './local.ts';
import { dateOfDay, dayNumber } from './periods.ts';

/**
 * The broadcast day of something that starts at `local`: with a day starting at 03:00, 00:30 is still yesterday's. By numbers of days: an
 * emergency at night asks for it in browsers that have no Temporal.
 */
export const broadcastDayOf = (local: LocalDateTime, dayStart: LocalTime): LocalDate =>
  timeOf(local) < dayStart ? dateOfDay(dayNumber(dateOf(local)) - 1) : dateOf(local);

/** Local times at which something of this broadcast day may start, half-open: [day dayStart, next day dayStart). */
export const broadcastDayWindow = (day: LocalDate, dayStart: LocalTime): Interval<LocalDateTime> => ({
  start: at(day, dayStart),
  end: at(addDays(day, 1), dayStart),
});

/** The calendar date on which clock time `time` falls within broadcast day `day`. */
export const dateInBroadcastDay = (day: LocalDate, time: LocalTime, dayStart: LocalTime): LocalDate =>
  time < dayStart ? addDays(day, 1) : day;
