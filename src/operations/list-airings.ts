/** The air log's entries for a span of broadcast days, in order of number: those of the units that one may read. */
import { type Place, placeOfChannel } from '../core/access/decide.ts';
import type { AirLogEntry } from '../core/evidence/entry.ts';
import type { ChannelId, UnitId } from '../core/ids.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import type { LocalDate } from '../core/time/local.ts';
import type { AirLogFilter, AirLogRow } from '../store/airlog.ts';
import type { Rows } from '../store/database.ts';
import { loadCampaigns, loadChannels, loadStations } from '../store/schedule.ts';
import type { Ctx } from './context.ts';
import { listChannels } from './list-channels.ts';
import { type Asking, operation, seesWith } from './operation.ts';

/**
 * Refuses with right.*; with time.range when `from` is after `to`; with channel.unknown or campaign.unknown when nothing is
 * found and there is no such one either (that the caller may read), so that a slip of the pen does not read as "nothing aired".
 */
export const listAirings = operation(
  { name: 'air-log.list', needs: 'air-log.read' },
  (ctx: Asking & Pick<Ctx, 'airlog'>, filter: AirLogFilter): Result<IteratorObject<AirLogRow>> => {
    if (filter.from > filter.to) return refuse('time.range', { from: filter.from, to: filter.to });
    const mine = readable(ctx);
    const found = ctx.airlog
      .select(filter)
      .filter(({ entry }) => mine(entry))
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

/**
 * Whether the caller may read an entry: by the units that are frozen in it, and by who answered for its channel's station
 * that day while the schedule still knows the channel. Asked once for each channel and day.
 */
const readable = (ctx: Asking): ((entry: AirLogEntry) => boolean) => {
  const sees = seesWith(ctx, 'air-log.read');
  const responsible = responsibleOf(ctx.store.rows);
  const known = new Map<string, boolean>();
  return ({ planned }) => {
    const served = planned.units.map(({ id }) => id as UnitId);
    const key = [planned.day, planned.channel.id, ...served].join(' ');
    const before = known.get(key);
    if (before !== undefined) return before;
    const channel = planned.channel.id as ChannelId;
    const day = planned.day as LocalDate;
    const place: Place = { day, channel, served, responsible: responsible(channel, day) };
    const may = sees(place);
    known.set(key, may);
    return may;
  };
};

const responsibleOf = (rows: Rows): ((channel: ChannelId, day: LocalDate) => readonly UnitId[]) => {
  const channels = new Map(loadChannels(rows).map((channel) => [channel.id, channel]));
  const stations = new Map(loadStations(rows).map((station) => [station.id, station]));
  return (id, day) => {
    const channel = channels.get(id);
    const station = channel === undefined ? undefined : stations.get(channel.station);
    return channel === undefined || station === undefined ? [] : placeOfChannel(channel, station, day).responsible;
  };
};
