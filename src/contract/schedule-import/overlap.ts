/** Rows of a week grid that want the same time of the same weekday. A boundary they share is no overlap. */
import { clockSeconds } from '../../core/time/quiet.ts';
import { WEEKDAYS, type Weekday } from './columns.ts';

interface Wanted {
  readonly line: number;
  readonly clock: string;
  readonly minutes: number;
  readonly from: string;
  readonly to: string | null;
  readonly days: ReadonlyMap<Weekday, unknown>;
}

interface Stretch extends Wanted {
  /** Seconds from Monday 00:00, half-open; what crosses into the next week is there once more, a week earlier. */
  readonly start: number;
  readonly end: number;
}

const DAY = 86_400;
const WEEK = 7 * DAY;

/** Each pair of rows once, at the later line. */
export const overlaps = (rows: readonly Wanted[]): { readonly line: number; readonly other: number }[] => {
  const stretches = rows.flatMap((row): Stretch[] =>
    WEEKDAYS.filter((day) => row.days.has(day)).flatMap((day) => {
      const start = (day - 1) * DAY + clockSeconds(row.clock.padEnd(8, ':00'));
      const end = start + row.minutes * 60;
      const here = { ...row, start, end };
      return end > WEEK ? [here, { ...here, start: start - WEEK, end: end - WEEK }] : [here];
    }),
  );
  stretches.sort((a, b) => a.start - b.start);
  const pairs = new Map<string, { readonly line: number; readonly other: number }>();
  stretches.forEach((one, n) => {
    for (let m = n + 1; m < stretches.length; m += 1) {
      const next = stretches[m];
      if (next === undefined || next.start >= one.end) break;
      const apart = (one.to !== null && one.to < next.from) || (next.to !== null && next.to < one.from);
      if (apart || next.line === one.line) continue;
      const [other, line] = [Math.min(one.line, next.line), Math.max(one.line, next.line)];
      pairs.set(`${other}/${line}`, { line, other });
    }
  });
  return [...pairs.values()].sort((a, b) => a.line - b.line || a.other - b.other);
};
