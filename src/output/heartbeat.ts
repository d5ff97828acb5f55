/**
 * Whether sound that is due goes out: what a watchdog wants to know, who is not to take a program for alive that only has its timers.
 *
 * An output that is there and takes nothing hangs. One that is not there is waited for: that is told, and a program that is begun again
 * would wait as well, and lose what it plays.
 */
import type { Time } from './model.ts';

export type Beat = 'taken' | 'nobody' | 'hangs';

export interface Heartbeat {
  /** Sound is due from now on. */
  readonly begin: () => void;
  /** None is due any more. */
  readonly end: () => void;
  /** What came of what was due. */
  readonly beat: (beat: Beat) => void;
  /** Milliseconds since what was due last went out, or was waited for; 0: none is due. */
  readonly hungMs: () => number;
}

export const newHeartbeat = ({ monotonicMs }: Pick<Time, 'monotonicMs'>): Heartbeat => {
  let goodMs: number | null = null;
  return {
    begin: () => {
      goodMs = monotonicMs();
    },
    end: () => {
      goodMs = null;
    },
    beat: (beat) => {
      if (goodMs !== null && beat !== 'hangs') goodMs = monotonicMs();
    },
    hungMs: () => (goodMs === null ? 0 : monotonicMs() - goodMs),
  };
};
