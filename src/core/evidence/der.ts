/**
 * DER (ITU-T X.690), as little of it as time stamps need: values with a one-byte tag and a length that is written out.
 *
 * Reads strictly: a length in another form than the shortest, or one that leads past the end, is no DER. Says null to what
 * does not read; the caller knows what it was looking for.
 */
import { concatBytes } from '@noble/hashes/utils.js';

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  nothing: 0x05,
  oid: 0x06,
  /** UTCTime. */
  shortTime: 0x17,
  /** GeneralizedTime. */
  time: 0x18,
  sequence: 0x30,
  set: 0x31,
  /** [0] and [3], constructed. */
  context0: 0xa0,
  context3: 0xa3,
} as const;

export interface Der {
  readonly tag: number;
  readonly content: Uint8Array;
  /** Tag, length and content. */
  readonly whole: Uint8Array;
}

/** Longer values than this are none of ours: 2^24 bytes. */
const MOST_LENGTH_BYTES = 3;

/** The value at the beginning of `bytes`, and what follows it. */
const first = (bytes: Uint8Array): readonly [Der, Uint8Array] | null => {
  const [tag, short] = bytes;
  // A tag number of 31 and more takes further bytes; nothing here has one.
  if (tag === undefined || short === undefined || (tag & 0x1f) === 0x1f) return null;
  const more = short < 0x80 ? 0 : short - 0x80;
  if (short === 0x80 || more > MOST_LENGTH_BYTES || bytes.length < 2 + more) return null;
  const long = bytes.subarray(2, 2 + more).reduce((sum, byte) => sum * 256 + byte, 0);
  const shortest = more === 0 || long >= (more === 1 ? 0x80 : 256 ** (more - 1));
  const [from, length] = [2 + more, more === 0 ? short : long];
  if (!shortest || bytes.length < from + length) return null;
  const whole = bytes.subarray(0, from + length);
  return [{ tag, content: whole.subarray(from), whole }, bytes.subarray(from + length)];
};

/** One value and nothing after it. */
export const derIn = (bytes: Uint8Array, tag: number): Der | null => {
  const read = first(bytes);
  return read !== null && read[1].length === 0 && read[0].tag === tag ? read[0] : null;
};

/** The values that stand one after another in `bytes`: the parts of a sequence. */
export const dersIn = (bytes: Uint8Array): readonly Der[] | null => {
  const values: Der[] = [];
  for (let rest = bytes; rest.length > 0; ) {
    const read = first(rest);
    if (read === null) return null;
    values.push(read[0]);
    rest = read[1];
  }
  return values;
};

/** The parts of the one sequence that `bytes` is. */
export const sequenceIn = (bytes: Uint8Array | undefined): readonly Der[] | null => {
  const sequence = bytes === undefined ? null : derIn(bytes, TAG.sequence);
  return sequence === null ? null : dersIn(sequence.content);
};

/** A value of up to 65,535 bytes. */
export const der = (tag: number, ...parts: readonly Uint8Array[]): Uint8Array => {
  const content = concatBytes(...parts);
  const { length } = content;
  if (length > 0xffff) throw new Error('too long to be written');
  if (length < 0x80) return concatBytes(Uint8Array.of(tag, length), content);
  const head = length < 0x100 ? [tag, 0x81, length] : [tag, 0x82, length >> 8, length & 0xff];
  return concatBytes(Uint8Array.from(head), content);
};

/** A whole number from 0 up, given by its bytes, most significant first: in two's complement, without needless zeros. */
export const derInteger = (bytes: Uint8Array): Uint8Array => {
  const from = bytes.findIndex((byte) => byte !== 0);
  const digits = from < 0 ? Uint8Array.of(0) : bytes.slice(from);
  return der(TAG.integer, (digits[0] ?? 0) >= 0x80 ? Uint8Array.of(0) : new Uint8Array(), digits);
};
