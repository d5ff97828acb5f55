/**
 * Rules whose days come round in equal stretches: every n days, or on weekdays of every n-th week. That is nearly every
 * rule of a station, and its days are a sum, however far away they lie.
 *
 * Knows nothing of months; every other rule is walked by recurrence.ts. Days are numbers of periods.ts.
 */
import { isoWeekdayOfDay } from './periods.ts';
import type { Rule } from './rule.ts';

/** The days anchor + n × length + offset, for n = 0, 1, 2 … and each of the offsets, which ascend and are less than length. */
export interface Cycle {
  readonly anchor: number;
  readonly length: number;
  readonly offsets: readonly number[];
}

const WEEK: readonly number[] = [0, 1, 2, 3, 4, 5, 6];

/** The cycle of a rule counted from day `first`; it begins on that day or earlier. null when months or sets play a part. */
export const cycleOf = (rule: Rule, first: number): Cycle | null => {
  const { frequency, interval, byDay, weekStart } = rule;
  if (rule.byMonth.length > 0 || rule.byMonthDay.length > 0 || rule.bySetPos.length > 0) return null;
  if (frequency === 'DAILY' && byDay.length === 0) return { anchor: first, length: interval, offsets: [0] };
  // Every day that is a Monday is every Monday; every second day that is one is not.
  if (frequency !== 'WEEKLY' && !(frequency === 'DAILY' && interval === 1)) return null;
  const inWeek = (weekday: number): number => (weekday - weekStart + 7) % 7;
  const start = inWeek(isoWeekdayOfDay(first));
  const named = byDay.map(({ weekday }) => inWeek(weekday));
  const offsets = named.length === 0 ? [start] : WEEK.filter((offset) => named.includes(offset));
  return { anchor: first - start, length: 7 * interval, offsets };
};

/** How many days of a cycle lie before `day`; none before its anchor. */
const placesBefore = ({ anchor, length, offsets }: Cycle, day: number): number => {
  const ahead = Math.max(0, day - anchor);
  const turns = Math.floor(ahead / length);
  const rest = ahead - turns * length;
  let passed = 0;
  while (passed < offsets.length && (offsets[passed] ?? 0) < rest) passed += 1;
  return turns * offsets.length + passed;
};

/** The days of a cycle in [from, last], of the first `count` (null: of all) that are not before `first`. */
export const daysOfCycle = (
  cycle: Cycle,
  first: number,
  count: number | null,
  from: number,
  last: number,
): readonly number[] => {
  const { anchor, length, offsets } = cycle;
  const begin = placesBefore(cycle, first);
  const end = placesBefore(cycle, last + 1);
  const stop = count === null ? end : Math.min(end, begin + count);
  const days: number[] = [];
  for (let place = Math.max(begin, placesBefore(cycle, from)); place < stop; place += 1) {
    const turn = Math.floor(place / offsets.length);
    days.push(anchor + turn * length + (offsets[place - turn * offsets.length] ?? 0));
  }
  return days;
};
