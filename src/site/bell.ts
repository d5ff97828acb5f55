/** Waiting that can be cut short: whoever has news rings. */
import type { Time } from '../output/model.ts';

export interface Bell {
  readonly ring: () => void;
  /** Calls it at each ring, until the answer is called. */
  readonly onRing: (called: () => void) => () => void;
  /** Until it rings (also if it rang since the last wait), the time is over or the signal comes. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

export const newBell = (time: Time): Bell => {
  let rung = false;
  const listeners = new Set<() => void>();
  let waiting: AbortController | null = null;
  return {
    ring: () => {
      rung = true;
      waiting?.abort();
      for (const called of listeners) called();
    },
    onRing: (called) => {
      listeners.add(called);
      return () => listeners.delete(called);
    },
    wait: async (ms, signal) => {
      if (!rung) {
        waiting = new AbortController();
        await time.sleep(ms, AbortSignal.any([signal, waiting.signal]));
        waiting = null;
      }
      rung = false;
    },
  };
};
