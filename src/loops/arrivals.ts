/** Takes in the files that have arrived, one at a time, and now and then clears away what nobody goes on with. */
import type { Refusal } from '../core/refusal.ts';
import type { Ctx } from '../operations/context.ts';
import { sweepUploads, takeInArrived } from '../operations/uploads/take-in-arrived.ts';
import type { Loop } from './loop.ts';

interface ArrivalEvents {
  readonly refused: (refusals: readonly Refusal[]) => void;
}

const EVERY_MS = 500;
const SWEEP_MS = 600_000;

/** Two of them take in two files at once. */
export const arrivals = (ctx: Ctx, { refused }: ArrivalEvents): Loop => ({
  name: 'arrivals',
  restMs: EVERY_MS,
  turn: async (signal) => {
    const done = await takeInArrived(ctx, { signal });
    if (done.ok) return done.value !== null;
    if (!signal.aborted) refused(done.refusals);
    return false;
  },
});

export const arrivalSweep = (ctx: Ctx, { refused }: ArrivalEvents): Loop => ({
  name: 'arrival sweep',
  restMs: SWEEP_MS,
  turn: async () => {
    const swept = await sweepUploads(ctx);
    if (!swept.ok) refused(swept.refusals);
    return false;
  },
});
