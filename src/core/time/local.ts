/**
 * Local dates and times as text: '2025-04-07', '05:00:00', '2025-04-07T05:00:00'.
 *
 * A schedule is written in local time; instants are derived in zone.ts, once. These strings compare
 * correctly with `<`, which is why they are strings. Nothing here knows a zone.
 */
import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';

declare const brand: unique symbol;
type Text<Name extends string> = string & { readonly [brand]: Name };

/** 'YYYY-MM-DD', a day that exists. */
export type LocalDate = Text<'localDate'>;
/** 'HH:MM:SS', 00:00:00–23:59:59. */
export type LocalTime = Text<'localTime'>;
/** 'YYYY-MM-DDTHH:MM:SS'. */
export type LocalDateTime = Text<'localDateTime'>;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;

/** Refuses with time.date what is not a real day of the years 1900–2199 ('2025-02-30'). */
export const parseLocalDate = (text: string): Result<LocalDate> => {
  const match = DATE.exec(text);
  if (!match) return refuse('time.date', { text });
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1900 || year > 2199 || month < 1 || month > 12) return refuse('time.date', { text });
  if (day < 1 || day > Temporal.PlainYearMonth.from({ year, month }).daysInMonth) return refuse('time.date', { text });
  return ok(text as LocalDate);
};

/** Accepts 'HH:MM' and 'HH:MM:SS'; refuses with time.clock. '24:00' is refused: write 00:00 of the next day. */
export const parseLocalTime = (text: string): Result<LocalTime> => {
  const match = CLOCK.exec(text);
  if (!match) return refuse('time.clock', { text });
  return ok(`${match[1]}:${match[2]}:${match[3] ?? '00'}` as LocalTime);
};

/** Accepts 'YYYY-MM-DDTHH:MM' with optional seconds. */
export const parseLocalDateTime = (text: string): Result<LocalDateTime> => {
  const [day = '', clock, extra] = text.split('T');
  const date = parseLocalDate(day);
  if (!date.ok) return date;
  const time = clock === undefined || extra !== undefined ? refuse('time.clock', { text }) : parseLocalTime(clock);
  if (!time.ok) return time;
  return ok(at(date.value, time.value));
};

export const at = (date: LocalDate, time: LocalTime): LocalDateTime => `${date}T${time}` as LocalDateTime;
export const dateOf = (local: LocalDateTime): LocalDate => local.slice(0, 10) as LocalDate;
export const timeOf = (local: LocalDateTime): LocalTime => local.slice(11) as LocalTime;

export const addDays = (date: LocalDate, days: number): LocalDate =>
  Temporal.PlainDate.from(date).add({ days }).toString() as LocalDate;

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number =>
  Temporal.PlainDate.from(from).until(to, { largestUnit: 'day' }).days;

/** Every day from `from` to `to`, both included; empty when `to` is earlier. */
export const eachDay = (from: LocalDate, to: LocalDate): LocalDate[] =>
  Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, n) => addDays(from, n));

/** ISO weekday: 1 = Monday … 7 = Sunday. The only encoding of weekdays in this code. */
export const isoWeekday = (date: LocalDate): number => Temporal.PlainDate.from(date).dayOfWeek;

/** A value that holds from `from` to `to`, both days included; null is open-ended. */
export interface Dated {
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
}

/** Whether `day` lies in the validity: the last day is included. */
export const holdsOn = (validity: Dated, day: LocalDate): boolean =>
  (validity.from === null || validity.from <= day) && (validity.to === null || day <= validity.to);
