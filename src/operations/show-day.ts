/**
 * A channel's day as everyone sees it: the stored rundown with what has been rendered of it, or, for a day
 * nobody has planned yet, what the rules give now.
 */
import type { ChannelId } from '../core/ids.ts';
import type { Playlist } from '../core/playlist/model.ts';
import { renderKey, renderSpec } from '../core/playlist/render-spec.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import type { Channel, Station } from '../core/schedule/model.ts';
import type { LocalDate } from '../core/time/local.ts';
import { findRenderings, findRundown, type RenderingRow } from '../store/days.ts';
import { type Ctx, todayAt } from './context.ts';
import { hasSound, loadGround, type PlanningGround, workOut } from './plan-day.ts';

export interface ShownSession {
  readonly playlist: Playlist;
  /** null while it is not rendered (or has no sound at all). */
  readonly rendering: RenderingRow | null;
}

export interface ShownDay {
  readonly channel: Channel;
  readonly station: Station;
  readonly day: LocalDate;
  readonly today: LocalDate;
  /** Version of the stored rundown; null when it is only worked out. */
  readonly version: number | null;
  readonly hash: string | null;
  readonly sessions: readonly ShownSession[];
}

/** Refuses with channel.unknown. */
export const showDay = (
  ctx: Pick<Ctx, 'clock' | 'store'>,
  id: string,
  day: LocalDate | 'today',
  ground: PlanningGround = loadGround(ctx),
): Result<ShownDay> => {
  const found = findChannel(ground, id);
  if (!found.ok) return found;
  const { channel, station } = found.value;
  const today = todayAt(ctx, station);
  const shown = day === 'today' ? today : day;
  const stored = findRundown(ctx.store.rows, channel.id, shown);
  const worked = stored === undefined ? workOut(ground, channel.id, shown) : ok(stored.playlists);
  if (!worked.ok) return worked;
  return ok({
    channel,
    station,
    day: shown,
    today,
    version: stored?.version ?? null,
    hash: stored?.hash ?? null,
    sessions: withRenderings(ctx, worked.value),
  });
};

/**
 * The day, if a player can play something of it. Refuses with playlist.nothing when it has no sound at all, and with
 * playlist.not-rendered while none of it is rendered: an empty list would be taken for a silent day.
 */
export const playable = (shown: ShownDay): Result<ShownDay> => {
  const { day, sessions } = shown;
  const channel = shown.channel.id;
  if (!sessions.some(({ playlist }) => hasSound(playlist))) return refuse('playlist.nothing', { channel, day });
  if (!sessions.some(({ rendering }) => rendering !== null)) return refuse('playlist.not-rendered', { channel, day });
  return ok(shown);
};

/** A channel with its station. Refuses with channel.unknown, naming those that exist. */
export const findChannel = (ground: PlanningGround, id: string): Result<{ channel: Channel; station: Station }> => {
  const { channels, stations } = ground.schedule;
  const channel = channels.find((candidate) => candidate.id === id);
  const station = stations.find((candidate) => candidate.id === channel?.station);
  if (channel === undefined || station === undefined)
    return refuse('channel.unknown', { id, known: channels.map((known): ChannelId => known.id).join(', ') });
  return ok({ channel, station });
};

const withRenderings = (ctx: Pick<Ctx, 'store'>, playlists: readonly Playlist[]): ShownSession[] => {
  const keys = playlists.map((playlist) => (hasSound(playlist) ? renderKey(renderSpec(playlist, 'mp3')) : null));
  const done = findRenderings(
    ctx.store.rows,
    keys.filter((key) => key !== null),
  );
  return playlists.map((playlist, n) => {
    const key = keys[n] ?? null;
    return { playlist, rendering: key === null ? null : (done.get(key) ?? null) };
  });
};
