/**
 * A week grid – one row for a clock time, one column for a weekday, what plays in the cells – → sessions.
 *
 * What plays on several days of a row is one session. Every wrong cell is told, all at once, with its row and column.
 */
import type { Refusal } from '../../core/refusal.ts';
import { refusal } from '../../core/result.ts';
import { isNfc, nfc, oneLine } from '../../core/text.ts';
import { type Column, clockIn, columnNamed, dateIn, isWeekday, minutesIn, WEEKDAYS, type Weekday } from './columns.ts';
import { playableOf } from './content.ts';
import { decode } from './encoding.ts';
import {
  type Fate,
  IMPORT_LIMIT_BYTES,
  IMPORT_LIMIT_ENTRIES,
  type Imported,
  type ImportGround,
  type ImportNotice,
  type Playable,
} from './model.ts';
import { type Draft, sessionsOf } from './names.ts';
import { overlaps } from './overlap.ts';
import { type Row, readTable } from './table.ts';

const RULE_DAYS: Readonly<Record<Weekday, string>> = { 1: 'MO', 2: 'TU', 3: 'WE', 4: 'TH', 5: 'FR', 6: 'SA', 7: 'SU' };
const SHORT_DAYS: Readonly<Record<Weekday, string>> = { 1: 't2', 2: 't3', 3: 't4', 4: 't5', 5: 't6', 6: 't7', 7: 'cn' };

/** As people write names. */
const NAME_LETTERS = 300;

/** A row that can be read. */
export interface GridRow {
  readonly line: number;
  readonly clock: string;
  readonly minutes: number;
  readonly from: string;
  readonly to: string | null;
  readonly name: string;
  readonly days: ReadonlyMap<Weekday, readonly Playable[]>;
}

/** `file` is what messages call it. */
export const importGrid = (file: string, bytes: Uint8Array, ground: ImportGround): Imported => {
  const none = (refusals: readonly Refusal[]): Imported => ({ name: file, made: [], fates: [], refusals, notices: [] });
  if (bytes.byteLength > IMPORT_LIMIT_BYTES)
    return none([refusal('file.large', { path: file, bytes: bytes.byteLength, limit: IMPORT_LIMIT_BYTES }, { file })]);
  const decoded = decode(bytes);
  if (!decoded.ok) return none([refusal('import.encoding', { path: file, encoding: decoded.encoding }, { file })]);
  const { rows, refusals: broken } = readTable(file, nfc(decoded.text));
  const [header, ...body] = rows;
  if (broken.length > 0 || header === undefined)
    return none(broken.length > 0 ? broken : [refusal('import.syntax', { reason: 'no-header' }, { file, line: 1 })]);
  if (body.length > IMPORT_LIMIT_ENTRIES)
    return none([refusal('import.too-many', { limit: IMPORT_LIMIT_ENTRIES }, { file })]);
  const { columns, refusals: wrong } = columnsOf(file, header);
  if (wrong.length > 0) return none(wrong);

  const said = (code: ImportNotice['code'], line: number, about = ''): ImportNotice => ({
    ...{ code, about, place: { file, line }, count: 1 },
  });
  const read = body.map((row) => ({ row, ...readRow(file, row, header, columns, ground) }));
  const good = read.flatMap(({ result }) => result ?? []);
  const drafts = good.flatMap((row) => draftsOf(row, ground));
  const sessions = sessionsOf(drafts, ground.taken);
  return {
    name: file,
    made: sessions.map((session, n) => ({ session, place: { file, line: drafts[n]?.line ?? 1 } })),
    fates: read.map(({ row, result }): Fate => {
      const name = result?.name ?? row.cells.find((cell) => cell !== '') ?? '';
      return { line: row.line, name, fate: result === null ? 'refused' : 'taken' };
    }),
    refusals: read.flatMap(({ refusals }) => refusals),
    notices: [
      ...(decoded.marked ? [said('bom', 1)] : []),
      ...(isNfc(decoded.text) ? [] : [said('nfd', 1)]),
      ...good.filter(({ days }) => days.size === 0).map(({ line, clock }) => said('row-empty', line, clock)),
      ...overlaps(good).map(({ line, other }) => said('overlap', line, String(other))),
    ],
  };
};

