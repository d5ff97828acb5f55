/** The air log's entries for a span of broadcast days, in order of number. */
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import type { AirLogFilter, AirLogRow } from '../store/airlog.ts';
import type { Ctx } from './context.ts';
import { loadGround } from './plan-day.ts';

/**
 * Refuses with time.range when `from` is after `to`; with channel.unknown or campaign.unknown when nothing is found and the
 * schedule knows no such one either, so that a slip of the pen does not read as "nothing aired".
 */
export const listAirings = (
  ctx: Pick<Ctx, 'airlog' | 'store'>,
  filter: AirLogFilter,
): Result<IteratorObject<AirLogRow>> => {
  if (filter.from > filter.to) return refuse('time.range', { from: filter.from, to: filter.to });
  const found = ctx.airlog.select(filter).toArray();
  if (found.length > 0 || (filter.channel === undefined && filter.campaign === undefined)) return ok(found.values());
  const { channels, campaigns } = loadGround(ctx).schedule;
  const known = (list: readonly { readonly id: string }[]): string => list.map(({ id }) => id).join(', ');
  if (filter.channel !== undefined && !channels.some(({ id }) => id === filter.channel))
    return refuse('channel.unknown', { id: filter.channel, known: known(channels) });
  if (filter.campaign !== undefined && !campaigns.some(({ id }) => id === filter.campaign))
    return refuse('campaign.unknown', { id: filter.campaign });
  return ok(found.values());
};
