/** How a piece of work stands, by its kind and key. */

import type { Rows } from './database.ts';
import { and, eq } from './drizzle.ts';
import type { JobRow } from './jobs.ts';
import { job } from './schema.ts';

/** null: nobody asked for it. */
export const findJob = (rows: Rows, kind: string, key: string): JobRow['state'] | null =>
  rows
    .select({ state: job.state })
    .from(job)
    .where(and(eq(job.kind, kind), eq(job.key, key)))
    .get()?.state ?? null;
