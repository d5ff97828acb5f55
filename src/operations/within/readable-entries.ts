/**
 * Whether the caller may read an entry of the air log: by the units that are frozen in it, and by who answered for its
 * channel's station that day while the schedule still knows the channel.
 */
import { type Place, placeOfChannel } from '../../core/access/decide.ts';
import type { Right } from '../../core/access/model.ts';
import { type AirLogEntry, isOfAiring, type PlannedAiring } from '../../core/evidence/entry.ts';
import type { ChannelId, UnitId } from '../../core/ids.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { Rows } from '../../store/database.ts';
import { loadChannels, loadStations } from '../../store/schedule.ts';
import { type Asking, seesWith } from '../operation.ts';

/** Asked once for each channel and day. `right`: another that reaches as far as reading. */
export const readableEntries = (ctx: Asking, right: Right = 'air-log.read'): ((planned: PlannedAiring) => boolean) => {
  const sees = seesWith(ctx, right);
  const responsible = responsibleOf(ctx.store.rows);
  const known = new Map<string, boolean>();
  return (planned) => {
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

/** An event of the log itself is of no unit: it is for whoever reads the whole centre's log. */
export const readableEntry = (ctx: Asking): ((entry: AirLogEntry) => boolean) => {
  const ofAiring = readableEntries(ctx);
  const whole = seesWith(ctx, 'air-log.read')('centre');
  return (entry) => (isOfAiring(entry) ? ofAiring(entry.planned) : whole);
};

/** Who answered for a channel’s station on a day; nobody, once the schedule knows it no more. */
export const responsibleOf = (rows: Rows): ((channel: ChannelId, day: LocalDate) => Place['responsible']) => {
  const channels = new Map(loadChannels(rows).map((channel) => [channel.id, channel]));
  const stations = new Map(loadStations(rows).map((station) => [station.id, station]));
  return (id, day) => {
    const channel = channels.get(id);
    const station = channel === undefined ? undefined : stations.get(channel.station);
    return channel === undefined || station === undefined ? [] : placeOfChannel(channel, station, day).responsible;
  };
};
