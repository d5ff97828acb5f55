/** Looks at coming sessions when their time has come, so that what is missing is known while it can still be put right. */
import type { Refusal } from '../core/refusal.ts';
import type { LocalTime } from '../core/time/local.ts';
import type { Ctx } from '../operations/context.ts';
import { lookDue } from '../operations/preflight/look-due.ts';
import type { Loop } from './loop.ts';

const EVERY_MS = 60_000;

/** `evening`: the station's local time at which tomorrow is looked at. */
export const preflight = (
  ctx: Ctx,
  evening: LocalTime,
  { refused }: { readonly refused: (refusals: readonly Refusal[]) => void },
): Loop => ({
  name: 'preflight',
  restMs: EVERY_MS,
  turn: async () => {
    const looked = await lookDue(ctx, evening);
    const refusals = looked.ok ? looked.value : looked.refusals;
    if (refusals.length > 0) refused(refusals);
    return false;
  },
});
