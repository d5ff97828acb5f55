/**
 * A channel's day as everyone sees it: the stored rundown with what has been rendered of it, or, for a day
 * nobody has planned yet, what the rules give now.
 */
import { deadAir } from '../../core/playlist/gate.ts';
import type { Playlist } from '../../core/playlist/model.ts';
import { renderKey, renderSpec } from '../../core/playlist/render-spec.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import type { Conflict } from '../../core/schedule/conflict-model.ts';
import type { GuardFinding } from '../../core/schedule/guard-model.ts';
import type { Channel, Station } from '../../core/schedule/model.ts';
import type { LocalDate } from '../../core/time/local.ts';
import { findRenderings, findRundown, type RenderingRow } from '../../store/days.ts';
import { type Ctx, todayAt } from '../context.ts';
import { type PublishedCheckpoint, publishedCheckpoint } from './closing.ts';
import { type AskedDay, dayAt, findChannel, type PlanningGround } from './ground.ts';
import { hasSound, workOut } from './planned-day.ts';

export interface ShownSession {
  readonly playlist: Playlist;
  /** null while it is not rendered (or has no sound at all). */
  readonly rendering: RenderingRow | null;
  /** Seconds of silence that nobody planned, for which it may not go out; null: it may. */
  readonly deadAir: number | null;
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
  readonly conflicts: readonly Conflict[];
  readonly findings: readonly GuardFinding[];
  /** The air log's last closing checkpoint. */
  readonly checkpoint: PublishedCheckpoint | null;
}

/** Refuses with channel.unknown. */
export const dayShown = (
  ctx: Pick<Ctx, 'clock' | 'store' | 'airlog'>,
  id: string,
  day: AskedDay,
  ground: PlanningGround,
): Result<ShownDay> => {
  const found = findChannel(ground.schedule, id);
  if (!found.ok) return found;
  const { channel, station } = found.value;
  const shown = dayAt(ctx, station, day);
  const stored = findRundown(ctx.store.rows, channel.id, shown);
  const worked = stored === undefined ? workOut(ground, channel.id, shown) : ok(stored);
  if (!worked.ok) return worked;
  return ok({
    channel,
    station,
    day: shown,
    today: todayAt(ctx, station),
    version: stored?.version ?? null,
    hash: stored?.hash ?? null,
    sessions: withRenderings(ctx, worked.value.playlists),
    conflicts: worked.value.conflicts,
    findings: worked.value.findings,
    checkpoint: publishedCheckpoint(ctx),
  });
};

const withRenderings = (ctx: Pick<Ctx, 'store'>, playlists: readonly Playlist[]): ShownSession[] => {
  const keys = playlists.map((playlist) => (hasSound(playlist) ? renderKey(renderSpec(playlist, 'mp3')) : null));
  const done = findRenderings(
    ctx.store.rows,
    keys.filter((key) => key !== null),
  );
  return playlists.map((playlist, n) => {
    const key = keys[n] ?? null;
    const rendering = key === null ? null : (done.get(key) ?? null);
    return { playlist, rendering, deadAir: deadAir(rendering?.longestSilence ?? null) };
  });
};
