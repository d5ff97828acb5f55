/** Clocks that stand still until they are moved, for programs that wait for hours. */
import { setTimeout as after } from 'node:timers/promises';
import type { Time } from '../../src/output/model.ts';

export interface VirtualTime {
  /** The clocks of one machine. `wrongMs`: by how much the clock on its wall is off. */
  readonly machine: (wrongMs: number) => Time;
  readonly nowMs: () => number;
  /** No time passes until what it answers is called. */
  readonly hold: () => () => void;
  /** Lets time pass until `is` holds, a second at most at a time, with a breath of real time for what is really done. */
  readonly until: (is: () => boolean) => Promise<void>;
  /** Lets time pass to a moment: the last second of it as until() does, all before that at once. */
  readonly to: (ms: number) => Promise<void>;
}

/** A real breath: what the loopback and ffmpeg do takes some. */
const BREATH_MS = 8;
const MOST_BREATHS = 1500;

export const virtualTime = (startMs: number, moved: (nowMs: number) => void): VirtualTime => {
  let now = startMs;
  const sleepers = new Set<{ readonly at: number; readonly wake: () => void }>();
  const held = new Set<object>();
  const set = (ms: number): void => {
    now = ms;
    moved(now);
    for (const sleeper of [...sleepers]) if (sleeper.at <= now) sleeper.wake();
  };
  const step = async (most: number): Promise<void> => {
    do await after(BREATH_MS);
    while (held.size > 0);
    const next = Math.min(most, now + 1000, ...[...sleepers].map(({ at }) => at));
    set(Math.max(now, next));
  };
  return {
    nowMs: () => now,
    hold: () => {
      const holder = {};
      held.add(holder);
      return () => void held.delete(holder);
    },
    machine: (wrongMs) => {
      const booted = now;
      return {
        wallMs: () => now + wrongMs,
        monotonicMs: () => now - booted,
        sleep: (ms, signal) =>
          new Promise((resolve) => {
            if (signal.aborted) return resolve();
            const wake = (): void => {
              sleepers.delete(sleeper);
              signal.removeEventListener('abort', wake);
              resolve();
            };
            const sleeper = { at: now + ms, wake };
            sleepers.add(sleeper);
            signal.addEventListener('abort', wake, { once: true });
          }),
      };
    },
    until: async (is) => {
      for (let breath = 0; !is(); breath += 1) {
        if (breath > MOST_BREATHS) throw new Error('it never came');
        await step(Number.POSITIVE_INFINITY);
      }
    },
    to: async (ms) => {
      if (ms - now > 1000) set(ms - 1000);
      while (now < ms) await step(ms);
      await after(BREATH_MS);
    },
  };
};
