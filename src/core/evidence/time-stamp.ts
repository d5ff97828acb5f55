/**
 * Time stamps (RFC 3161): asking an authority for one, and reading what it answered.
 *
 * Reads whether it was granted, that it is about our bytes and our question, and which time it names. Whether the authority's
 * signature and certificates are good is another program's question: openssl ts, or any other that a court trusts.
 */
import { ok, type Result, refuse } from '../result.ts';
import { type Der, der, derIn, derInteger, sequenceIn, TAG } from './der.ts';
import type { TimeStampFault } from './faults.ts';
import { HASH_BYTES } from './merkle.ts';
import { sameBytes } from './merkle-check.ts';

/** What one question is told by. */
export interface TimeStampAsked {
  /** SHA-256 of what is stamped. */
  readonly digest: Uint8Array;
  /** Random, 8 to 32 bytes: an answer that carries it was made for this question. */
  readonly nonce: Uint8Array;
}

export interface TimeStamp {
  /** RFC 3339 in UTC; fractions of a second as far as the authority gave them. */
  readonly time: string;
  /** The token in DER (ContentInfo): what `openssl ts -verify -token_in` takes. */
  readonly token: Uint8Array;
}

/** id-sha256, 2.16.840.1.101.3.4.2.1. */
const SHA256 = Uint8Array.fromHex('608648016503040201');
/** id-signedData, 1.2.840.113549.1.7.2 (RFC 5652 §5.1). */
const SIGNED_DATA = Uint8Array.fromHex('2a864886f70d010702');
/** id-ct-TSTInfo, 1.2.840.113549.1.9.16.1.4 (§2.4.2). */
export const TIME_STAMP = Uint8Array.fromHex('2a864886f70d0109100104');

const NONCE_BYTES = { least: 8, most: 32 } as const;
const TRUE = 0xff;

/** MessageImprint. */
const imprint = (digest: Uint8Array): Uint8Array => {
  const algorithm = der(TAG.sequence, der(TAG.oid, SHA256), der(TAG.nothing));
  return der(TAG.sequence, algorithm, der(TAG.octets, digest));
};

/** TimeStampReq (§2.4.1), which asks for the authority's certificate too. Throws when digest or nonce has another length. */
export const timeStampRequest = ({ digest, nonce }: TimeStampAsked): Uint8Array => {
  if (digest.length !== HASH_BYTES) throw new Error('a SHA-256 has 32 bytes');
  if (nonce.length < NONCE_BYTES.least || nonce.length > NONCE_BYTES.most) throw new Error('a nonce has 8 to 32 bytes');
  const version = derInteger(Uint8Array.of(1));
  return der(TAG.sequence, version, imprint(digest), derInteger(nonce), der(TAG.boolean, Uint8Array.of(TRUE)));
};

/**
 * TimeStampResp (§2.4.2). Refuses with timestamp.refused (the authority's own status) and timestamp.wrong: unreadable, imprint,
 * nonce.
 */
export const timeStampIn = (response: Uint8Array, asked: TimeStampAsked): Result<TimeStamp> => {
  const [statusInfo, token, ...more] = sequenceIn(response) ?? [];
  const info = sequenceIn(statusInfo?.whole);
  const status = info === null ? null : smallInteger(info[0]);
  if (info === null || status === null || more.length > 0) return wrong('unreadable');
  // granted, grantedWithMods; what the authority changed we would see below.
  if (status > 1) return refuse('timestamp.refused', { status, failures: failuresIn(info).join(' ') });
  return token === undefined ? wrong('unreadable') : stampIn(token, asked);
};

/**
 * A token that was kept, without the question that it answered. Refuses with timestamp.wrong: unreadable, imprint; whose signature
 * it bears is not looked at.
 */
export const keptTimeStamp = (token: Uint8Array, digest: Uint8Array): Result<TimeStamp> => {
  const whole = derIn(token, TAG.sequence);
  return whole === null ? wrong('unreadable') : stampIn(whole, { digest, nonce: null });
};

