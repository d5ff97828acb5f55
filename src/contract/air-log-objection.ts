/** An objection to an entry of the air log, as it is sent and as it is answered. */
import { z } from 'zod';
import { type ObjectionEntry, STATEMENT_ID } from '../core/evidence/entry.ts';
import { SHA256_PATTERN } from '../core/ids.ts';

export const OBJECTION_NOTE_LIMIT = 2000;
const NAME_LIMIT = 200;

const words = (longest: number) => z.string().normalize('NFC').trim().max(longest);

export const ObjectionJson = z
  .strictObject({
    note: words(OBJECTION_NOTE_LIMIT).min(1).describe('Why. Kept beside the log, so that it can be erased'),
    by: words(NAME_LIMIT).optional().describe('Whose word a telephone or a program brings'),
    statement: z
      .string()
      .regex(STATEMENT_ID)
      .optional()
      .describe('Id of this objection, 32 random hex digits: sent again, it makes nothing twice'),
  })
  .describe('That a person does not agree with an entry');

const hash = z.string().regex(SHA256_PATTERN).nullable();

export const ObjectedJson = z.object({
  seq: z.int().min(0).describe('Number of the objection'),
  disputes: z.int().min(0).describe('Number of the entry that is disputed'),
  recordedAt: z.string(),
  statement: z.string().regex(STATEMENT_ID),
  actor: z.string(),
  by: z.string().nullable(),
  byHash: hash,
  note: z.string().nullable(),
  noteHash: hash,
});

export const objectedJson = ({
  seq,
  entry,
  by,
  note,
}: {
  readonly seq: number;
  readonly entry: ObjectionEntry;
  readonly by: string | null;
  readonly note: string | null;
}): z.infer<typeof ObjectedJson> => ({
  seq,
  disputes: entry.disputes,
  recordedAt: entry.recordedAt,
  statement: entry.statement,
  actor: entry.actor,
  by,
  byHash: entry.by,
  note,
  noteHash: entry.note,
});
