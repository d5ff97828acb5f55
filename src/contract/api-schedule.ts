/** Shapes of the HTTP API for the schedule as a whole: how it is asked for, and what an import answers. */
import { z } from 'zod';
import type { Refusal } from '../core/refusal.ts';
import type { Change } from '../core/schedule/diff.ts';
import { parseLocalDate } from '../core/time/local.ts';
import { checkedBy, IdText } from './api.ts';
import { IMPORT_FORMATS, type Imported } from './schedule-import/index.ts';
import { importNoticeText } from './sentences/import-notices.ts';
import { type Lang, sentenceOf } from './sentences/index.ts';

const YesNo = z.enum(['true', 'false']).default('false');

export const ImportQuery = z.strictObject({
  format: z.enum(IMPORT_FORMATS).describe('ics: text/calendar; csv: text/csv, a week grid'),
  channels: z
    .string()
    .min(1)
    .max(2000)
    .describe('Ids of the channels that it airs on, with commas between; all of one station'),
  name: z
    .string()
    .regex(/^[^/\\\p{Cc}]{1,100}$/u)
    .describe('A file name. Importing under the same name again replaces what it gave before'),
  content: z.string().min(1).max(200).optional().describe('Item or strand that every event of a calendar plays'),
  from: z
    .string()
    .superRefine(checkedBy(parseLocalDate))
    .optional()
    .describe('First day of rows that name none; today'),
  apply: YesNo.describe('false: only answer the difference'),
  skipWrong: YesNo.describe('true: apply the rest although some was refused'),
});

const ChangeJson = z.object({
  kind: z.string(),
  id: z.string(),
  what: z.enum(['added', 'changed', 'removed']),
  name: z.string(),
  fields: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
});

const LineJson = z.int().min(1).nullable().describe('Line of the body, from 1');

export const ImportJson = z.object({
  applied: z.boolean(),
  changes: z.array(ChangeJson).describe('What it changes, or would change: without what was refused'),
  events: z
    .array(z.object({ line: LineJson, name: z.string(), fate: z.enum(['taken', 'refused', 'cancelled']) }))
    .describe('Each event or row, and what became of it'),
  refusals: z.array(
    z.object({ code: z.string(), detail: z.string(), line: LineJson, column: z.int().min(1).nullable() }),
  ),
  notices: z.array(z.object({ code: z.string(), detail: z.string(), line: LineJson })),
});

export const SchedulePartQuery = z.strictObject({
  channel: IdText.optional().describe('Only this channel with its sessions'),
});

/** What an import answers, in the reader's language. */
export const importJson = (
  { fates, notices, refusals }: Imported,
  { changes, dryRun }: { readonly changes: readonly Change[]; readonly dryRun: boolean },
  lang: Lang,
): z.infer<typeof ImportJson> => ({
  applied: !dryRun,
  changes: changes.map((change) => ({ ...change, fields: change.fields.map((field) => ({ ...field })) })),
  events: fates.map((fate) => ({ ...fate })),
  refusals: refusals.map((refused: Refusal) => ({
    code: refused.code,
    detail: sentenceOf(refused, lang),
    line: refused.place?.line ?? null,
    column: refused.place?.column ?? null,
  })),
  notices: notices.map((notice) => ({
    code: notice.code,
    detail: importNoticeText(notice, lang),
    line: notice.place.line ?? null,
  })),
});
