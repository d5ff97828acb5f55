/**
 * Evidence as somebody hands it in, with the log's key as text from paper: what `loa verify` and the page in a browser both ask.
 */
import { ok, type Result, refuse } from '../result.ts';
import { type BundleChecks, type CheckedBundle, checkBundle } from './bundle.ts';
import { type Vouching, vouchingIn } from './bundle-outside.ts';
import type { Checkpoint } from './checkpoint.ts';
import { type ExportChecks, type ExportReader, exportReader } from './log-export.ts';
import type { Hash } from './merkle.ts';
import { type Verify, verified } from './signed.ts';
import { openTlogProof, parseTlogProof } from './tlog-proof.ts';
import { type LogKey, parseVerifierKey, type WitnessKey } from './verifier-key.ts';

/** Witnesses as somebody types them. */
interface TypedWitnesses {
  /** Verifier keys that the asker knows; none when not given. */
  readonly witnesses?: readonly string[];
  /** How many of them must have cosigned; all of them when not given. */
  readonly quorum?: number;
}

export interface HandedBundle extends Omit<BundleChecks, 'key' | 'witnesses' | 'quorum'>, TypedWitnesses {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The log's verifier key as the asker knows it from paper; null: the bundle's own. */
  readonly vkey: string | null;
}

/** Refuses with proof.unreadable for the key, and with what checkBundle() refuses with. */
export const checkHandedBundle = ({ files, vkey, ...asked }: HandedBundle): Result<CheckedBundle> => {
  const { witnesses = [], quorum = witnesses.length, ...checks } = asked;
  const key = vkey === null ? ok(null) : logKeyIn(vkey);
  if (!key.ok) return key;
  const known = witnessKeysIn(witnesses);
  return known.ok ? checkBundle(files, { ...checks, key: key.value, witnesses: known.value, quorum }) : known;
};

export interface HandedProof extends TypedWitnesses {
  readonly entry: Uint8Array;
  readonly proof: string;
  readonly vkey: string;
  readonly verify: Verify;
  readonly hash?: Hash;
}

export interface ProvedPlace {
  readonly index: number;
  readonly checkpoint: Checkpoint;
  readonly witnesses: readonly Vouching[];
}

/** Answers the checkpoint that the entry lies under. Refuses with proof.unreadable, proof.wrong. */
export const checkHandedProof = ({ entry, proof: text, vkey, ...asked }: HandedProof): Result<ProvedPlace> => {
  const { witnesses = [], quorum = witnesses.length, verify, hash } = asked;
  const key = logKeyIn(vkey);
  if (!key.ok) return key;
  const known = witnessKeysIn(witnesses);
  if (!known.ok) return known;
  const proof = parseTlogProof(text);
  if (!proof.ok) return proof;
  const trust = { origin: key.value.name, log: [key.value], witnesses: known.value, quorum };
  const held = verified(openTlogProof(proof.value, entry, trust, hash), verify);
  if (!held.ok) return held;
  const vouching = vouchingIn(held.value, known.value, trust);
  return ok({ index: proof.value.index, checkpoint: held.value.checkpoint, witnesses: vouching });
};

export interface HandedExport extends Omit<ExportChecks, 'key' | 'witnesses' | 'quorum'>, TypedWitnesses {
  /** The log's verifier key as the asker knows it from paper; null: the one in the file. */
  readonly vkey: string | null;
}

/** Refuses with proof.unreadable (key). */
export const handedExportReader = ({ vkey, ...asked }: HandedExport): Result<ExportReader> => {
  const { witnesses = [], quorum = witnesses.length, ...checks } = asked;
  const key = vkey === null ? ok(null) : logKeyIn(vkey);
  if (!key.ok) return key;
  const known = witnessKeysIn(witnesses);
  return known.ok ? ok(exportReader({ ...checks, key: key.value, witnesses: known.value, quorum })) : known;
};

/** Refuses with proof.unreadable (key). */
const witnessKeysIn = (texts: readonly string[]): Result<readonly WitnessKey[]> => {
  const keys: WitnessKey[] = [];
  for (const text of texts) {
    const key = parseVerifierKey(text.trim());
    if (!key.ok) return key;
    if (key.value.kind !== 'cosignature') return refuse('proof.unreadable', { what: 'key', part: 'public-key' });
    keys.push(key.value as WitnessKey);
  }
  return ok(keys);
};

/** A log's key, with white space around it as copying leaves it. Refuses with proof.unreadable (key). */
const logKeyIn = (text: string): Result<LogKey> => {
  const key = parseVerifierKey(text.trim());
  if (!key.ok) return key;
  return key.value.kind === 'note'
    ? ok(key.value as LogKey)
    : refuse('proof.unreadable', { what: 'key', part: 'public-key' });
};
