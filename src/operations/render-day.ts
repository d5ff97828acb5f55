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
import { operation } from './operation.ts';
import { loadGround, onChannel } from './within/ground.ts';
import { hasSound, storeDay } from './within/planned-day.ts';
import { renderSound } from './within/rendered-sound.ts';

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

/** Plans and stores the day, then renders each of its sessions. Refuses with right.*, channel.unknown, playlist.nothing, audio.*, data.*. */
export const renderDay = operation(
  {
    name: 'day.render',
    needs: 'day.render',
    where: (ctx, channel, day, _options) => onChannel(ctx, channel, day),
  },
  async (
    ctx: Ctx,
    channel: ChannelId,
    day: LocalDate,
    options: RenderDayOptions,
  ): Promise<Result<RenderedSession[]>> => {
    const planned = storeDay(ctx, channel, day, loadGround(ctx));
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
  },
);
