/**
 * The witness's key: one file, `witness.pem`, whose first line is its vkey and whose rest is the private key (PKCS#8).
 *
 * Name and key belong together, so they lie together; the vkey is held against the key whenever it is read. Written once, never over.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatVerifierKey, parseVerifierKey, verifierKey, type WitnessKey } from '../core/evidence/verifier-key.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import { newSigningKey, type SigningKey, signingKeyIn } from '../secrets/ed25519.ts';
import { writeNew } from './write-new.ts';

export interface Signer extends Pick<SigningKey, 'sign'> {
  readonly key: WitnessKey;
}

const keyPath = (folder: string): string => join(folder, 'witness.pem');

/** `loa witness init`: makes folder and key, answers its vkey. Refuses with proof.unreadable (key: name), witness.key: there, file.unwritable. */
export const initWitness = (folder: string, name: string): Result<string> => {
  const [path, pem] = [keyPath(folder), newSigningKey()];
  const signing = signingKeyIn(pem);
  if (signing === null) throw new Error('the new key is none');
  const key = verifierKey('cosignature', name, signing.publicKey);
  if (!key.ok) return key;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const vkey = formatVerifierKey(key.value);
    return writeNew(path, `${vkey}\n${pem}`) ? ok(vkey) : refuse('witness.key', { path, fault: 'there' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return refuse('file.unwritable', { path, reason: String(error.code) });
  }
};

/** Refuses with witness.key: missing, unreadable. */
export const readWitnessKey = (folder: string): Result<Signer> => {
  const path = keyPath(folder);
  let text = '';
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return refuse('witness.key', { path, fault: missing ? 'missing' : 'unreadable' });
  }
  const [vkey = '', ...pem] = text.split('\n');
  const signing = signingKeyIn(pem.join('\n'));
  const written = parseVerifierKey(vkey);
  const key = written.ok && signing !== null ? verifierKey('cosignature', written.value.name, signing.publicKey) : null;
  return key?.ok && signing !== null && formatVerifierKey(key.value) === vkey
    ? ok({ key: key.value, sign: signing.sign })
    : refuse('witness.key', { path, fault: 'unreadable' });
};
