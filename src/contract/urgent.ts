/** Urgent notices between the centre and its sites; what a notice holds is read by core/urgent/read.ts. */
import { z } from 'zod';
import { URGENT_HEADER as HEADER } from '../core/urgent/model.ts';

/** On every answer about a site's manifest: the tag of the urgent notices that are in force there. */
export const URGENT_HEADER: typeof HEADER = HEADER;

/** What a site asks for: everything that is in force for it. */
export const UrgentNotesJson = z.object({
  key: z.string().describe('Signed note by the key of the manifests: which key signs urgent orders'),
  chain: z
    .array(z.string())
    .default([])
    .describe('How whoever pinned an earlier urgent key comes to this one: signed notes, the oldest first'),
  notes: z.array(z.string()).describe('Signed notes, oldest first: the orders and cancels that are not over'),
});
