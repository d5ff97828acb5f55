/**
 * A statement of what aired, as a program or a form sends it: shape only.
 *
 * Whether the session was planned, and whether the figures can be true, the operation and the core decide.
 */
import { z } from 'zod';
import { OUTCOMES, REASONS, ROLES, STATEMENT_ID } from '../core/evidence/entry.ts';
import { type LocalDate, type LocalTime, parseLocalTime } from '../core/time/local.ts';
import { URGENT_ID } from '../core/urgent/model.ts';
import { AirLogRowJson } from './air-log.ts';
import { checkedBy, DateText, IdText } from './api.ts';

/** A person's own words, in NFC, without spaces at the ends. */
const words = (longest: number) => z.string().normalize('NFC').trim().max(longest);

export const StatementJson = z
  .strictObject({
    channel: IdText,
    day: DateText,
    session: IdText,
    entry: z.string().min(1).max(200).optional().describe('Id of one entry; left out, the whole session is meant'),
    outcome: z.enum(OUTCOMES),
    reason: z.enum(REASONS).optional().describe("Needed unless the outcome is 'aired'; 'other' needs a note"),
    note: words(2000).optional(),
    startedAt: z
      .string()
      .superRefine(checkedBy(parseLocalTime))
      .optional()
      .describe('Clock time at which it really began, HH:MM or HH:MM:SS; left out, as planned'),
    secondsHeard: z.number().min(0).max(86_400).optional().describe("Seconds heard, for 'partly'"),
    role: z.enum(ROLES),
    by: words(200).optional().describe('Who says so. Kept beside the log, so that it can be erased'),
    statement: z
      .string()
      .regex(STATEMENT_ID)
      .optional()
      .describe('Id of this statement, 32 random hex digits: sent again after a broken answer, it makes nothing twice'),
    corrects: z.int().min(0).optional().describe('Number of the entry that this statement corrects'),
  })
  .describe('What a person says happened to a planned session or to one item of it');

export const NoticeJson = z
  .strictObject({
    channel: IdText,
    day: DateText.describe('The broadcast day on which it was heard'),
    startedAt: z.string().superRefine(checkedBy(parseLocalTime)).describe('Clock time, HH:MM or HH:MM:SS'),
    seconds: z.number().min(1).max(86_400),
    title: words(200).min(1).describe('What it is called in the log, for ever: no names of people'),
    note: words(2000).min(1).describe('What was announced. Kept beside the log, so that it can be erased'),
    role: z.enum(ROLES),
    by: words(200).optional().describe('Who says so. Kept beside the log, so that it can be erased'),
    statement: z
      .string()
      .regex(STATEMENT_ID)
      .optional()
      .describe('Id of this statement, 32 random hex digits: sent again, it makes nothing twice'),
    order: z
      .string()
      .regex(URGENT_ID)
      .optional()
      .describe('The urgent order that was played or read by hand: the entry stands under its id, with its title'),
  })
  .describe('What a commune read or played on its own loudspeaker, and nobody had planned');

/** With null for everything not said. */
export const noticeOf = ({ day, startedAt, by, statement, order, ...said }: z.infer<typeof NoticeJson>) => ({
  ...said,
  day: day as LocalDate,
  startedAt: clockOf(startedAt),
  by: by === undefined || by === '' ? null : by,
  statement: statement ?? null,
  order: order ?? null,
});

export type StatementJson = z.infer<typeof StatementJson>;

export const RecordedJson = z.object({
  numbers: z.array(z.int().min(0)).describe('Numbers of the entries made, one for each planned airing concerned'),
  entries: z.array(AirLogRowJson),
});

/** With null for everything not said, as the operation takes it. Times are 'HH:MM:SS'. */
export const statementOf = (said: StatementJson) => ({
  channel: said.channel,
  day: said.day as LocalDate,
  session: said.session,
  entry: said.entry ?? null,
  outcome: said.outcome,
  reason: said.reason ?? null,
  note: said.note === undefined || said.note === '' ? null : said.note,
  startedAt: said.startedAt === undefined ? null : clockOf(said.startedAt),
  secondsHeard: said.secondsHeard ?? null,
  role: said.role,
  by: said.by === undefined || said.by === '' ? null : said.by,
  corrects: said.corrects ?? null,
  statement: said.statement ?? null,
});

/** The schema has checked that it is a clock time. */
const clockOf = (text: string): LocalTime => (text.length === 5 ? `${text}:00` : text) as LocalTime;

/** An id for a statement that is about to be made: a form carries it, so that a double click says nothing twice. */
export const newStatementId = ({ bytes }: { readonly bytes: (count: number) => Uint8Array }): string =>
  bytes(16).toHex();

export const isStatementId = (text: string): boolean => STATEMENT_ID.test(text);
