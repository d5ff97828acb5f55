/** What is looked up in the index: positions of entries a page at a time, a day's words, running totals. */
import type Database from 'better-sqlite3';
import { mondayOf } from '../core/campaign/periods.ts';
import { type NotAiredReason, OUTCOMES, type Outcome, type Role } from '../core/evidence/entry.ts';
import { addDays, type LocalDate } from '../core/time/local.ts';
import { VERDICTS, type Verdict } from '../core/verdict/judge.ts';
import type { Word } from '../core/verdict/observed.ts';
import { STATEMENT } from './airlog-index-layout.ts';
import { dayNumber, dayText } from './airlog-index-rows.ts';
import type { WordTable } from './airlog-index-words.ts';

/** Where an entry stands in the order of reading: day, then number. */
export interface Position {
  readonly day: LocalDate;
  readonly seq: number;
}

/** What is not given is not asked for. */
export interface EntryFilter {
  /** Broadcast days, both included. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly channel?: string | undefined;
  /** Ids as they were frozen; one of them is enough. */
  readonly units?: readonly string[] | undefined;
  readonly campaign?: string | undefined;
  readonly contentGroup?: string | undefined;
  readonly language?: string | undefined;
  /** What the entry itself says. */
  readonly outcome?: Outcome | undefined;
  /** What is believed of the airing that it speaks of. */
  readonly verdict?: Verdict | undefined;
  readonly evidence?: string | undefined;
  readonly kind?: string | undefined;
  /** Numbers of places, of which it has to be one; entries without an airing are in none. */
  readonly places?: readonly number[] | undefined;
  /** Only entries with a lower number. */
  readonly below?: number | undefined;
}

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

export interface IndexReader {
  /** At most `limit` positions after `after`, in order. */
  readonly page: (filter: EntryFilter, after: Position | null, limit: number) => Position[];
  /** What people said of one broadcast day, in no order. */
  readonly words: (day: LocalDate, channel: string | undefined) => Word[];
  readonly totals: (asked: AskedTotals) => TotalRow[];
  readonly places: () => IndexedPlace[];
}

type Value = number | string | null;

const inOrder = (a: Position, b: Position): number => (a.day === b.day ? a.seq - b.seq : a.day < b.day ? -1 : 1);

export const indexReader = (file: Database.Database, words: WordTable): IndexReader => {
  const prepared = new Map<string, Database.Statement>();
  /** Rows as arrays: objects by the hundred thousand are dear. */
  const rowsOf = (sql: string, values: readonly Value[]): Value[][] => {
    const statement = prepared.get(sql) ?? file.prepare(sql).raw();
    prepared.set(sql, statement);
    return statement.all(...values) as Value[][];
  };
  const placesNow = (): IndexedPlace[] =>
    rowsOf('SELECT id, channel, units FROM place ORDER BY id', []).map(([id, channel, units]) => ({
      id: id as number,
      channel: channel as string,
      units: JSON.parse(units as string) as string[],
    }));
  return {
    page: (filter, after, limit) => {
      const conditions = conditionsOf(filter, words);
      if (conditions === null) return [];
      const find = (unit: number | null): Position[] => {
        const { sql, values } = pageQuery(conditions, { filter, after, limit, unit });
        return rowsOf(sql, values).map(([day, seq]) => ({
          day: dayText(day as number) as LocalDate,
          seq: seq as number,
        }));
      };
      if (filter.units === undefined) return find(null);
      const units = filter.units.map((unit) => words.find(unit)).filter((unit) => unit !== null);
      if (units.length === 1) return find(units[0] ?? null);
      // An entry that names two of them is one entry.
      const found = new Map(units.flatMap((unit) => find(unit)).map((one) => [one.seq, one]));
      return [...found.values()].sort(inOrder).slice(0, limit);
    },
    words: (day, channel) => {
      const id = channel === undefined ? null : words.find(channel);
      if (channel !== undefined && id === null) return [];
      const one = id === null ? '' : 'AND channel = ?';
      const sql = `SELECT seq, channel, airing, role, outcome, reason, heard_ms, version, names FROM entry
        WHERE day = ? ${one} AND kind = ${STATEMENT}`;
      return rowsOf(sql, id === null ? [dayNumber(day)] : [dayNumber(day), id]).map((row) => wordOf(row, words));
    },
    totals: (asked) => {
      const { by, places } = asked;
      const mine = places === undefined ? '' : ' AND place IN (SELECT value FROM json_each(?))';
      const sql = `SELECT day, place, campaign, verdict, airings, planned_ms, heard_ms FROM total WHERE span = ? AND day BETWEEN ? AND ?${mine}`;
      const sums = summing(by, new Map(placesNow().map((place) => [place.id, place])), words);
      for (const { span, from, to, week } of spansOf(asked.from, asked.to, by.includes('day'))) {
        const values = [
          span,
          dayNumber(from),
          dayNumber(to),
          ...(places === undefined ? [] : [JSON.stringify(places)]),
        ];
        for (const row of rowsOf(sql, values)) sums.add(row as number[], week);
      }
      return sums.rows();
    },
    places: placesNow,
  };
};

