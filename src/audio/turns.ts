/**
 * A queue with so many places: who comes when all are taken waits, first come first served. What is urgent waits for no place.
 *
 * It knows nothing of what is done in a place, and keeps nobody who has been told to stop.
 */
import { isUrgent } from './urgency.ts';

export type InTurn = <T>(work: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

/** At most `places` pieces of work at once. One that is aborted while waiting is begun at once, to answer for itself. */
export const inTurn = (places: number): InTurn => {
  let free = places;
  const waiting: (() => void)[] = [];
  return async (work, signal) => {
    if (isUrgent()) return work();
    let held = true;
    if (free > 0) free -= 1;
    else {
      held = await new Promise<boolean>((resolve) => {
        const leave = (): void => {
          waiting.splice(waiting.indexOf(come), 1);
          resolve(false);
        };
        const come = (): void => {
          signal?.removeEventListener('abort', leave);
          resolve(true);
        };
        waiting.push(come);
        if (signal?.aborted) leave();
        else signal?.addEventListener('abort', leave, { once: true });
      });
    }
    try {
      return await work();
    } finally {
      if (held) {
        const next = waiting.shift();
        if (next === undefined) free += 1;
        else next();
      }
    }
  };
};
