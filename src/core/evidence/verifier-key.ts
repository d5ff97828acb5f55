/**
 * A key to check signatures with, and its text form, the vkey (c2sp.org/signed-note, Verifier keys): name+id+base64.
 *
 * Takes Ed25519 for notes (type 0x01) and for witnesses' time-stamped cosignatures (0x04). Refuses points of small order, under
 * which one signature fits many texts, and encodings that are not canonical.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { ok, type Result, refuse } from '../result.ts';
import type { EvidencePart } from './faults.ts';
import { bytesIn, isKeyName } from './written.ts';

const TYPES = { note: 0x01, cosignature: 0x04 } as const;

export type KeyKind = keyof typeof TYPES;

export interface VerifierKey<K extends KeyKind = KeyKind> {
  readonly kind: K;
  readonly name: string;
  /** 8 lower-case hex digits: SHA-256(name ‖ LF ‖ type ‖ public key), its first 4 bytes. */
  readonly id: string;
  /** 32 bytes (RFC 8032 §5.1.2). */
  readonly publicKey: Uint8Array;
}

/** Signs notes as they stand. */
export type LogKey = VerifierKey<'note'>;

/** Signs checkpoints together with a time. */
export type WitnessKey = VerifierKey<'cosignature'>;

const PUBLIC_KEY_BYTES = 32;

/** Refuses with proof.unreadable (key: name, public-key). */
export const verifierKey = <K extends KeyKind>(
  kind: K,
  name: string,
  publicKey: Uint8Array,
): Result<VerifierKey<K>> => {
  if (!isKeyName(name)) return unreadable('name');
  if (publicKey.length !== PUBLIC_KEY_BYTES || isWeak(publicKey)) return unreadable('public-key');
  const typed = concatBytes(Uint8Array.of(TYPES[kind]), publicKey);
  const id = bytesToHex(sha256(concatBytes(utf8ToBytes(`${name}\n`), typed)).slice(0, 4));
  return ok({ kind, name, id, publicKey });
};

/** Refuses with proof.unreadable (key: layout, name, public-key, id). formatVerifierKey() of what it reads is `text` again. */
export const parseVerifierKey = (text: string): Result<LogKey | WitnessKey> => {
  // The base64 may hold a plus; a name and an id cannot.
  const [name = '', id, ...rest] = text.split('+');
  if (rest.length === 0) return unreadable('layout');
  const bytes = bytesIn(rest.join('+'));
  const publicKey = bytes?.slice(1) ?? new Uint8Array();
  const key =
    bytes?.[0] === TYPES.note
      ? verifierKey('note', name, publicKey)
      : bytes?.[0] === TYPES.cosignature
        ? verifierKey('cosignature', name, publicKey)
        : unreadable('public-key');
  return key.ok && key.value.id !== id ? unreadable('id') : key;
};

/** null: no key, or one that signs no notes. */
export const noteKeyIn = (vkey: string): LogKey | null => {
  const key = parseVerifierKey(vkey);
  return key.ok && key.value.kind === 'note' ? (key.value as LogKey) : null;
};

/** The vkey: what is printed, pinned and handed to others. */
export const formatVerifierKey = ({ kind, name, id, publicKey }: VerifierKey): string =>
  `${name}+${id}+${concatBytes(Uint8Array.of(TYPES[kind]), publicKey).toBase64()}`;

const unreadable = (part: EvidencePart): Result<never> => refuse('proof.unreadable', { what: 'key', part });

/** p = 2^255 − 19 in hex, and the y coordinates of the eight points of small order. Each y stands for both signs of x. */
const P = `7f${'ff'.repeat(30)}ed`;
const SMALL_ORDER = [
  '01'.padStart(64, '0'),
  `${P.slice(0, -2)}ec`,
  ''.padStart(64, '0'),
  '05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826',
  '7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7',
];

/** Whether nobody can own this key alone, or it is not written in its one form (y ≥ p; RFC 8032 §5.1.3). */
const isWeak = (publicKey: Uint8Array): boolean => {
  const unsigned = publicKey.map((byte, n) => (n === PUBLIC_KEY_BYTES - 1 ? byte & 0x7f : byte));
  const y = bytesToHex(unsigned.toReversed());
  return y >= P || SMALL_ORDER.includes(y);
};
