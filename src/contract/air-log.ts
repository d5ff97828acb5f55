/**
 * The air log as it leaves the house: one row for machines (JSON, NDJSON) and one for people (CSV).
 *
 * Machines get English names that do not change and moments in full; people get Vietnamese titles and words, and
 * clock times of the place. Lengths are seconds everywhere. The entry's own bytes, which proofs are made of, are
 * not here: this is a reading of them.
 */
import { z } from 'zod';
import {
  OUTCOMES,
  type PlannedAiring,
  REASONS,
  ROLES,
  STATEMENT_ID,
  type StatementEntry,
} from '../core/evidence/entry.ts';
import { SHA256_PATTERN } from '../core/ids.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { daysBetween, type LocalDate } from '../core/time/local.ts';
import { localAt } from '../core/time/zone.ts';
import { MomentJson } from './api.ts';
import { rules } from './sentences/reason-phrases.ts';
import { genreWord, languageWord, words } from './sentences/words.ts';

export const AIR_LOG_FORMATS = ['json', 'ndjson', 'csv', 'xlsx'] as const;
export type AirLogFormat = (typeof AIR_LOG_FORMATS)[number];

export const AIR_LOG_TYPES: Readonly<Record<AirLogFormat, string>> = {
  json: 'application/json',
  ndjson: 'application/x-ndjson',
  csv: 'text/csv; charset=utf-8; header=present',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** An entry with its number, and the texts that its hashes stand for (null: erased, or never given). */
export interface AirLogLine {
  readonly seq: number;
  readonly entry: StatementEntry;
  readonly by: string | null;
  readonly note: string | null;
}

const NamedJson = z.object({ id: z.string(), name: z.string().describe('As it was called on that day') });
const hash = z.string().regex(SHA256_PATTERN).nullable();

export const AirLogRowJson = z
  .object({
    seq: z.int().min(0).describe('Number in the log, from 0 without a gap'),
    recorded: MomentJson.describe('When the statement was recorded'),
    evidence: z.literal('statement').describe('How we know: a person says so'),
    statement: z.string().regex(STATEMENT_ID).describe('Id of the statement, the same for all entries it made'),
    actor: z.string().describe("Whose account said so: 'person:<id>', 'machine:<id>', 'site:<id>' or 'system:cli'"),
    role: z.enum(ROLES),
    scope: z.enum(['item', 'session']).describe('Whether the person spoke of this item alone or of its session'),
    outcome: z.enum(OUTCOMES),
    reason: z.enum(REASONS).nullable(),
    started: MomentJson.nullable(),
    secondsHeard: z.number().min(0).nullable().describe('Seconds, to the millisecond'),
    by: z.string().nullable().describe('Who said so; null when erased or not given'),
    byHash: hash.describe('What stands in the log for the name'),
    note: z.string().nullable(),
    noteHash: hash,
    corrects: z.int().min(0).nullable().describe('Number of the entry that this one corrects'),
    planned: z
      .object({
        id: z.string(),
        channel: NamedJson,
        units: z.array(NamedJson),
        day: z.string().describe('Broadcast day'),
        session: NamedJson,
        segment: z.string(),
        title: z.string(),
        kind: z.enum(['sound', 'relay', 'filler']),
        item: z.string().nullable(),
        genre: z.string().nullable(),
        language: z.string().nullable(),
        run: z.enum(['first', 'repeat']).nullable(),
        campaign: NamedJson.nullable(),
        contentGroup: NamedJson.nullable(),
        start: MomentJson,
        seconds: z.number().min(0).describe('Planned length in seconds'),
        cut: hash.describe('The house master that was planned'),
        script: hash.describe(
          'The script in force when the entry was made; null: none, or an entry of the first release',
        ),
        rule: z
          .string()
          .nullable()
          .describe("The rule that laid it there ('' is: in every one of its session); null as with `script`"),
        rundownVersion: z.int().min(0).describe('Version of the day’s plan; 0: it stood in none'),
      })
      .describe('What was planned, as it stood then'),
  })
  .describe('One entry of the air log');

export type AirLogRowJson = z.infer<typeof AirLogRowJson>;

export const AirLogJson = z.object({
  from: z.string(),
  to: z.string(),
  entries: z.array(AirLogRowJson),
  next: z.string().nullable().describe('`cursor` of the next page; null: there is none'),
});

/** The longest span given out over the network in one answer where it is worked out whole: a year with its edges. */
const LIMIT_DAYS = 400;

/** Refuses with time.range-long. A span that ends before it begins is not judged here. */
export const answerableSpan = (from: LocalDate, to: LocalDate): Result<void> =>
  daysBetween(from, to) >= LIMIT_DAYS ? refuse('time.range-long', { from, to, limitDays: LIMIT_DAYS }) : ok(undefined);

/** When it was recorded, in the channel's own time: a person's entry names its planned start's zone. */
const recordedLocal = ({ recordedAt, planned }: StatementEntry) => localAt(recordedAt, planned.start.zone);

export const airLogJson = ({ seq, entry, by, note }: AirLogLine): AirLogRowJson => ({
  seq,
  recorded: { local: recordedLocal(entry), zone: entry.planned.start.zone, instant: entry.recordedAt },
  evidence: entry.evidence,
  statement: entry.statement,
  actor: entry.actor,
  role: entry.role,
  scope: entry.scope,
  outcome: entry.outcome,
  reason: entry.reason,
  started: entry.started,
  secondsHeard: entry.secondsHeard,
  by,
  byHash: entry.by,
  note,
  noteHash: entry.note,
  corrects: entry.corrects,
  planned: plannedJson(entry.planned),
});

/** Entries of the first release do not say which script and which rule it was. */
export const plannedJson = (planned: PlannedAiring): AirLogRowJson['planned'] => ({
  ...planned,
  units: [...planned.units],
  script: planned.script ?? null,
  rule: planned.rule ?? null,
});

/** A column of the table for people, in the shape that the writers of CSV and XLSX take. */
export interface AirLogColumn {
  readonly title: string;
  readonly value: (line: AirLogLine) => string | number | null;
  /** What its text is when it is a day or a time of the place. */
  readonly kind?: 'day' | 'time';
  /** In characters, where a column can be told how wide it is. */
  readonly width?: number;
}

const vi = words('vi');
const KINDS = { sound: 'bản dựng', relay: 'tiếp âm', filler: 'nhạc chờ' } as const;
const SCOPES = { item: 'riêng tin bài này', session: 'cả buổi phát' } as const;

const ruleWords = (rule: string | null): string | null =>
  rule === '' ? 'mọi lần của buổi phát' : rule === null ? null : rules(rule, 'vi');

/** '2025-04-07 05:00:00': what a spreadsheet reads as a date and sorts rightly. */
const plainTime = (local: string | undefined): string | null => local?.replace('T', ' ') ?? null;

export const AIR_LOG_COLUMNS: readonly AirLogColumn[] = [
  { title: 'Số thứ tự', width: 10, value: ({ seq }) => seq },
  { title: 'Ngày phát sóng', width: 13, kind: 'day', value: ({ entry }) => entry.planned.day },
  { title: 'Kênh', width: 24, value: ({ entry }) => entry.planned.channel.name },
  { title: 'Đơn vị', width: 24, value: ({ entry }) => entry.planned.units.map(({ name }) => name).join(', ') },
  { title: 'Buổi phát', width: 20, value: ({ entry }) => entry.planned.session.name },
  { title: 'Nội dung', width: 48, value: ({ entry }) => entry.planned.title },
  { title: 'Hình thức', width: 12, value: ({ entry }) => KINDS[entry.planned.kind] },
  {
    title: 'Thể loại',
    width: 14,
    value: ({ entry: { planned } }) => (planned.genre === null ? null : genreWord(planned.genre, 'vi')),
  },
  {
    title: 'Ngôn ngữ',
    width: 14,
    value: ({ entry: { planned } }) => (planned.language === null ? null : languageWord(planned.language, 'vi')),
  },
  {
    title: 'Lượt phát',
    width: 11,
    value: ({ entry: { planned } }) => (planned.run === null ? null : vi.runs[planned.run]),
  },
  { title: 'Đợt tuyên truyền', width: 32, value: ({ entry }) => entry.planned.campaign?.name ?? null },
  { title: 'Nhóm nội dung', width: 28, value: ({ entry }) => entry.planned.contentGroup?.name ?? null },
  { title: 'Quy tắc lịch', width: 24, value: ({ entry: { planned } }) => ruleWords(planned.rule ?? null) },
  { title: 'Mã băm lời đọc', width: 24, value: ({ entry }) => entry.planned.script ?? null },
  { title: 'Giờ phát theo lịch', width: 20, kind: 'time', value: ({ entry }) => plainTime(entry.planned.start.local) },
  { title: 'Thời lượng theo lịch (giây)', width: 14, value: ({ entry }) => entry.planned.seconds },
  { title: 'Kết quả', width: 16, value: ({ entry }) => vi.outcomes[entry.outcome] },
  { title: 'Giờ phát thực tế', width: 20, kind: 'time', value: ({ entry }) => plainTime(entry.started?.local) },
  { title: 'Thời lượng đã phát (giây)', width: 14, value: ({ entry }) => entry.secondsHeard },
  {
    title: 'Lý do',
    width: 22,
    value: ({ entry }) => (entry.reason === null ? null : vi.notAiredReasons[entry.reason]),
  },
  { title: 'Ghi chú', width: 32, value: ({ note }) => note },
  { title: 'Căn cứ', width: 32, value: () => 'lời xác nhận của người phụ trách' },
  { title: 'Vai trò người xác nhận', width: 22, value: ({ entry }) => vi.roles[entry.role] },
  { title: 'Người xác nhận', width: 24, value: ({ by }) => by },
  { title: 'Xác nhận cho', width: 20, value: ({ entry }) => SCOPES[entry.scope] },
  { title: 'Đính chính số', width: 13, value: ({ entry }) => entry.corrects },
  { title: 'Ghi nhận lúc', width: 20, kind: 'time', value: ({ entry }) => plainTime(recordedLocal(entry)) },
  { title: 'Múi giờ', width: 18, value: ({ entry }) => entry.planned.start.zone },
];

/** 'nhat-ky-phat-song-2025-04-01-2025-04-30.csv'. */
export const airLogFileName = (from: string, to: string, format: AirLogFormat): string =>
  `nhat-ky-phat-song-${from}-${to}.${format}`;
