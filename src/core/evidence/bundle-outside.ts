/**
 * What in an evidence bundle was signed by others than the log: witnesses' lines, an authority's time stamp; that the log grew out of
 * an earlier checkpoint; and the sound that aired. Whether a time stamp's signature is good is another program's question.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { ok, type Refused, type Result, refuse } from '../result.ts';
import { parseAddCheckpoint } from './add-checkpoint.ts';
import { at, BUNDLE, type BundleFiles, missing, type TextOf } from './bundle-files.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Hash } from './merkle.ts';
import { checkConsistency } from './merkle-check.ts';
import { formatNote, type Note, parseNote } from './note.ts';
import { type Verify, verified } from './signed.ts';
import { keptTimeStamp } from './time-stamp.ts';
import { openCheckpoint, type Sealed, type Trust } from './trust.ts';
import { formatVerifierKey, parseVerifierKey, type WitnessKey } from './verifier-key.ts';

/** A witness whose line is good. */
export interface Vouching {
  readonly name: string;
  /** Its verifier key. */
  readonly vkey: string;
  /** By its clock, seconds since 1970. */
  readonly time: number;
  /** Whether its key was in the bundle alone: then nobody but the bundle says who it is. */
  readonly ownKey: boolean;
}

/** A time stamp that is about the checkpoint; its signature is still to be checked (openssl ts -verify). */
export interface BundledStamp {
  /** RFC 3339, UTC. */
  readonly time: string;
  readonly token: Uint8Array;
  /** The bytes that were stamped. */
  readonly data: Uint8Array;
  /** The bundle's own certificates, PEM; null: it has none. */
  readonly ca: string | null;
}

export interface Reading {
  readonly files: BundleFiles;
  readonly textOf: TextOf;
  readonly verify: Verify;
  readonly hash: Hash;
}

/** The checkpoint that is proved under, with its text as it stands in the bundle. */
export interface Under {
  readonly text: string;
  readonly note: Note;
  readonly checkpoint: Checkpoint;
}

/** The bundle's own witness keys. Refuses with proof.unreadable, and bundle.missing when lines need keys and there are none. */
export const ownWitnesses = ({ files, textOf }: Reading, note: Note): Result<readonly WitnessKey[]> => {
  const name = BUNDLE.witnesses;
  const [origin] = note.text.split('\n');
  if (!files.has(name)) return note.signatures.every((one) => one.name === origin) ? ok([]) : missing(name);
  const text = textOf(name);
  if (!text.ok) return text;
  const keys: WitnessKey[] = [];
  for (const line of text.value.trimEnd().split('\n')) {
    const key = parseVerifierKey(line);
    if (!key.ok) return at(key, name);
    if (key.value.kind !== 'cosignature')
      return at(refuse('proof.unreadable', { what: 'key', part: 'public-key' }), name);
    keys.push(key.value as WitnessKey);
  }
  return ok(keys);
};

/** The keys of both, each once. */
export const together = (known: readonly WitnessKey[], own: readonly WitnessKey[]): readonly WitnessKey[] => {
  const ids = new Set(known.map(({ name, id }) => `${name}+${id}`));
  return [...known, ...own.filter(({ name, id }) => !ids.has(`${name}+${id}`))];
};

/** Different witnesses among those that signed, in the order of their lines. */
export const vouchingIn = ({ signed }: Sealed, known: readonly WitnessKey[], trust: Trust): readonly Vouching[] => {
  const ids = new Set(known.map(({ publicKey }) => bytesToHex(publicKey)));
  const seen = new Set(trust.log.map(({ publicKey }) => bytesToHex(publicKey)));
  return signed.flatMap(({ key, time }) => {
    const id = bytesToHex(key.publicKey);
    if (key.kind !== 'cosignature' || time === null || seen.has(id)) return [];
    seen.add(id);
    return [{ name: key.name, vkey: formatVerifierKey(key), time, ownKey: !ids.has(id) }];
  });
};

/**
 * The earlier checkpoint that the log grew out of; null: the bundle has none. Refuses with bundle.missing, bundle.other-checkpoint,
 * proof.unreadable, proof.wrong: origin, signature, unsigned, sizes, path, root.
 */
