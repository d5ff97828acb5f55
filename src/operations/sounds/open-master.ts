/** A sound of the library to listen to: its house master's bytes, for whoever may see the schedule. Originals are not served. */
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { SoundRow } from '../../store/sounds.ts';
import type { Ctx } from '../context.ts';
import { type Asking, operation } from '../operation.ts';
import { soundKnown } from '../within/known-sound.ts';

export interface OpenedMaster {
  readonly sound: SoundRow;
  readonly size: number;
  /** Bytes from `start` (included) to `end` (not included). */
  readonly stream: (start: number, end: number) => ReadableStream<Uint8Array>;
}

/** Refuses with right.*, media.unknown. */
export const openMaster = operation(
  { name: 'sound.listen', needs: 'schedule.read' },
  async (ctx: Asking & Pick<Ctx, 'audio'>, original: string): Promise<Result<OpenedMaster>> => {
    const sound = soundKnown(ctx.store.rows, original);
    if (!sound.ok) return sound;
    const opened = await ctx.audio.shelf.open(sound.value.master);
    if (opened === null) return refuse('media.unknown', { id: original });
    return ok({ sound: sound.value, size: opened.size, stream: (start, end) => opened.stream(start, end) });
  },
);
