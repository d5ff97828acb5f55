/**
 * The key that signs the air log's checkpoints, as the text of its file; kept by store/key-files.ts.
 *
 * The log's name is made from the first key and stays for all time, whatever keys come after.
 */
import { createHash, createPublicKey } from 'node:crypto';
import type { Sign } from '../core/evidence/signed.ts';
import { type LogKey, verifierKey } from '../core/evidence/verifier-key.ts';
import { must } from '../core/result.ts';
import { newSigningKey, signingKeyIn } from './ed25519.ts';

export interface LogSigner {
  readonly key: LogKey;
  readonly sign: Sign;
  /** The public key as PEM, for openssl. */
  readonly pem: string;
}

/** The name stands before the key, as PEM allows (RFC 7468 §2): 'Log: loa-3fa94c1b/nhat-ky'. */
const NAME = /^Log: (\S+)$/m;

/** A fresh key as the text of its file: its log's name, and PKCS #8 as PEM. */
export const newLogKey = (): string => {
  const pem = newSigningKey();
  const key = signingKeyIn(pem);
  if (key === null) throw new Error('a key just made reads');
  const { publicKey } = key;
  return `Log: loa-${createHash('sha256').update(publicKey).digest('hex').slice(0, 8)}/nhat-ky\n${pem}`;
};

/** null: the text is no such key. */
export const logSigner = (text: string): LogSigner | null => {
  const name = NAME.exec(text)?.[1];
  const key = signingKeyIn(text);
  if (name === undefined || key === null) return null;
  return {
    key: must(verifierKey('note', name, key.publicKey)),
    sign: key.sign,
    pem: createPublicKey(text).export({ type: 'spki', format: 'pem' }).toString(),
  };
};
