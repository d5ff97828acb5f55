/** A private key in a PEM text with the name that it signs under before it: 'Log: loa-3fa94c1b/nhat-ky' (RFC 7468 §2). */
import { createHash, createPublicKey } from 'node:crypto';
import type { Sign } from '../core/evidence/signed.ts';
import { type LogKey, verifierKey } from '../core/evidence/verifier-key.ts';
import { must } from '../core/result.ts';
import { newSigningKey, signingKeyIn } from './ed25519.ts';

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

/**
 * A fresh key as the text of its file: the name under which the centre signs, and PKCS #8 as PEM. `name`: that of the key before it, which
 * stays; null: it is made from the key ('loa-3fa94c1b/lich').
 */
export const newNamedKey = (label: string, use: string, name: string | null): string => {
  const pem = newSigningKey();
  const key = signingKeyIn(pem);
  if (key === null) throw new Error('a key just made reads');
  const own = `loa-${createHash('sha256').update(key.publicKey).digest('hex').slice(0, 8)}/${use}`;
  return `${label}: ${name ?? own}\n${pem}`;
};
