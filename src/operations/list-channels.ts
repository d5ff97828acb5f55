/** The channels there are, with their stations; those that end are kept, with their days. */
import type { Channel, Station } from '../core/schedule/model.ts';
import { holdsOn, type LocalDate } from '../core/time/local.ts';
import { loadChannels, loadStations } from '../store/schedule.ts';
import { todayAt } from './context.ts';
import { type Asking, listing, seesWith } from './operation.ts';
import { standing } from './within/ground.ts';

export interface ListedChannel {
  readonly channel: Channel;
  readonly station: Station;
  readonly today: LocalDate;
  /** Whether it is on air in these days of its validity. */
  readonly current: boolean;
}

/**
 * Those on air now first, then those that reach more units, then by id; a channel without a station cannot exist.
 * One that has ended stands where it stood on its last day.
 */
export const listChannels = listing(
  { name: 'channel.list', needs: 'schedule.read' },
  (ctx: Asking): ListedChannel[] => {
    const sees = seesWith(ctx, 'schedule.read');
    const stations = new Map(loadStations(ctx.store.rows).map((station) => [station.id, station]));
    const listed = loadChannels(ctx.store.rows).flatMap((channel): ListedChannel[] => {
      const station = stations.get(channel.station);
      if (station === undefined) return [];
      const today = todayAt(ctx, station);
      if (!sees(standing(ctx, { channel, station }))) return [];
      return [{ channel, station, today, current: holdsOn(channel, today) }];
    });
    return listed.sort(
      (a, b) =>
        Number(b.current) - Number(a.current) || unitsOf(b) - unitsOf(a) || (a.channel.id < b.channel.id ? -1 : 1),
    );
  },
);

const unitsOf = ({ channel, today }: ListedChannel): number =>
  channel.units.filter((link) => holdsOn(link, today)).length;
