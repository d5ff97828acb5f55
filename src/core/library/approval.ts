/**
 * What a second person's yes to a version of an item is worth: it holds for one script and one sound, and for nothing else.
 *
 * It is never taken back or set: whether it holds is worked out from the hashes, so that no change can forget to void it.
 */
import { textHash } from '../evidence/text-hash.ts';
import type { Sha256 } from '../ids.ts';

/** A version as it is now. */
export interface VersionForm {
  /** null: it has no words. */
  readonly script: Sha256 | null;
  /** cutHash() of the sound under its name; null: it waits for a recording. */
  readonly sound: Sha256 | null;
}

/** What somebody said yes to. */
export interface ApprovedForm {
  readonly script: Sha256 | null;
  readonly sound: Sha256;
}

export type VersionState = 'waits-for-recording' | 'waits-for-approval' | 'approved';

/** `newest`: the newest approval of the version; older ones count for nothing. */
export const versionState = ({ script, sound }: VersionForm, newest: ApprovedForm | null): VersionState => {
  if (sound === null) return 'waits-for-recording';
  return newest !== null && newest.script === script && newest.sound === sound ? 'approved' : 'waits-for-approval';
};

const NO_WORDS = textHash('');

/** The hash of a script; an empty one is none. */
export const scriptHash = (text: string | null): Sha256 | null => (text === null ? null : wordsOf(textHash(text)));

/** A stored hash as it counts: that of an empty text is none. */
export const wordsOf = (hash: Sha256): Sha256 | null => (hash === NO_WORDS ? null : hash);
