/**
 * Evidence as somebody hands it in, with the log's key as text from paper: what `loa verify` and the page in a browser both ask.
 */
import { ok, type Result, refuse } from '../result.ts';
import { type BundleChecks, type CheckedBundle, checkBundle } from './bundle.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Hash } from './merkle.ts';
import { type Verify, verified } from './signed.ts';
import { openTlogProof, parseTlogProof } from './tlog-proof.ts';
import { type LogKey, parseVerifierKey } from './verifier-key.ts';

export interface HandedBundle extends Omit<BundleChecks, 'key'> {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The log's verifier key as the asker knows it from paper; null: the bundle's own. */
  readonly vkey: string | null;
}

/** Refuses with proof.unreadable for the key, and with what checkBundle() refuses with. */
export const checkHandedBundle = ({ files, vkey, ...checks }: HandedBundle): Result<CheckedBundle> => {
  const key = vkey === null ? ok(null) : logKeyIn(vkey);
  return key.ok ? checkBundle(files, { ...checks, key: key.value }) : key;
};

export interface HandedProof {
  readonly entry: Uint8Array;
  readonly proof: string;
  readonly vkey: string;
  readonly verify: Verify;
  readonly hash?: Hash;
}

export interface ProvedPlace {
  readonly index: number;
  readonly checkpoint: Checkpoint;
}

/** Answers the checkpoint that the entry lies under. Refuses with proof.unreadable, proof.wrong. */
export const checkHandedProof = ({ entry, proof: text, vkey, verify, hash }: HandedProof): Result<ProvedPlace> => {
  const key = logKeyIn(vkey);
  if (!key.ok) return key;
  const proof = parseTlogProof(text);
  if (!proof.ok) return proof;
  const trust = { origin: key.value.name, log: [key.value], witnesses: [], quorum: 0 };
  const held = verified(openTlogProof(proof.value, entry, trust, hash), verify);
  return held.ok ? ok({ index: proof.value.index, checkpoint: held.value.checkpoint }) : held;
};

/** A log's key, with white space around it as copying leaves it. Refuses with proof.unreadable (key). */
export const logKeyIn = (text: string): Result<LogKey> => {
  const key = parseVerifierKey(text.trim());
  if (!key.ok) return key;
  return key.value.kind === 'note'
    ? ok(key.value as LogKey)
    : refuse('proof.unreadable', { what: 'key', part: 'public-key' });
};
