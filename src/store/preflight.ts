/** Looks at coming sessions that have happened; none is ever changed. */

import type { ChannelId } from '../core/ids.ts';
import type { LocalDate } from '../core/time/local.ts';
import type { Rows } from './database.ts';
import { and, eq } from './drizzle.ts';
import { preflight } from './schema-library.ts';

export type PreflightRow = typeof preflight.$inferSelect;

export const looksOf = (rows: Rows, channel: ChannelId, day: LocalDate): PreflightRow[] =>
  rows
    .select()
    .from(preflight)
    .where(and(eq(preflight.channel, channel), eq(preflight.day, day)))
    .orderBy(preflight.id)
    .all();

export const addLook = (rows: Rows, row: Omit<PreflightRow, 'id'>): void => {
  rows.insert(preflight).values(row).run();
};
