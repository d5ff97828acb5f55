/** The one clock and the one source of randomness; everything else is handed them. */
import { randomBytes } from 'node:crypto';
import type { ClockLook } from './core/evidence/clock-moves.ts';

/** Thousands of questions fall in one second: each second is written once. */
let [second, written] = [Number.NaN, ''];

export const systemClock = {
  /** Now, RFC 3339 in UTC with whole seconds. */
  instant: (): string => {
    const now = Math.floor(Date.now() / 1000);
    if (now !== second) [second, written] = [now, `${new Date(now * 1000).toISOString().slice(0, 19)}Z`];
    return written;
  },
};

/** The clock beside one that nobody sets, to see when somebody sets it. */
export const systemLook = (): ClockLook => ({ wallMs: Date.now(), monotonicMs: performance.now() });

export const systemRandom = { bytes: (count: number): Uint8Array => new Uint8Array(randomBytes(count)) };