export const checkOlder = (reading: Reading, under: Under, trust: Trust): Result<Sealed | null> => {
  const { files, textOf, verify, hash } = reading;
  const given = [BUNDLE.older, BUNDLE.consistency].filter((name) => files.has(name));
  if (given.length === 0) return ok(null);
  const text = textOf(BUNDLE.older);
  if (!text.ok) return text;
  const note = parseNote(text.value);
  const older = note.ok ? verified(openCheckpoint(note.value, trust), verify) : note;
  if (!older.ok) return at(older, BUNDLE.older);
  const written = textOf(BUNDLE.consistency);
  if (!written.ok) return written;
  const request = parseAddCheckpoint(written.value);
  if (!request.ok) return at(request, BUNDLE.consistency);
  const { oldSize, path, note: newer } = request.value;
  if (formatNote(newer) !== under.text)
    return at(refuse('bundle.other-checkpoint', { file: BUNDLE.consistency }), BUNDLE.consistency);
  if (oldSize !== older.value.checkpoint.size) return at(refuse('proof.wrong', { fault: 'sizes' }), BUNDLE.consistency);
  const grew = checkConsistency(older.value.checkpoint, under.checkpoint, path, hash);
  return grew.ok ? older : at(grew, BUNDLE.consistency);
};

/** null: the bundle has none. Refuses with bundle.missing, bundle.other-checkpoint, proof.unreadable, timestamp.wrong: unreadable, imprint. */
export const checkStamp = ({ files, textOf, hash }: Reading, under: Under): Result<BundledStamp | null> => {
  const [data, token] = [files.get(BUNDLE.stamped), files.get(BUNDLE.stamp)];
  if (data === undefined && token === undefined) return ok(null);
  if (token === undefined) return missing(BUNDLE.stamp);
  const text = textOf(BUNDLE.stamped);
  if (!text.ok || data === undefined) return text.ok ? missing(BUNDLE.stamped) : text;
  const note = parseNote(text.value);
  if (!note.ok) return at(note, BUNDLE.stamped);
  if (note.value.text !== under.note.text)
    return at(refuse('bundle.other-checkpoint', { file: BUNDLE.stamped }), BUNDLE.stamped);
  const stamp = keptTimeStamp(token, hash(data));
  if (!stamp.ok) return at(stamp, BUNDLE.stamp);
  const ca = files.has(BUNDLE.authority) ? textOf(BUNDLE.authority) : ok(null);
  return ca.ok ? ok({ time: stamp.value.time, token, data, ca: ca.value }) : ca;
};

const LINE = /^([0-9a-f]{64}) {2}(audio\/\1\.flac)$/;
const SOUND = /^audio\/([0-9a-f]{64})\.flac$/;

/**
 * How many sounds are in the bundle. Each is named by its hash and listed; one that is gone from the house may be listed alone. Refuses with bundle.missing,
 * bundle.unknown-file, proof.unreadable, proof.wrong: sound.
 */
export const checkSounds = ({ files, textOf, hash = sha256 }: Reading): Result<number> => {
  const text = textOf(BUNDLE.media);
  if (!text.ok) return text;
  const lines = text.value === '' ? [] : text.value.trimEnd().split('\n');
  const listed = lines.map((line) => LINE.exec(line)?.[2]);
  const unreadable = refuse('proof.unreadable', { what: 'proof', part: 'hashes' });
  if (listed.includes(undefined)) return at(unreadable, BUNDLE.media);
  const given = [...files.keys()].filter((name) => name.startsWith('audio/')).sort();
  const strange = given.find((name) => !listed.includes(name));
  if (strange !== undefined) return at(refuse('bundle.unknown-file', { file: strange }), strange);
  const fault = given.map((name) => soundFault(files, name, hash)).find((one) => one !== null);
  return fault ?? ok(given.length);
};

const soundFault = (files: BundleFiles, name: string, hash: Hash): Refused | null =>
  bytesToHex(hash(files.get(name) ?? new Uint8Array())) === SOUND.exec(name)?.[1]
    ? null
    : at(refuse('proof.wrong', { fault: 'sound' }), name);
