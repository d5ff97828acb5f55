/**
 * The key that signs the air log's checkpoints, as the text of its file; kept by store/key-files.ts.
 *
 * The log's name is made from the first key and stays for all time, whatever keys come after.
 */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { Sign } from '../core/evidence/signed.ts';
import { type LogKey, verifierKey } from '../core/evidence/verifier-key.ts';
import { must } from '../core/result.ts';

export interface LogSigner {
  readonly key: LogKey;
  readonly sign: Sign;
  /** The public key as PEM, for openssl. */
  readonly pem: string;
}

/** The name stands before the key, as PEM allows (RFC 7468 §2): 'Log: loa-3fa94c1b/nhat-ky'. */
const NAME = /^Log: (\S+)$/m;

/** Where the raw 32 bytes begin in the SPKI form of an Ed25519 public key (RFC 8410 §4). */
const RAW_AT = 12;

const rawOf = (key: KeyObject): Uint8Array =>
  new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' })).slice(RAW_AT);

/** A fresh key as the text of its file: its log's name, and PKCS #8 as PEM. */
export const newLogKey = (): string => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const name = `loa-${createHash('sha256').update(rawOf(privateKey)).digest('hex').slice(0, 8)}/nhat-ky`;
  return `Log: ${name}\n${privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()}`;
};

/** null: the text is no such key. */
export const logSigner = (text: string): LogSigner | null => {
  const name = NAME.exec(text)?.[1];
  const key = name === undefined ? null : privateKeyIn(text);
  if (name === undefined || key?.asymmetricKeyType !== 'ed25519') return null;
  return {
    key: must(verifierKey('note', name, rawOf(key))),
    sign: (message) => new Uint8Array(sign(null, message, key)),
    pem: createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString(),
  };
};

const privateKeyIn = (text: string): KeyObject | null => {
  try {
    return createPrivateKey(text);
  } catch {
    return null;
  }
};
