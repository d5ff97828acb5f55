/** Entries of any kind as they leave the house: statements as they always do, the others with what they have in common. */
import { z } from 'zod';
import { type AirLogEntry, type EntryKind, isOfAiring } from '../core/evidence/entry.ts';
import {
  AIR_LOG_COLUMNS,
  type AirLogColumn,
  type AirLogLine,
  AirLogRowJson,
  airLogJson,
  plannedJson,
} from './air-log.ts';
import { ENTRY_KINDS, entryKindWord } from './sentences/entry-kinds.ts';
import { howWeKnow } from './sentences/how-we-know.ts';
import { words } from './sentences/words.ts';

export interface AnyLine extends Omit<AirLogLine, 'entry'> {
  readonly entry: AirLogEntry;
}

const { by, byHash, note, noteHash, seq, actor, planned } = AirLogRowJson.shape;

export const AirLogOtherJson = z
  .object({
    seq,
    kind: z.enum(ENTRY_KINDS as [EntryKind, ...EntryKind[]]),
    recorded: z.object({ instant: z.string() }),
    evidence: z.string().nullable().describe('How we know; null for what is no observation'),
    actor,
    by,
    byHash,
    note,
    noteHash,
    day: z.string().nullable().describe('Broadcast day; null: it concerns none'),
    channel: z.string().nullable(),
    planned: planned.nullable().describe('What was planned, as it stood then; null: the entry is about no airing'),
    details: z.record(z.string(), z.unknown()).describe('What else its kind has'),
  })
  .describe('An entry of the air log that is no statement');

export type AnyRowJson = AirLogRowJson | z.infer<typeof AirLogOtherJson>;

const isStatement = (line: AnyLine): line is AirLogLine => line.entry.kind === 'statement';

export const anyRowJson = (line: AnyLine): AnyRowJson => {
  if (isStatement(line)) return airLogJson(line);
  const { entry } = line;
  const frozen = isOfAiring(entry) ? entry.planned : null;
  const known = new Set([
    'format',
    'kind',
    'recordedAt',
    'evidence',
    'actor',
    'by',
    'note',
    'planned',
    'day',
    'channel',
  ]);
  return {
    seq: line.seq,
    kind: entry.kind,
    recorded: { instant: entry.recordedAt },
    evidence: 'evidence' in entry ? entry.evidence : null,
    actor: entry.actor,
    by: line.by,
    byHash: entry.by,
    note: line.note,
    noteHash: entry.note,
    day: dayOf(entry),
    channel: isOfAiring(entry) ? entry.planned.channel.id : entry.channel,
    planned: frozen === null ? null : plannedJson(frozen),
    details: Object.fromEntries(Object.entries(entry).filter(([name]) => !known.has(name))),
  };
};

/** The broadcast day that an entry concerns; null: none. */
const dayOf = (entry: AirLogEntry): string | null => (isOfAiring(entry) ? entry.planned.day : entry.day);

/** Under which day an entry is listed: what concerns none, under the day of its recording. */
export const listedUnder = (entry: AirLogEntry): string => dayOf(entry) ?? entry.recordedAt.slice(0, 10);

export interface AnyColumn extends Omit<AirLogColumn, 'value'> {
  readonly value: (line: AnyLine) => string | number | null;
}

const vi = words('vi');
/** The columns of a statement that read nothing but its planned airing. */
const PLANNED = AIR_LOG_COLUMNS.slice(3, 14).map(
  ({ value, ...column }): AnyColumn => ({
    ...column,
    value: (line) => (isOfAiring(line.entry) ? value({ ...line, entry: line.entry as AirLogLine['entry'] }) : null),
  }),
);
const outcomeOf = (entry: AirLogEntry) => ('outcome' in entry ? entry.outcome : null);
const reasonOf = (entry: AirLogEntry) => ('reason' in entry ? entry.reason : null);

const ANY_COLUMNS: readonly AnyColumn[] = [
  { title: 'Số thứ tự', width: 10, value: (line) => line.seq },
  { title: 'Loại mục', width: 28, value: ({ entry }) => entryKindWord(entry.kind, 'vi') },
  { title: 'Ngày phát sóng', width: 13, kind: 'day', value: ({ entry }) => dayOf(entry) },
  { title: 'Kênh', width: 24, value: ({ entry }) => (isOfAiring(entry) ? entry.planned.channel.name : entry.channel) },
  ...PLANNED,
  {
    title: 'Kết quả',
    width: 16,
    value: ({ entry }) => {
      const outcome = outcomeOf(entry);
      return outcome === null ? null : vi.outcomes[outcome];
    },
  },
  {
    title: 'Thời lượng đã phát (giây)',
    width: 14,
    value: ({ entry }) => ('secondsHeard' in entry ? entry.secondsHeard : null),
  },
  {
    title: 'Lý do',
    width: 22,
    value: ({ entry }) => {
      const reason = reasonOf(entry);
      return reason === null ? null : vi.notAiredReasons[reason];
    },
  },
  { title: 'Ghi chú', width: 32, value: (line) => line.note },
  {
    title: 'Căn cứ',
    width: 32,
    value: ({ entry }) => ('evidence' in entry ? howWeKnow(entry, 'vi') : null),
  },
  { title: 'Người ghi', width: 24, value: (line) => line.by },
  {
    title: 'Chi tiết',
    width: 40,
    value: ({ entry }) => ('facts' in entry ? JSON.stringify(entry.facts) : null),
  },
  // Several kinds know no zone of a place.
  { title: 'Ghi nhận lúc (UTC)', width: 20, kind: 'time', value: ({ entry }) => utcText(entry.recordedAt) },
];

const utcText = (instant: string): string => instant.slice(0, 19).replace('T', ' ');

/** Of a table of statements, or of entries of other kinds too. */
export const columnsFor = (kind: EntryKind | 'all' | undefined): readonly AnyColumn[] =>
  kind === undefined || kind === 'statement' ? STATEMENT_COLUMNS : ANY_COLUMNS;

const STATEMENT_COLUMNS = AIR_LOG_COLUMNS.map(
  ({ value, ...column }): AnyColumn => ({
    ...column,
    value: (line) => (isStatement(line) ? value(line) : null),
  }),
);
