/** Signatures in a browser, checked without WebCrypto. */
import { ed25519 } from '@noble/curves/ed25519.js';
import type { Verify } from '../../core/evidence/signed.ts';

/** A page from a plain http address has no WebCrypto, and few browsers of today know this kind of key. */
export const verify: Verify = (publicKey, message, signature) => {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
};
