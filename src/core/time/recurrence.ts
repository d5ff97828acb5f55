/**
 * Which days a rule falls on: the only file that knows the rrule library.
 *
 * The library sees floating days written as UTC midnights, a start, an explicit filter and a limit on its own
 * loop; never a zone, a user's text, COUNT, UNTIL or BYSETPOS. Those last three are counted here, because the
 * library (2.8.1) reads UNTIL by digits, and takes a BYSETPOS beyond the set for its first day. Clock times and
 * instants are added by callers.
 */
import rrule from 'rrule';
import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';
import { cycleOf, daysOfCycle } from './cycle.ts';
import type { LocalDate, LocalTime } from './local.ts';
import { addDays, dateOf, timeOf } from './local.ts';
import { remembering } from './memory.ts';
import type { Periods } from './periods.ts';
import { dateOfDay, dayNumber, monthDayOf, periodsOf } from './periods.ts';
import type { Filter, Rule, RuleDay, Until } from './rule.ts';
import { filterOf, parseRuleText } from './rule.ts';
import { localAt } from './zone.ts';

/** The clock time and zone at which a rule's days are used; only an UNTIL with a time of day asks for it. */
export interface RuleClock {
  readonly time: LocalTime;
  readonly zone: string;
}

/** Days between the ends of what may be asked at once: ten years. */
export const RANGE_LIMIT_DAYS = 3660;

/** More turns than any span of LocalDate (1900–2199) has weeks; beyond it something here is wrong. */
const HARD_LIMIT = 20_000;

const { RRule } = rrule;
const DAY_MS = 86_400_000;
const FREQUENCY = { WEEKLY: RRule.WEEKLY, MONTHLY: RRule.MONTHLY, YEARLY: RRule.YEARLY } as const;
const WEEKDAY = [RRule.MO, RRule.TU, RRule.WE, RRule.TH, RRule.FR, RRule.SA, RRule.SU] as const;

class TurnsSpent extends Error {}

/**
 * 'MO,1TU' means every Monday and the first Tuesday; the library would look for days that are both. So beside a
 * numbered day a plain one is written as all its numbers.
 */
const weekdays = (rule: Filter) => {
  const numbered = rule.byDay.some((day) => day.nth !== null);
  const most = rule.frequency === 'MONTHLY' || rule.byMonth.length > 0 ? 5 : 53;
  const all = (day: RuleDay): readonly RuleDay[] =>
    numbered && day.nth === null ? Array.from({ length: most }, (_, n) => ({ ...day, nth: n + 1 })) : [day];
  return rule.byDay.flatMap(all).flatMap(({ weekday, nth }) => {
    const name = WEEKDAY[weekday - 1];
    if (name === undefined) throw new RangeError(`no weekday ${weekday}`);
    return nth === null ? name : name.nth(nth);
  });
};

/** BYSETPOS on the days of one period, in order. A position the period does not have chooses nothing. */
const chosen = (days: readonly number[], positions: readonly number[]): number[] =>
  positions.length === 0
    ? [...days]
    : days.filter((_, n) => positions.includes(n + 1) || positions.includes(n - days.length));

/**
 * Hands the days of a filter to `visit` in order, from the period that begins on `anchor` to the day `last`, until it
 * answers false. The library turns its loop at most once for each period up to `last`: left alone it searches for
 * a day that never comes until the year 9999, whatever UNTIL says.
 */
const walk = (
  filter: Filter,
  periods: Periods,
  anchor: number,
  last: number,
  visit: (day: number) => boolean,
): void => {
  const turns = Math.floor((periods.of(last) - periods.of(anchor)) / filter.interval) + 1;
  if (turns > HARD_LIMIT) throw new RangeError(`${turns} turns for ${filter.text}`);
  const orNull = <T>(list: readonly T[]): T[] | null => (list.length === 0 ? null : [...list]);
  const source = new RRule(
    {
      freq: FREQUENCY[filter.frequency],
      dtstart: new Date(anchor * DAY_MS),
      wkst: filter.weekStart - 1,
      byweekday: orNull(weekdays(filter)),
      bymonthday: orNull(filter.byMonthDay),
      bymonth: orNull(filter.byMonth),
    },
    true,
  );
  // Its loop reads the interval once before, and twice in each turn: the one place where its turns can be counted.
  let reads = 2 * turns;
  Object.defineProperty(source.options, 'interval', {
    get: () => {
      if (reads === 0) throw new TurnsSpent();
      reads -= 1;
      return filter.interval;
    },
  });

  let set: number[] = [];
  const endSet = (): boolean => {
    const days = chosen(set, filter.bySetPos);
    set = [];
    return days.every((day) => day <= last && visit(day));
  };
  const take = (date: Date): boolean => {
    const day = date.getTime() / DAY_MS;
    if (filter.bySetPos.length === 0) return day <= last && visit(day);
    const [before] = set;
    if (before !== undefined && periods.of(before) !== periods.of(day) && !endSet()) return false;
    set.push(day);
    return true;
  };
  try {
    source.all(take);
  } catch (stop) {
    if (!(stop instanceof TurnsSpent)) throw stop;
  }
  endSet();
};

