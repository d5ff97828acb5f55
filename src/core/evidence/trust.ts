/**
 * What it takes for a checkpoint to be believed: which log, whose keys, how many witnesses (c2sp.org/tlog-policy, in small).
 *
 * A log's signature alone shows that the log said so; its owner can say something else to somebody else. So how many
 * witnesses must agree is part of the question and never has a default.
 */
import { bytesToHex } from '@noble/hashes/utils.js';
import { ok, type Result, refuse } from '../result.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import type { Note } from './note.ts';
import { type Opened, openNote, type Signed } from './signed.ts';
import type { LogKey, WitnessKey } from './verifier-key.ts';

export interface Trust {
  readonly origin: string;
  /** Any one of them suffices: an older key stays known for what it signed. */
  readonly log: readonly LogKey[];
  readonly witnesses: readonly WitnessKey[];
  /** How many different witnesses must have signed; 0 believes the log alone. */
  readonly quorum: number;
}

export interface Sealed {
  readonly checkpoint: Checkpoint;
  /** In the order of the note; a key that signed twice is there twice. */
  readonly signed: readonly Signed[];
}

/**
 * Whether the checkpoint in `note` is believed. Refuses with proof.unreadable (checkpoint) and proof.wrong: origin,
 * signature, unsigned, witnesses.
 */
export const openCheckpoint = (note: Note, trust: Trust): Result<Opened<Sealed>> => {
  const checkpoint = parseCheckpoint(note.text);
  if (!checkpoint.ok) return checkpoint;
  if (checkpoint.value.origin !== trust.origin) return refuse('proof.wrong', { fault: 'origin' });
  const opened = openNote(note, [...trust.log, ...trust.witnesses]);
  if (!opened.ok) return opened;
  const settle = (verdicts: readonly boolean[]): Result<Sealed> => {
    const signed = opened.value.settle(verdicts);
    if (!signed.ok) return signed;
    if (!signed.value.some(({ key }) => key.kind === 'note')) return refuse('proof.wrong', { fault: 'unsigned' });
    return witnessesAmong(signed.value, trust) >= trust.quorum
      ? ok({ checkpoint: checkpoint.value, signed: signed.value })
      : refuse('proof.wrong', { fault: 'witnesses' });
  };
  return ok({ claims: opened.value.claims, settle });
};

/** Different witnesses, told apart by their public keys: one key under two names is one witness, the log's own is none. */
const witnessesAmong = (signed: readonly Signed[], { log }: Trust): number => {
  const own = new Set(log.map(({ publicKey }) => bytesToHex(publicKey)));
  const witnesses = signed.filter(({ key }) => key.kind === 'cosignature').map(({ key }) => bytesToHex(key.publicKey));
  return new Set(witnesses).difference(own).size;
};
