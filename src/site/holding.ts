/**
 * The manifest that a site holds, and whether another may take its place: by the same rules whether it came by a network or a stick.
 *
 * Nothing that is read is believed: a note is checked with the pinned key each time. What accept() of the core does not take is never written.
 */
import { manifestIn } from '../contract/manifest.ts';
import type { PinnedKeys } from '../core/evidence/next-key.ts';
import type { Arrived } from '../core/manifest/accept.ts';
import { openByPinned, signerOf } from '../core/manifest/pinned.ts';
import { openManifest } from '../core/manifest/signed-manifest.ts';
import { ok, type Result } from '../core/result.ts';
import { verifyEd25519 } from '../secrets/ed25519.ts';
import { keptNote } from './folder.ts';

export interface Opened extends Arrived {
  /** To be kept with it, once it is taken. */
  readonly pinned: PinnedKeys;
}

/**
 * A note that the pinned key signed, or one to which `chain` leads from there, read. null: no chain is known. Refuses with manifest.refused
 * (unreadable, signature, old-key), schedule-key.chain.
 */
export const openedNote = (note: string, keys: PinnedKeys, chain: readonly string[] | null): Result<Opened> => {
  const opened = openByPinned(note, keys, chain, verifyEd25519);
  if (!opened.ok) return opened;
  const manifest = manifestIn(opened.value.json);
  return manifest.ok ? ok({ manifest: manifest.value, note, pinned: opened.value.pinned }) : manifest;
};

/**
 * The manifest in a site's folder, signed by the pinned key or one before it; null: none, or one that they did not sign, which is as good as
 * none and comes anew.
 */
export const heldManifest = (folder: string, { keys }: PinnedKeys): Arrived | null => {
  const note = keptNote(folder);
  const by = note === null ? undefined : signerOf(note, keys);
  const json = note === null || by === undefined ? null : openManifest(note, by, verifyEd25519);
  const manifest = json?.ok ? manifestIn(json.value) : null;
  return note !== null && manifest?.ok ? { manifest: manifest.value, note } : null;
};
