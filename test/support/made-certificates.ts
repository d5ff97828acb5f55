/**
 * X.509 certificates and signed time stamps written by hand, so that each part of one can be another: what openssl would not make.
 * Keys are of P-256, from one repeated byte; node:crypto signs, and checks.
 */
import { createECDH, createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { PublicKey } from '../../src/core/evidence/certificate.ts';
import { der, derInteger, TAG } from '../../src/core/evidence/der.ts';
import type { CheckSignature } from '../../src/core/evidence/stamp-signature.ts';
import { ascii, contentInfo, imprint, int, oid, SHA256, seq, stampInfo } from './stamp-token.ts';

const ECDSA_SHA256 = '2a8648ce3d040302';
const none = new Uint8Array();
const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** What a browser does with bare hashes node:crypto does with the bytes: RSA and ECDSA of others than the page uses. */
export const checkByNode: CheckSignature = (key, digest, message, signature) => {
  try {
    return verify(digest, message, createPublicKey({ format: 'jwk', key: jwk(key) }), signature);
  } catch {
    return false;
  }
};
const jwk = (key: PublicKey) => {
  if (key.kind === 'rsa') return { kty: 'RSA', n: base64url(key.modulus), e: base64url(key.exponent) };
  const half = (key.point.length - 1) / 2;
  const [x, y] = [key.point.slice(1, 1 + half), key.point.slice(1 + half)];
  return { kty: 'EC', crv: key.curve, x: base64url(x), y: base64url(y) };
};

export const pointOf = (seed: number): Uint8Array => {
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(Buffer.alloc(32, seed));
  return new Uint8Array(ecdh.getPublicKey());
};
const signatures = new Map<string, Uint8Array>();
/**
 * ECDSA over `digest`, signature in DER. ECDSA signs with a number of its own each time; the same words get the same signature here,
 * so that the same certificate is the same bytes.
 */
const signedWith = (seed: number, message: Uint8Array, digest = 'sha256'): Uint8Array => {
  const words = `${seed} ${digest} ${message.toHex()}`;
  const signature = signatures.get(words) ?? new Uint8Array(sign(digest, message, privateKey(seed)));
  signatures.set(words, signature);
  return signature;
};
const privateKey = (seed: number) => {
  const d = base64url(new Uint8Array(32).fill(seed));
  return createPrivateKey({ format: 'jwk', key: { ...jwk({ kind: 'ec', curve: 'P-256', point: pointOf(seed) }), d } });
};

/** A BIT STRING of whole bytes. */
export const bits = (bytes: Uint8Array): Uint8Array => der(TAG.bits, Uint8Array.of(0), bytes);
export const octets = (...parts: readonly Uint8Array[]): Uint8Array => der(TAG.octets, ...parts);
const yes = der(TAG.boolean, Uint8Array.of(0xff));

/** Name: attributes as [oid in hex, value in DER], one to a set. */
export const name = (...attributes: readonly (readonly [string, Uint8Array])[]): Uint8Array =>
  seq(...attributes.map(([kind, value]) => der(TAG.set, seq(oid(kind), value))));
export const called = (text: string): Uint8Array => name(['550403', der(0x0c, ascii(text))]);

export const spkiOf = (seed: number): Uint8Array =>
  seq(seq(oid('2a8648ce3d0201'), oid('2a8648ce3d030107')), bits(pointOf(seed)));

/** Extensions: `critical` marks with the byte that says so. */
export const extension = (kind: string, value: Uint8Array, critical = true): Uint8Array =>
  seq(oid(kind), critical ? yes : none, octets(value));
/** BasicConstraints of an authority; `depth` bytes of its path length. */
export const authority = (...depth: readonly number[]): Uint8Array =>
  extension('551d13', seq(yes, depth.length === 0 ? none : derInteger(Uint8Array.from(depth))));
/** KeyUsage: unused bits, then bytes. */
export const keyUsage = (...bytes: readonly number[]): Uint8Array =>
  extension('551d0f', der(TAG.bits, Uint8Array.from(bytes)));
export const TIME_STAMPING = '2b06010505070308';
export const uses = (purposes: readonly string[] = [TIME_STAMPING], critical = true): Uint8Array =>
  extension('551d25', seq(...purposes.map(oid)), critical);
/** One that nobody knows. */
export const strange = (critical = true): Uint8Array => extension('2a0304', octets(), critical);

export interface CertificateForm {
  readonly subject?: Uint8Array;
  readonly issuer?: Uint8Array;
  /** The seed of its key, and of who signs. */
  readonly key?: number;
  readonly by?: number;
  readonly serial?: Uint8Array;
  readonly from?: Uint8Array;
  readonly until?: Uint8Array;
  readonly extensions?: readonly Uint8Array[];
  /** null: without the field. */
  readonly version?: Uint8Array | null;
  readonly spki?: Uint8Array;
  readonly algorithm?: Uint8Array;
}

export const shortTime = (text: string): Uint8Array => der(TAG.shortTime, ascii(text));
export const longTime = (text: string): Uint8Array => der(TAG.time, ascii(text));

export const certificate = (form: CertificateForm = {}): Uint8Array => {
  const { subject = called('Authority'), issuer = called('Root'), key = 2, by = 1, serial = int(7) } = form;
  const { from = shortTime('260101000000Z'), until = shortTime('271231235959Z'), extensions = [uses()] } = form;
  const { version = der(TAG.context0, int(2)), spki = spkiOf(key), algorithm = seq(oid(ECDSA_SHA256)) } = form;
  const explicit = extensions.length === 0 ? none : der(TAG.context3, seq(...extensions));
  const signed = seq(version ?? none, serial, algorithm, issuer, seq(from, until), subject, spki, explicit);
  return seq(signed, algorithm, bits(signedWith(by, signed)));
};
/** A root of the key 1 and the name 'Root'. */
export const root = (form: CertificateForm = {}): Uint8Array =>
  certificate({ subject: called('Root'), key: 1, serial: int(1), extensions: [authority()], ...form });

export const pem = (...certificates: readonly Uint8Array[]): string =>
  certificates
    .map(
      (one) => `-----BEGIN CERTIFICATE-----\n${one.toBase64().replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
    )
    .join('');

/** Attributes of a signature, by their oids. */
export const CONTENT_TYPE = '2a864886f70d010903';
export const MESSAGE_DIGEST = '2a864886f70d010904';
export const SIGNING_CERTIFICATE = '2a864886f70d010910020c';
export const SIGNING_CERTIFICATE_2 = '2a864886f70d010910022f';
export const TIME_STAMP = '2a864886f70d0109100104';
export const hashed = (bytes: Uint8Array, digest = 'sha256'): Uint8Array =>
  new Uint8Array(createHash(digest).update(bytes).digest());

export const attribute = (kind: string, ...values: readonly Uint8Array[]): Uint8Array =>
  seq(oid(kind), der(TAG.set, ...values));
/** SigningCertificate and SigningCertificateV2: `parts` of the one ESSCertID in it. */
export const names = (...parts: readonly Uint8Array[]): Uint8Array => seq(seq(seq(...parts)));

export interface TokenForm {
  /** Who signs it: its certificate, and the seed of the key. */
  readonly signer?: Uint8Array;
  readonly by?: number;
  readonly issuer?: Uint8Array;
  readonly serial?: Uint8Array;
  /** What it brings along; null: no such field. */
  readonly certificates?: readonly Uint8Array[] | null;
  readonly info?: Uint8Array;
  /** Instead of those that belong there. */
  readonly attributes?: readonly Uint8Array[];
  readonly digest?: Uint8Array;
  readonly algorithm?: Uint8Array;
  /** What the key signs with; sha256. */
  readonly signedBy?: string;
  /** Instead of the one SignerInfo. */
  readonly infos?: (info: Uint8Array) => Uint8Array;
  readonly attributesTag?: number;
  readonly signatureTag?: number;
}

const ABOUT = stampInfo({ about: imprint(new Uint8Array(32)) });
/** The attributes that belong there, each by its oid; what is given stands instead (empty: left out). */
export const attributesOf = (
  signer: Uint8Array,
  others: Readonly<Record<string, Uint8Array>> = {},
  info = ABOUT,
): readonly Uint8Array[] =>
  Object.values({
    [CONTENT_TYPE]: attribute(CONTENT_TYPE, oid(TIME_STAMP)),
    [MESSAGE_DIGEST]: attribute(MESSAGE_DIGEST, octets(hashed(info))),
    [SIGNING_CERTIFICATE_2]: attribute(SIGNING_CERTIFICATE_2, names(octets(hashed(signer)))),
    ...others,
  });

export const signedToken = (form: TokenForm = {}): Uint8Array => {
  const { signer = certificate(), by = 2, issuer = called('Root'), serial = int(7), info = ABOUT } = form;
  const { certificates = [signer], attributes = attributesOf(signer, {}, info) } = form;
  const { digest = seq(oid(SHA256)), algorithm = seq(oid(ECDSA_SHA256)), infos = (one) => one } = form;
  const { attributesTag = TAG.context0, signatureTag = TAG.octets } = form;
  const signature = signedWith(by, der(TAG.set, ...attributes), form.signedBy);
  const signerInfo = seq(
    ...[int(1), seq(issuer, serial), digest, der(attributesTag, ...attributes), algorithm],
    der(signatureTag, signature),
  );
  const held = certificates === null ? none : der(TAG.context0, ...certificates);
  const content = contentInfo(TIME_STAMP, octets(info));
  const signed = seq(int(3), der(TAG.set, seq(oid(SHA256))), content, held, der(TAG.set, infos(signerInfo)));
  return contentInfo('2a864886f70d010702', signed);
};
