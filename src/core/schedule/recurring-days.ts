/**
 * Which days something in a schedule recurs on: all its rules together, its single days, and its own first and last day.
 *
 * A rule is an RRULE (recurrence.ts), a lunar phrase (lunar-rule.ts) or 'lễ <id>', the announced days of a festival. Days
 * that no person has confirmed are none. Clock times and instants are added by callers.
 */
import { type FestivalId, ID_PATTERN } from '../ids.ts';
import type { Refusal } from '../refusal.ts';
import type { Result } from '../result.ts';
import { ok, okUnless, refuse } from '../result.ts';
import { searchKey } from '../text.ts';
import { eachDay, type LocalDate } from '../time/local.ts';
import { type LunarRule, lunarDays, parseLunarRule } from '../time/lunar-rule.ts';
import { checkRange, expandRule, parseRule, type RuleClock } from '../time/recurrence.ts';
import type { Rule } from '../time/rule.ts';
import type { Confirmation } from './alterations.ts';
import type { Recurrence } from './model.ts';
import type { Festival } from './overlay-model.ts';

/** A rule of a schedule file as a value. */
export type DayRule =
  | { readonly kind: 'rrule'; readonly rule: Rule }
  | { readonly kind: 'lunar'; readonly rule: LunarRule }
  | { readonly kind: 'festival'; readonly festival: FestivalId };

/** The confirmed days of each festival, in order. */
export type ConfirmedDays = ReadonlyMap<FestivalId, readonly LocalDate[]>;

const NONE: ConfirmedDays = new Map();

/**
 * The days of festivals for which a person stands: a confirmation counts for the announced days it names, and for no other,
 * so dates that a file changes afterwards wait again.
 */
export const confirmedDays = (festivals: readonly Festival[], confirmations: readonly Confirmation[]): ConfirmedDays =>
  new Map(
    festivals.map(({ id, days }) => {
      const sure = days.filter(({ from, to }) =>
        confirmations.some((one) => one.festival === id && one.from === from && one.to === to),
      );
      return [id, [...new Set(sure.flatMap(({ from, to }) => eachDay(from, to)))].sort()];
    }),
  );

/**
 * A rule from its text. Refuses with the codes of parseRule; with rule.lunar what looks like a lunar day or a festival and
 * cannot be read.
 */
export const readRule = (text: string): Result<DayRule> => {
  if (!text.includes('=')) {
    const [, named] = /^le (.+)$/.exec(searchKey(text.slice(0, LONGEST))) ?? [];
    if (named !== undefined)
      return ID_PATTERN.test(named)
        ? ok({ kind: 'festival', festival: named as FestivalId })
        : refuse('rule.lunar', { rule: text.trim().slice(0, LONGEST), problem: 'festival' });
    const lunar = parseLunarRule(text);
    if (lunar !== null) return lunar.ok ? ok({ kind: 'lunar', rule: lunar.value }) : lunar;
  }
  const rule = parseRule(text);
  return rule.ok ? ok({ kind: 'rrule', rule: rule.value }) : rule;
};

/** No festival's rule is longer. */
const LONGEST = 200;

/**
 * The days of [from, to], both included, on which one rule falls; only an RRULE counts from `start`. Refuses with time.range,
 * time.range-long and rule.never as expandRule does.
 */
export const expandDayRule = (
  rule: DayRule,
  start: LocalDate,
  from: LocalDate,
  to: LocalDate,
  clock?: RuleClock,
  festivals: ConfirmedDays = NONE,
): Result<readonly LocalDate[]> => {
  if (rule.kind === 'rrule') return expandRule(rule.rule, start, from, to, clock);
  const range = checkRange(from, to);
  if (!range.ok) return range;
  const begin = from < start ? start : from;
  if (rule.kind === 'lunar') return ok(lunarDays(rule.rule, begin, to));
  return ok((festivals.get(rule.festival) ?? []).filter((day) => begin <= day && day <= to));
};

/**
 * The days of [from, to], both included, on which something recurs: its rules together, and the days in alsoOn,
 * less those in notOn, never outside its own first and last day (both included). Sorted, each once. Refuses
 * what readRule and expandRule refuse, for all its rules at once. A rule 'lễ <id>' falls on the festival's days in `festivals`.
 */
export const expandRecurrence = (
  recurrence: Recurrence,
  from: LocalDate,
  to: LocalDate,
  clock?: RuleClock,
  festivals: ConfirmedDays = NONE,
): Result<LocalDate[]> => {
  const range = checkRange(from, to);
  if (!range.ok) return range;
  const begin = from < recurrence.from ? recurrence.from : from;
  const end = recurrence.to !== null && recurrence.to < to ? recurrence.to : to;
  const days = new Set(recurrence.alsoOn);
  const refusals: Refusal[] = [];
  for (const text of recurrence.rules) {
    const rule = readRule(text);
    if (!rule.ok) refusals.push(...rule.refusals);
    if (!rule.ok || end < begin) continue;
    const found = expandDayRule(rule.value, recurrence.from, begin, end, clock, festivals);
    if (found.ok) for (const day of found.value) days.add(day);
    else refusals.push(...found.refusals);
  }
  for (const day of recurrence.notOn) days.delete(day);
  return okUnless(refusals, () => [...days].filter((day) => begin <= day && day <= end).sort());
};
