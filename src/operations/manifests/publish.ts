/** Publishing: the approved days of a channel to its site, because somebody asks, or by itself as soon as there is anything. */
import type { ChannelId } from '../../core/ids.ts';
import type { HeldBack } from '../../core/manifest/held-back.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import { publishingMark } from '../../store/manifests.ts';
import { newestSiteKeyLink } from '../../store/site-keys.ts';
import type { Ctx } from '../context.ts';
import { listChannels } from '../list-channels.ts';
import { operation } from '../operation.ts';
import { findChannel, loadGround, onChannel } from '../within/ground.ts';
import { type Publication, publishNow, saysItAll } from '../within/publishing.ts';
import { readyDays } from '../within/ready-days.ts';

export type { HeldBack } from '../../core/manifest/held-back.ts';
export type { Publication } from '../within/publishing.ts';

interface Asked {
  readonly channel: string;
  /** A version that sites hold and that we do not know of: a backup was restored. 0: there is none. */
  readonly above?: number;
}

/** Publishing what says nothing new answers what is there. Refuses with right.*, second-factor.*, channel.unknown, manifest.*, schedule-key.*, data.*. */
export const publishManifest = operation(
  {
    name: 'manifest.publish',
    needs: 'day.approve',
    where: (ctx: Ctx, { channel }: Asked) => onChannel(ctx, channel, 'today'),
  },
  async (ctx: Ctx, { channel, above = 0 }: Asked): Promise<Result<Publication>> => {
    const ground = loadGround(ctx);
    const found = findChannel(ground.schedule, channel as ChannelId);
    return found.ok ? publishNow(ctx, found.value, ground, above) : found;
  },
);

/** What of a channel's coming days does not go out yet, and why. Refuses with right.*, channel.unknown. */
export const showHeldBack = operation(
  {
    name: 'manifest.show-held-back',
    needs: 'schedule.read',
    where: (ctx: Ctx, { channel }: Asked) => onChannel(ctx, channel, null),
  },
  async (ctx: Ctx, { channel }: Asked): Promise<Result<readonly HeldBack[]>> => {
    const ground = loadGround(ctx);
    const found = findChannel(ground.schedule, channel as ChannelId);
    return found.ok ? ok((await readyDays(ctx, found.value, ground)).heldBack) : found;
  },
);

export interface PublishedDue {
  /** To be handed back at the next look. */
  readonly mark: string;
  readonly published: readonly Publication[];
  /** What single channels were refused with; the others were published. */
  readonly refusals: readonly Refusal[];
}

/**
 * What can go out and has not. `seen`: the mark of the look before; while it is the same nothing is looked at. null: everything is looked
 * at, also days that stand in a manifest. Refuses with right.not-yours.
 */
export const publishDue = operation(
  { name: 'manifest.publish-due', needs: 'system' },
  async (ctx: Ctx, seen: string | null): Promise<Result<PublishedDue>> => {
    const { rows } = ctx.store;
    const mark = `${publishingMark(rows)} ${newestSiteKeyLink(rows, 'schedule')?.number ?? 1}`;
    const [published, refusals]: [Publication[], Refusal[]] = [[], []];
    if (mark === seen) return ok({ mark, published, refusals });
    const waiting = listChannels(ctx).filter((listed) => listed.current && (seen === null || !saysItAll(ctx, listed)));
    if (waiting.length === 0) return ok({ mark, published, refusals });
    const ground = loadGround(ctx);
    for (const listed of waiting) {
      const done = await publishNow(ctx, listed, ground);
      if (done.ok && done.value.isNew) published.push(done.value);
      // That nobody approved a day yet is nothing to complain of.
      if (!done.ok && done.refusals[0].code !== 'manifest.nothing') refusals.push(...done.refusals);
    }
    return ok({ mark, published, refusals });
  },
);
