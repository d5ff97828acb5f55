/** Shapes of the API that are about how long records are kept, and about legal holds. */
import { z } from 'zod';
import { RECORDS } from '../core/retention/records.ts';
import { DateText, IdText } from './api.ts';

const reason = z.string().max(2000).describe('Kept beside the audit and the entry in the air log');

export const RetentionJson = z.object({
  rules: z.array(
    z.object({
      record: z.enum(RECORDS),
      keepDays: z.int().nullable().describe('null: for ever'),
      leastDays: z.int().describe('Fewer are refused'),
      offeredDays: z.int().describe('Usual; in force only once somebody sets it'),
      set: z
        .object({ rule: z.int(), by: z.string(), at: z.string(), reason: z.string() })
        .nullable()
        .describe('null: nobody has set a rule, so it is kept for ever'),
      due: z.int().describe('Would go today'),
      held: z.int().describe('As old, stopped by a hold'),
      needed: z.int().describe('As old, and still of use'),
    }),
  ),
  lookedOn: z.string().nullable().describe('The last day on which it was looked at'),
  removals: z.array(
    z.object({
      id: z.int(),
      record: z.enum(RECORDS),
      removed: z.int(),
      at: z.string(),
      entry: z.int().nullable().describe('Number of its entry in the air log'),
    }),
  ),
});

export const RetentionRuleJson = z.strictObject({
  keepDays: z.int().nullable().describe('Whole days after the last use; null: for ever'),
  reason,
});

export const RecordPath = z.object({ record: z.string().max(40).describe(RECORDS.join(', ')) });

export const HoldsJson = z.object({
  holds: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      from: z.string(),
      to: z.string().describe('Included'),
      channel: z.string().nullable().describe('null: every channel'),
      reason: z.string(),
      placedBy: z.string(),
      placedAt: z.string(),
      lifted: z.object({ by: z.string(), at: z.string(), reason: z.string() }).nullable().describe('null: in force'),
    }),
  ),
});

export const NewHoldJson = z.strictObject({
  name: z.string().max(500),
  from: DateText,
  to: DateText.describe('Included'),
  channel: IdText.nullable().default(null).describe('null: every channel'),
  reason,
});

export const LiftHoldJson = z.strictObject({ reason });
