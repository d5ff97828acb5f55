/**
 * Which backups stay when old ones make room: the newest of each of the last days, weeks and months that have one.
 *
 * Days, weeks and months are those of UTC, as in the names; periods without a backup are not counted, so a machine that was
 * off for a month does not lose what it had. Whether a backup is whole is asked by whoever calls: a broken one must not take
 * a whole one's place.
 */
import type { LocalDate } from '../time/local.ts';

/** How many periods of each kind keep their newest backup. */
export interface Keep {
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
}

export const KEEP: Keep = { daily: 7, weekly: 4, monthly: 12 };

/**
 * Those of `made` (instants, RFC 3339 in UTC with whole seconds) that stay; the others may go. The newest always stays, and
 * what stays once stays when asked again.
 */
export const staying = (made: readonly string[], keep: Keep): ReadonlySet<string> => {
  const newestFirst = [...new Set(made)].sort().reverse();
  return new Set([
    ...newestFirst.slice(0, 1),
    ...newestOfEach(newestFirst, dayOf, keep.daily),
    ...newestOfEach(newestFirst, weekOf, keep.weekly),
    ...newestOfEach(newestFirst, monthOf, keep.monthly),
  ]);
};

const newestOfEach = (
  newestFirst: readonly string[],
  periodOf: (made: string) => string,
  periods: number,
): string[] => {
  const newest = new Map<string, string>();
  for (const made of newestFirst) {
    const period = periodOf(made);
    if (!newest.has(period)) newest.set(period, made);
  }
  return [...newest.values()].slice(0, Math.max(0, periods));
};

const dayOf = (made: string): LocalDate => made.slice(0, 10) as LocalDate;
const monthOf = (made: string): string => made.slice(0, 7);

/** ISO 8601 weeks, Monday first; days at the turn of the year belong to the week's own year. */
const weekOf = (made: string): string => {
  const { yearOfWeek, weekOfYear } = Temporal.PlainDate.from(dayOf(made));
  return `${yearOfWeek}-W${weekOfYear}`;
};
