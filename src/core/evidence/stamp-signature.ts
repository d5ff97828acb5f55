/**
 * Whether a time stamp bears the signature of an authority that certificates lead to (RFC 3161, RFC 5652, RFC 5280): what
 * `openssl ts -verify` answers at the command line, for readers who have a browser alone.
 *
 * Each certificate has to have been valid when the stamp was made; since then it may have run out, as every one does.
 */
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import {
  type Certificate,
  calledBy,
  certificateIn,
  certificatesInPem,
  type Digest,
  digestOf,
  isPlainKind,
  type PublicKey,
} from './certificate.ts';
import { type Der, dersIn, sequenceIn, TAG } from './der.ts';
import { sameBytes } from './merkle-check.ts';
import { type Envelope, envelopeIn, TIME_STAMP } from './time-stamp.ts';

/** RSA (PKCS #1 v1.5, RFC 8017 §8.2.2) or ECDSA (signature in DER) over the hash of `message`. */
export type CheckSignature = (key: PublicKey, digest: Digest, message: Uint8Array, signature: Uint8Array) => boolean;

export interface StampChecks {
  /** The token in DER. */
  readonly token: Uint8Array;
  /** When it says that it was made: RFC 3339, UTC. */
  readonly time: string;
  /** The certificates that are believed, PEM; null: none, so nothing is checked. */
  readonly ca: string | null;
  readonly check: CheckSignature;
  /** UTF-8 as text; null: it is none. */
  readonly decode: (bytes: Uint8Array) => string | null;
}

export interface CheckedStamp {
  /**
   * good: a believed certificate leads to it; bad: none does, or the signature is another's; unchecked: nothing was given to believe,
   * or it is signed in a way that is not known here.
   */
  readonly signature: 'good' | 'bad' | 'unchecked';
  /** What the authority's certificate calls it; null: nothing that reads. Only as true as the signature is good. */
  readonly authority: string | null;
}

export const HASHES: Readonly<Record<Digest, (bytes: Uint8Array) => Uint8Array>> = { sha256, sha384, sha512 };

/** Attributes of a signature: contentType, messageDigest (RFC 5652 §11), signingCertificate in its two versions (RFC 5035). */
const CONTENT_TYPE = Uint8Array.fromHex('2a864886f70d010903');
const MESSAGE_DIGEST = Uint8Array.fromHex('2a864886f70d010904');
const SIGNING_CERTIFICATE = Uint8Array.fromHex('2a864886f70d010910020c');
const SIGNING_CERTIFICATE_2 = Uint8Array.fromHex('2a864886f70d010910022f');

/** More certificates than lead from any authority to a root. */
const LONGEST_WAY = 8;
/** More certificates than any token brings along; what stands behind them is not looked at. */
const MOST_CERTIFICATES = 32;

export const checkStampSignature = ({ token, time, ca, check, decode }: StampChecks): CheckedStamp => {
  const envelope = envelopeIn(token);
  const signer = envelope === null ? null : signerIn(envelope);
  const believed = ca === null ? [] : certificatesInPem(ca);
  if (envelope === null || signer === null) return { signature: 'bad', authority: null };
  const known = [...certificatesOf(envelope), ...believed];
  const own = known.find(({ issuer, serial }) => sameBytes(issuer, signer.issuer) && sameBytes(serial, signer.serial));
  const authority = own === undefined ? null : calledBy(own.subject, decode);
  if (ca === null) return { signature: 'unchecked', authority };
  if (own === undefined) return { signature: 'bad', authority };
  const signed = signedBy(envelope, signer, own, check);
  if (signed !== 'good') return { signature: signed, authority };
  const at = time.slice(0, 19);
  return { signature: own.stamps ? ledTo(own, { known, believed, at, check }) : 'bad', authority };
};

interface Signer {
  readonly issuer: Uint8Array;
  readonly serial: Uint8Array;
  readonly digest: Digest | null;
  /** What is signed: the attributes as a SET. */
  readonly attributes: Uint8Array;
  readonly values: readonly (readonly [oid: Uint8Array, value: Der])[];
  readonly algorithm: Der | undefined;
  readonly signature: Uint8Array;
}

/** The one signer of a token, named by issuer and number (RFC 3161 §2.4.2 asks for one). */
const signerIn = ({ signed }: Envelope): Signer | null => {
  const last = signed.at(-1);
  const [info, ...others] = last?.tag === TAG.set ? (dersIn(last.content) ?? []) : [];
  if (info === undefined || others.length > 0) return null;
  const [, sid, digest, attributes, algorithm, signature] = sequenceIn(info.whole) ?? [];
  const [issuer, serial] = sequenceIn(sid?.whole) ?? [];
  if (issuer === undefined || serial === undefined || attributes?.tag !== TAG.context0) return null;
  if (signature?.tag !== TAG.octets) return null;
  const values = (dersIn(attributes.content) ?? []).flatMap(({ whole }) => {
    const [oid, set] = sequenceIn(whole) ?? [];
    const [value, ...more] = set?.tag === TAG.set ? (dersIn(set.content) ?? []) : [];
    return oid === undefined || value === undefined || more.length > 0 ? [] : [[oid.content, value] as const];
  });
  // They stand in the token as [0], and are signed as the SET that they are (RFC 5652 §5.4).
  const asSet = attributes.whole.slice();
  asSet[0] = TAG.set;
  return {
    ...{ issuer: issuer.whole, serial: serial.whole, digest: digestOf(digest), attributes: asSet, values },
    ...{ algorithm, signature: signature.content },
  };
};

