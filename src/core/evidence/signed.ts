/**
 * Who signed a note: signatures held against the keys that we know.
 *
 * Ed25519 itself is not here: `claims` say what to verify, `settle` takes the answers, so that WebCrypto, which answers later,
 * serves as well as node:crypto. Lines of unknown keys are passed over; one bad signature of a known key spoils the note.
 */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { ok, type Result, refuse } from '../result.ts';
import { cosignatureBytes, cosignatureIn, cosignedMessage, ED25519_BYTES } from './cosignature.ts';
import type { Note, NoteSignature } from './note.ts';
import type { LogKey, VerifierKey, WitnessKey } from './verifier-key.ts';

/** Ed25519 (RFC 8032 §5.1.7): 32, any number and 64 bytes. */
export type Verify = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

/** Ed25519: answers 64 bytes. */
export type Sign = (message: Uint8Array) => Uint8Array;

export interface Signed {
  readonly key: VerifierKey;
  /** A witness's time, in seconds since 1970 (UTC); null for a log's own signature. */
  readonly time: number | null;
}

/** One signature that has to be verified. */
export interface Claim extends Signed {
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

/** What is left to verify, and what follows. */
export interface Opened<T> {
  readonly claims: readonly Claim[];
  /** One answer for each claim, in their order. */
  readonly settle: (verdicts: readonly boolean[]) => Result<T>;
}

/**
 * The signatures of `keys` on a note. Refuses with proof.wrong: signature (a known key's has the wrong length, or `settle` is
 * told that it does not verify), unsigned (there is none).
 */
export const openNote = (note: Note, keys: readonly VerifierKey[]): Result<Opened<readonly Signed[]>> => {
  const claims: Claim[] = [];
  for (const signature of note.signatures) {
    const key = keys.find(({ name, id }) => name === signature.name && id === signature.keyId);
    if (key === undefined) continue;
    const claim = claimOf(key, note.text, signature.bytes);
    if (claim === null) return refuse('proof.wrong', { fault: 'signature' });
    claims.push(claim);
  }
  if (claims.length === 0) return refuse('proof.wrong', { fault: 'unsigned' });
  return ok({
    claims,
    settle: (verdicts) => {
      if (verdicts.length !== claims.length) throw new Error('one verdict for each claim');
      return verdicts.every((good) => good === true)
        ? ok(claims.map(({ key, time }) => ({ key, time })))
        : refuse('proof.wrong', { fault: 'signature' });
    },
  });
};

const claimOf = (key: VerifierKey, text: string, bytes: Uint8Array): Claim | null => {
  if (key.kind === 'note')
    return bytes.length === ED25519_BYTES ? { key, time: null, message: utf8ToBytes(text), signature: bytes } : null;
  const given = cosignatureIn(bytes);
  return given === null ? null : { key, ...given, message: cosignedMessage(given.time, text) };
};

/** Verifies at once. Refuses with what opening or settling refuses with. */
export const verified = <T>(opened: Result<Opened<T>>, verify: Verify): Result<T> =>
  opened.ok
    ? opened.value.settle(
        opened.value.claims.map(({ key, message, signature }) => verify(key.publicKey, message, signature)),
      )
    : opened;

/** A log's line for a note. */
export const signText = (key: LogKey, text: string, sign: Sign): NoteSignature => {
  const bytes = sign(utf8ToBytes(text));
  if (bytes.length !== ED25519_BYTES) throw new Error('an Ed25519 signature has 64 bytes');
  return { name: key.name, keyId: key.id, bytes };
};

/** A witness's line for a note; `time` in whole seconds since 1970 (UTC). */
export const cosignText = (key: WitnessKey, text: string, time: number, sign: Sign): NoteSignature => ({
  name: key.name,
  keyId: key.id,
  bytes: cosignatureBytes({ time, signature: sign(cosignedMessage(time, text)) }),
});
