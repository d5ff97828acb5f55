/**
 * Who signs the manifests: the key file, and what the newest manifest says of it. Used by the wiring.
 *
 * Sites take manifests by one key only; so a key is made where nothing was ever published, and never in place of one that is gone.
 */
import { shortKey } from './core/evidence/key-chain.ts';
import { parseNote } from './core/evidence/note.ts';
import type { Result } from './core/result.ts';
import { must, ok, refuse } from './core/result.ts';
import type { NamedSigner } from './secrets/named-signer.ts';
import { newScheduleKey, scheduleSigner } from './secrets/schedule-key.ts';
import { keepScheduleKey, readScheduleKey, scheduleKeyPath } from './store/key-files.ts';

/**
 * `published`: the note that was published last, null for none. Ask within a transaction of loa.db, so that two processes do not each
 * make a key. Refuses with schedule-key.*, data.*.
 */
export const scheduleKeyIn = (dataDir: string, published: string | null): Result<NamedSigner> => {
  const path = scheduleKeyPath(dataDir);
  const read = readScheduleKey(dataDir);
  if (!read.ok) return read;
  if (read.value === null && published !== null) return refuse('schedule-key.missing', { path });
  if (read.value === null) return freshKey(dataDir);
  const held = scheduleSigner(read.value);
  if (held === null) return refuse('schedule-key.damaged', { path });
  const signers = published === null ? [] : must(parseNote(published)).signatures;
  const wanted = signers.map(({ name, keyId }) => shortKey({ name, id: keyId }));
  return wanted.length === 0 || wanted.includes(shortKey(held.key))
    ? ok(held)
    : refuse('schedule-key.other', { path, found: shortKey(held.key), wanted: wanted[0] ?? '' });
};

const freshKey = (dataDir: string): Result<NamedSigner> => {
  const text = newScheduleKey();
  const kept = keepScheduleKey(dataDir, text);
  if (!kept.ok) return kept;
  const signer = scheduleSigner(text);
  if (signer === null) throw new Error('a key just made reads');
  return ok(signer);
};
