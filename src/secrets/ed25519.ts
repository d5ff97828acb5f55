/** Ed25519 (RFC 8032) by node:crypto: a new key, signing with it, and checking others' signatures. Keeps no key anywhere. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import type { Sign, Verify } from '../core/evidence/signed.ts';

/** What stands before the 32 bytes of a public key in its SubjectPublicKeyInfo (RFC 8410 §4). */
const SPKI = Uint8Array.fromHex('302a300506032b6570032100');

export interface SigningKey {
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  readonly sign: Sign;
}

/** A new private key: PKCS#8 as PEM. */
export const newSigningKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();

/** The key in a PEM text (PKCS#8); what stands before its first line is passed over. null when there is none of Ed25519. */
export const signingKeyIn = (pem: string): SigningKey | null => {
  const key = privateKeyIn(pem);
  if (key?.asymmetricKeyType !== 'ed25519') return null;
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return {
    publicKey: new Uint8Array(spki.subarray(SPKI.length)),
    sign: (message) => new Uint8Array(sign(null, message, key)),
  };
};

const privateKeyIn = (pem: string): KeyObject | null => {
  try {
    return createPrivateKey(pem);
  } catch {
    return null;
  }
};

export const verifyEd25519: Verify = (publicKey, message, signature) => {
  const key = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' });
  return verify(null, message, key, signature);
};
