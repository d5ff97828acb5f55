/** Sound as known to planning: a house master and how it is used. Knows no files, only hashes. */
import { keyOf } from '../evidence/key.ts';
import type { Sha256 } from '../ids.ts';

/** How a master is used; samples at 48 kHz. Nothing in it touches the master. */
export interface CutUse {
  /** First sample heard (cue-in). */
  readonly from: number;
  /** dB on top of what the profile asks for. */
  readonly gainDb: number;
  /** Samples of fade at the beginning and at the end; 0: none. */
  readonly fadeIn: number;
  readonly fadeOut: number;
  /** Samples before the end at which the next may begin; 0: at the end. */
  readonly segue: number;
}

export interface Cut {
  /** SHA-256 of the house master's bytes. */
  readonly master: Sha256;
  /** Samples heard, cue-in to cue-out; by decoding. */
  readonly samples: number;
  /** null or not given: the whole master as it is. */
  readonly use?: CutUse | null;
}

/** What somebody approves of a sound: the master, how much of it is heard and how. Any change is another hash. */
export const cutHash = ({ master, samples, use = null }: Cut): Sha256 => keyOf({ master, samples, use });