/** What the token says, which lies three envelopes deep. */
const stampIn = (
  token: Der,
  { digest, nonce }: Pick<TimeStampAsked, 'digest'> & { readonly nonce: Uint8Array | null },
): Result<TimeStamp> => {
  const [version, , about, , time, ...rest] = infoIn(token) ?? [];
  if (version === undefined || smallInteger(version) !== 1 || about === undefined) return wrong('unreadable');
  const named = time?.tag === TAG.time ? instantIn(time.content) : null;
  if (named === null) return wrong('unreadable');
  if (!aboutDigest(about, digest)) return wrong('imprint');
  // accuracy, ordering, nonce, tsa, extensions: each may be missing, and the nonce alone is an integer.
  const given = rest.find(({ tag }) => tag === TAG.integer);
  if (nonce !== null && (given === undefined || !sameBytes(given.whole, derInteger(nonce)))) return wrong('nonce');
  return ok({ time: named, token: token.whole });
};

/** A token's envelope (SignedData, RFC 5652 §5.1), and what lies in it. */
export interface Envelope {
  /** version, digestAlgorithms, encapContentInfo, certificates and lists when they are there, signerInfos. */
  readonly signed: readonly Der[];
  /** TSTInfo in DER: what is signed. */
  readonly info: Uint8Array;
}

export const envelopeIn = (token: Uint8Array): Envelope | null => {
  const signed = sequenceIn(explicit(sequenceIn(token), SIGNED_DATA));
  const octets = explicit(sequenceIn(signed?.[2]?.whole), TIME_STAMP);
  const info = octets === undefined ? null : derIn(octets, TAG.octets);
  return signed === null || info === null ? null : { signed, info: info.content };
};

/** The parts of TSTInfo; null when the token holds none. */
const infoIn = (token: Der): readonly Der[] | null => sequenceIn(envelopeIn(token.whole)?.info);

/** { type, [0] EXPLICIT value }: the value, when it is of that type. */
const explicit = (parts: readonly Der[] | null, type: Uint8Array): Uint8Array | undefined => {
  const [oid, value, ...more] = parts ?? [];
  const isIt = oid?.tag === TAG.oid && sameBytes(oid.content, type) && value?.tag === TAG.context0;
  return isIt && more.length === 0 ? value.content : undefined;
};

/** The parameters of SHA-256 may be NULL or missing (RFC 5754 §2). */
const aboutDigest = (about: Der, digest: Uint8Array): boolean => {
  const [algorithm, hashed] = sequenceIn(about.whole) ?? [];
  const [oid] = sequenceIn(algorithm?.whole) ?? [];
  return (
    oid?.tag === TAG.oid &&
    sameBytes(oid.content, SHA256) &&
    hashed?.tag === TAG.octets &&
    sameBytes(hashed.content, digest)
  );
};

/** An INTEGER from 0 to 127. */
const smallInteger = (value: Der | undefined): number | null => {
  const [byte] = value?.tag === TAG.integer && value.content.length === 1 ? value.content : [];
  return byte === undefined || byte > 0x7f ? null : byte;
};

/** The bits that PKIFailureInfo has set (§2.4.2): 0 badAlg, 2 badRequest, 5 badDataFormat, 14 timeNotAvailable, … */
const failuresIn = (info: readonly Der[]): readonly number[] => {
  const bytes = info.find(({ tag }) => tag === TAG.bits)?.content.slice(1) ?? new Uint8Array();
  return Array.from({ length: bytes.length * 8 }, (_, bit) => bit).filter(
    (bit) => ((bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0,
  );
};

/** GeneralizedTime as §2.4.2 has it: 'YYYYMMDDhhmmss[.s…]Z', without needless zeros. */
const instantIn = (content: Uint8Array): string | null => {
  const text = String.fromCharCode(...content.slice(0, 40));
  const [, year, month, day, hour, minute, second, fraction = ''] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{0,8}[1-9])?Z$/.exec(text) ?? [];
  // A leap second is told as the one before it.
  const whole = `${year}-${month}-${day}T${hour}:${minute}:${second === '60' ? '59' : second}`;
  // The page that checks evidence runs where there is no Temporal. Dates that do not exist come out as others.
  const at = new Date(`${whole}Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 19) !== whole ? null : `${whole}${fraction}Z`;
};

const wrong = (fault: TimeStampFault): Result<never> => refuse('timestamp.wrong', { fault });
