/** Running totals of the index: airings that somebody spoke of, each counted once by what is believed of it. */
import { mondayOf } from '../core/campaign/periods.ts';
import { addDays, type LocalDate } from '../core/time/local.ts';
import { VERDICTS, type Verdict } from '../core/verdict/judge.ts';
import { dayNumber, dayText } from './airlog-index-rows.ts';
import type { WordTable } from './airlog-index-words.ts';

export type Value = number | string | null;

/** A channel with the units frozen beside it in some entry. */
export interface IndexedPlace {
  readonly id: number;
  readonly channel: string;
  readonly units: readonly string[];
}

export const TOTALLED = ['unit', 'channel', 'campaign', 'week', 'day'] as const;
/** What totals are told apart by. */
export type TotalledBy = (typeof TOTALLED)[number];

/** Airings that somebody spoke of. Each of `by` is set when it was asked for; null: of no unit, of no campaign. */
export interface TotalRow {
  readonly by: Readonly<Partial<Record<TotalledBy, string | null>>>;
  readonly verdict: Verdict;
  readonly airings: number;
  readonly plannedMs: number;
  readonly heardMs: number;
}

export interface AskedTotals {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly by: readonly TotalledBy[];
  readonly places?: readonly number[] | undefined;
}

export const totalling =
  (rowsOf: (sql: string, values: readonly Value[]) => Value[][], placesNow: () => IndexedPlace[], words: WordTable) =>
  (asked: AskedTotals): TotalRow[] => {
    const { by, places } = asked;
    const mine = places === undefined ? '' : ' AND place IN (SELECT value FROM json_each(?))';
    const sql = `SELECT day, place, campaign, verdict, airings, planned_ms, heard_ms FROM total WHERE span = ? AND day BETWEEN ? AND ?${mine}`;
    const sums = summing(by, new Map(placesNow().map((place) => [place.id, place])), words);
    for (const { span, from, to, week } of spansOf(asked.from, asked.to, by.includes('day'))) {
      const values = [span, dayNumber(from), dayNumber(to), ...(places === undefined ? [] : [JSON.stringify(places)])];
      for (const row of rowsOf(sql, values)) sums.add(row as number[], week);
    }
    return sums.rows();
  };

interface Span {
  readonly span: 1 | 7;
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Of days of one week: its Monday, as a number; 0: each has its own. */
  readonly week: number;
}

/** The first week's days, whole weeks, the last week's days; told apart by day: days only. */
const spansOf = (from: LocalDate, to: LocalDate, byDay: boolean): Span[] => {
  if (byDay) return [{ span: 1, from, to, week: 0 }];
  const spans: Span[] = [];
  const lastSunday = addDays(mondayOf(addDays(to, 1)), -1);
  for (let day = from; day <= to; ) {
    const monday = mondayOf(day);
    const sunday = addDays(monday, 6);
    const whole = day === monday && lastSunday > day;
    const end = whole ? lastSunday : sunday < to ? sunday : to;
    spans.push({ span: whole ? 7 : 1, from: day, to: end, week: whole ? 0 : dayNumber(monday) });
    day = addDays(end, 1);
  }
  return spans;
};

/** Added up here and not in SQL: grouping by what is in no index sorts all rows first, and units are a list. */
const summing = (by: readonly TotalledBy[], places: ReadonlyMap<number, IndexedPlace>, words: WordTable) => {
  const found = new Map<
    string,
    { by: TotalRow['by']; verdict: Verdict; airings: number; plannedMs: number; heardMs: number }
  >();
  const byUnit = by.includes('unit');
  const mondays = new Map<number, string>();
  const mondayOn = (day: number): string => {
    const monday = mondays.get(day) ?? mondayOf(dayText(day) as LocalDate);
    mondays.set(day, monday);
    return monday;
  };
  return {
    /** `week`: of days, the Monday of their week, when all are of one. */
    add: (row: readonly number[], week: number): void => {
      const [day = 0, place = 0, campaign = 0, verdict = 0, airings = 0, plannedMs = 0, heardMs = 0] = row;
      const { channel = '', units = [] } = places.get(place) ?? {};
      for (const unit of byUnit && units.length > 0 ? units : [null]) {
        const told = by.map((one): string | number | null => {
          if (one === 'unit') return unit;
          if (one === 'channel') return channel;
          if (one === 'campaign') return campaign;
          return one === 'day' ? day : week === 0 ? mondayOn(day) : week;
        });
        const key = `${verdict} ${told.join(' ')}`;
        const before = found.get(key);
        if (before === undefined) {
          const text = (one: TotalledBy, value: string | number | null): string | null => {
            if (one === 'campaign') return value === 0 ? null : words.textOf(value as number);
            return typeof value === 'number' ? dayText(value) : value;
          };
          const names = Object.fromEntries(by.map((one, n) => [one, text(one, told[n] ?? null)]));
          found.set(key, { by: names, verdict: VERDICTS[verdict] ?? 'unknown', airings, plannedMs, heardMs });
        } else {
          before.airings += airings;
          before.plannedMs += plannedMs;
          before.heardMs += heardMs;
        }
      }
    },
    rows: (): TotalRow[] => [...found.values()].filter(({ airings }) => airings !== 0),
  };
};
