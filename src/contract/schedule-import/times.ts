/** Values of iCalendar that are times: DATE, DATE-TIME, PERIOD, DURATION (RFC 5545 §3.3). Knows no events. */
import { type LocalDate, type LocalDateTime, parseLocalDate, parseLocalDateTime } from '../../core/time/local.ts';
import { wallSeconds } from '../../core/time/quiet.ts';
import type { ContentLine } from './lines.ts';

/** A time as written: on some clock, or 'Z', or a whole day. */
export type Written =
  | { readonly kind: 'day'; readonly date: LocalDate }
  | { readonly kind: 'utc'; readonly epoch: number }
  /** `tzid` null: on whatever clock hangs there. */
  | { readonly kind: 'local'; readonly local: LocalDateTime; readonly tzid: string | null };

export interface WrittenPeriod {
  readonly start: Written;
  readonly end: { readonly at: Written } | { readonly lasts: Lasting } | null;
}

const DATE = /^(\d{4})(\d{2})(\d{2})$/;
const TIME = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(Z)?$/;

/** null for what is no time, no day that exists, or a time with both a zone and a Z. */
export const timeOf = (text: string, line: ContentLine): Written | null => {
  const tzid = line.params.get('TZID')?.[0] ?? null;
  const day = DATE.exec(text.trim());
  if (day !== null) {
    const date = parseLocalDate(`${day[1]}-${day[2]}-${day[3]}`);
    return date.ok ? { kind: 'day', date: date.value } : null;
  }
  const time = TIME.exec(text.trim());
  if (time === null) return null;
  const local = parseLocalDateTime(`${time[1]}-${time[2]}-${time[3]}T${time[4]}:${time[5]}:${time[6]}`);
  if (!local.ok) return null;
  if (time[7] === undefined) return { kind: 'local', local: local.value, tzid };
  return tzid === null ? { kind: 'utc', epoch: wallSeconds(local.value) } : null;
};

/** Values of an EXDATE or RDATE; null when one cannot be read. */
export const periodsOf = (line: ContentLine): WrittenPeriod[] | null => {
  const periods = line.value.split(',').map((text): WrittenPeriod | null => {
    const [from = '', to, extra] = text.trim().split('/');
    const start = timeOf(from, line);
    if (start === null || extra !== undefined) return null;
    if (to === undefined) return { start, end: null };
    const lasts = lastingOf(to);
    if (lasts !== null) return { start, end: { lasts } };
    const end = timeOf(to, line);
    return end === null ? null : { start, end: { at: end } };
  });
  return periods.some((period) => period === null) ? null : periods.flatMap((period) => period ?? []);
};

/** Days are the calendar's, seconds are time that passes. */
export interface Lasting {
  readonly days: number;
  readonly seconds: number;
}

/** 'PT45M', 'P1D', 'P1W'; null for anything else, and for a negative one. */
export const lastingOf = (text: string): Lasting | null => {
  const match = /^\+?P(?:(\d{1,4})W|(?:(\d{1,5})D)?(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?)$/.exec(
    text.trim(),
  );
  if (match === null || match.slice(1).every((part) => part === undefined)) return null;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return { days: weeks * 7 + days, seconds: hours * 3600 + minutes * 60 + seconds };
};
