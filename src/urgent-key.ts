/**
 * Who signs urgent orders: the key file, and what the sites were told of it. Used by the wiring.
 *
 * Sites pin the first key that they are told of; so a key is made where none was ever named, and never in place of one that is gone.
 */
import { formatVerifierKey } from './core/evidence/verifier-key.ts';
import type { Result } from './core/result.ts';
import { ok, refuse } from './core/result.ts';
import type { NamedSigner } from './secrets/named-signer.ts';
import { newUrgentKey, urgentSigner } from './secrets/urgent-key.ts';
import { keepUrgentKey, readUrgentKey, urgentKeyPath } from './store/key-files.ts';

/**
 * `named`: the verifier key that sites were told of, null for none. Ask within a transaction of loa.db, so that two processes do not each
 * make a key. Refuses with urgent-key.*, data.*.
 */
export const urgentKeyIn = (dataDir: string, named: string | null): Result<NamedSigner> => {
  const path = urgentKeyPath(dataDir);
  const read = readUrgentKey(dataDir);
  if (!read.ok) return read;
  if (read.value === null && named !== null) return refuse('urgent-key.missing', { path });
  if (read.value === null) return freshKey(dataDir);
  const held = urgentSigner(read.value);
  if (held === null) return refuse('urgent-key.damaged', { path });
  const found = formatVerifierKey(held.key);
  return named === null || named === found ? ok(held) : refuse('urgent-key.other', { path, found, wanted: named });
};

const freshKey = (dataDir: string): Result<NamedSigner> => {
  const text = newUrgentKey();
  const kept = keepUrgentKey(dataDir, text);
  if (!kept.ok) return kept;
  const signer = urgentSigner(text);
  if (signer === null) throw new Error('a key just made reads');
  return ok(signer);
};
