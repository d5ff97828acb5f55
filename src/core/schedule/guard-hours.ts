/**
 * The hours in which a guard lets sessions sound, in seconds of one session: across midnight, each calendar day has its own.
 *
 * Which guard holds where and on what type of day is found here; what becomes of a session is guard.ts.
 */
import { isUnder, type UnitMap } from '../access/units.ts';
import type { UnitId } from '../ids.ts';
import { type Interval, isEmpty, overlaps } from '../time/interval.ts';
import { addDays, at, dateOf, eachDay, holdsOn, isoWeekday, type LocalDate, type LocalTime } from '../time/local.ts';
import type { Moment } from '../time/moment.ts';
import { clockSeconds, clockText, DAY, textOfSeconds, wallSeconds } from '../time/quiet.ts';
import { type ClockChangePolicy, place, plusSeconds, secondsBetween } from '../time/zone.ts';
import type { DayType, Guard } from './guard-model.ts';

/** What holds on one calendar day of a channel. */
export interface DayRules {
  readonly type: DayType;
  /** In order of id: where several say the same, the first is told. */
  readonly guards: readonly Guard[];
}

export type RulesOf = (day: LocalDate) => DayRules;

/** A session's time as it passes: from `start`, so many seconds. */
export interface Span {
  readonly start: Moment;
  readonly seconds: number;
}

/** Seconds of a span, from its start, that `guard` does not allow; half-open. */
export interface Outside {
  readonly from: number;
  readonly to: number;
  readonly guard: Guard;
  /** The type of day on which it says so. */
  readonly type: DayType;
}

/** What holds for a channel that serves `served` on a day: guards of those units, of units above them, and of all. */
export const guardsOn = (
  guards: readonly Guard[],
  units: UnitMap,
  served: readonly UnitId[],
  day: LocalDate,
): readonly Guard[] =>
  guards.filter(
    (guard) =>
      holdsOn(guard, day) &&
      (guard.units.length === 0 || guard.units.some((top) => served.some((unit) => isUnder(units, top, unit, day)))),
  );

/** A holiday is one whatever weekday it falls on. */
export const dayTypeOf = (day: LocalDate, isHoliday: (day: LocalDate) => boolean): DayType => {
  if (isHoliday(day)) return 'holiday';
  const weekday = isoWeekday(day);
  return weekday === 6 ? 'saturday' : weekday === 7 ? 'sunday' : 'workday';
};

/** '05:00:00–06:30:00, 17:00:00–18:30:00' (00:00:00 at the end: the end of the day); empty: nothing on such a day. */
export const hoursText = (guard: Guard, type: DayType): string =>
  hoursOf(guard, type)
    .map(({ start, end }) => `${clockText(start)}–${clockText(end % DAY)}`)
    .join(', ');

/** Seconds of the day in which one guard lets something sound, joined where they touch. Without hours: all. */
const hoursOf = ({ hours }: Guard, type: DayType): readonly Interval[] => {
  if (hours.length === 0) return [{ start: 0, end: DAY }];
  const own = hours.filter(({ days }) => days.length === 0 || days.includes(type));
  return joined(own.map(({ from, to }) => ({ start: clockSeconds(from), end: clockSeconds(to) || DAY })));
};

/** What all guards of a calendar day let sound on it, in order and apart from each other. `to` 00:00:00: the end of the day. */
export const allowedOn = ({ type, guards }: DayRules): { readonly from: LocalTime; readonly to: LocalTime }[] =>
  guards
    .map((guard) => hoursOf(guard, type))
    .reduce<readonly Interval[]>(inBoth, [{ start: 0, end: DAY }])
    .map(({ start, end }) => ({ from: clockText(start) as LocalTime, to: clockText(end % DAY) as LocalTime }));

const inBoth = (some: readonly Interval[], others: readonly Interval[]): Interval[] =>
  some.flatMap((one) =>
    others
      .map((other) => ({ start: Math.max(one.start, other.start), end: Math.min(one.end, other.end) }))
      .filter((shared) => !isEmpty(shared)),
  );

/** In order, apart from each other. */
const joined = (intervals: readonly Interval[]): readonly Interval[] => {
  const done: Interval[] = [];
  for (const one of intervals.filter((each) => !isEmpty(each)).toSorted((a, b) => a.start - b.start)) {
    const last = done.at(-1);
    if (last === undefined || last.end < one.start) done.push(one);
    else done[done.length - 1] = { start: last.start, end: Math.max(last.end, one.end) };
  }
  return done;
};

/**
 * What of a span lies outside the hours of the calendar days that it touches, in order and apart from each other; where
 * several guards forbid the same second, the first is named. Of an hour that a clock change removes or doubles, the less
 * is allowed.
 */
export const outsideHours = (span: Span, rulesOf: RulesOf): readonly Outside[] => {
  const { start, seconds } = span;
  if (seconds <= 0) return [];
  // With a day on each side, so that hours that meet at midnight are one stretch.
  const days = eachDay(addDays(dateOf(start.local), -1), addDays(dateOf(plusSeconds(start, seconds).local), 1));
  const guards = [...new Set(days.flatMap((day) => rulesOf(day).guards))].filter(({ hours }) => hours.length > 0);
  const allowed = guards.map((guard) => allowedBy(guard, start, days, rulesOf));
  const edges = [0, seconds, ...allowed.flat().flatMap((one) => [one.start, one.end])];
  const cuts = [...new Set(edges)].filter((edge) => edge >= 0 && edge <= seconds).sort((a, b) => a - b);
  const found: Outside[] = [];
  cuts.slice(1).forEach((to, n) => {
    const from = cuts[n] ?? 0;
    const guard = guards[allowed.findIndex((own) => !own.some((one) => overlaps(one, { start: from, end: to })))];
    if (guard === undefined) return;
    const last = found.at(-1);
    if (last?.to === from && last.guard === guard) found[found.length - 1] = { ...last, to };
    else found.push({ from, to, guard, type: rulesOf(dateOf(plusSeconds(start, from).local)).type });
  });
  return found;
};

const MIDNIGHT = '00:00:00' as LocalTime;
const LATER: ClockChangePolicy = { missing: 'forward', doubled: 'second' };
const EARLIER: ClockChangePolicy = { missing: 'backward', doubled: 'first' };

/** What one guard allows, in seconds from `start`. A day on which it does not hold is allowed whole. */
const allowedBy = (guard: Guard, start: Moment, days: readonly LocalDate[], rulesOf: RulesOf): readonly Interval[] => {
  const walls = days.flatMap((day) => {
    const { guards, type } = rulesOf(day);
    const midnight = wallSeconds(at(day, MIDNIGHT));
    const hours = guards.includes(guard) ? hoursOf(guard, type) : [{ start: 0, end: DAY }];
    return hours.map((one) => ({ start: midnight + one.start, end: midnight + one.end }));
  });
  const after = (wall: number, policy: ClockChangePolicy): number =>
    secondsBetween(start, place(textOfSeconds(wall), start.zone, policy).moment);
  return joined(walls).map((one) => ({ start: after(one.start, LATER), end: after(one.end, EARLIER) }));
};
