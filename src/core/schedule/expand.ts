/**
 * Rules on their own → moments, for `loa expand`: needs no schedule. What sessions do is occurrences.ts.
 *
 * Every local time asked for becomes exactly one moment, also when a clock change removed or doubled it; the shift is
 * reported, never swallowed.
 */
import type { Result } from '../result.ts';
import { must, okUnless, refuse } from '../result.ts';
import type { LocalDate, LocalDateTime, LocalTime } from '../time/local.ts';
import { at, dateOf, timeOf } from '../time/local.ts';
import type { Moment } from '../time/moment.ts';
import { checkRange } from '../time/recurrence.ts';
import type { ClockChangePolicy, Placed, Shift } from '../time/zone.ts';
import { DEFAULT_CLOCK_CHANGE, isZone, place, placesAt } from '../time/zone.ts';
import { expandDayRule, readRule } from './recurring-days.ts';

/** Single moments beside the rules of `loa expand`: a date stands for the clock time of the rules on that day. */
export interface SingleMoments {
  /** RDATE: also these, wherever they lie. */
  readonly also: readonly (LocalDate | LocalDateTime)[];
  /** EXDATE: not these; a date takes away all of that day. */
  readonly not: readonly (LocalDate | LocalDateTime)[];
}

/** A moment, and when a clock change moved or doubled it, what was asked and what was decided. */
export interface ExpandedMoment extends Moment {
  readonly shift?: Exclude<Shift, 'none'>;
  readonly asked?: LocalDateTime;
  /** The word of the policy that placed it. */
  readonly policy?: ClockChangePolicy['missing' | 'doubled'];
}

const shown = (asked: LocalDateTime, { moment, shift }: Placed, policy: ClockChangePolicy): ExpandedMoment =>
  shift === 'none' ? moment : { ...moment, shift, asked, policy: policy[shift] };

/**
 * Rules on their own, for `loa expand`: their moments whose local date as asked lies in [from, to], both included; by
 * the time asked, each once. COUNT and INTERVAL count from `start`, which is itself a moment only when a rule falls on
 * it; every occurrence has its clock time. No festival's days are known here. Refuses with time.zone, time.range,
 * time.range-long and the codes of readRule and expandDayRule, for all rules at once.
 */
export const expandOne = (
  rules: string | readonly string[],
  start: LocalDateTime,
  zone: string,
  from: LocalDate,
  to: LocalDate,
  policy: ClockChangePolicy = DEFAULT_CLOCK_CHANGE,
  single: SingleMoments = { also: [], not: [] },
): Result<ExpandedMoment[]> => {
  if (!isZone(zone)) return refuse('time.zone', { zone });
  const range = checkRange(from, to);
  if (!range.ok) return range;
  const time = timeOf(start);
  const found = (typeof rules === 'string' ? [rules] : rules).map((text) => {
    const rule = readRule(text);
    return rule.ok ? expandDayRule(rule.value, dateOf(start), from, to, { time, zone }) : rule;
  });
  const refusals = found.flatMap((days) => (days.ok ? [] : [...days.refusals]));
  return okUnless(refusals, () => {
    const [days = [], ...more] = found.map((one) => must(one));
    const placed = placesAt(time, zone, policy);
    // One rule alone, which is nearly always asked, has its days in order and each once.
    if (more.length + single.also.length + single.not.length === 0)
      return days.map((date) => shown(at(date, time), placed(date), policy));
    const asked = new Set([...days, ...more.flat()].map((date) => at(date, time)));
    for (const one of single.also) if (from <= dayOf(one) && dayOf(one) <= to) asked.add(momentOf(one, time));
    const not = new Set<string>(single.not);
    return [...asked]
      .filter((local) => !not.has(local) && !not.has(dateOf(local)))
      .sort()
      .map((local) => shown(local, place(local, zone, policy), policy));
  });
};

const dayOf = (one: LocalDate | LocalDateTime): LocalDate => one.slice(0, 10) as LocalDate;
const momentOf = (one: LocalDate | LocalDateTime, time: LocalTime): LocalDateTime =>
  one.length === 10 ? at(one as LocalDate, time) : (one as LocalDateTime);
