/**
 * X.509 certificates (RFC 5280), as little of them as believing a time stamp takes: whose they are, who signed them, until when, and
 * for what. Knows no cryptography but hashing; says null to what does not read.
 */
import { type Der, derIn, dersIn, sequenceIn, TAG } from './der.ts';
import { sameBytes } from './merkle-check.ts';
import { bytesIn } from './written.ts';

export type Digest = 'sha256' | 'sha384' | 'sha512';

export type PublicKey =
  /** Both as unsigned numbers, most significant byte first. */
  | { readonly kind: 'rsa'; readonly modulus: Uint8Array; readonly exponent: Uint8Array }
  /** `point`: as SEC 1 writes it. */
  | { readonly kind: 'ec'; readonly curve: 'P-256' | 'P-384' | 'P-521'; readonly point: Uint8Array };

export interface Certificate {
  readonly whole: Uint8Array;
  /** What is signed of it. */
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
  /** How it was signed; null: in a way that is not known here. */
  readonly digest: Digest | null;
  /** Names and number in DER. */
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly serial: Uint8Array;
  /** Seconds of UTC without a zone: '2026-11-29T12:00:00'. */
  readonly from: string;
  readonly until: string;
  /** null: of a kind that is not known here. */
  readonly key: PublicKey | null;
  /** Whether it may sign other certificates. */
  readonly authority: boolean;
  /** How many authorities may stand between it and the last certificate; null: any number. */
  readonly depth: number | null;
  /** Whether its key is for time stamps and nothing else (RFC 3161 §2.3), by both of its extensions that say so. */
  readonly stamps: boolean;
  /** Whether it asks of its reader what is not understood here. */
  readonly strange: boolean;
}

const hex = (text: string): Uint8Array => Uint8Array.fromHex(text);

/** sha256WithRSAEncryption and its like (RFC 8017), ecdsa-with-SHA256 and its like (RFC 5758), and hashes by themselves. */
const DIGESTS: readonly (readonly [oid: Uint8Array, digest: Digest])[] = [
  [hex('2a864886f70d01010b'), 'sha256'],
  [hex('2a864886f70d01010c'), 'sha384'],
  [hex('2a864886f70d01010d'), 'sha512'],
  [hex('2a8648ce3d040302'), 'sha256'],
  [hex('2a8648ce3d040303'), 'sha384'],
  [hex('2a8648ce3d040304'), 'sha512'],
  [hex('608648016503040201'), 'sha256'],
  [hex('608648016503040202'), 'sha384'],
  [hex('608648016503040203'), 'sha512'],
];
const RSA = hex('2a864886f70d010101');
const EC = hex('2a8648ce3d0201');
const CURVES: readonly (readonly [oid: Uint8Array, curve: 'P-256' | 'P-384' | 'P-521'])[] = [
  [hex('2a8648ce3d030107'), 'P-256'],
  [hex('2b81040022'), 'P-384'],
  [hex('2b81040023'), 'P-521'],
];
const BASIC_CONSTRAINTS = hex('551d13');
const KEY_USAGE = hex('551d0f');
const EXTENDED_KEY_USAGE = hex('551d25');
const TIME_STAMPING = hex('2b06010505070308');
/** keyCertSign is bit 5 of KeyUsage. */
const SIGNS_CERTIFICATES = 0x04;
/** digitalSignature and nonRepudiation, bits 0 and 1, or both: what goes with time stamps (RFC 5280 §4.2.1.12). */
const SIGNS_STAMPS: readonly string[] = ['80', '40', 'c0'];

const named = <T>(table: readonly (readonly [Uint8Array, T])[], oid: Der | undefined): T | null =>
  table.find(([known]) => oid?.tag === TAG.oid && sameBytes(known, oid.content))?.[1] ?? null;

/** The hash of an AlgorithmIdentifier: of a signature, or the hash itself. */
export const digestOf = (algorithm: Der | undefined): Digest | null =>
  named(DIGESTS, sequenceIn(algorithm?.whole)?.[0]);

/** Whether an AlgorithmIdentifier names a kind of key alone, as signatures in a token may: the hash then stands beside it. */
export const isPlainKind = (algorithm: Der | undefined): boolean => {
  const oid = sequenceIn(algorithm?.whole)?.[0];
  return [RSA, EC].some((known) => oid?.tag === TAG.oid && sameBytes(known, oid.content));
};

export const certificateIn = (bytes: Uint8Array): Certificate | null => {
  const [signed, algorithm, bits] = sequenceIn(bytes) ?? [];
  const [version, ...rest] = sequenceIn(signed?.whole) ?? [];
  // Only version 3 has extensions, and says so by [0]; an authority's has them.
  if (signed === undefined || version?.tag !== TAG.context0) return null;
  const [serial, , issuer, validity, subject, spki, ...more] = rest;
  const [from, until] = (sequenceIn(validity?.whole) ?? []).map(timeIn);
  const signature = bitsIn(bits);
  if (serial?.tag !== TAG.integer || issuer === undefined || subject === undefined || signature === null) return null;
  if (from === undefined || until === undefined || from === null || until === null) return null;
  const extensions = extensionsIn(more.find(({ tag }) => tag === TAG.context3));
  if (extensions === null) return null;
  return {
    ...{ whole: bytes, signed: signed.whole, signature, digest: digestOf(algorithm), key: keyIn(spki) },
    ...{ issuer: issuer.whole, subject: subject.whole, serial: serial.whole, from, until },
    ...extensions,
  };
};

