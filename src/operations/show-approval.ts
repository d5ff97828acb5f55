/** Who approved a channel's day as it stands now. */
import type { ChannelId } from '../core/ids.ts';
import type { Result } from '../core/result.ts';
import { ok } from '../core/result.ts';
import type { LocalDate } from '../core/time/local.ts';
import { findApproval } from '../store/approvals.ts';
import { findRundown } from '../store/days.ts';
import { type Asking, operation } from './operation.ts';
import { type Approved, shownApproval } from './within/approved.ts';
import { onChannel } from './within/ground.ts';

export type { Approved };

interface Asked {
  readonly channel: string;
  readonly day: LocalDate;
}

/** null while the newest version has no approval, or nothing is planned. Refuses with right.*, channel.unknown. */
export const showApproval = operation(
  {
    name: 'day.show-approval',
    needs: 'schedule.read',
    where: (ctx: Asking, { channel, day }: Asked) => onChannel(ctx, channel as ChannelId, day),
  },
  (ctx: Asking, { channel, day }: Asked): Result<Approved | null> => {
    const { rows } = ctx.store;
    const newest = findRundown(rows, channel as ChannelId, day);
    const found = newest === undefined ? undefined : findApproval(rows, newest);
    return ok(found === undefined ? null : shownApproval(rows, found));
  },
);
