/**
 * A sound file → the library: checked, decoded to the house master, measured, and known by its file name.
 *
 * The same bytes are taken in once. Names are brought to NFC, so that a name typed on another system matches.
 */
import { basename } from 'node:path';
import type { Sha256 } from '../core/ids.ts';
import type { Result } from '../core/result.ts';
import { ok } from '../core/result.ts';
import { nfc } from '../core/text.ts';
import { writeAudit } from '../store/audit.ts';
import { findSoundName, type SoundRow, saveSound } from '../store/sounds.ts';
import type { Ctx } from './context.ts';

export interface TakenIn {
  readonly name: string;
  readonly sound: SoundRow;
  /** false: the library already had these bytes under this name. */
  readonly isNew: boolean;
}

export interface TakeInOptions {
  readonly actor: string;
  readonly signal?: AbortSignal;
  /** Seconds of sound decoded so far. */
  readonly onProgress?: (seconds: number) => void;
}

/** `path` is read once and never changed. Refuses with media.*, audio.*, data.*, file.unreadable. */
export const takeIn = async (ctx: Ctx, path: string, options: TakeInOptions): Promise<Result<TakenIn>> => {
  const name = nfc(basename(path));
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
    takenInAt: at,
  };
  return ctx.store.transact((rows): Result<TakenIn> => {
    const before: Sha256 | undefined = findSoundName(rows, name);
    if (before === original) return ok({ name, sound, isNew: false });
    saveSound(rows, sound, name, at);
    writeAudit(rows, {
      at,
      actor: options.actor,
      operation: 'sound.take-in',
      detail: { name, original, before: before ?? null },
    });
    return ok({ name, sound, isNew: true });
  });
};
