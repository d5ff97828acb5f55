/**
 * The text of a recurrence rule (RFC 5545 §3.3.10) as a value, within limits that keep every rule answerable.
 *
 * A closed list of parts: rules of days only. Clock times (BYHOUR …), DTSTART and TZID have their own fields
 * in a schedule and are refused here, as are hourly and finer rules, which no bulletin needs and which can
 * hang a server. Whether a well-formed rule ever falls on a day is asked in recurrence.ts.
 */
import type { Refusal } from '../refusal.ts';
import type { Result } from '../result.ts';
import { okUnless, refusal, refuse } from '../result.ts';
import type { LocalDate, LocalDateTime } from './local.ts';
import { parseLocalDate, parseLocalDateTime } from './local.ts';
import { isoWeekdayOfDay, monthDayOf, monthOf } from './periods.ts';

export type Frequency = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';

/** The end of a rule, inclusive. A date includes its whole day; times are compared with the clock time of the rule. */
export type Until =
  | { readonly kind: 'date'; readonly date: LocalDate }
  | { readonly kind: 'local'; readonly local: LocalDateTime }
  | { readonly kind: 'instant'; readonly instant: string };

/** One BYDAY value. `weekday` is ISO: 1 Monday … 7 Sunday. `nth` counts within month or year; null: every one. */
export interface RuleDay {
  readonly weekday: number;
  readonly nth: number | null;
}

export interface Rule {
  readonly text: string;
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count: number | null;
  /** null also for one beyond the last day that can be asked for. */
  readonly until: Until | null;
  readonly byDay: readonly RuleDay[];
  readonly byMonthDay: readonly number[];
  readonly byMonth: readonly number[];
  readonly bySetPos: readonly number[];
  /** ISO weekday on which a week begins (WKST). */
  readonly weekStart: number;
}

/** Values in one list (BYDAY, BYMONTHDAY …). */
const LIST_LIMIT = 31;
const INTERVAL_LIMIT = 366;
const COUNT_LIMIT = 3660;

const FREQUENCIES: readonly Frequency[] = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
const WEEKDAYS: readonly string[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const PARTS = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'BYSETPOS', 'WKST'];
/** How much of a wrong text is said back. */
const ECHO = 200;

const isoOf = (name: string): number => WEEKDAYS.indexOf(name) + 1;

/** A whole number within ±limit as RFC 5545 writes it, zero never; null when it is none. */
const wholeNumber = (text: string, limit: number, signed: boolean): number | null => {
  if (!(signed ? /^[+-]?\d{1,4}$/ : /^\d{1,4}$/).test(text)) return null;
  const value = Number(text);
  return value === 0 || Math.abs(value) > limit ? null : value;
};

const ruleDay = (text: string): RuleDay | null => {
  const match = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(text);
  const weekday = isoOf(match?.[2] ?? '');
  if (!match || weekday === 0) return null;
  if (match[1] === undefined) return { weekday, nth: null };
  const nth = wholeNumber(match[1], 53, true);
  return nth === null ? null : { weekday, nth };
};

/** No question reaches beyond the last year of LocalDate; an UNTIL after it (99991231 is often written) ends nothing. */
const LAST_YEAR = 2199;

const untilOf = (text: string): Until | 'beyond' | null => {
  const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z)?)?$/.exec(text);
  if (!match) return null;
  const year = Number(match[1]);
  const beyond = year > LAST_YEAR;
  // A date beyond is read in a year of the same length.
  const readIn = beyond ? (Temporal.PlainYearMonth.from({ year, month: 2 }).inLeapYear ? 2004 : 2001) : match[1];
  const day = `${readIn}-${match[2]}-${match[3]}`;
  if (match[4] === undefined) {
    const date = parseLocalDate(day);
    if (!date.ok) return null;
    return beyond ? 'beyond' : { kind: 'date', date: date.value };
  }
  const local = parseLocalDateTime(`${day}T${match[4]}:${match[5]}:${match[6]}`);
  if (!local.ok) return null;
  if (beyond) return 'beyond';
  return match[7] === undefined
    ? { kind: 'local', local: local.value }
    : { kind: 'instant', instant: `${local.value}Z` };
};

/** Name → value of every part, with a refusal for each part that is unknown, doubled or unfinished. */
const split = (rule: string, body: string): { parts: ReadonlyMap<string, string>; refusals: Refusal[] } => {
  const parts = new Map<string, string>();
  const refusals: Refusal[] = [];
  // Among one more than there are names, one is wrong: what lies beyond need not be read.
  for (const piece of body.split(';', PARTS.length + 1)) {
    const part = piece.slice(0, ECHO);
    const [, name, value] = /^([A-Z-]+)=([^=\s]+)$/.exec(piece) ?? [];
    if (name === undefined || value === undefined) refusals.push(refusal('rule.malformed', { rule, part }));
    else if (!PARTS.includes(name)) refusals.push(refusal('rule.part-unknown', { rule, part: name.slice(0, ECHO) }));
    else if (parts.has(name)) refusals.push(refusal('rule.malformed', { rule, part }));
    else parts.set(name, value);
  }
  return { parts, refusals };
};

/**
 * A rule from its text; a leading 'RRULE:', a last ';', lower case and outer spaces are allowed. Refuses with rule.malformed,
 * rule.frequency, rule.part-unknown, rule.value, rule.count-and-until, rule.too-many; every fault it finds.
 */
