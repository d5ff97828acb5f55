/**
 * The log's keys: their files, what is in them, and what the log itself says of who signs it. Used by the wiring.
 *
 * Who signs is told by the log: the newest change of keys, or the newest checkpoint. A key file that says something else is one
 * that was put back from long ago, and signs nothing.
 */
import { createHash } from 'node:crypto';
import { isKey, type KeyChange, keyChangeOf, shortKey } from './core/evidence/key-chain.ts';
import { parseNote } from './core/evidence/note.ts';
import { formatVerifierKey } from './core/evidence/verifier-key.ts';
import type { Result } from './core/result.ts';
import { must, ok, refuse } from './core/result.ts';
import type { Keyring } from './operations/context.ts';
import { type LogSealer, type LogSigner, logSigner, newLogKey } from './secrets/log-key.ts';
import type { AirLog } from './store/airlog.ts';
import {
  installNextKey,
  keepKey,
  keepNextKey,
  keepRetiredKey,
  keyPath,
  readKey,
  readNextKey,
  withKeysAlone,
} from './store/key-files.ts';

type Log = Pick<AirLog, 'newestCheckpoint' | 'events'>;

/**
 * Who signs the log in that folder. A key is made where nothing was ever signed, and never in place of one that is gone. As soon as
 * the log says that a key follows another, the new one signs, and the old one along with it while it is still in its place.
 * Refuses with log-key.*, data.*.
 */
export const logKeyIn = (dataDir: string, airlog: Log): Result<LogSealer> => {
  const first = signingIn(dataDir, airlog);
  // Another process may have changed keys between one look and the next.
  const now = !first.ok && first.refusals[0].code === 'log-key.other' ? signingIn(dataDir, airlog) : first;
  if (!now.ok) return now;
  if (now.value !== null) return ok(now.value);
  return withKeysAlone(dataDir, () => {
    // Another process may have made one meanwhile.
    const made = signingIn(dataDir, airlog);
    return made.ok && made.value === null ? firstKey(dataDir) : (made as Result<LogSealer>);
  });
};

/** The same, making nothing; null: nothing was ever signed, and there is no key. */
export const signingIn = (dataDir: string, airlog: Log): Result<LogSealer | null> => {
  const path = keyPath(dataDir, 'log');
  const change = newestChange(airlog);
  const next = readNextKey(dataDir, 'log');
  if (!next.ok) return next;
  const read = readKey(dataDir, 'log');
  if (!read.ok) return read;
  const held = read.value === null ? null : logSigner(read.value);
  const coming = next.value === null ? null : logSigner(next.value);
  if (change !== null && coming !== null && isKey(coming.key, change.newKey))
    return ok({ ...coming, along: held !== null && isKey(held.key, change.oldKey) ? held : null, isNext: true });
  if (read.value === null)
    return change === null && airlog.newestCheckpoint() === undefined ? ok(null) : refuse('log-key.missing', { path });
  if (held === null) return refuse('log-key.damaged', { path });
  const signers = change === null ? signersOf(airlog) : [change.newKey];
  if (signers.length > 0 && !signers.some((signer) => isKey(held.key, signer)))
    return refuse('log-key.other', { path, found: shortKey(held.key), wanted: shortened(signers[0] ?? '') });
  return ok({ ...held, along: null, isNext: false });
};

const newestChange = (airlog: Log): KeyChange | null => {
  const row = airlog.events({ kinds: ['key-change'] }).at(-1);
  return row === undefined ? null : keyChangeOf(row.seq, row.entry);
};

const firstKey = (dataDir: string): Result<LogSealer> => {
  const text = newLogKey();
  const kept = keepKey(dataDir, 'log', text);
  return kept.ok ? ok({ ...signerIn(text), along: null, isNext: false }) : kept;
};

/** The keys under the newest checkpoint, as 'name+id'; none where nothing was signed. */
const signersOf = (airlog: Log): readonly string[] => {
  const newest = airlog.newestCheckpoint();
  if (newest === undefined) return [];
  return must(parseNote(newest.note)).signatures.map(({ name, keyId }) => shortKey({ name, id: keyId }));
};

/** A verifier key without its public half. */
const shortened = (vkey: string): string => vkey.split('+').slice(0, 2).join('+');

/** Of a text that we made. */
const signerIn = (text: string): LogSigner => {
  const signer = logSigner(text);
  if (signer === null) throw new Error('a key just made reads');
  return signer;
};

/** `waitMs`: how long one change of keys waits for another. */
export const keyringIn = (dataDir: string, waitMs?: number): Keyring => ({
  alone: (work) => withKeysAlone(dataDir, work, waitMs),
  next: (log) => {
    const read = readNextKey(dataDir, 'log');
    if (!read.ok) return read;
    const left = read.value === null ? null : logSigner(read.value);
    if (left !== null && left.key.name === log) return ok(left);
    const text = newLogKey(log);
    const kept = keepNextKey(dataDir, 'log', text);
    return kept.ok ? ok(signerIn(text)) : kept;
  },
  install: () => {
    const next = readNextKey(dataDir, 'log');
    if (!next.ok) return next;
    if (next.value === null) return ok(undefined);
    const read = readKey(dataDir, 'log');
    if (!read.ok) return read;
    if (read.value !== null) {
      const retired = retire(dataDir, read.value);
      if (!retired.ok) return retired;
    }
    return installNextKey(dataDir, 'log');
  },
});

/** Under its id; what does not read as a key, under the hash of what it is. */
const retire = (dataDir: string, text: string): Result<void> => {
  const key = logSigner(text)?.key;
  if (key !== undefined) return keepRetiredKey(dataDir, key.id, { text, vkey: formatVerifierKey(key) });
  const name = `damaged-${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
  return keepRetiredKey(dataDir, name, { text, vkey: null });
};
