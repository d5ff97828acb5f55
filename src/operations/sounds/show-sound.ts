/**
 * One sound of the library: what it measures, how it is used, the traffic light with its reasons, and its outline for drawing.
 *
 * A sound that was taken in before all this was measured is measured when it is first asked for.
 */
import type { Profile } from '../../core/playlist/profile.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import { type Adjustment, sameAdjustment, untouched } from '../../core/sound/adjustment.ts';
import { judgeSound, type Light } from '../../core/sound/judge.ts';
import type { SoundMeasures } from '../../core/sound/measures.ts';
import { columnsOf, readWaveform } from '../../core/sound/waveform.ts';
import { type AdjustmentRow, adjustmentsOf } from '../../store/adjustments.ts';
import { namesOfSound, type SoundRow } from '../../store/sounds.ts';
import type { Ctx } from '../context.ts';
import { operation } from '../operation.ts';
import { profileToMeet, soundKnown, usedNow } from '../within/known-sound.ts';
import { measuredOf } from '../within/measured-sound.ts';
import { mayUseNames } from '../within/sound-places.ts';

export interface ShownSound {
  readonly sound: SoundRow;
  readonly names: readonly string[];
  readonly measures: SoundMeasures;
  /** The outline, from −127 to 127: at most COLUMNS of them over the whole length. */
  readonly columns: readonly { readonly low: number; readonly high: number }[];
  readonly profile: Profile;
  readonly light: Light;
  readonly used: Adjustment;
  /** The newest adjustment; null: nobody adjusted it. */
  readonly adjusted: AdjustmentRow | null;
  /** Whether it is used otherwise than as it is. */
  readonly isAdjusted: boolean;
  /** Whether the caller may adjust it. */
  readonly mayAdjust: boolean;
}

const COLUMNS = 800;

/** Refuses with right.*, media.unknown, and when it has to be measured with audio.*, data.*. */
export const showSound = operation(
  { name: 'sound.show', needs: 'schedule.read' },
  async (ctx: Ctx, original: string): Promise<Result<ShownSound>> => {
    const { rows } = ctx.store;
    const known = soundKnown(rows, original);
    if (!known.ok) return known;
    const sound = known.value;
    const measured = await measuredOf(ctx, sound, 'sound.show');
    if (!measured.ok) return measured;
    const { measures, waveform } = measured.value;
    const names = namesOfSound(rows, sound.original);
    const used = usedNow(rows, sound);
    const profile = profileToMeet(rows);
    return ok({
      sound,
      names,
      measures,
      columns: columnsOf(readWaveform(await bytesOf(ctx, waveform)) ?? new Int8Array(0), COLUMNS),
      profile,
      light: judgeSound(measures, used, profile),
      used,
      adjusted: adjustmentsOf(rows, sound.original)[0] ?? null,
      isAdjusted: !sameAdjustment(used, untouched(sound.samples)),
      mayAdjust: mayUseNames(ctx, names).ok,
    });
  },
);

const bytesOf = async (ctx: Ctx, hash: SoundRow['original']): Promise<Uint8Array> => {
  const opened = await ctx.audio.shelf.open(hash);
  return opened === null ? new Uint8Array(0) : new Uint8Array(await new Response(opened.stream()).arrayBuffer());
};