const wordOf = (row: readonly Value[], words: WordTable): Word => {
  const [seq, channel, id, role, outcome, reason, heardMs, version, names] = row;
  return {
    seq: seq as number,
    channel: words.textOf(channel as number),
    id: id as string,
    role: words.textOf(role as number) as Role,
    outcome: OUTCOMES[outcome as number] ?? 'aired',
    reason: reason === null || reason === undefined ? null : (words.textOf(reason as number) as NotAiredReason),
    heardMs: (heardMs as number | null) ?? 0,
    rundownVersion: version as number,
    names: words.textOf(names as number),
  };
};

/** The most telling one first: its index is walked in the order asked for. `least`: below it the index has no rows. */
const DRIVERS = [
  { column: 'content_group', index: 'entry_by_group', least: 0 },
  { column: 'campaign', index: 'entry_by_campaign', least: 0 },
  { column: 'kind', index: 'entry_by_kind', least: STATEMENT + 1 },
  { column: 'evidence', index: 'entry_by_evidence', least: STATEMENT + 1 },
  { column: 'channel', index: 'entry_by_channel', least: 0 },
  { column: 'verdict', index: 'entry_by_verdict', least: 1 },
  { column: 'outcome', index: 'entry_by_outcome', least: 1 },
  { column: 'language', index: 'entry_by_language', least: 0 },
] as const;

type Conditions = ReadonlyMap<string, number>;

/** Column → number; null: no entry has what is asked for. */
const conditionsOf = (filter: EntryFilter, words: WordTable): Conditions | null => {
  const { outcome, verdict } = filter;
  const asked: [column: string, value: number | null | undefined][] = [
    ['outcome', outcome === undefined ? undefined : OUTCOMES.indexOf(outcome)],
    ['verdict', verdict === undefined ? undefined : VERDICTS.indexOf(verdict)],
  ];
  const { channel, campaign, contentGroup, language, evidence, kind } = filter;
  const texts = { channel, campaign, content_group: contentGroup, language, evidence, kind };
  for (const [column, text] of Object.entries(texts))
    asked.push([column, text === undefined ? undefined : words.find(text)]);
  if (asked.some(([, value]) => value === null)) return null;
  return new Map(asked.filter((one): one is [string, number] => typeof one[1] === 'number'));
};

interface PageAsked {
  readonly filter: EntryFilter;
  readonly after: Position | null;
  readonly limit: number;
  readonly unit: number | null;
}

const pageQuery = (
  conditions: Conditions,
  { filter, after, limit, unit }: PageAsked,
): { sql: string; values: Value[] } => {
  const { from, to, places, below } = filter;
  const starts = after === null || after.day < from ? [dayNumber(from), -1] : [dayNumber(after.day), after.seq];
  const driver = DRIVERS.find(({ column, least }) => (conditions.get(column) ?? -1) >= least);
  const o = unit === null ? 'e' : 'u';
  const source =
    unit === null
      ? `entry e INDEXED BY ${driver?.index ?? 'entry_by_day'}`
      : 'entry_unit u CROSS JOIN entry e ON e.seq = u.seq';
  const partial =
    driver !== undefined && unit === null ? ` AND e.${driver.column} ${PARTIAL[driver.index] ?? '>= 0'}` : '';
  const where = [
    ...(unit === null ? [] : ['u.unit = ?']),
    `(${o}.day, ${o}.seq) > (?, ?) AND ${o}.day <= ?${partial}`,
    ...[...conditions.keys()].map((column) => `e.${column} = ?`),
    ...(places === undefined ? [] : ['e.place IN (SELECT value FROM json_each(?))']),
    ...(below === undefined ? [] : [`${o}.seq < ?`]),
  ];
  return {
    sql: `SELECT ${o}.day, ${o}.seq FROM ${source} WHERE ${where.join(' AND ')} ORDER BY ${o}.day, ${o}.seq LIMIT ?`,
    values: [
      ...(unit === null ? [] : [unit]),
      ...starts,
      dayNumber(to),
      ...conditions.values(),
      ...(places === undefined ? [] : [JSON.stringify(places)]),
      ...(below === undefined ? [] : [below]),
      limit,
    ],
  };
};

/** A partial index is used where its own condition is written out beside the one asked for. */
const PARTIAL: Readonly<Record<string, string>> = {
  entry_by_group: 'IS NOT NULL',
  entry_by_campaign: 'IS NOT NULL',
  entry_by_language: 'IS NOT NULL',
  entry_by_kind: `> ${STATEMENT}`,
  entry_by_evidence: `> ${STATEMENT}`,
  entry_by_verdict: '> 0',
  entry_by_outcome: '> 0',
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
