/**
 * After an alteration: the days that are planned already and that it touches are planned again, and nothing else.
 *
 * The planner's loop would find the same; this makes it true at once, at the cost of what was touched only.
 */
import type { ChannelId } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import type { Touched } from '../../core/schedule/touched.ts';
import type { LocalDate } from '../../core/time/local.ts';
import { findPlannedDays } from '../../store/days.ts';
import { type Ctx, todayAt } from '../context.ts';
import type { PlanningGround } from './ground.ts';
import { storeDay } from './planned-day.ts';

export interface Replanned {
  /** Days with a new version. */
  readonly changed: readonly { readonly channel: ChannelId; readonly day: LocalDate; readonly version: number }[];
  /** How many days were planned again. */
  readonly planned: number;
  /** How many days there are that could have been: all planned ones from today on. */
  readonly all: number;
  /** How many it leaves to the planner's loop, the latest. */
  readonly left: number;
}

/** As many as nobody has to wait for; a province's day has thousands of channels. */
const MOST_AT_ONCE = 500;

/** `ground` is loaded after the alteration. Refuses with data.*; the loop then plans what is left. */
export const replan = (
  ctx: Pick<Ctx, 'caller' | 'clock' | 'random' | 'store'>,
  ground: PlanningGround,
  touched: readonly Touched[],
): Result<Replanned> => {
  const { stations, channels } = ground.schedule;
  const today = new Map(stations.map((station) => [station.id, todayAt(ctx, station)]));
  const begins = new Map(channels.map(({ id, station }) => [id, today.get(station)]));
  const [first] = [...today.values()].sort();
  const coming =
    first === undefined
      ? []
      : findPlannedDays(ctx.store.rows, first).filter(({ channel, day }) => {
          const begin = begins.get(channel);
          return begin !== undefined && begin <= day;
        });
  const wanted = coming.filter((one) => touched.some((part) => touches(part, one)));
  const again = wanted.slice(0, MOST_AT_ONCE);
  const changed: Replanned['changed'][number][] = [];
  for (const { channel, day } of again) {
    const stored = storeDay(ctx, channel, day, ground);
    if (!stored.ok) return stored;
    const { version } = stored.value;
    if (stored.value.changed && version !== null) changed.push({ channel, day, version });
  }
  return ok({ changed, planned: again.length, all: coming.length, left: wanted.length - again.length });
};

const touches = (
  { channels, from, to }: Touched,
  { channel, day }: { readonly channel: ChannelId; readonly day: LocalDate },
): boolean => channels.includes(channel) && from <= day && (to === null || day <= to);
