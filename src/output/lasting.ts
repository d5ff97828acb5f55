/** Something that is to be there for as long as the signal allows, and is begun again whenever it ends. */
import type { Time } from './model.ts';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/** Again and again, with longer and longer rests while it fails. `work` answers whether it had been of use, and never rejects. */
export const lasting = async (work: () => Promise<boolean>, time: Time, signal: AbortSignal): Promise<void> => {
  let failures = 0;
  while (!signal.aborted) {
    failures = (await work()) ? 0 : failures + 1;
    await time.sleep(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(5, failures)), signal);
  }
};