export const parseRuleText = (text: string): Result<Rule> => {
  const rule = text.trim().slice(0, ECHO);
  // ASCII only: toUpperCase alone would read a dotless 'ı' as I.
  const body = text.trim().replace(/[a-z]+/g, (letters) => letters.toUpperCase());
  const { parts, refusals } = split(rule, body.replace(/^RRULE:/, '').replace(/;$/, ''));
  const found = parts.get('FREQ');
  const frequency = FREQUENCIES.find((name) => name === found);
  if (frequency === undefined && found !== undefined) {
    refusals.unshift(refusal('rule.frequency', { rule, frequency: found.slice(0, ECHO) }));
  }
  const [first, ...rest] = refusals;
  if (first !== undefined) return { ok: false, refusals: [first, ...rest] };
  if (frequency === undefined) return refuse('rule.malformed', { rule, part: 'FREQ' });

  const wrong = (part: string, value: string, allowed: string): null => {
    refusals.push(refusal('rule.value', { rule, part, value: value.slice(0, ECHO), allowed }));
    return null;
  };
  const one = <T>(part: string, read: (value: string) => T | null, allowed: string): T | null => {
    const value = parts.get(part);
    return value === undefined ? null : (read(value) ?? wrong(part, value, allowed));
  };
  const list = <T>(part: string, read: (value: string) => T | null, allowed: string): T[] => {
    const texts = parts.get(part)?.split(',', LIST_LIMIT + 1) ?? [];
    if (texts.length > LIST_LIMIT) {
      refusals.push(refusal('rule.too-many', { rule, limit: LIST_LIMIT }));
      return [];
    }
    return [...new Set(texts)].flatMap((value) => read(value) ?? wrong(part, value, allowed) ?? []);
  };
  const upTo = (limit: number) => (value: string) => wholeNumber(value, limit, false);
  const signed = (limit: number) => (value: string) => wholeNumber(value, limit, true);

  const until = one('UNTIL', untilOf, 'YYYYMMDD, YYYYMMDDTHHMMSS, YYYYMMDDTHHMMSSZ');
  const value: Rule = {
    text: rule,
    frequency,
    interval: one('INTERVAL', upTo(INTERVAL_LIMIT), `1..${INTERVAL_LIMIT}`) ?? 1,
    count: one('COUNT', upTo(COUNT_LIMIT), `1..${COUNT_LIMIT}`),
    until: until === 'beyond' ? null : until,
    byDay: list('BYDAY', ruleDay, 'MO, TU, WE, TH, FR, SA, SU, 1MO, -1SU'),
    byMonthDay: list('BYMONTHDAY', signed(31), '1..31, -31..-1'),
    byMonth: list('BYMONTH', upTo(12), '1..12'),
    bySetPos: list('BYSETPOS', signed(366), '1..366, -366..-1'),
    weekStart: one('WKST', (name) => isoOf(name) || null, WEEKDAYS.join(', ')) ?? 1,
  };
  // What RFC 5545 §3.3.10 forbids together.
  if (parts.has('COUNT') && parts.has('UNTIL')) refusals.push(refusal('rule.count-and-until', { rule }));
  const short = frequency === 'DAILY' || frequency === 'WEEKLY';
  if (short && value.byDay.some((day) => day.nth !== null)) {
    wrong('BYDAY', parts.get('BYDAY') ?? '', WEEKDAYS.join(', '));
  }
  if (frequency === 'WEEKLY' && parts.has('BYMONTHDAY')) wrong('FREQ', 'WEEKLY', 'DAILY, MONTHLY, YEARLY');
  if (parts.has('BYSETPOS') && !parts.has('BYDAY') && !parts.has('BYMONTHDAY') && !parts.has('BYMONTH')) {
    wrong('BYSETPOS', parts.get('BYSETPOS') ?? '', 'BYDAY, BYMONTHDAY, BYMONTH');
  }
  return okUnless(refusals, () => value);
};

/** A rule as it is walked: what RFC 5545 takes from the start is written out, and nothing is left to guess. */
export type Filter = Pick<Rule, 'text' | 'interval' | 'byDay' | 'byMonthDay' | 'byMonth' | 'bySetPos' | 'weekStart'> & {
  readonly frequency: 'WEEKLY' | 'MONTHLY' | 'YEARLY';
};

const EVERY_MONTH_DAY: readonly number[] = Array.from({ length: 31 }, (_, n) => n + 1);
/** A position that no month has. */
const NO_POSITION: readonly number[] = [32];

/**
 * The filter of a rule that starts on day `first` (a number of periods.ts). Days are walked by the month, which is
 * far faster than rrule's own daily loop; recurrence.ts keeps every n-th of them. A day's set has one member, so
 * BYSETPOS is 1 or −1 there.
 */
export const filterOf = (rule: Rule, first: number): Filter => {
  const { frequency } = rule;
  const open = rule.byDay.length === 0 && rule.byMonthDay.length === 0;
  if (frequency === 'DAILY') {
    const some = rule.bySetPos.length === 0 || rule.bySetPos.some((position) => Math.abs(position) === 1);
    const byMonthDay = open ? EVERY_MONTH_DAY : rule.byMonthDay;
    return { ...rule, frequency: 'MONTHLY', interval: 1, byMonthDay, bySetPos: some ? [] : NO_POSITION };
  }
  if (!open) return { ...rule, frequency };
  if (frequency === 'WEEKLY') return { ...rule, frequency, byDay: [{ weekday: isoWeekdayOfDay(first), nth: null }] };
  const filter = { ...rule, frequency, byMonthDay: [monthDayOf(first)] };
  const anyMonth = frequency === 'MONTHLY' || rule.byMonth.length > 0;
  return anyMonth ? filter : { ...filter, byMonth: [(monthOf(first) % 12) + 1] };
};
