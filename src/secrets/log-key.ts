/**
 * The key that signs the air log's checkpoints, as the text of its file; kept by store/key-files.ts.
 *
 * The log's name is made from the first key and stays for all time, whatever keys come after.
 */
import { createHash } from 'node:crypto';
import { newSigningKey, signingKeyIn } from './ed25519.ts';
import { type NamedSigner, namedSigner } from './named-signer.ts';

export type LogSigner = NamedSigner;

/** Who signs the log now. */
export interface LogSealer extends LogSigner {
  /** The key before this one, which signs along until it has left its place; null: it has, or it is lost. */
  readonly along: LogSigner | null;
  /** Whether it has yet to take the key file's place. */
  readonly isNext: boolean;
}

/** A fresh key as the text of its file: its log's name, and PKCS #8 as PEM. `log`: the name that the log has; null: it gets one. */
export const newLogKey = (log: string | null = null): string => {
  const pem = newSigningKey();
  const key = signingKeyIn(pem);
  if (key === null) throw new Error('a key just made reads');
  const { publicKey } = key;
  if (log !== null) return `Log: ${log}\n${pem}`;
  return `Log: loa-${createHash('sha256').update(publicKey).digest('hex').slice(0, 8)}/nhat-ky\n${pem}`;
};

/** null: the text is no such key. */
export const logSigner = (text: string): LogSigner | null => namedSigner('Log', text);
