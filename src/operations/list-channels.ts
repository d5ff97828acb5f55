/** The channels there are, with their stations; those that end are kept, with their days. */
import type { Channel, Station } from '../core/schedule/model.ts';
import { holdsOn, type LocalDate } from '../core/time/local.ts';
import { loadSchedule } from '../store/schedule.ts';
import { type Ctx, todayAt } from './context.ts';

export interface ListedChannel {
  readonly channel: Channel;
  readonly station: Station;
  readonly today: LocalDate;
  /** Whether it is on air in these days of its validity. */
  readonly current: boolean;
}

/** Those on air now first, then those that reach more units, then by id; a channel without a station cannot exist. */
export const listChannels = (ctx: Pick<Ctx, 'clock' | 'store'>): ListedChannel[] => {
  const { channels, stations } = loadSchedule(ctx.store.rows);
  const listed = channels.flatMap((channel): ListedChannel[] => {
    const station = stations.find(({ id }) => id === channel.station);
    if (station === undefined) return [];
    const today = todayAt(ctx, station);
    return [{ channel, station, today, current: holdsOn(channel, today) }];
  });
  return listed.sort(
    (a, b) =>
      Number(b.current) - Number(a.current) || unitsOf(b) - unitsOf(a) || (a.channel.id < b.channel.id ? -1 : 1),
  );
};

const unitsOf = ({ channel, today }: ListedChannel): number =>
  channel.units.filter((link) => holdsOn(link, today)).length;
