/** What is looked up in the index: positions of entries a page at a time, and a day's words; running totals are beside it. */
import type Database from 'better-sqlite3';
import { type NotAiredReason, OUTCOMES, type Outcome, REPORT_KINDS, type Role } from '../core/evidence/entry.ts';
import type { LocalDate } from '../core/time/local.ts';
import { VERDICTS, type Verdict } from '../core/verdict/judge.ts';
import type { Word } from '../core/verdict/observed.ts';
import { STATEMENT } from './airlog-index-layout.ts';
import { dayNumber, dayText } from './airlog-index-rows.ts';
import { type AskedTotals, type IndexedPlace, type TotalRow, totalling, type Value } from './airlog-index-totals.ts';
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

export interface IndexReader {
  /** At most `limit` positions after `after`, in order. */
  readonly page: (filter: EntryFilter, after: Position | null, limit: number) => Position[];
  /** What people said of one broadcast day, in no order. */
  readonly words: (day: LocalDate, channel: string | undefined) => Word[];
  /** Numbers of machines' reports and of objections about one broadcast day, rising. */
  readonly others: (day: LocalDate, channel: string | undefined) => number[];
  readonly totals: (asked: AskedTotals) => TotalRow[];
  readonly places: () => IndexedPlace[];
}

const OTHER_KINDS = [...REPORT_KINDS, 'objection'] as const;

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
    others: (day, channel) => {
      const kinds = OTHER_KINDS.map((kind) => words.find(kind)).filter((kind) => kind !== null);
      const id = channel === undefined ? null : words.find(channel);
      if (kinds.length === 0 || (channel !== undefined && id === null)) return [];
      const one = id === null ? '' : 'AND channel = ?';
      const sql = `SELECT seq FROM entry INDEXED BY entry_by_kind
        WHERE kind > ${STATEMENT} AND kind IN (SELECT value FROM json_each(?)) AND day = ? ${one} ORDER BY seq`;
      const values = [JSON.stringify(kinds), dayNumber(day), ...(id === null ? [] : [id])];
      return rowsOf(sql, values).map(([seq]) => seq as number);
    },
    totals: totalling(rowsOf, placesNow, words),
    places: placesNow,
  };
};

const wordOf = (row: readonly Value[], words: WordTable): Word => {
  const [seq, channel, id, role, outcome, reason, heardMs, version, names] = row;
  return {
    seq: seq as number,
    evidence: 'statement',
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
