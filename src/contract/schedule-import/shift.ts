/**
 * A rule counted in UTC → the same rule on the station's clocks, where these are a fixed number of hours ahead.
 *
 * When that moves its days, only weekdays move with them exactly; any other rule is given back as null.
 */
import type { Rule } from '../../core/time/rule.ts';

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

const moved = (weekday: number, days: number): string => DAYS[(((weekday - 1 + days) % 7) + 7) % 7] ?? 'MO';

/** `days`: by how many the local date is later; not 0. null: it cannot be said exactly. */
export const shiftedRule = (rule: Rule, days: number): string | null => {
  const { frequency, interval, count, until, byDay, weekStart } = rule;
  if (frequency !== 'DAILY' && frequency !== 'WEEKLY') return null;
  if (rule.byMonthDay.length > 0 || rule.byMonth.length > 0 || rule.bySetPos.length > 0) return null;
  // A day without a time is a day on somebody's clock; an instant is the same everywhere.
  if (until !== null && until.kind !== 'instant') return null;
  return [
    `FREQ=${frequency}`,
    ...(interval === 1 ? [] : [`INTERVAL=${interval}`]),
    ...(count === null ? [] : [`COUNT=${count}`]),
    ...(until === null ? [] : [`UNTIL=${until.instant.replace(/[-:]/g, '')}`]),
    ...(byDay.length === 0 ? [] : [`BYDAY=${byDay.map(({ weekday }) => moved(weekday, days)).join(',')}`]),
    ...(frequency === 'WEEKLY' && interval > 1 ? [`WKST=${moved(weekStart, days)}`] : []),
  ].join(';');
};
