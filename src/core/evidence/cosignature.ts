/**
 * A witness's signature with its time over a checkpoint (c2sp.org/tlog-cosignature, Ed25519, 'cosignature/v1').
 *
 * It says: at this time the largest log of this origin that I have seen, always growing, is this one.
 */
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/** What an Ed25519 signature is long (RFC 8032 §5.1.6). */
export const ED25519_BYTES = 64;

const TIME_BYTES = 8;

export interface Cosignature {
  /** Seconds since 1970-01-01T00:00:00Z, without leap seconds. */
  readonly time: number;
  /** 64 bytes. */
  readonly signature: Uint8Array;
}

/** What a witness signs; `text` is the whole text of the note, extension lines too. */
export const cosignedMessage = (time: number, text: string): Uint8Array =>
  utf8ToBytes(`cosignature/v1\ntime ${time}\n${text}`);

/** What stands in the note behind the key id: the time in 8 bytes, big-endian, and the signature. */
export const cosignatureBytes = ({ time, signature }: Cosignature): Uint8Array => {
  if (!(Number.isSafeInteger(time) && time >= 0)) throw new Error(`${time} is no time in whole seconds`);
  if (signature.length !== ED25519_BYTES) throw new Error('an Ed25519 signature has 64 bytes');
  const bytes = new Uint8Array(TIME_BYTES);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(time));
  return concatBytes(bytes, signature);
};

/** Null when the length is wrong, or the time so far off that no number holds it. */
export const cosignatureIn = (bytes: Uint8Array): Cosignature | null => {
  if (bytes.length !== TIME_BYTES + ED25519_BYTES) return null;
  const time = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0));
  return Number.isSafeInteger(time) ? { time, signature: bytes.slice(TIME_BYTES) } : null;
};
