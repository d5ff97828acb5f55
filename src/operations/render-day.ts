/**
 * A day's sessions rendered now, in a wanted format: what `loa render` does, without waiting for the loop.
 */
import type { ChannelId } from '../core/ids.ts';
import type { Playlist } from '../core/playlist/model.ts';
import { renderSpec, type SoundFormat } from '../core/playlist/render-spec.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import type { LocalDate } from '../core/time/local.ts';
import type { RenderingRow } from '../store/days.ts';
import type { Ctx } from './context.ts';
import { hasSound, type PlanningGround, planDay } from './plan-day.ts';
import { renderSound } from './render-sound.ts';

export interface RenderedSession {
  readonly playlist: Playlist;
  readonly rendering: RenderingRow;
  /** Where the file lies on this machine. */
  readonly path: string;
}

export interface RenderDayOptions {
  readonly format: SoundFormat;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((session: Playlist, share: number) => void) | undefined;
}

/** Plans and stores the day, then renders each of its sessions. Refuses with channel.unknown, playlist.nothing, audio.*, data.*. */
export const renderDay = async (
  ctx: Ctx,
  channel: ChannelId,
  day: LocalDate,
  options: RenderDayOptions,
  ground?: PlanningGround,
): Promise<Result<RenderedSession[]>> => {
  const planned = planDay(ctx, channel, day, ground);
  if (!planned.ok) return planned;
  const playlists = planned.value.playlists.filter(hasSound);
  if (playlists.length === 0) return refuse('playlist.nothing', { channel, day });
  const rendered: RenderedSession[] = [];
  for (const playlist of playlists) {
    const result = await renderSound(ctx, renderSpec(playlist, options.format), {
      signal: options.signal,
      onProgress: (share) => options.onProgress?.(playlist, share),
    });
    if (!result.ok) return result;
    rendered.push({ playlist, rendering: result.value, path: ctx.audio.shelf.pathOf(result.value.output) });
  }
  return ok(rendered);
};
