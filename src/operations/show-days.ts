/** Many days of many channels at once: what the rules and the rundowns say, the schedule read once. */
import { placeOfChannel } from '../core/access/decide.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { eachDay, holdsOn, type LocalDate } from '../core/time/local.ts';
import type { Ctx } from './context.ts';
import { listChannels } from './list-channels.ts';
import { type Asking, operation, seesWith } from './operation.ts';
import { loadGround, onChannel } from './within/ground.ts';
import { dayShown, type ShownDay } from './within/shown-day.ts';

export interface AskedDays {
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** null: every channel that there is on each day. */
  readonly channel: string | null;
}

/** Day by day, channels as listChannels() has them; days that the caller may not read are left out. Refuses with right.*, channel.unknown. */
export const showDays = operation(
  {
    name: 'days.show',
    needs: 'schedule.read',
    where: (ctx: Asking, { channel, to }: AskedDays) =>
      channel === null ? ok('anywhere' as const) : onChannel(ctx, channel, to),
  },
  (ctx: Asking & Pick<Ctx, 'airlog'>, { from, to, channel: id }: AskedDays): Result<ShownDay[]> => {
    const ground = loadGround(ctx);
    const listed = listChannels(ctx).map(({ channel }) => channel);
    const channels = id === null ? listed : listed.filter((channel) => channel.id === id);
    if (id !== null && channels.length === 0)
      return refuse('channel.unknown', { id, known: listed.map((one) => one.id).join(', ') });
    const stations = new Map(ground.schedule.stations.map((station) => [station.id, station]));
    const sees = seesWith(ctx, 'schedule.read');
    const days: ShownDay[] = [];
    for (const day of eachDay(from, to))
      for (const channel of channels) {
        if (id === null && !holdsOn(channel, day)) continue;
        const station = stations.get(channel.station);
        if (station === undefined || !sees(placeOfChannel(channel, station, day))) continue;
        const shown = dayShown(ctx, channel.id, day, ground);
        if (!shown.ok) return shown;
        days.push(shown.value);
      }
    return ok(days);
  },
);
