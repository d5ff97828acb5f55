/**
 * Whether an evidence bundle holds together: every entry has its proof, every proof leads to the one signed checkpoint, every entry is
 * canonical JSON, and what others signed is about that checkpoint. Reads no ZIP and knows no Ed25519; both are handed in.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { ok, type Refused, type Result, refuse } from '../result.ts';
import { at, BUNDLE, type BundleFiles, type TextOf, textsIn } from './bundle-files.ts';
import { keyChangeProof, keyChangesIn } from './bundle-keys.ts';
import {
  type BundledStamp,
  checkOlder,
  checkSounds,
  checkStamp,
  ownWitnesses,
  type Reading,
  together,
  type Vouching,
  vouchingIn,
} from './bundle-outside.ts';
import { isCanonical } from './canonical.ts';
import type { Checkpoint } from './checkpoint.ts';
import { followKeys, isKey, keyChangeFile } from './key-chain.ts';
import { type Hash, leafHash } from './merkle.ts';
import { checkInclusion } from './merkle-check.ts';
import { parseNote } from './note.ts';
import { type Verify, verified } from './signed.ts';
import { parseTlogProof } from './tlog-proof.ts';
import { openCheckpoint, type Trust } from './trust.ts';
import { type LogKey, parseVerifierKey, type WitnessKey } from './verifier-key.ts';

export interface CheckedBundle {
  readonly entries: number;
  readonly checkpoint: Checkpoint;
  readonly key: LogKey;
  /** Whether the key came from the bundle itself: then it shows only that the bundle fits together. */
  readonly ownKey: boolean;
  /** Changes of keys between the one that the reader knows and the one that signs. */
  readonly keysFollowed: number;
  /** Numbers of the entries at which a key had been lost: which key came then, only paper says. */
  readonly keysLostAt: readonly number[];
  /** Who cosigned the checkpoint. */
  readonly witnesses: readonly Vouching[];
  /** What an authority stamped; null: nothing. Its signature is still to be checked. */
  readonly stamp: BundledStamp | null;
  /** The size of the earlier checkpoint that the log is shown to have grown out of; null: the bundle shows none. */
  readonly grewFrom: number | null;
  /** Sounds in the bundle, each by its hash; 0: a bundle without sound. */
  readonly sounds: number;
}

export interface BundleChecks {
  /** The log's key as the reader knows it from elsewhere; null: the one in the bundle. */
  readonly key: LogKey | null;
  /** Keys of witnesses that the reader knows from elsewhere; none when not given. */
  readonly witnesses?: readonly WitnessKey[];
  /** How many of those must have cosigned; 0 when not given. */
  readonly quorum?: number;
  readonly verify: Verify;
  /** Bytes as text, when they are UTF-8 and nothing else; a byte order mark stays. */
  readonly decode: (bytes: Uint8Array) => string | null;
  readonly hash?: Hash;
}

const ENTRY = /^entries\/(0|[1-9][0-9]{0,15})\.json$/;
const PROOF = /^proofs\/(0|[1-9][0-9]{0,15})\.tlog-proof$/;

/**
 * Refuses at the first file that is wrong, what is signed first, then the entries in order of number, with its name as the refusal's
 * place: bundle.missing, bundle.unknown-file, bundle.not-canonical, bundle.other-checkpoint, proof.unreadable, proof.wrong,
 * timestamp.wrong: unreadable, imprint.
 */
