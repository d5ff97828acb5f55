/**
 * Some days of a channel as what goes onto a USB stick: the rendered sessions with their tags, and their proofs.
 *
 * It gives hashes, sizes and streams; sound is read once to be hashed and once to be sent, never held. What is not
 * rendered yet is told as such. Makes no file: reports/pack.ts does.
 */
import type { Delivered } from '../audio/engine.ts';
import { sessionTag } from '../core/container/session-tag.ts';
import type { Sha256 } from '../core/ids.ts';
import type { Playlist } from '../core/playlist/model.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { addDays, eachDay } from '../core/time/local.ts';
import type { RenderingRow } from '../store/days.ts';
import type { Ctx } from './context.ts';
import { operation } from './operation.ts';
import { type AskedDay, loadGround, onChannel } from './within/ground.ts';
import { gateOf, passed } from './within/outgoing.ts';
import { hasSound } from './within/planned-day.ts';
import { dayShown, type ShownDay } from './within/shown-day.ts';

export interface PackedSession {
  readonly playlist: Playlist;
  readonly rendering: RenderingRow | null;
  /** The file that is handed out: tag and sound. null: not rendered. */
  readonly sound: Delivered | null;
  /** The proof of the render, as JSON text; null: not rendered, or the proof is gone. */
  readonly proof: string | null;
}

export interface PackedDay extends Omit<ShownDay, 'sessions'> {
  readonly sessions: readonly PackedSession[];
}

export interface AskedPack {
  readonly channel: string;
  readonly day: AskedDay;
  /** 1–31, from `day` on. */
  readonly days: number;
}

export const MOST_PACKED_DAYS = 31;

/**
 * In order of day. Refuses with channel.unknown, right.*, playlist.nothing (no sound in all those days),
 * playlist.not-rendered (none of it is rendered), render.silence (what is rendered misses its gate), media.unknown (a sound is gone from the shelf or damaged).
 */
export const packDays = operation(
  {
    name: 'day.pack',
    needs: 'schedule.read',
    where: (ctx: Ctx, { channel, day }: AskedPack) => onChannel(ctx, channel, day),
  },
  async (ctx: Ctx, { channel: id, day, days }: AskedPack): Promise<Result<PackedDay[]>> => {
    const ground = loadGround(ctx);
    const first = dayShown(ctx, id, day, ground);
    if (!first.ok) return first;
    const { channel, day: from } = first.value;
    const shown: ShownDay[] = [first.value];
    for (const next of eachDay(addDays(from, 1), addDays(from, days - 1))) {
      // Who may read the first day may perhaps not read the last: a unit can end in between.
      const place = onChannel(ctx, id, next);
      const one = place.ok ? dayShown(ctx, id, next, ground) : place;
      if (!one.ok) return one;
      shown.push(one.value);
    }
    const sessions = shown.flatMap((one) => one.sessions);
    if (!sessions.some(({ playlist }) => hasSound(playlist)))
      return refuse('playlist.nothing', { channel: channel.id, day: from });
    if (!sessions.some(({ rendering }) => rendering !== null))
      return refuse('playlist.not-rendered', { channel: channel.id, day: from });
    const passing = shown.map(passed);
    const silent = sessions.find(({ deadAir }) => deadAir !== null);
    if (silent !== undefined && passing.every((one) => one.sessions.every(({ rendering }) => rendering === null)))
      return gateOf(silent);
    const packed: PackedDay[] = [];
    for (const one of passing) {
      const done: PackedSession[] = [];
      for (const { playlist, rendering } of one.sessions) {
        if (rendering === null) {
          done.push({ playlist, rendering, sound: null, proof: null });
          continue;
        }
        const tag = sessionTag(playlist, one.station.name, rendering.output);
        const sound = await ctx.audio.deliver(rendering.output, tag);
        if (sound === null) return refuse('media.unknown', { id: rendering.output });
        done.push({ playlist, rendering, sound, proof: await textOf(ctx, rendering.proof) });
      }
      packed.push({ ...one, sessions: done });
    }
    return ok(packed);
  },
);

const textOf = async (ctx: Ctx, hash: Sha256): Promise<string | null> => {
  const opened = await ctx.audio.shelf.open(hash);
  return opened === null ? null : new Response(opened.stream()).text();
};
