/** What planning and showing start from, read once and used for many days; and where a channel stands for rights. */
import { mayAt, type Place, placeOfChannel } from '../../core/access/decide.ts';
import type { ChannelId } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { applicable } from '../../core/schedule/applicable.ts';
import type { Channel, Schedule, Station } from '../../core/schedule/model.ts';
import { type Prepared, prepare } from '../../core/schedule/prepare.ts';
import type { LocalDate } from '../../core/time/local.ts';
import { loadAlterations } from '../../store/alterations.ts';
import { findChannelAt, loadChannels, loadSchedule, loadStations } from '../../store/schedule.ts';
import { loadCuts } from '../../store/sounds.ts';
import { loadTurns } from '../../store/turns.ts';
import { type Ctx, todayAt } from '../context.ts';
import { type Asking, groundOf } from '../operation.ts';

export interface PlanningGround {
  readonly schedule: Schedule;
  readonly prepared: Prepared;
}

/** As everything stands now: what has begun is settled by what it was given. */
export const loadGround = ({ clock, store: { rows } }: Pick<Ctx, 'clock' | 'store'>): PlanningGround => {
  const schedule = loadSchedule(rows);
  const turns = loadTurns(rows, clock.instant());
  const prepared = prepare({
    schedule,
    sounds: loadCuts(rows),
    alterations: applicable(schedule, loadAlterations(rows)),
    turns,
  });
  return { schedule, prepared };
};

export interface FoundChannel {
  readonly channel: Channel;
  readonly station: Station;
}

/** A channel with its station. Refuses with channel.unknown, naming those in `known` (all, when not given). */
export const findChannel = (
  { channels, stations }: Pick<Schedule, 'channels' | 'stations'>,
  id: string,
  known: (found: FoundChannel) => boolean = () => true,
): Result<FoundChannel> => {
  const all = channels.flatMap((channel): FoundChannel[] => {
    const station = stations.find((candidate) => candidate.id === channel.station);
    return station === undefined ? [] : [{ channel, station }];
  });
  const listed = all.filter(known);
  const found = listed.find(({ channel }) => channel.id === id);
  const ids = listed.map(({ channel }): ChannelId => channel.id).join(', ');
  return found === undefined ? refuse('channel.unknown', { id, known: ids }) : ok(found);
};

/** A day as it is asked for: 'today' is the station's. */
export type AskedDay = LocalDate | 'today';

/** Where a channel stands now; one that has ended stands where it stood on its last day. */
export const standing = (ctx: Pick<Ctx, 'clock'>, { channel, station }: FoundChannel): Place => {
  const today = todayAt(ctx, station);
  return placeOfChannel(channel, station, channel.to !== null && channel.to < today ? channel.to : today);
};

export const dayAt = (ctx: Pick<Ctx, 'clock'>, station: Station, day: AskedDay): LocalDate =>
  day === 'today' ? todayAt(ctx, station) : day;

/**
 * Where a channel's day stands; `day` null: where the channel stands now. A channel that the caller may read neither
 * then nor now is unknown to them: channel.unknown, which names only those that they may read.
 */
export const onChannel = (ctx: Asking, id: string, day: AskedDay | null): Result<Place> => {
  const ground = groundOf(ctx);
  const { rows } = ctx.store;
  const now = (one: FoundChannel): Place => standing(ctx, one);
  const then = (one: FoundChannel): Place =>
    day === null ? now(one) : placeOfChannel(one.channel, one.station, dayAt(ctx, one.station, day));
  const known = (one: FoundChannel): boolean =>
    [then, now].some((place) => mayAt(ctx.caller, 'schedule.read', place(one), ground));
  const asked = findChannelAt(rows, id);
  if (asked !== undefined && known(asked)) return ok(then(asked));
  // All of them only where they have to be named: a province has thousands, and each question comes by here.
  const found = findChannel({ channels: loadChannels(rows), stations: loadStations(rows) }, id, known);
  return found.ok ? ok(then(found.value)) : found;
};