/** What each column says. Refuses a name that none has, one that is there twice, and a header without the needed ones. */
const columnsOf = (
  file: string,
  { cells, line }: Row,
): { readonly columns: readonly (Column | null)[]; readonly refusals: readonly Refusal[] } => {
  const refusals: Refusal[] = [];
  const seen = new Set<Column>();
  const columns = cells.map((title, n): Column | null => {
    if (title === '') return null;
    const column = columnNamed(title);
    if (column !== undefined && !seen.has(column)) {
      seen.add(column);
      return column;
    }
    const reason = column === undefined ? 'column-unknown' : 'column-double';
    refusals.push(refusal('import.cell', { column: title, text: title, reason }, { file, line, column: n + 1 }));
    return null;
  });
  if (!seen.has('clock') || !seen.has('minutes') || !WEEKDAYS.some((day) => seen.has(day)))
    refusals.unshift(refusal('import.syntax', { reason: 'no-header' }, { file, line }));
  return { columns, refusals };
};

const readRow = (
  file: string,
  { cells, line }: Row,
  header: Row,
  columns: readonly (Column | null)[],
  ground: ImportGround,
): { readonly result: GridRow | null; readonly refusals: readonly Refusal[] } => {
  const refusals: Refusal[] = [];
  const indexOf = (column: Column): number => columns.indexOf(column);
  const textIn = (column: Column): string => cells[indexOf(column)] ?? '';
  const wrong = (n: number, reason: string): null => {
    const params = { column: header.cells[n] || String(n + 1), text: cells[n] ?? '', reason };
    refusals.push(refusal('import.cell', params, { file, line, column: n + 1 }));
    return null;
  };
  const needed = <T>(column: Column, parse: (text: string) => T | null, reason: string): T | null =>
    parse(textIn(column)) ?? wrong(indexOf(column), reason);
  const day = (column: 'from' | 'to', otherwise: string | null): string | null =>
    textIn(column) === '' ? otherwise : needed(column, dateIn, 'date');

  const clock = needed('clock', clockIn, 'clock');
  const minutes = needed('minutes', minutesIn, 'minutes');
  const from = day('from', ground.from);
  const to = day('to', null);
  if (from !== null && to !== null && to < from) wrong(indexOf('to'), 'range');
  cells.forEach((cell, n) => {
    if ((columns[n] ?? null) === null && cell !== '') wrong(n, 'beyond-header');
  });
  const days = new Map<Weekday, readonly Playable[]>();
  columns.forEach((column, n) => {
    if (column === null || !isWeekday(column)) return;
    const parts = (cells[n] ?? '').split('|').map((part) => part.trim());
    const playables = parts
      .filter((part) => part !== '')
      .flatMap((part): Playable[] => {
        const found = playableOf(part, ground.library);
        if (found.ok) return [found.value];
        refusals.push(...found.refusals.map((one) => ({ ...one, place: { file, line, column: n + 1 } })));
        return [];
      });
    if (playables.length > 0) days.set(column, playables);
  });
  if (refusals.length > 0 || clock === null || minutes === null || from === null) return { result: null, refusals };
  return {
    result: { line, clock, minutes, from, to, name: oneLine(textIn('name')).slice(0, NAME_LETTERS), days },
    refusals,
  };
};

/** Days of a row on which the same plays are one session. */
const draftsOf = (row: GridRow, { channels }: ImportGround): (Draft & { readonly line: number })[] => {
  const alike = Map.groupBy(row.days, ([, plays]) => JSON.stringify(plays.map(({ fields }) => fields)));
  return [...alike.values()].map((same) => {
    const plays = same[0]?.[1] ?? [];
    const days = same.map(([day]) => day).sort((a, b) => a - b);
    const name = row.name === '' ? plays.map((one) => one.name).join(' + ') : row.name;
    return {
      ...{ line: row.line, name, plays, apart: days.map((day) => SHORT_DAYS[day]).join('-') },
      session: {
        ...{ name, channels: [...channels], start: row.clock, maxMinutes: row.minutes },
        rule: `FREQ=WEEKLY;BYDAY=${days.map((day) => RULE_DAYS[day]).join(',')}`,
        from: row.from,
        ...(row.to === null ? {} : { to: row.to }),
      },
    };
  });
};
