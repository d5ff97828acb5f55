/**
 * Whether the page slept between two looks: the machine was asleep, or the browser froze the page. Pure.
 *
 * In some browsers the steady clock stands while the machine sleeps and the wall clock goes on; in others both go on, and only the
 * look comes late.
 */

export interface Look {
  readonly wallMs: number;
  readonly steadyMs: number;
}

/** A wall clock that runs away from the steady one by so much has not been put right: the machine slept. */
const AWAY_MS = 10_000;
/** Pages in the background are asked once a minute; later than this they were frozen. */
const LATE_MS = 90_000;

/**
 * Milliseconds slept from one look to the next; 0: it did not sleep. A wall clock that went back was set. `isSounding`: what sounds has
 * kept up with the steady clock, so that a late look alone says nothing.
 */
export const sleptMs = (before: Look, now: Look, isSounding: boolean): number => {
  const [wall, steady] = [now.wallMs - before.wallMs, now.steadyMs - before.steadyMs];
  if (wall - steady > AWAY_MS) return wall;
  return steady > LATE_MS && !isSounding ? steady : 0;
};
