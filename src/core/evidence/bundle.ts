/**
 * What an evidence bundle holds, and whether it holds together: every entry has its proof, every proof leads to the one signed
 * checkpoint, and every entry is canonical JSON. Reads no ZIP and knows no Ed25519; both are handed in.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import type { Refusal } from '../refusal.ts';
import { ok, type Refused, type Result, refuse } from '../result.ts';
import { isCanonical } from './canonical.ts';
import type { Checkpoint } from './checkpoint.ts';
import { type Hash, leafHash } from './merkle.ts';
import { checkInclusion } from './merkle-check.ts';
import { parseNote } from './note.ts';
import { type Verify, verified } from './signed.ts';
import { parseTlogProof } from './tlog-proof.ts';
import { openCheckpoint, type Trust } from './trust.ts';
import { type LogKey, parseVerifierKey } from './verifier-key.ts';

/** Names of files in a bundle. */
export const BUNDLE = {
  checkpoint: 'checkpoint',
  key: 'log.vkey',
  pem: 'log.pem',
  media: 'media.sha256',
  readme: 'README.vi.txt',
  script: 'verify.sh',
  entry: (seq: number): string => `entries/${seq}.json`,
  proof: (seq: number): string => `proofs/${seq}.tlog-proof`,
} as const;

export interface CheckedBundle {
  readonly entries: number;
  readonly checkpoint: Checkpoint;
  readonly key: LogKey;
  /** Whether the key came from the bundle itself: then it shows only that the bundle fits together. */
  readonly ownKey: boolean;
}

export interface BundleChecks {
  /** The log's key as the reader knows it from elsewhere; null: the one in the bundle. */
  readonly key: LogKey | null;
  readonly verify: Verify;
  /** Bytes as text, when they are UTF-8 and nothing else; a byte order mark stays. */
  readonly decode: (bytes: Uint8Array) => string | null;
  readonly hash?: Hash;
}

const ENTRY = /^entries\/(0|[1-9][0-9]{0,15})\.json$/;
const PROOF = /^proofs\/(0|[1-9][0-9]{0,15})\.tlog-proof$/;

/**
 * Refuses at the first file that is wrong, in order of number, with its name as the refusal's place: bundle.missing,
 * bundle.unknown-file, bundle.not-canonical, bundle.other-checkpoint, proof.unreadable, proof.wrong.
 */
export const checkBundle = (
  files: ReadonlyMap<string, Uint8Array>,
  { key: known, verify, decode, hash = sha256 }: BundleChecks,
): Result<CheckedBundle> => {
  const textOf = textsIn(files, decode);
  const vkey = textOf(BUNDLE.key);
  if (!vkey.ok) return vkey;
  const own = parseVerifierKey(vkey.value.trimEnd());
  if (!own.ok) return at(own, BUNDLE.key);
  if (own.value.kind !== 'note') return at(refuse('proof.unreadable', { what: 'key', part: 'public-key' }), BUNDLE.key);
  const key = known ?? (own.value as LogKey);
  const trust: Trust = { origin: key.name, log: [key], witnesses: [], quorum: 0 };
  const text = textOf(BUNDLE.checkpoint);
  if (!text.ok) return text;
  const note = parseNote(text.value);
  const sealed = note.ok ? verified(openCheckpoint(note.value, trust), verify) : note;
  if (!sealed.ok) return at(sealed, BUNDLE.checkpoint);
  const numbers = numbersIn(files);
  if (!numbers.ok) return numbers;
  for (const seq of numbers.value) {
    const fault = entryFault(files, { seq, text: text.value, checkpoint: sealed.value.checkpoint, textOf, hash });
    if (fault !== null) return fault;
  }
  return ok({ entries: numbers.value.length, checkpoint: sealed.value.checkpoint, key, ownKey: known === null });
};

/** Numbers of the entries, rising. A proof without its entry is missing something, and a file of another name is none of ours. */
const numbersIn = (files: ReadonlyMap<string, Uint8Array>): Result<readonly number[]> => {
  const numbers = new Set<number>();
  for (const name of files.keys()) {
    const seq = ENTRY.exec(name)?.[1] ?? PROOF.exec(name)?.[1];
    if (seq !== undefined) numbers.add(Number(seq));
    else if (/^(?:entries|proofs)\//.test(name)) return at(refuse('bundle.unknown-file', { file: name }), name);
  }
  const rising = [...numbers].sort((a, b) => a - b);
  return rising.length > 0 ? ok(rising) : at(refuse('bundle.missing', { file: BUNDLE.entry(0) }), 'entries/');
};

interface Entry {
  readonly seq: number;
  /** The signed note that every proof has to end with, and what it says. */
  readonly text: string;
  readonly checkpoint: Checkpoint;
  readonly textOf: TextOf;
  readonly hash: Hash;
}

const entryFault = (
  files: ReadonlyMap<string, Uint8Array>,
  { seq, text, checkpoint, textOf, hash }: Entry,
): Refused | null => {
  const [entryName, proofName] = [BUNDLE.entry(seq), BUNDLE.proof(seq)];
  const leaf = files.get(entryName);
  if (leaf === undefined) return at(refuse('bundle.missing', { file: entryName }), entryName);
  const written = textOf(proofName);
  if (!written.ok) return written;
  const proof = parseTlogProof(written.value);
  if (!proof.ok) return at(proof, proofName);
  if (!written.value.endsWith(`\n\n${text}`))
    return at(refuse('bundle.other-checkpoint', { file: proofName }), proofName);
  if (proof.value.index !== seq) return at(refuse('proof.wrong', { fault: 'index' }), proofName);
  const held = checkInclusion({ index: seq, hash: leafHash(leaf, hash) }, checkpoint, proof.value.path, hash);
  if (!held.ok) return at(held, entryName);
  const canonical = textOf(entryName);
  return canonical.ok && isCanonical(canonical.value)
    ? null
    : at(refuse('bundle.not-canonical', { file: entryName }), entryName);
};

type TextOf = (name: string) => Result<string>;

const textsIn =
  (files: ReadonlyMap<string, Uint8Array>, decode: BundleChecks['decode']): TextOf =>
  (name) => {
    const bytes = files.get(name);
    if (bytes === undefined) return at(refuse('bundle.missing', { file: name }), name);
    const text = decode(bytes);
    return text === null ? at(refuse('proof.unreadable', { what: 'note', part: 'text' }), name) : ok(text);
  };

/** The same refusals, told of a file. */
const at = ({ refusals }: Refused, file: string): Refused => {
  const [first, ...rest] = refusals.map((one): Refusal => ({ ...one, place: { file } }));
  if (first === undefined) throw new Error('a refusal says something');
  return { ok: false, refusals: [first, ...rest] };
};
