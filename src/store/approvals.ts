/** Rows of approvals: one for a version of a channel's day, never changed. */
import { and, desc, eq, lt } from 'drizzle-orm';
import type { ChannelId } from '../core/ids.ts';
import type { LocalDate } from '../core/time/local.ts';
import type { Rows } from './database.ts';
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

/** Instant at which the newest approved version before this one was planned. */
export const findApprovedBefore = (
  rows: Rows,
  of: { readonly channel: ChannelId; readonly day: LocalDate; readonly version: number },
): string | undefined =>
  rows
    .select({ plannedAt: rundown.plannedAt })
    .from(approval)
    .innerJoin(
      rundown,
      and(eq(rundown.channel, approval.channel), eq(rundown.day, approval.day), eq(rundown.version, approval.version)),
    )
    .where(and(eq(approval.channel, of.channel), eq(approval.day, of.day), lt(approval.version, of.version)))
    .orderBy(desc(approval.version))
    .limit(1)
    .get()?.plannedAt;
