/** Looks every ten seconds whether somebody set the machine's clock, and has it recorded: entries bear that clock's times. */
import type { ClockLook } from '../core/evidence/clock-moves.ts';
import type { Refusal } from '../core/refusal.ts';
import type { Ctx } from '../operations/context.ts';
import { noteClock } from '../operations/log/begin-run.ts';
import type { Loop } from './loop.ts';

export interface ClockWatching {
  readonly look: () => ClockLook;
  readonly refused: (refusals: readonly Refusal[]) => void;
}

const EVERY_MS = 10_000;

export const clockWatch = (ctx: Ctx, { look, refused }: ClockWatching): Loop => {
  let before = look();
  return {
    name: 'clock watch',
    restMs: EVERY_MS,
    turn: async () => {
      const now = look();
      const noted = noteClock(ctx, before, now);
      before = now;
      if (!noted.ok) refused(noted.refusals);
      return false;
    },
  };
};
