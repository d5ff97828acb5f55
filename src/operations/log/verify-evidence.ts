/**
 * Whether evidence holds: a bundle, or one entry with its proof. Asks the core and nothing else, so it needs no right and no store.
 */
import { type CheckedBundle, checkBundle } from '../../core/evidence/bundle.ts';
import type { Checkpoint } from '../../core/evidence/checkpoint.ts';
import { type Verify, verified } from '../../core/evidence/signed.ts';
import { openTlogProof, parseTlogProof } from '../../core/evidence/tlog-proof.ts';
import { type LogKey, parseVerifierKey } from '../../core/evidence/verifier-key.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { openly } from '../operation.ts';

export interface BundleAsked {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The log's verifier key as the asker knows it from paper; null: the bundle's own. */
  readonly vkey: string | null;
  readonly verify: Verify;
}

/** Refuses with proof.* for the key, and with what checkBundle() refuses with. */
export const verifyBundle = openly(
  'evidence.verify-bundle',
  ({ files, vkey, verify }: BundleAsked): Result<CheckedBundle> => {
    const key = vkey === null ? ok(null) : logKey(vkey);
    return key.ok ? checkBundle(files, { key: key.value, verify, decode }) : key;
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
  readonly verify: Verify;
}

/** Answers the checkpoint that the entry lies under. Refuses with proof.unreadable, proof.wrong. */
export const verifyProof = openly(
  'evidence.verify-proof',
  ({
    entry,
    proof: text,
    vkey,
    verify,
  }: ProofAsked): Result<{ readonly index: number; readonly checkpoint: Checkpoint }> => {
    const key = logKey(vkey);
    if (!key.ok) return key;
    const proof = parseTlogProof(text);
    if (!proof.ok) return proof;
    const trust = { origin: key.value.name, log: [key.value], witnesses: [], quorum: 0 };
    const held = verified(openTlogProof(proof.value, entry, trust), verify);
    return held.ok ? ok({ index: proof.value.index, checkpoint: held.value.checkpoint }) : held;
  },
);

const logKey = (text: string): Result<LogKey> => {
  const key = parseVerifierKey(text.trim());
  if (!key.ok) return key;
  return key.value.kind === 'note'
    ? ok(key.value as LogKey)
    : refuse('proof.unreadable', { what: 'key', part: 'public-key' });
};
