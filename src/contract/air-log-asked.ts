/** What may be asked of the air log, by a program or a form, and the cursor with which a page says where the next one begins. */
import { z } from 'zod';
import { type EntryKind, OUTCOMES } from '../core/evidence/entry.ts';
import type { LocalDate } from '../core/time/local.ts';
import { parseLocalDate } from '../core/time/local.ts';
import { EVIDENCE, VERDICTS } from '../core/verdict/judge.ts';
import { AIR_LOG_FORMATS } from './air-log.ts';
import { type AnyLine, listedUnder } from './air-log-any.ts';
import { DateText, IdText } from './api.ts';
import { ENTRY_KINDS } from './sentences/entry-kinds.ts';

/** Kinds of entries that can be asked for. */
export const AIR_LOG_KINDS = ['all', ...ENTRY_KINDS] as ['all', ...EntryKind[]];

/** The most rows of one page. */
const MOST_PAGE_ROWS = 5000;

/** Where an entry stands in the order of reading. */
export interface LogPosition {
  readonly day: LocalDate;
  readonly seq: number;
}

const CURSOR = /^[A-Za-z0-9_-]{1,60}$/;
const INSIDE = /^(\d{4}-\d{2}-\d{2})\.(\d{1,15})$/;

/** Not to be taken apart by anybody but us. */
const cursorAfter = ({ day, seq }: LogPosition): string =>
  new TextEncoder().encode(`${day}.${seq}`).toBase64({ alphabet: 'base64url', omitPadding: true });

/** null: it is none of ours. */
export const positionIn = (cursor: string): LogPosition | null => {
  if (!CURSOR.test(cursor)) return null;
  const match = INSIDE.exec(textIn(cursor));
  const day = parseLocalDate(match?.[1] ?? '');
  return match === null || !day.ok ? null : { day: day.value, seq: Number(match[2]) };
};

const textIn = (cursor: string): string => {
  try {
    return new TextDecoder().decode(Uint8Array.fromBase64(cursor, { alphabet: 'base64url' }));
  } catch {
    return '';
  }
};

/** Filters of a list of entries; not given: not asked for. */
const airLogFilter = {
  channel: IdText.optional(),
  unit: IdText.optional().describe('As it was frozen in the entry: of the units of today or of those that have ended'),
  history: z
    .enum(['0', '1'])
    .optional()
    .describe('1: also the units that `unit` took over from, and those that took over from it'),
  campaign: IdText.optional(),
  contentGroup: IdText.optional(),
  language: z.string().min(1).max(64).optional().describe('As planned: vi, km'),
  verdict: z.enum(VERDICTS).optional().describe('What is believed of the airing, from all that was said of it'),
  outcome: z.enum(OUTCOMES).optional().describe('What the entry itself says'),
  evidence: z.enum(EVIDENCE).optional().describe('How we know'),
  kind: z
    .enum(AIR_LOG_KINDS)
    .optional()
    .describe('Kind of entry; when not given statements, and of any kind where `evidence` is a machine’s'),
};

export const AirLogQuery = z.strictObject({
  from: DateText.describe('First broadcast day'),
  to: DateText.describe('Last broadcast day, included'),
  ...airLogFilter,
  limit: z.coerce.number().int().min(1).max(MOST_PAGE_ROWS).optional().describe('Rows of a page; without it, all'),
  cursor: z
    .string()
    .max(60)
    .refine((text) => positionIn(text) !== null)
    .optional()
    .describe('`next` of the page before'),
  format: z.enum(AIR_LOG_FORMATS).optional().describe('Goes before Accept'),
});

export type AirLogQuery = z.output<typeof AirLogQuery>;

/** As the operation takes it. */
export const entriesAsked = ({ from, to, history, format: _format, cursor, ...filter }: AirLogQuery) => ({
  ...filter,
  kind: kindWanted(filter),
  from: from as LocalDate,
  to: to as LocalDate,
  history: history === '1',
  after: cursor === undefined ? null : positionIn(cursor),
});

/** Machines' evidence stands in no statement, which is what is asked for when no kind is said. */
export const kindWanted = <Kind extends string>({
  kind,
  evidence,
}: {
  readonly kind?: Kind | undefined;
  readonly evidence?: string | undefined;
}): Kind | 'all' | undefined => kind ?? (/^L[2-5]$/.test(evidence ?? '') ? 'all' : undefined);

/** Of one row more than asked for: the page, and the cursor of the next one when there was that row. */
export const pageOf = <Line extends AnyLine>(
  rows: IteratorObject<Line>,
  limit: number,
): { readonly rows: IteratorObject<Line>; readonly next: string | null } => {
  const found = rows.take(limit + 1).toArray();
  const last = found[limit - 1];
  const more = found.length > limit && last !== undefined;
  return { rows: found.slice(0, limit).values(), next: more ? cursorAfter(positionOf(last)) : null };
};

const positionOf = ({ seq, entry }: AnyLine): LogPosition => ({ day: listedUnder(entry) as LocalDate, seq });
