/** Ed25519 (RFC 8032) by node:crypto, for whoever checks what others signed. */
import { createPublicKey, verify } from 'node:crypto';
import type { Verify } from '../core/evidence/signed.ts';

/** The fixed head of an Ed25519 public key in SPKI (RFC 8410 §4). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** Keys come from parseVerifierKey(), which refuses those of small order: node:crypto does not. */
export const verifyEd25519: Verify = (publicKey, message, signature) => {
  const key = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' });
  return verify(null, message, key, signature);
};
