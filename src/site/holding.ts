/**
 * The manifest that a site holds, and whether another may take its place: by the same rules whether it came by a network or a stick.
 *
 * Nothing that is read is believed: a note is checked with the pinned key each time. What accept() of the core does not take is never written.
 */
import { manifestIn } from '../contract/manifest.ts';
import { type LogKey, parseVerifierKey } from '../core/evidence/verifier-key.ts';
import type { Arrived } from '../core/manifest/accept.ts';
import { openManifest } from '../core/manifest/signed-manifest.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import { verifyEd25519 } from '../secrets/ed25519.ts';
import { keptNote } from './folder.ts';

/** A key that signs manifests. Refuses with proof.unreadable. */
export const manifestKey = (vkey: string): Result<LogKey> => {
  const key = parseVerifierKey(vkey);
  if (!key.ok) return key;
  return key.value.kind === 'note'
    ? ok({ ...key.value, kind: 'note' as const })
    : refuse('proof.unreadable', { what: 'key', part: 'public-key' });
};

/** A note that the key signed, read. Refuses with manifest.refused: unreadable, signature. */
export const openedNote = (note: string, key: LogKey): Result<Arrived> => {
  const json = openManifest(note, key, verifyEd25519);
  const manifest = json.ok ? manifestIn(json.value) : json;
  return manifest.ok ? ok({ manifest: manifest.value, note }) : manifest;
};

/** The manifest in a site's folder; null: none, or one that its key did not sign, which is as good as none and comes anew. */
export const heldManifest = (folder: string, key: LogKey): Arrived | null => {
  const note = keptNote(folder);
  const opened = note === null ? null : openedNote(note, key);
  return opened?.ok ? opened.value : null;
};
