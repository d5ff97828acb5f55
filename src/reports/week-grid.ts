/**
 * The week of a channel as a grid: a row for each clock time, a column for each weekday, ids of what plays in the cells.
 *
 * Only what a grid can say exactly is in it: sessions that recur by weekdays and play items and strands one after the
 * other. All others are named beside it, with what keeps them out; nothing is rounded. The same grid can be imported.
 */
import type { Recurrence, Schedule, Segment, Session } from '../core/schedule/model.ts';
import { parseRule } from '../core/time/recurrence.ts';
import { CSV_FOR_PEOPLE, type CsvColumn, csvHeader, csvRow } from './csv.ts';

/** A session that a grid cannot say: 'days' recurs otherwise than by weekdays, 'segments' plays more than items and strands. */
export interface LeftOut {
  readonly session: string;
  readonly name: string;
  readonly why: 'days' | 'segments' | 'timing';
}

interface GridRow {
  readonly clock: string;
  readonly minutes: number;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Cells by ISO weekday. */
  readonly cells: ReadonlyMap<number, string>;
}

const EVERY_DAY: readonly number[] = [1, 2, 3, 4, 5, 6, 7];
const TITLES = ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ Nhật'] as const;

const COLUMNS: readonly CsvColumn<GridRow>[] = [
  { title: 'Giờ', value: ({ clock }) => clock },
  { title: 'Phút', value: ({ minutes }) => minutes },
  ...TITLES.map((title, n) => ({ title, value: ({ cells }: GridRow) => cells.get(n + 1) ?? '' })),
  { title: 'Tên', value: ({ name }) => name },
  { title: 'Từ', value: ({ from }) => from },
  { title: 'Đến', value: ({ to }) => to },
];

/** ISO weekdays of a plain weekly recurrence; null when it is anything else. */
const weekdaysOf = ({ rules, alsoOn, notOn }: Recurrence): readonly number[] | null => {
  if (alsoOn.length > 0 || notOn.length > 0) return null;
  const days = new Set<number>();
  for (const text of rules) {
    const rule = parseRule(text);
    if (!rule.ok) return null;
    const { frequency, interval, count, until, byDay, byMonth, byMonthDay, bySetPos } = rule.value;
    const narrowed = byMonth.length + byMonthDay.length + bySetPos.length > 0 || byDay.some(({ nth }) => nth !== null);
    if (interval !== 1 || count !== null || until !== null || narrowed) return null;
    if (frequency !== 'DAILY' && (frequency !== 'WEEKLY' || byDay.length === 0)) return null;
    for (const day of byDay.length === 0 ? EVERY_DAY : byDay.map(({ weekday }) => weekday)) days.add(day);
  }
  return [...days];
};

/** How a cell names what a segment plays; null when it cannot. */
const cellOf = (segment: Segment): string | null => {
  const { content, start, required, priority, language, graceSeconds, crossfadeMs, bed } = segment;
  if (crossfadeMs !== 0 || bed !== null) return null;
  if (start.kind !== 'soft' || graceSeconds !== 0 || !required || priority !== 'normal' || language !== 'vi')
    return null;
  if (content.kind === 'item') return `item:${content.item}`;
  if (content.kind !== 'strand') return null;
  return `strand:${content.strand}${content.count === 1 ? '' : ` x${content.count}`}`;
};

const rowOf = (session: Session, segments: readonly Segment[]): GridRow | LeftOut['why'] => {
  const { recurrence } = session;
  const days = weekdaysOf(recurrence);
  if (days === null) return 'days';
  if (session.graceSeconds !== 0 || session.pauseMs !== 500) return 'timing';
  const cells = new Map<number, string>();
  for (const segment of segments) {
    const cell = cellOf(segment);
    const own = segment.recurrence === null ? days : weekdaysOf(segment.recurrence);
    const dated =
      segment.recurrence !== null && (segment.recurrence.from !== recurrence.from || segment.recurrence.to !== null);
    if (cell === null || own === null || dated) return 'segments';
    for (const day of days)
      if (own.includes(day)) cells.set(day, cells.has(day) ? `${cells.get(day)} | ${cell}` : cell);
  }
  const clock = session.start.endsWith(':00') ? session.start.slice(0, 5) : session.start;
  const { from, to } = recurrence;
  return { clock, minutes: session.maxSeconds / 60, name: session.name, from, to: to ?? '', cells };
};

/** Rows that differ in their weekdays only are one. */
const joined = (rows: readonly GridRow[]): GridRow[] => {
  const groups: GridRow[] = [];
  for (const row of rows) {
    const at = groups.findIndex(
      (one) =>
        (['clock', 'minutes', 'name', 'from', 'to'] as const).every((field) => one[field] === row[field]) &&
        ![...row.cells.keys()].some((day) => one.cells.has(day)),
    );
    const found = groups[at];
    if (found === undefined) groups.push(row);
    else groups[at] = { ...found, cells: new Map([...found.cells, ...row.cells]) };
  }
  return groups;
};

/** CSV for people (';', decimal comma, byte order mark), in order of the clock; and what is not in it. */
export const weekGrid = (
  schedule: Pick<Schedule, 'sessions' | 'segments'>,
  channel: string,
): { readonly text: string; readonly left: readonly LeftOut[] } => {
  const rows: GridRow[] = [];
  const left: LeftOut[] = [];
  for (const session of schedule.sessions.filter(({ channels }) => channels.some((id) => id === channel))) {
    const segments = schedule.segments.filter((one) => one.session === session.id);
    const row = rowOf(
      session,
      segments.toSorted((a, b) => a.position - b.position),
    );
    if (typeof row === 'string') left.push({ session: session.id, name: session.name, why: row });
    else rows.push(row);
  }
  const inOrder = joined(rows).toSorted((a, b) => (a.clock < b.clock ? -1 : a.clock > b.clock ? 1 : 0));
  return { text: `${csvHeader(COLUMNS)}${inOrder.map((row) => csvRow(COLUMNS, row, CSV_FOR_PEOPLE)).join('')}`, left };
};
