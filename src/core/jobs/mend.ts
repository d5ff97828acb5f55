/** What becomes of a job that failed: whether it may mend itself, and how long it rests before it is tried again. Pure. */
import type { Refusal, RefusalCode } from '../refusal.ts';

/**
 * What passes without anybody touching the job: a machine under load, a disk that is being emptied, a tool that is being
 * installed. null: tried for as long as it takes; a number: so many attempts in all.
 */
const MENDS: Readonly<Partial<Record<RefusalCode, number | null>>> = {
  'audio.timeout': 4,
  'audio.tool-missing': null,
  'data.full': null,
  'data.busy': null,
};

const FIRST_SECONDS = 15;
const LONGEST_SECONDS = 900;

/**
 * Seconds to rest after attempt number `attempts` (1 or more) ended in `refusals`: 15, 30, 60 … at most 900. null: trying
 * again by itself would not help.
 */
export const restBefore = (refusals: readonly [Refusal, ...Refusal[]], attempts: number): number | null => {
  for (const { code } of refusals) {
    const most = MENDS[code];
    if (most === undefined || (most !== null && attempts >= most)) return null;
  }
  // Past 2^6 it is the longest anyhow.
  return Math.min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** Math.min(attempts - 1, 6));
};
