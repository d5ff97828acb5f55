/** Rows of approvals: one for a version of a channel's day, never changed. */

import type { ChannelId } from '../core/ids.ts';
import type { LocalDate } from '../core/time/local.ts';
import type { Rows } from './database.ts';
import { and, desc, eq, lte } from './drizzle.ts';
import { rundown } from './schema.ts';
import { approval } from './schema-access.ts';

export type ApprovalRow = typeof approval.$inferSelect;

export const addApproval = (rows: Rows, row: ApprovalRow): void => {
  rows.insert(approval).values(row).run();
};

export const findApproval = (
  rows: Rows,
  of: { readonly channel: ChannelId; readonly day: LocalDate; readonly version: number },
): ApprovalRow | undefined =>
  rows
    .select()
    .from(approval)
    .where(and(eq(approval.channel, of.channel), eq(approval.day, of.day), eq(approval.version, of.version)))
    .get();

/** Instant at which the newest version of a channel's days that somebody has approved was planned, if before this one. */
export const findApprovedBefore = (
  rows: Rows,
  of: { readonly channel: ChannelId; readonly plannedAt: string },
): string | undefined =>
  rows
    .select({ plannedAt: rundown.plannedAt })
    .from(approval)
    .innerJoin(
      rundown,
      and(eq(rundown.channel, approval.channel), eq(rundown.day, approval.day), eq(rundown.version, approval.version)),
    )
    .where(and(eq(approval.channel, of.channel), lte(rundown.plannedAt, of.plannedAt)))
    .orderBy(desc(rundown.plannedAt))
    .limit(1)
    .get()?.plannedAt;
