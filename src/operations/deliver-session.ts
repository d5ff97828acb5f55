/**
 * One rendered session as a file to be handed out: MP3 with its chapters, WAV as Broadcast WAV, other forms as rendered.
 *
 * It renders nothing. The sound is read once for its hash and streamed when it is sent, never held.
 */
import type { Delivered } from '../audio/engine.ts';
import { sessionTag } from '../core/container/session-tag.ts';
import { sessionWavHeader } from '../core/container/session-wav.ts';
import { wavSamplesAt } from '../core/container/wav.ts';
import type { Playlist } from '../core/playlist/model.ts';
import {
  RENDER_RECIPE,
  type RenderSpec,
  renderKey,
  renderSpec,
  type SoundFormat,
} from '../core/playlist/render-spec.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { localAt } from '../core/time/zone.ts';
import { findRenderings, type RenderingRow } from '../store/days.ts';
import type { Ctx } from './context.ts';
import { operation } from './operation.ts';
import { type AskedDay, loadGround, onChannel } from './within/ground.ts';
import { passesGate } from './within/outgoing.ts';
import { hasSound } from './within/planned-day.ts';
import { dayShown } from './within/shown-day.ts';

export interface AskedSession {
  readonly channel: string;
  readonly day: AskedDay;
  readonly session: string;
  readonly format: SoundFormat;
}

export interface DeliveredSession {
  readonly playlist: Playlist;
  readonly sound: Delivered;
}

/**
 * Refuses with channel.unknown, right.*, session.unknown (not on that day), playlist.nothing (it has no sound),
 * playlist.not-rendered (not in this form), render.silence (it misses its gate), media.unknown (the sound is gone from the shelf or damaged).
 */
export const deliverSession = operation(
  {
    name: 'day.deliver',
    needs: 'schedule.read',
    where: (ctx: Ctx, { channel, day }: AskedSession) => onChannel(ctx, channel, day),
  },
  async (ctx: Ctx, { channel: id, day, session, format }: AskedSession): Promise<Result<DeliveredSession>> => {
    const shown = dayShown(ctx, id, day, loadGround(ctx));
    if (!shown.ok) return shown;
    const found = shown.value.sessions.find(({ playlist }) => playlist.session === session);
    if (found === undefined) return refuse('session.unknown', { id: session });
    const { playlist } = found;
    const place = { channel: playlist.channel, day: shown.value.day };
    if (!hasSound(playlist)) return refuse('playlist.nothing', place);
    const spec = renderSpec(playlist, format);
    const key = renderKey(spec);
    const rendering = findRenderings(ctx.store.rows, [key]).get(key);
    if (rendering === undefined) return refuse('playlist.not-rendered', place);
    const gate = passesGate(playlist, rendering);
    if (!gate.ok) return gate;
    const sound = await dressed(ctx, { playlist, performer: shown.value.station.name, spec, rendering });
    return sound === null ? refuse('media.unknown', { id: rendering.output }) : ok({ playlist, sound });
  },
);

interface Bare {
  readonly playlist: Playlist;
  readonly performer: string;
  readonly spec: RenderSpec;
  readonly rendering: RenderingRow;
}

/** More than any header that our encoder writes. */
const HEAD = 4096;

/** null: the sound is gone or damaged. */
const dressed = async (ctx: Ctx, { playlist, performer, spec, rendering }: Bare): Promise<Delivered | null> => {
  const { output, samples, integrated, truePeak, renderedAt } = rendering;
  if (spec.format === 'mp3') return ctx.audio.deliver(output, sessionTag(playlist, performer, output));
  if (spec.format !== 'wav') return ctx.audio.deliver(output, new Uint8Array(0));
  const opened = await ctx.audio.shelf.open(output);
  const from = opened === null ? null : wavSamplesAt(await new Response(opened.stream(0, HEAD)).bytes());
  if (from === null) return null;
  const header = sessionWavHeader({
    playlist,
    performer,
    sound: output,
    channels: spec.profile.channels,
    samples,
    integrated,
    truePeak,
    madeAt: localAt(renderedAt, playlist.start.zone),
    recipe: RENDER_RECIPE,
  });
  return ctx.audio.deliver(output, header, from);
};
