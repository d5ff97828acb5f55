/** How many heavy steps run at once, for all work together: ffmpeg is what the machine's cores are for. First come, first served; what is urgent does not wait. */
import { isUrgent } from './urgency.ts';

export interface Lanes {
  readonly count: number;
  /** Waits for a free lane, does the work in it, and frees it whatever happens. */
  readonly run: <T>(work: () => Promise<T>) => Promise<T>;
}

export const createLanes = (count: number): Lanes => {
  const waiting: (() => void)[] = [];
  let free = count;
  const enter = (): Promise<void> => {
    if (free > 0) {
      free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => waiting.push(resolve));
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return {
    count,
    run: async (work) => {
      if (isUrgent()) return work();
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
};
