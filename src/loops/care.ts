/** Once a day what was kept long enough goes; every few minutes the room that is kept for the air log is made, where it is not there. */
import type { Refusal } from '../core/refusal.ts';
import { keepRoom } from '../operations/care/keep-room.ts';
import type { Ctx } from '../operations/context.ts';
import { runRetention } from '../operations/retention/run-retention.ts';
import type { Loop } from './loop.ts';

const EVERY_MS = 10 * 60_000;

interface CareEvents {
  readonly refused: (refusals: readonly Refusal[]) => void;
  /** The date has leapt: what is due is not removed until somebody has looked. */
  readonly clockLeapt: () => void;
}

export const care = (ctx: Ctx, { refused, clockLeapt }: CareEvents): Loop => {
  let told = false;
  return {
    name: 'care',
    restMs: EVERY_MS,
    turn: async (signal) => {
      const room = await keepRoom(ctx);
      if (!room.ok) refused(room.refusals);
      const ran = await runRetention(ctx, { dryRun: false, byItself: true, signal });
      if (!ran.ok) refused(ran.refusals);
      else if (ran.value.skipped === 'clock' && !told) {
        told = true;
        clockLeapt();
      }
      return false;
    },
  };
};
