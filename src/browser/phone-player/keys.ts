/** Keys in a browser: read as they are printed, and checked without WebCrypto. */
import { ed25519 } from '@noble/curves/ed25519.js';
import type { Verify } from '../../core/evidence/signed.ts';
import { type LogKey, parseVerifierKey } from '../../core/evidence/verifier-key.ts';

/** A page from a plain http address has no WebCrypto, and few browsers of today know this kind of key. */
export const verify: Verify = (publicKey, message, signature) => {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
};

/** null: it is no key that signs notes. */
export const keyIn = (vkey: string): LogKey | null => {
  const parsed = parseVerifierKey(vkey);
  return parsed.ok && parsed.value.kind === 'note' ? (parsed.value as LogKey) : null;
};
