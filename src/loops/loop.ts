/**
 * What runs by itself: look, do one thing, look again; rest when there is nothing to do; stop when told.
 *
 * A turn that refuses is told to `trace` and tried again after a rest; a bug ends the loop and is thrown.
 */
import { setTimeout as rest } from 'node:timers/promises';

export interface Loop {
  readonly name: string;
  /** One turn; true when there may be more to do at once. */
  readonly turn: (signal: AbortSignal) => Promise<boolean>;
  readonly restMs: number;
}

/** Resolves when `signal` aborts and the turn under way has ended. */
export const runLoop = async (loop: Loop, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    const more = await loop.turn(signal);
    if (more || signal.aborted) continue;
    await rest(loop.restMs, undefined, { signal }).catch(() => undefined);
  }
};