const certificatesOf = ({ signed }: Envelope): readonly Certificate[] => {
  const set = signed.slice(3, -1).find(({ tag }) => tag === TAG.context0);
  return (set === undefined ? [] : (dersIn(set.content) ?? []))
    .slice(0, MOST_CERTIFICATES)
    .flatMap(({ whole }) => certificateIn(whole) ?? []);
};

type Signature = CheckedStamp['signature'];

/** Whether that certificate's key signed the stamp, and the stamp says so. */
const signedBy = ({ info }: Envelope, signer: Signer, own: Certificate, check: CheckSignature): Signature => {
  const { digest, algorithm, values, attributes, signature } = signer;
  const by = digestOf(algorithm) ?? (isPlainKind(algorithm) ? digest : null);
  if (digest === null || by === null || own.key === null) return 'unchecked';
  const attribute = (oid: Uint8Array): Der | undefined => {
    const found = values.filter(([one]) => sameBytes(one, oid));
    return found.length === 1 ? found[0]?.[1] : undefined;
  };
  const [type, hashed] = [attribute(CONTENT_TYPE), attribute(MESSAGE_DIGEST)];
  const isAbout =
    type?.tag === TAG.oid &&
    sameBytes(type.content, TIME_STAMP) &&
    hashed?.tag === TAG.octets &&
    sameBytes(hashed.content, HASHES[digest](info));
  const names = namesCertificate(own, attribute(SIGNING_CERTIFICATE_2), attribute(SIGNING_CERTIFICATE));
  return isAbout && names && check(own.key, by, attributes, signature) ? 'good' : 'bad';
};

/** Whether the attribute's first certificate is that one, by the newer or the older form. */
const namesCertificate = ({ whole }: Certificate, newer: Der | undefined, older: Der | undefined): boolean => {
  const first = (value: Der | undefined): readonly Der[] | null => {
    const [certificates] = sequenceIn(value?.whole) ?? [];
    return sequenceIn(sequenceIn(certificates?.whole)?.[0]?.whole);
  };
  const parts = first(newer ?? older);
  const [algorithm, hash] = parts?.[0]?.tag === TAG.octets ? [undefined, parts[0]] : [parts?.[0], parts?.[1]];
  if (hash?.tag !== TAG.octets) return false;
  if (newer === undefined) return algorithm === undefined && sameBytes(hash.content, sha1(whole));
  const digest = algorithm === undefined ? 'sha256' : digestOf(algorithm);
  return digest !== null && sameBytes(hash.content, HASHES[digest](whole));
};

interface Way {
  readonly known: readonly Certificate[];
  readonly believed: readonly Certificate[];
  readonly at: string;
  readonly check: CheckSignature;
}

/**
 * Whether a way leads from a certificate to a believed one, each having signed the one before it. Every certificate is looked at
 * once, from the shortest way to it on, so that a token full of certificates that signed each other keeps no reader waiting.
 */
const ledTo = (own: Certificate, { known, believed, at, check }: Way): Signature => {
  let best: Signature = 'bad';
  const seen = new Set([own]);
  let level = [own];
  for (let below = 0; level.length > 0 && below <= LONGEST_WAY; below += 1) {
    const issuers: Certificate[] = [];
    for (const certificate of level) {
      if (at < certificate.from || at > certificate.until) continue;
      if (certificate.strange) best = 'unchecked';
      else if (believed.some(({ whole }) => sameBytes(whole, certificate.whole))) return 'good';
      else
        for (const issuer of known) {
          if (seen.has(issuer) || !mayHaveSigned(issuer, certificate, below)) continue;
          const { digest, signed, signature } = certificate;
          if (digest === null || issuer.key === null) best = 'unchecked';
          else if (check(issuer.key, digest, signed, signature)) {
            seen.add(issuer);
            issuers.push(issuer);
          }
        }
    }
    level = issuers;
  }
  return best;
};

/** `below`: how many authorities stand between the two and the last certificate, the one not counted that is looked for. */
const mayHaveSigned = (issuer: Certificate, { issuer: name }: Certificate, below: number): boolean =>
  issuer.authority && (issuer.depth === null || issuer.depth >= below) && sameBytes(issuer.subject, name);
