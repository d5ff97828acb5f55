/**
 * Dates and local times as calendars write them beside a rule: '20250407', '20250407T050000', and an instant with Z.
 *
 * Reads single values; lists and names of properties (RDATE;TZID=…) are the callers' affair.
 */
import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';
import type { LocalDate, LocalDateTime } from './local.ts';
import { dateOf, parseLocalDate, parseLocalDateTime } from './local.ts';
import { localAt } from './zone.ts';

const BASIC = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z?))?$/;

/** With the hyphens and colons of '2025-04-07T05:00:00', when it was written without; otherwise as it was. */
const extended = (text: string): string => {
  const [, year, month, day, hour, minute, second, zulu] = BASIC.exec(text) ?? [];
  if (year === undefined) return text;
  const date = `${year}-${month}-${day}`;
  return hour === undefined ? date : `${date}T${hour}:${minute}:${second ?? '00'}${zulu}`;
};

/** A date in RFC 3339 or RFC 5545 form; refuses with time.date. */
export const readDate = (text: string): Result<LocalDate> => parseLocalDate(extended(text));

/**
 * A local time in RFC 3339 or RFC 5545 form; with Z it is an instant, and answered as clocks in `zone` show it. Refuses
 * with time.date, time.clock.
 */
export const readLocal = (text: string, zone: string): Result<LocalDateTime> => {
  const written = extended(text);
  if (!written.endsWith('Z')) return parseLocalDateTime(written);
  const utc = parseLocalDateTime(written.slice(0, -1));
  if (!utc.ok) return utc;
  const local = localAt(`${utc.value}Z`, zone);
  // Beside the first and last midnight of all, a zone may show a year that has no dates here.
  const known = parseLocalDate(dateOf(local));
  return known.ok ? ok(local) : refuse('time.date', { text });
};

/** One or the other: a date alone stands for a whole day. */
export const readDateOrLocal = (text: string, zone: string): Result<LocalDate | LocalDateTime> =>
  text.includes('T') ? readLocal(text, zone) : readDate(text);
