/** Where tokens and the machines that hold them stand. */
import { placeOfChannel, type Where } from '../../core/access/decide.ts';
import type { ChannelId } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { holdsOn } from '../../core/time/local.ts';
import { loadChannels, loadStations } from '../../store/schedule.ts';
import type { TokenRow } from '../../store/tokens.ts';
import { todayAt } from '../context.ts';
import { type Asking, groundOf } from '../operation.ts';
import { placeOf } from './people.ts';

/** Where tokens stand: a site's link where its channel does; of a channel that is gone, the whole centre's. */
export const placesIn = (ctx: Asking): ((token: Pick<TokenRow, 'unit' | 'channel'>) => Where) => {
  const { rows } = ctx.store;
  const channels = new Map(loadChannels(rows).map((channel) => [channel.id, channel]));
  const stations = new Map(loadStations(rows).map((station) => [station.id, station]));
  const { today } = groundOf(ctx);
  return (token) => {
    if (token.channel === null) return placeOf(token.unit, today);
    const channel = channels.get(token.channel);
    const station = channel === undefined ? undefined : stations.get(channel.station);
    if (channel === undefined || station === undefined) return 'centre';
    const now = todayAt(ctx, station);
    // One that has ended stands where it stood on its last day.
    return placeOfChannel(channel, station, channel.to !== null && !holdsOn(channel, now) ? channel.to : now);
  };
};

/** A channel that plays today or will. Refuses with unit.ended at '/channel'. */
export const lastingChannel = (ctx: Asking, id: string): Result<ChannelId> => {
  const found = loadChannels(ctx.store.rows).find((channel) => channel.id === id);
  return found !== undefined && found.to !== null && found.to < groundOf(ctx).today
    ? refuse('unit.ended', { unit: found.name, on: found.to }, { pointer: '/channel' })
    : ok(id as ChannelId);
};