export const checkBundle = (files: BundleFiles, checks: BundleChecks): Result<CheckedBundle> => {
  const { key: known, witnesses = [], quorum = 0, verify, decode, hash = sha256 } = checks;
  const textOf = textsIn(files, decode);
  const reading: Reading = { files, textOf, verify, hash };
  const vkey = textOf(BUNDLE.key);
  if (!vkey.ok) return vkey;
  const own = parseVerifierKey(vkey.value.trimEnd());
  if (!own.ok) return at(own, BUNDLE.key);
  if (own.value.kind !== 'note') return at(refuse('proof.unreadable', { what: 'key', part: 'public-key' }), BUNDLE.key);
  const changes = keyChangesIn(files.keys(), textOf);
  const keys = changes.ok ? followKeys(changes.value, known, verify) : changes;
  if (!changes.ok || !keys.ok) return keys as Refused;
  const key = keys.value.key ?? (own.value as LogKey);
  const end = changes.value.at(-1);
  if (end !== undefined && !isKey(own.value as LogKey, end.newKey))
    return at(refuse('proof.wrong', { fault: 'chain' }), keyChangeFile(end.seq));
  const text = textOf(BUNDLE.checkpoint);
  if (!text.ok) return text;
  const note = parseNote(text.value);
  if (!note.ok) return at(note, BUNDLE.checkpoint);
  // The log's own signature first: a changed name would else be taken for a witness whose key is missing.
  const alone: Trust = { origin: key.name, log: [key], witnesses: [], quorum: 0 };
  const signedByLog = verified(openCheckpoint(note.value, alone), verify);
  if (!signedByLog.ok) return at(signedByLog, BUNDLE.checkpoint);
  const bundled = ownWitnesses(reading, note.value);
  if (!bundled.ok) return bundled;
  const trust: Trust = { ...alone, witnesses: together(witnesses, bundled.value) };
  const sealed = verified(openCheckpoint(note.value, trust), verify);
  if (!sealed.ok) return at(sealed, BUNDLE.checkpoint);
  const { checkpoint } = sealed.value;
  const vouching = vouchingIn(sealed.value, witnesses, trust);
  // A key that the bundle brought along could be anybody's.
  if (vouching.filter(({ ownKey }) => !ownKey).length < quorum)
    return at(refuse('proof.wrong', { fault: 'witnesses' }), BUNDLE.checkpoint);
  const under = { text: text.value, note: note.value, checkpoint };
  const older = checkOlder(reading, under, trust);
  if (!older.ok) return older;
  const stamp = checkStamp(reading, under);
  if (!stamp.ok) return stamp;
  const numbers = numbersIn(files);
  if (!numbers.ok) return numbers;
  const names: readonly Names[] = [
    ...changes.value.map(({ seq }) => [seq, keyChangeFile(seq), keyChangeProof(seq)] as const),
    ...numbers.value.map((seq) => [seq, BUNDLE.entry(seq), BUNDLE.proof(seq)] as const),
  ];
  for (const one of names) {
    const fault = entryFault(files, one, { text: text.value, checkpoint, textOf, hash });
    if (fault !== null) return fault;
  }
  const { followed: keysFollowed, lostAt: keysLostAt } = keys.value;
  const sounds = checkSounds(reading);
  if (!sounds.ok) return sounds;
  return ok({
    entries: numbers.value.length,
    checkpoint,
    key,
    ownKey: known === null,
    keysFollowed,
    keysLostAt,
    witnesses: vouching,
    stamp: stamp.value,
    grewFrom: older.value?.checkpoint.size ?? null,
    sounds: sounds.value,
  });
};

/** Numbers of the entries, rising. A proof without its entry is missing something, and a file of another name is none of ours. */
const numbersIn = (files: BundleFiles): Result<readonly number[]> => {
  const numbers = new Set<number>();
  for (const name of files.keys()) {
    const seq = ENTRY.exec(name)?.[1] ?? PROOF.exec(name)?.[1];
    if (seq !== undefined) numbers.add(Number(seq));
    else if (/^(?:entries|proofs)\//.test(name)) return at(refuse('bundle.unknown-file', { file: name }), name);
  }
  const rising = [...numbers].sort((a, b) => a - b);
  return rising.length > 0 ? ok(rising) : at(refuse('bundle.missing', { file: BUNDLE.entry(0) }), 'entries/');
};

/** Of an entry: its number, its file and its proof's. */
type Names = readonly [seq: number, entry: string, proof: string];

interface Under {
  /** The signed note that every proof has to end with, and what it says. */
  readonly text: string;
  readonly checkpoint: Checkpoint;
  readonly textOf: TextOf;
  readonly hash: Hash;
}

const entryFault = (
  files: BundleFiles,
  [seq, entryName, proofName]: Names,
  { text, checkpoint, textOf, hash }: Under,
): Refused | null => {
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
