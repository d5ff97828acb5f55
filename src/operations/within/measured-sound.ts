/** The measures of a sound: as they were taken, or, where there are none or they were taken in an older way, taken now and kept. */
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import { MEASURE_RECIPE } from '../../core/sound/listen.ts';
import type { SoundMeasures } from '../../core/sound/measures.ts';
import { type SoundRow, saveMeasures } from '../../store/sounds.ts';
import type { Ctx } from '../context.ts';
import { note } from './note.ts';

export interface Measured {
  readonly measures: SoundMeasures;
  readonly waveform: NonNullable<SoundRow['waveform']>;
}

/** `operation`: for whom it is measured, in the audit. Refuses with media.unknown (the master is gone), audio.*, data.*. */
export const measuredOf = async (ctx: Ctx, sound: SoundRow, operation: string): Promise<Result<Measured>> => {
  const { measures, waveform, original, master } = sound;
  const isThere = waveform !== null && (await ctx.audio.shelf.has(waveform));
  if (measures?.recipe === MEASURE_RECIPE && isThere) return ok({ measures, waveform });
  const measured = await ctx.audio.measure(master);
  if (!measured.ok) return measured;
  return ctx.store.transact((rows): Result<Measured> => {
    saveMeasures(rows, original, measured.value);
    note(ctx, rows, {
      operation,
      unit: null,
      subject: `sound/${original}`,
      before: { recipe: measures?.recipe ?? null },
      after: { recipe: MEASURE_RECIPE },
    });
    return measured;
  });
};
