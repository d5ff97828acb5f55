/** The ways out to those who anchor the log, and who they are: what an operation is handed in its Ctx. */
import { askTimeStamp } from './ask-time-stamp.ts';
import { askWitness } from './ask-witness.ts';
import { certificatesIn, verifyTimeStamp } from './verify-time-stamp.ts';

export interface WitnessAt {
  /** The submission prefix. */
  readonly url: string;
  /** The verifier key that it is known by. */
  readonly vkey: string;
}

export interface AuthorityAt {
  readonly url: string;
  /** The certificates that are believed, as a PEM file; null: the signature is not checked. */
  readonly caFile: string | null;
}

/** Who is asked without anybody typing it: the settings. */
export interface Outside {
  readonly witnesses: readonly WitnessAt[];
  readonly authority: AuthorityAt | null;
}

export interface Anchors {
  readonly outside: Outside;
  readonly askWitness: typeof askWitness;
  readonly askTimeStamp: typeof askTimeStamp;
  readonly certificatesIn: typeof certificatesIn;
  readonly verifyTimeStamp: typeof verifyTimeStamp;
}

export const NOBODY: Outside = { witnesses: [], authority: null };

export const anchorsTo = (outside: Outside): Anchors => ({
  outside,
  askWitness,
  askTimeStamp,
  certificatesIn,
  verifyTimeStamp,
});

export const anchors: Anchors = anchorsTo(NOBODY);
