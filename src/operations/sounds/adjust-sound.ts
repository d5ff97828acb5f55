/**
 * Saying how a sound is used: cue points, gain, fades, segue; by hand, or by what puts a reason of the traffic light right.
 *
 * The master is never touched. Each adjustment is a row that stays; taking one back adds another like the one before it.
 */
import { actorOf } from '../../core/access/model.ts';
import type { Result } from '../../core/result.ts';
import { ok, okUnless, refuse } from '../../core/result.ts';
import { type Adjustment, adjustmentFaults, sameAdjustment, untouched } from '../../core/sound/adjustment.ts';
import { judgeSound, type LightCode } from '../../core/sound/judge.ts';
import { adjustmentIn, adjustmentsOf, saveAdjustment } from '../../store/adjustments.ts';
import type { Rows } from '../../store/database.ts';
import { namesOfSound, type SoundRow } from '../../store/sounds.ts';
import type { Ctx } from '../context.ts';
import { type Asking, operation } from '../operation.ts';
import { profileToMeet, soundKnown, usedNow } from '../within/known-sound.ts';
import { note } from '../within/note.ts';
import { goodReason } from '../within/people.ts';
import { mayUseNames } from '../within/sound-places.ts';

type Doing = Pick<Ctx, 'caller' | 'clock' | 'random' | 'store'>;

/** What is not given stays as it is; samples at 48 kHz. `fix`: what puts these reasons of the light right. */
export type WantedUse = { readonly change: Partial<Adjustment> } | { readonly fix: LightCode | 'all' };

interface Asked {
  readonly original: string;
  readonly wanted: WantedUse;
  readonly reason: string;
}

/** Answers what is in force now. Refuses with right.*, media.unknown, reason.missing, request.wrong, sound.adjustment, sound.unchanged. */
export const adjustSound = operation(
  { name: 'sound.adjust', needs: 'sound.write' },
  (ctx: Doing, { original, wanted, reason }: Asked): Result<Adjustment> =>
    ctx.store.transact((rows) => {
      const found = mine(ctx, rows, original);
      if (!found.ok) return found;
      const sound = found.value;
      const before = usedNow(rows, sound);
      const after = { ...before, ...changeOf(rows, sound, before, wanted) };
      return put(ctx, rows, { name: 'sound.adjust', sound, before, after, reason });
    }),
);

/** As it was before the newest adjustment; taking that back brings it again. Refuses with right.*, media.unknown, reason.missing, sound.unchanged. */
export const undoAdjustment = operation(
  { name: 'sound.undo-adjustment', needs: 'sound.write' },
  (ctx: Doing, { original, reason }: Omit<Asked, 'wanted'>): Result<Adjustment> =>
    ctx.store.transact((rows) => {
      const found = mine(ctx, rows, original);
      if (!found.ok) return found;
      const sound = found.value;
      const [newest, older] = adjustmentsOf(rows, sound.original);
      if (newest === undefined) return refuse('sound.unchanged', {});
      const after = older === undefined ? untouched(sound.samples) : adjustmentIn(older);
      return put(ctx, rows, { name: 'sound.undo-adjustment', sound, before: adjustmentIn(newest), after, reason });
    }),
);

const mine = (ctx: Asking, rows: Rows, original: string): Result<SoundRow> => {
  const found = soundKnown(rows, original);
  if (!found.ok) return found;
  const allowed = mayUseNames(ctx, namesOfSound(rows, found.value.original));
  return allowed.ok ? found : allowed;
};

/** Without measures nothing was judged, so nothing is put right: the sound has to be looked at first. */
const changeOf = (rows: Rows, { measures }: SoundRow, before: Adjustment, wanted: WantedUse): Partial<Adjustment> => {
  if ('change' in wanted) return wanted.change;
  if (measures === null) return {};
  const { reasons } = judgeSound(measures, before, profileToMeet(rows));
  const asked = reasons.filter(({ code }) => wanted.fix === 'all' || code === wanted.fix);
  return Object.assign({}, ...asked.map(({ fix }) => fix));
};

interface Put {
  readonly name: string;
  readonly sound: SoundRow;
  readonly before: Adjustment;
  readonly after: Adjustment;
  readonly reason: string;
}

const put = (ctx: Doing, rows: Rows, { name, sound, before, after, reason: typed }: Put): Result<Adjustment> => {
  const { original, samples } = sound;
  const good = okUnless(adjustmentFaults(samples, after), () => undefined);
  if (!good.ok) return good;
  if (sameAdjustment(before, after)) return refuse('sound.unchanged', {});
  const reason = goodReason(typed, 'reason');
  if (!reason.ok) return reason;
  const madeBy = actorOf(ctx.caller) ?? 'nobody';
  saveAdjustment(rows, { original, ...after, reason: reason.value, madeBy, madeAt: ctx.clock.instant() });
  note(ctx, rows, { operation: name, unit: null, subject: `sound/${original}`, before, after, words: reason.value });
  return ok(after);
};
