/**
 * Days and clock times as people type them: '25/11/2026', '5h30'.
 *
 * A browser's own fields for them follow the machine's language, and an office machine in English shows 06/12 for 12 June;
 * where a wrong day would change the schedule, it is typed.
 */
import { ok, type Result, refuse } from '../../core/result.ts';
import type { LocalDate, LocalTime } from '../../core/time/local.ts';
import { dayAsked } from '../answer.ts';

/** '25/11/2026' as the fields show it, in any language. */
export const dayTyped = (day: LocalDate): string => day.split('-').reverse().join('/');

/** '25/11/2026', '5.1.2026' or '2026-11-25'. Refuses with time.date. */
export const dayIn = (text: string): Result<LocalDate> => {
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.replaceAll(' ', '')) ?? [];
  if (day === undefined || month === undefined) return dayAsked(text);
  const read = dayAsked(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return read.ok ? ok(read.value) : refuse('time.date', { text });
};

/** '5:30', '05h30' and '17:05:30' as a local time; null: no time. */
export const clockIn = (text: string): LocalTime | null => {
  const [, hours, minutes, seconds = '00'] =
    /^([01]?\d|2[0-3])[:hg.]([0-5]\d)(?:[:.]([0-5]\d))?$/i.exec(text.replaceAll(' ', '')) ?? [];
  return hours === undefined ? null : (`${hours.padStart(2, '0')}:${minutes}:${seconds}` as LocalTime);
};

/** What a field for a day is made with. */
export const DAY_FIELD = { inputmode: 'numeric', maxlength: 10, autocomplete: 'off' } as const;
