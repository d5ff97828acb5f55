/** Rows that machines send of what they did, and what they get for them: shape only; what a kind needs, the core decides. */
import { z } from 'zod';
import { canonicalJson } from '../core/evidence/canonical.ts';
import { OUTCOMES, REASONS, REPORT_KINDS } from '../core/evidence/entry.ts';
import type { ReportRow } from '../core/evidence/report.ts';
import type { LinkedRow } from '../core/evidence/row-chain.ts';
import type { Sha256 } from '../core/ids.ts';
import { DateText, IdText } from './api.ts';

/** More rows than these go in a second batch. */
const MOST_ROWS = 500;
/** Of a whole batch: 500 rows with long names. */
export const REPORTS_LIMIT = 512 * 1024;
export const REPORTS_PATH = '/api/v1/air-log/reports';

const isInstant = (text: string): boolean => {
  try {
    Temporal.Instant.from(text);
    return true;
  } catch {
    return false;
  }
};

const instant = (pattern: RegExp) => z.string().regex(pattern).refine(isInstant);
const WHOLE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const FINE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/;
/** Thousands of years: no clock is further off. */
const ms = z.int().min(-1e14).max(1e14);
const name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
const text = (longest: number) => z.string().normalize('NFC').trim().min(1).max(longest);

export const ReportRowJson = z
  .strictObject({
    device: name.describe('The device that did it'),
    boot: name.describe('Its start, as an id of its own: random, never used again'),
    row: z.int().min(0).describe('Number within that start, from 0, kept before anything is played'),
    channel: IdText,
    day: DateText,
    entry: text(200).describe('Id of the planned entry; of what stood in no plan, one of the device’s own'),
    title: text(300).optional().describe('What it is called, for what stood in no plan'),
    kind: z.enum(REPORT_KINDS),
    evidence: z
      .enum(['L2', 'L3', 'L4', 'L5'])
      .default('L2')
      .describe('Above L2 only for heard, and for tokens so scoped'),
    clock: z
      .strictObject({
        wall: instant(FINE).describe('The device’s clock when it wrote the row, never corrected'),
        monotonicMs: ms.min(0).describe('Milliseconds since its start, by a clock that nobody sets'),
        offsetMs: ms.optional().describe('What to add to its clock, by its last exchange with the centre'),
        errorMs: ms.min(0).optional().describe('How far the offset may be off'),
      })
      .describe('Quality A to D is worked out from it'),
    outcome: z.enum(OUTCOMES).optional(),
    reason: z.enum(REASONS).optional(),
    started: instant(WHOLE).optional(),
    stopped: instant(WHOLE).optional(),
    secondsHeard: z.number().min(0).max(86_400).optional().describe('Of this airing in this start, to the millisecond'),
  })
  .describe('One row of a device');

export const RowLinkJson = z.strictObject({
  n: z.int().min(1).describe('Place of the row in the device’s chain, from 1'),
  previous: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe(
      'Hash of the row before it: SHA-256 of "loa-site-row/1", its own previous and its canonical JSON, a line each',
    ),
  signature: z.base64().length(88).describe('Ed25519 by the device’s key over the row’s own hash in hex, in base64'),
});

export const ReportsJson = z.strictObject({
  rows: z.array(ReportRowJson).min(1).max(MOST_ROWS),
  chain: z
    .array(RowLinkJson)
    .max(MOST_ROWS)
    .optional()
    .describe('One for each row, in the same order: an enrolled device signs its rows'),
});

/** What an enrolled device signed: rows as they were sent, and a link for each. null: not one for each. */
export const linkedRowsOf = (
  rows: readonly unknown[],
  chain: readonly z.infer<typeof RowLinkJson>[],
): readonly LinkedRow[] | null =>
  rows.length !== chain.length
    ? null
    : chain.map(({ n, previous, signature }, at) => ({
        ...{ n, previous: previous as Sha256, signature: Uint8Array.fromBase64(signature) },
        body: canonicalJson(rows[at]),
      }));

const key = { device: z.string(), boot: z.string() };
const count = z.int().min(0);

export const ReportReceiptJson = z.object({
  receipts: z
    .array(z.object({ ...key, row: count, seq: count.describe('Number in the air log'), isNew: z.boolean() }))
    .describe('In the order of the rows. A row that was there already has the receipt of its first sending'),
  missing: z
    .array(z.object({ ...key, from: count, to: count }))
    .describe('Numbers that have not come before rows of this batch: to be sent'),
  checkpoint: z
    .string()
    .nullable()
    .describe('The newest checkpoint. Whether it covers an entry, its proof tells: /air-log/entries/{seq}/proof'),
});

/** With null for everything that was left out. */
export const reportRowOf = (row: z.infer<typeof ReportRowJson>): ReportRow => ({
  device: row.device,
  boot: row.boot,
  row: row.row,
  channel: row.channel,
  day: row.day,
  entry: row.entry,
  title: row.title ?? null,
  kind: row.kind,
  evidence: row.evidence,
  clock: {
    wall: row.clock.wall,
    monotonicMs: row.clock.monotonicMs,
    offsetMs: row.clock.offsetMs ?? null,
    errorMs: row.clock.errorMs ?? null,
  },
  outcome: row.outcome ?? null,
  reason: row.reason ?? null,
  started: row.started ?? null,
  stopped: row.stopped ?? null,
  secondsHeard: row.secondsHeard ?? null,
});
