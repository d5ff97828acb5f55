/**
 * Who signs what sites check by a key that they have pinned, manifests and urgent orders: the key files, and what sites were told of them.
 * Used by the wiring.
 *
 * Sites follow from one key to the next only by what the one signs; so a key is made where none was ever told of, and never in place of one
 * that is gone. As soon as it is told that a key follows another, the new one signs, wherever its file lies.
 */
import { isKey, shortened, shortKey } from './core/evidence/key-chain.ts';
import type { SiteKeyUse } from './core/evidence/next-key.ts';
import { formatVerifierKey } from './core/evidence/verifier-key.ts';
import type { Result } from './core/result.ts';
import { ok, refuse } from './core/result.ts';
import type { SiteKeyring } from './operations/context.ts';
import type { NamedSigner } from './secrets/named-signer.ts';
import { newScheduleKey, scheduleSigner } from './secrets/schedule-key.ts';
import { newUrgentKey, urgentSigner } from './secrets/urgent-key.ts';
import {
  installNextKey,
  keepKey,
  keepNextKey,
  keepRetiredKey,
  keyPath,
  readKey,
  readNextKey,
} from './store/key-files.ts';

const MADE = { schedule: newScheduleKey, urgent: newUrgentKey } as const;
const READ = { schedule: scheduleSigner, urgent: urgentSigner } as const;

/**
 * `told`: the key that sites were told of last, whole or as 'name+id'; null for none. Ask within a transaction of loa.db, so that two
 * processes do not each make a key. Refuses with schedule-key.* or urgent-key.*, data.*.
 */
export const siteKeyIn = (dataDir: string, use: SiteKeyUse, told: string | null): Result<NamedSigner> => {
  const path = keyPath(dataDir, use);
  // Before the file in use: the next key may take its place between one look and the other.
  const next = readNextKey(dataDir, use);
  if (!next.ok) return next;
  const coming = next.value === null ? null : READ[use](next.value);
  if (coming !== null && told !== null && isKey(coming.key, told)) return ok(coming);
  const read = readKey(dataDir, use);
  if (!read.ok) return read;
  if (read.value === null) return told === null ? freshKey(dataDir, use) : refuse(`${use}-key.missing`, { path });
  const held = READ[use](read.value);
  if (held === null) return refuse(`${use}-key.damaged`, { path });
  return told === null || isKey(held.key, told)
    ? ok(held)
    : refuse(`${use}-key.other`, { path, found: shortKey(held.key), wanted: shortened(told) });
};

const freshKey = (dataDir: string, use: SiteKeyUse): Result<NamedSigner> => {
  const text = MADE[use]();
  const kept = keepKey(dataDir, use, text);
  return kept.ok ? ok(signerIn(use, text)) : kept;
};

/** Of a text that we made. */
const signerIn = (use: SiteKeyUse, text: string): NamedSigner => {
  const signer = READ[use](text);
  if (signer === null) throw new Error('a key just made reads');
  return signer;
};

const nextSiteKey = (dataDir: string, use: SiteKeyUse, name: string): Result<NamedSigner> => {
  const read = readNextKey(dataDir, use);
  if (!read.ok) return read;
  const left = read.value === null ? null : READ[use](read.value);
  if (left !== null && left.key.name === name) return ok(left);
  const text = MADE[use](name);
  const kept = keepNextKey(dataDir, use, text);
  return kept.ok ? ok(signerIn(use, text)) : kept;
};

const installSiteKey = (dataDir: string, use: SiteKeyUse): Result<void> => {
  const next = readNextKey(dataDir, use);
  if (!next.ok) return next;
  if (next.value === null) return ok(undefined);
  const read = readKey(dataDir, use);
  if (!read.ok) return read;
  if (read.value !== null) {
    const old = READ[use](read.value)?.key;
    const vkey = old === undefined ? null : formatVerifierKey(old);
    const retired = keepRetiredKey(dataDir, `${use}-${old?.id ?? 'damaged'}`, { text: read.value, vkey });
    if (!retired.ok) return retired;
  }
  return installNextKey(dataDir, use);
};

export const siteKeyringIn = (dataDir: string): SiteKeyring => ({
  next: (use, name) => nextSiteKey(dataDir, use, name),
  install: (use) => installSiteKey(dataDir, use),
});
