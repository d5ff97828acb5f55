/** Signatures of time-stamp authorities, checked without WebCrypto: a page from a plain http address has none. */
import { p256, p384, p521 } from '@noble/curves/nist.js';
import type { Digest } from '../../core/evidence/certificate.ts';
import { type CheckSignature, HASHES } from '../../core/evidence/stamp-signature.ts';

const CURVES = { 'P-256': p256, 'P-384': p384, 'P-521': p521 } as const;

/** DigestInfo before the hash (RFC 8017 §9.2, note 1). */
const PREFIXES: Readonly<Record<Digest, string>> = {
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
};

/** Longer keys and exponents than anybody has, so that a strange certificate cannot keep the browser busy. */
const MOST_BITS = 8192;
const MOST_EXPONENT_BITS = 33;

export const checkSignature: CheckSignature = (key, digest, message, signature) => {
  const hashed = HASHES[digest](message);
  try {
    return key.kind === 'ec'
      ? CURVES[key.curve].verify(signature, hashed, key.point, { prehash: false, format: 'der', lowS: false })
      : rsa(key.modulus, key.exponent, `${PREFIXES[digest]}${hashed.toHex()}`, signature);
  } catch {
    return false;
  }
};

const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${bytes.toHex() || '0'}`);

/** RSASSA-PKCS1-v1_5: what the signature opens to is compared whole, never taken apart. */
const rsa = (modulus: Uint8Array, exponent: Uint8Array, info: string, signature: Uint8Array): boolean => {
  const [n, e, s] = [numberOf(modulus), numberOf(exponent), numberOf(signature)];
  const bytes = n.toString(16).padStart(2, '0').length;
  const length = Math.ceil(bytes / 2);
  if (length * 8 > MOST_BITS || e.toString(2).length > MOST_EXPONENT_BITS || s >= n) return false;
  if (signature.length !== length || length < 256) return false;
  let [opened, power] = [1n, s];
  for (let left = e; left > 0n; left >>= 1n) {
    if (left & 1n) opened = (opened * power) % n;
    power = (power * power) % n;
  }
  const filling = 'ff'.repeat(length - info.length / 2 - 3);
  return opened.toString(16).padStart(length * 2, '0') === `0001${filling}00${info}`;
};
