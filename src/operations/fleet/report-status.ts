/**
 * A machine at a site says how it is: free disk, missing files, its version, its clock. Only the newest word is kept.
 *
 * Whatever is written ends the memory of what polling sites were answered (http/polls.ts), so the same word is written down again
 * only when some minutes have passed.
 */
import { actorOf } from '../../core/access/model.ts';
import type { SiteStatus } from '../../core/fleet/model.ts';
import type { ChannelId } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import { findStatus, saveStatus } from '../../store/fleet.ts';
import { type Asking, operation } from '../operation.ts';
import { onChannel } from '../within/ground.ts';

export interface GivenStatus extends Omit<SiteStatus, 'at'> {
  readonly channel: string;
}

export interface KeptStatus {
  /** When it was written down last. */
  readonly at: string;
  /** Whether that was now. */
  readonly isNew: boolean;
}

/** The same again is written down after so long: well within the silence that alarms. */
const AGAIN_MINUTES = 5;
/** A disk that filled by less says nothing new. */
const DISK_STEP = 100 * 1000 ** 2;

/** Refuses with right.*, channel.unknown, data.*. */
export const reportStatus = operation(
  {
    name: 'site.report-status',
    needs: 'airing.report',
    where: (ctx: Asking, { channel }: GivenStatus) => onChannel(ctx, channel, 'today'),
  },
  (ctx: Asking, { channel: id, ...given }: GivenStatus): Result<KeptStatus> => {
    const channel = id as ChannelId;
    const who = actorOf(ctx.caller) ?? 'nobody';
    const at = ctx.clock.instant();
    const before = findStatus(ctx.store.rows, channel, who);
    const again = before === undefined ? null : Temporal.Instant.from(before.at).add({ minutes: AGAIN_MINUTES });
    const isFresh = again !== null && Temporal.Instant.compare(again, at) > 0;
    if (before !== undefined && isFresh && saysTheSame(before.status, given))
      return ok({ at: before.at, isNew: false });
    const saved = ctx.store.transact((rows) => ok(saveStatus(rows, { ...given, channel, who, at })));
    return saved.ok ? ok({ at, isNew: true }) : saved;
  },
);

type Said = Omit<SiteStatus, 'at'>;

const saysTheSame = (a: Said, b: Said): boolean =>
  a.agent === b.agent &&
  (a.silentSince ?? null) === (b.silentSince ?? null) &&
  a.missingCount === b.missingCount &&
  a.missing.join() === b.missing.join() &&
  (a.freeBytes === null) === (b.freeBytes === null) &&
  Math.abs((a.freeBytes ?? 0) - (b.freeBytes ?? 0)) < DISK_STEP &&
  (a.offsetMs === null) === (b.offsetMs === null) &&
  Math.abs((a.offsetMs ?? 0) - (b.offsetMs ?? 0)) + Math.abs((a.errorMs ?? 0) - (b.errorMs ?? 0)) < 1000;
