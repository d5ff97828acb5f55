/**
 * Whether evidence holds: a bundle, or one entry with its proof. Asks the core and nothing else, so it needs no right and no store.
 */
import { createHash } from 'node:crypto';
import { type CheckedBundle, checkBundle } from '../../core/evidence/bundle.ts';
import { type Vouching, vouchingIn } from '../../core/evidence/bundle-outside.ts';
import type { Checkpoint } from '../../core/evidence/checkpoint.ts';
import { type Verify, verified } from '../../core/evidence/signed.ts';
import { openTlogProof, parseTlogProof } from '../../core/evidence/tlog-proof.ts';
import { type LogKey, parseVerifierKey, type WitnessKey } from '../../core/evidence/verifier-key.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { openly } from '../operation.ts';

export interface BundleAsked {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The log's verifier key as the asker knows it from paper; null: the bundle's own. */
  readonly vkey: string | null;
  /** Verifier keys of witnesses that the asker knows; none when not given. */
  readonly witnesses?: readonly string[];
  /** How many of them must have cosigned; all of them when not given. */
  readonly quorum?: number;
  readonly verify: Verify;
}

/** Refuses with proof.* for the key, and with what checkBundle() refuses with. */
export const verifyBundle = openly(
  'evidence.verify-bundle',
  ({ files, vkey, witnesses = [], quorum = witnesses.length, verify }: BundleAsked): Result<CheckedBundle> => {
    const key = vkey === null ? ok(null) : logKey(vkey);
    if (!key.ok) return key;
    const known = witnessKeys(witnesses);
    return known.ok
      ? checkBundle(files, { key: key.value, witnesses: known.value, quorum, verify, decode, hash })
      : known;
  },
);

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const decode = (bytes: Uint8Array): string | null => {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
};

export interface ProofAsked {
  readonly entry: Uint8Array;
  readonly proof: string;
  readonly vkey: string;
  readonly witnesses?: readonly string[];
  readonly quorum?: number;
  readonly verify: Verify;
}

export interface CheckedProof {
  readonly index: number;
  readonly checkpoint: Checkpoint;
  readonly witnesses: readonly Vouching[];
}

/** Answers the checkpoint that the entry lies under. Refuses with proof.unreadable, proof.wrong. */
export const verifyProof = openly(
  'evidence.verify-proof',
  ({
    entry,
    proof: text,
    vkey,
    witnesses = [],
    quorum = witnesses.length,
    verify,
  }: ProofAsked): Result<CheckedProof> => {
    const key = logKey(vkey);
    if (!key.ok) return key;
    const known = witnessKeys(witnesses);
    if (!known.ok) return known;
    const proof = parseTlogProof(text);
    if (!proof.ok) return proof;
    const trust = { origin: key.value.name, log: [key.value], witnesses: known.value, quorum };
    const held = verified(openTlogProof(proof.value, entry, trust), verify);
    if (!held.ok) return held;
    const { checkpoint } = held.value;
    return ok({ index: proof.value.index, checkpoint, witnesses: vouchingIn(held.value, known.value, trust) });
  },
);

/** SHA-256 by node:crypto: sound is long. */
const hash = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest());

/** Refuses with proof.unreadable. */
const witnessKeys = (texts: readonly string[]): Result<readonly WitnessKey[]> => {
  const keys: WitnessKey[] = [];
  for (const text of texts) {
    const key = parseVerifierKey(text.trim());
    if (!key.ok) return key;
    if (key.value.kind !== 'cosignature') return refuse('proof.unreadable', { what: 'key', part: 'public-key' });
    keys.push(key.value as WitnessKey);
  }
  return ok(keys);
};

const logKey = (text: string): Result<LogKey> => {
  const key = parseVerifierKey(text.trim());
  if (!key.ok) return key;
  return key.value.kind === 'note'
    ? ok(key.value as LogKey)
    : refuse('proof.unreadable', { what: 'key', part: 'public-key' });
};
