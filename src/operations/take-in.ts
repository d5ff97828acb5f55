/**
 * A sound file → the library: checked, decoded to the house master, measured, and known by its file name.
 *
 * The same bytes are taken in once. Names are brought to NFC, so that a name typed on another system matches.
 */
import { basename } from 'node:path';
import { placesOf } from '../core/access/schedule-places.ts';
import type { Sha256 } from '../core/ids.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { nfc, oneLine } from '../core/text.ts';
import { loadSchedule } from '../store/schedule.ts';
import { findSoundName, type SoundRow, saveSound } from '../store/sounds.ts';
import type { Ctx } from './context.ts';
import { groundOf, operation, seesWith } from './operation.ts';
import { note } from './within/note.ts';

export interface TakenIn {
  readonly name: string;
  readonly sound: SoundRow;
  /** false: the library already had these bytes under this name. */
  readonly isNew: boolean;
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
    const mine = mayName(ctx, name);
    if (!mine.ok) return mine;
    const taken = await ctx.audio.takeIn(path, name, options);
    if (!taken.ok) return taken;
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
      measures: null,
      waveform: null,
      takenInAt: at,
    };
    return ctx.store.transact((rows): Result<TakenIn> => {
      // Decoding took a while: somebody else's item may use the name by now.
      const still = mayName(ctx, name);
      if (!still.ok) return still;
      const before: Sha256 | undefined = findSoundName(rows, name);
      if (before === original) return ok({ name, sound, isNew: false });
      saveSound(rows, sound, name, at);
      note(ctx, rows, {
        operation: 'sound.take-in',
        unit: null,
        subject: `sound/${original}`,
        before: before === undefined ? null : { name, original: before },
        after: { name, original },
      });
      return ok({ name, sound, isNew: true });
    });
  },
);

/** Refuses with right.elsewhere. */
const mayName = (ctx: Ctx, name: string): Result<void> => {
  if (ctx.caller.kind === 'system') return ok(undefined);
  const { today } = groundOf(ctx);
  const sees = seesWith(ctx, 'sound.write');
  const schedule = loadSchedule(ctx.store.rows);
  const places = schedule.items
    .filter(({ versions }) => versions.some(({ sound }) => sound === name))
    .flatMap(({ id }) => placesOf(schedule, 'item', id, today));
  return places.every(sees) ? ok(undefined) : refuse('right.elsewhere', { right: 'sound.write' });
};
