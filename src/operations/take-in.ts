/**
 * A sound file → the library: checked, decoded to the house master, measured, and known by its file name.
 *
 * The same bytes are taken in once. Names are brought to NFC, so that a name typed on another system matches.
 */
import { basename } from 'node:path';
import type { Sha256 } from '../core/ids.ts';
import type { Result } from '../core/result.ts';
import { ok } from '../core/result.ts';
import { nfc, oneLine } from '../core/text.ts';
import { findSoundName, namesOfSound, type SoundRow, saveSound } from '../store/sounds.ts';
import type { Ctx } from './context.ts';
import { operation } from './operation.ts';
import { note } from './within/note.ts';
import { roomToMake } from './within/room.ts';
import { mayUseNames } from './within/sound-places.ts';

export interface TakenIn {
  readonly name: string;
  readonly sound: SoundRow;
  /** false: the library already had these bytes under this name. */
  readonly isNew: boolean;
  /** Other names under which the library already had the same bytes. */
  readonly sameAs: readonly string[];
  /** Whether another sound had this name until now. */
  readonly replaces: boolean;
}

export interface TakeInOptions {
  /** What it is called; without it, as the file is. */
  readonly name?: string;
  readonly signal?: AbortSignal;
  /** Seconds of sound decoded so far. */
  readonly onProgress?: (seconds: number) => void;
}

/**
 * `path` is read once and never changed. A name that items of the schedule use, or wait for, is given only by who may write
 * where those items air. Refuses with right.*, media.*, audio.*, data.*, file.unreadable.
 */
export const takeIn = operation(
  { name: 'sound.take-in', needs: 'sound.write' },
  async (ctx: Ctx, path: string, options: TakeInOptions): Promise<Result<TakenIn>> => {
    const name = oneLine(nfc(options.name ?? basename(path)));
    const mine = mayUseNames(ctx, [name]);
    if (!mine.ok) return mine;
    const room = roomToMake(ctx);
    if (!room.ok) return room;
    const taken = await ctx.audio.takeIn(path, name, options);
    if (!taken.ok) return taken;
    const measured = await ctx.audio.measure(taken.value.master, options.signal);
    if (!measured.ok) return measured;
    const at = ctx.clock.instant();
    const { original, originalBytes, originalFormat, master, samples, channels, loudness, silence } = taken.value;
    const sound: SoundRow = {
      original,
      originalBytes,
      originalFormat,
      master,
      samples,
      channels,
      integrated: loudness.integrated,
      range: loudness.range,
      truePeak: loudness.truePeak,
      silenceHead: silence.head,
      silenceTail: silence.tail,
      ...measured.value,
      takenInAt: at,
    };
    return ctx.store.transact((rows): Result<TakenIn> => {
      // Decoding took a while: somebody else's item may use the name by now.
      const still = mayUseNames(ctx, [name]);
      if (!still.ok) return still;
      const before: Sha256 | undefined = findSoundName(rows, name);
      const sameAs = namesOfSound(rows, original).filter((other) => other !== name);
      if (before === original) return ok({ name, sound, isNew: false, sameAs, replaces: false });
      saveSound(rows, sound, name, at);
      note(ctx, rows, {
        operation: 'sound.take-in',
        unit: null,
        subject: `sound/${original}`,
        before: before === undefined ? null : { name, original: before },
        after: { name, original },
      });
      return ok({ name, sound, isNew: true, sameAs, replaces: before !== undefined });
    });
  },
);
