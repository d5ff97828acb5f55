/** A private key in a PEM text with the name that it signs under before it: 'Log: loa-3fa94c1b/nhat-ky' (RFC 7468 §2). */
import { createPublicKey } from 'node:crypto';
import type { Sign } from '../core/evidence/signed.ts';
import { type LogKey, verifierKey } from '../core/evidence/verifier-key.ts';
import { must } from '../core/result.ts';
import { signingKeyIn } from './ed25519.ts';

export interface NamedSigner {
  readonly key: LogKey;
  readonly sign: Sign;
  /** The public key as PEM, for openssl. */
  readonly pem: string;
}

/** `label`: what stands before the name. null: the text is no such key. */
export const namedSigner = (label: string, text: string): NamedSigner | null => {
  const name = new RegExp(`^${label}: (\\S+)$`, 'm').exec(text)?.[1];
  const key = signingKeyIn(text);
  if (name === undefined || key === null) return null;
  return {
    key: must(verifierKey('note', name, key.publicKey)),
    sign: key.sign,
    pem: createPublicKey(text).export({ type: 'spki', format: 'pem' }).toString(),
  };
};