// Among these 28 years is each of the 14 calendars that a year can have. The first of January imposes nothing.
const SAMPLE_FIRST = dayNumber('2000-01-01' as LocalDate);
const SAMPLE_LAST = dayNumber('2027-12-31' as LocalDate);

/** Whether a filter lets no day of any year through. */
const never = (filter: Filter): boolean => {
  let found = false;
  const periods = periodsOf(filter.frequency, filter.weekStart);
  walk({ ...filter, interval: 1 }, periods, periods.start(periods.of(SAMPLE_FIRST)), SAMPLE_LAST, () => {
    found = true;
    return false;
  });
  return !found;
};

const readRule = (text: string): Result<Rule> => {
  const rule = parseRuleText(text);
  if (!rule.ok || cycleOf(rule.value, SAMPLE_FIRST) !== null) return rule;
  return never(filterOf(rule.value, SAMPLE_FIRST)) ? refuse('rule.never', { rule: rule.value.text }) : rule;
};

/** Rules of a schedule, read once; the longest that is kept, in characters, and how many. */
const LONGEST = 200;
const known = remembering(4096, readRule);

/** parseRuleText, and refuses with rule.never what can fall on no day whatever its start (30 February). */
export const parseRule = (text: string): Result<Rule> => (text.length > LONGEST ? readRule(text) : known(text));

/**
 * Whether its start makes a rule impossible that parseRule let through: it lends the rule its day of the month, and the
 * months that the rule names have no such day. Days up to the 28th are in every month, as the sample's first is.
 */
const barred = (rule: Rule, first: number): boolean =>
  rule.byMonth.length > 0 &&
  rule.byDay.length === 0 &&
  rule.byMonthDay.length === 0 &&
  monthDayOf(first) > 28 &&
  never(filterOf(rule, first));

/** Refuses with time.range when `to` is before `from`, and with time.range-long beyond RANGE_LIMIT_DAYS days. */
export const checkRange = (from: LocalDate, to: LocalDate): Result<null> => {
  if (to < from) return refuse('time.range', { from, to });
  if (dayNumber(to) - dayNumber(from) < RANGE_LIMIT_DAYS) return ok(null);
  return refuse('time.range-long', { from, to, limitDays: RANGE_LIMIT_DAYS });
};

/** The last day on which the rule's clock time is not past UNTIL. */
const lastDay = (until: Until, clock: RuleClock): LocalDate => {
  if (until.kind === 'date') return until.date;
  const local = until.kind === 'local' ? until.local : localAt(until.instant, clock.zone);
  return timeOf(local) >= clock.time ? dateOf(local) : addDays(dateOf(local), -1);
};

const MIDNIGHT_UTC: RuleClock = { time: '00:00:00' as LocalTime, zone: 'UTC' };

/**
 * The days of [from, to], both included, on which a rule counted from `start` falls; sorted, each once. COUNT
 * counts from `start`, wherever `from` is. `clock` is when on those days; without it, an UNTIL includes the day it
 * names. Refuses with time.range, time.range-long, and rule.never when the start makes the rule impossible
 * (YEARLY;BYMONTH=2 from a 31st).
 */
export const expandRule = (
  rule: Rule,
  start: LocalDate,
  from: LocalDate,
  to: LocalDate,
  clock: RuleClock = MIDNIGHT_UTC,
): Result<LocalDate[]> => {
  const range = checkRange(from, to);
  if (!range.ok) return range;
  const first = dayNumber(start);
  if (barred(rule, first)) return refuse('rule.never', { rule: rule.text });

  const wanted = dayNumber(from);
  const until = rule.until === null ? to : lastDay(rule.until, clock);
  const last = dayNumber(until < to ? until : to);
  if (last < wanted || last < first) return ok([]);
  const cycle = cycleOf(rule, first);
  if (cycle !== null) return ok(daysOfCycle(cycle, first, rule.count, wanted, last).map(dateOfDay));
  return ok(walked(rule, first, wanted, last));
};

/** The days of a rule in [wanted, last], by walking its periods. */
const walked = (rule: Rule, first: number, wanted: number, last: number): LocalDate[] => {
  const filter = filterOf(rule, first);
  // Without COUNT, whole intervals before the range need no walking.
  const periods = periodsOf(filter.frequency, filter.weekStart);
  const ahead = rule.count === null ? Math.max(0, periods.of(wanted) - periods.of(first)) : 0;
  const anchor = periods.start(periods.of(first) + Math.floor(ahead / filter.interval) * filter.interval);
  const step = rule.frequency === 'DAILY' ? rule.interval : 1;

  const days: LocalDate[] = [];
  let left = rule.count ?? Number.POSITIVE_INFINITY;
  walk(filter, periods, anchor, last, (day) => {
    if (day < first || (day - first) % step !== 0) return true;
    if (day >= wanted) days.push(dateOfDay(day));
    left -= 1;
    return left > 0;
  });
  return days;
};
