/**
 * The key that signs the manifests of all sites, as the text of its file; kept by store/key-files.ts.
 *
 * Not the log's key: who may say what sounds and who may say what sounded are two powers, and can be in two hands.
 */
import { createHash } from 'node:crypto';
import { newSigningKey, signingKeyIn } from './ed25519.ts';
import { type NamedSigner, namedSigner } from './named-signer.ts';

/** Stands before the key, as PEM allows (RFC 7468 §2): 'Centre: loa-3fa94c1b/lich'. */
const LABEL = 'Centre';

/** A fresh key as the text of its file: the name under which the centre signs, made from the key, and PKCS #8 as PEM. */
export const newScheduleKey = (): string => {
  const pem = newSigningKey();
  const key = signingKeyIn(pem);
  if (key === null) throw new Error('a key just made reads');
  return `${LABEL}: loa-${createHash('sha256').update(key.publicKey).digest('hex').slice(0, 8)}/lich\n${pem}`;
};

/** null: the text is no such key. */
export const scheduleSigner = (text: string): NamedSigner | null => namedSigner(LABEL, text);