/** A BIT STRING of whole bytes. */
const bitsIn = (value: Der | undefined): Uint8Array | null =>
  value?.tag === TAG.bits && value.content[0] === 0 ? value.content.subarray(1) : null;

/** UTCTime until 2049, GeneralizedTime from then on (RFC 5280 §4.1.2.5). */
const timeIn = ({ tag, content }: Der): string | null => {
  const text = String.fromCharCode(...content.slice(0, 20));
  const whole = tag === TAG.shortTime ? `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}` : text;
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(whole);
  if (parts === null || (tag !== TAG.shortTime && tag !== TAG.time)) return null;
  const [, year, month, day, hour, minute, second] = parts;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}`;
};

const keyIn = (spki: Der | undefined): PublicKey | null => {
  const [algorithm, bits] = sequenceIn(spki?.whole) ?? [];
  const [kind, curve] = sequenceIn(algorithm?.whole) ?? [];
  const bytes = bitsIn(bits);
  if (bytes === null || kind?.tag !== TAG.oid) return null;
  if (sameBytes(kind.content, EC)) {
    const known = named(CURVES, curve);
    return known === null ? null : { kind: 'ec', curve: known, point: bytes };
  }
  if (!sameBytes(kind.content, RSA)) return null;
  const [modulus, exponent] = sequenceIn(bytes) ?? [];
  return modulus?.tag === TAG.integer && exponent?.tag === TAG.integer
    ? { kind: 'rsa', modulus: modulus.content, exponent: exponent.content }
    : null;
};

type Extensions = Pick<Certificate, 'authority' | 'depth' | 'stamps' | 'strange'>;

const extensionsIn = (explicit: Der | undefined): Extensions | null => {
  let found: Extensions = { authority: false, depth: null, stamps: false, strange: false };
  // Without a key usage, a key is for everything.
  let [certifies, mayStamp] = [true, true];
  for (const extension of (explicit === undefined ? [] : sequenceIn(explicit.content)) ?? []) {
    const parts = sequenceIn(extension.whole) ?? [];
    const [oid, value] = [parts[0], parts.at(-1)];
    const critical = parts.length === 3 && parts[1]?.tag === TAG.boolean && parts[1].content[0] === 0xff;
    if (oid?.tag !== TAG.oid || value?.tag !== TAG.octets) return null;
    if (sameBytes(oid.content, BASIC_CONSTRAINTS)) {
      const [authority, depth] = sequenceIn(value.content) ?? [];
      const isOne = authority?.tag === TAG.boolean && authority.content[0] === 0xff;
      found = { ...found, authority: isOne, depth: depth?.tag === TAG.integer ? (depth.content.at(-1) ?? 0) : null };
    } else if (sameBytes(oid.content, KEY_USAGE)) {
      const usage = derIn(value.content, TAG.bits)?.content.subarray(1) ?? new Uint8Array();
      certifies = ((usage[0] ?? 0) & SIGNS_CERTIFICATES) !== 0;
      mayStamp = SIGNS_STAMPS.includes(usage.toHex());
    } else if (sameBytes(oid.content, EXTENDED_KEY_USAGE)) {
      const uses = sequenceIn(value.content) ?? [];
      const alone = uses.length === 1 && uses[0] !== undefined && sameBytes(uses[0].content, TIME_STAMPING);
      found = { ...found, stamps: critical && alone };
    } else if (critical) found = { ...found, strange: true };
  }
  return { ...found, authority: found.authority && certifies, stamps: found.stamps && mayStamp };
};

const PEM = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]*)-----END CERTIFICATE-----/g;

/** The certificates of a PEM text (RFC 7468), those that read, whatever stands between them. */
export const certificatesInPem = (text: string): readonly Certificate[] =>
  [...text.matchAll(PEM)].flatMap(([, base64 = '']) => {
    const bytes = bytesIn(base64.replace(/\s/g, ''));
    return (bytes === null ? null : certificateIn(bytes)) ?? [];
  });

/** commonName, or else organizationName. */
const NAMES = [hex('550403'), hex('55040a')];

/** What a name in DER is called by; null: by neither, or in letters that are not known here. `decode`: UTF-8. */
export const calledBy = (name: Uint8Array, decode: (bytes: Uint8Array) => string | null): string | null => {
  const parts = (sequenceIn(name) ?? [])
    .flatMap((set) => dersIn(set.content) ?? [])
    .map(({ whole }) => sequenceIn(whole));
  for (const kind of NAMES) {
    const value = parts.find((part) => part?.[0] !== undefined && sameBytes(part[0].content, kind))?.[1];
    if (value !== undefined && TEXTS.includes(value.tag)) return decode(value.content);
  }
  return null;
};

/** UTF8String, PrintableString, IA5String. */
const TEXTS: readonly number[] = [0x0c, 0x13, 0x16];
