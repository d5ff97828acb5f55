/** The air log's entries for a span of broadcast days, in order of number: those of the units that one may read. */
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import type { AirLogFilter, AirLogRow } from '../store/airlog.ts';
import { loadCampaigns } from '../store/schedule.ts';
import type { Ctx } from './context.ts';
import { listChannels } from './list-channels.ts';
import { type Asking, operation } from './operation.ts';
import { readableEntries } from './within/readable-entries.ts';

/**
 * Refuses with right.*; with time.range when `from` is after `to`; with channel.unknown or campaign.unknown when nothing is
 * found and there is no such one either (that the caller may read), so that a slip of the pen does not read as "nothing aired".
 */
export const listAirings = operation(
  { name: 'air-log.list', needs: 'air-log.read' },
  (ctx: Asking & Pick<Ctx, 'airlog'>, filter: AirLogFilter): Result<IteratorObject<AirLogRow>> => {
    if (filter.from > filter.to) return refuse('time.range', { from: filter.from, to: filter.to });
    const mine = readableEntries(ctx);
    const found = ctx.airlog
      .select(filter)
      .filter(({ entry }) => mine(entry.planned))
      .toArray();
    if (found.length > 0) return ok(found.values());
    const channels = listChannels(ctx).map(({ channel }) => channel.id);
    if (filter.channel !== undefined && !channels.some((id) => id === filter.channel))
      return refuse('channel.unknown', { id: filter.channel, known: channels.join(', ') });
    if (filter.campaign !== undefined && !loadCampaigns(ctx.store.rows).some(({ id }) => id === filter.campaign))
      return refuse('campaign.unknown', { id: filter.campaign });
    return ok(found.values());
  },
);
