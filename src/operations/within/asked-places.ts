/** Whether what a list was asked for is there at all: a slip of the pen must not read as "nothing aired". */
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { loadCampaigns, loadUnits } from '../../store/schedule.ts';
import { listChannels } from '../list-channels.ts';
import type { Asking } from '../operation.ts';

export interface AskedPlaces {
  /** One that the caller may read. */
  readonly channel?: string | undefined;
  readonly unit?: string | undefined;
  readonly campaign?: string | undefined;
}

/** Refuses with channel.unknown, unit.unknown, campaign.unknown. What is not given is not looked for. */
export const knownIn = (ctx: Asking, { channel, unit, campaign }: AskedPlaces): Result<void> => {
  const { rows } = ctx.store;
  const channels = listChannels(ctx).map((one) => one.channel.id);
  if (channel !== undefined && !channels.some((id) => id === channel))
    return refuse('channel.unknown', { id: channel, known: channels.join(', ') });
  if (unit !== undefined && !loadUnits(rows).some(({ id }) => id === unit)) return refuse('unit.unknown', { id: unit });
  if (campaign !== undefined && !loadCampaigns(rows).some(({ id }) => id === campaign))
    return refuse('campaign.unknown', { id: campaign });
  return ok(undefined);
};
