/**
 * What a site holds, in one folder: `site.json` (what it is, and the pinned key), `manifest.loa-manifest` (the newest accepted note)
 * and `sound/<sha256>.<format>`. Everything that brings something to a site, a stick or a network, goes through here.
 *
 * It believes nothing that it reads: the note is checked with the pinned key each time, sound by its hash. What `accept()` of the
 * core does not take is never written.
 */
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { manifestIn } from '../contract/manifest.ts';
import { type SiteRecord, siteRecordIn, siteRecordText } from '../contract/site-folder.ts';
import type { Verify } from '../core/evidence/signed.ts';
import { type LogKey, parseVerifierKey } from '../core/evidence/verifier-key.ts';
import type { Arrived } from '../core/manifest/accept.ts';
import type { ManifestSound } from '../core/manifest/model.ts';
import { openManifest } from '../core/manifest/signed-manifest.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { putText, putWhole } from './whole-file.ts';

const siteFile = (folder: string): string => join(folder, 'site.json');
const noteFile = (folder: string): string => join(folder, 'manifest.loa-manifest');
/** Names come from a checked manifest only: a hash, and a format of small letters. */
const soundFile = (folder: string, { sha256, format }: Pick<ManifestSound, 'sha256' | 'format'>): string =>
  join(folder, 'sound', `${sha256}.${format}`);

/** null: there is no such file. Refuses with file.unreadable. */
const textOf = (path: string): Result<string | null> => {
  try {
    return ok(readFileSync(path, 'utf8'));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code === 'ENOENT') return ok(null);
    return refuse('file.unreadable', { path, reason: String(error.code) }, { file: path });
  }
};

/** null: the folder is no site's yet. Refuses with package.folder, file.unreadable. */
export const readSite = (folder: string): Result<SiteRecord | null> => {
  const path = siteFile(folder);
  const text = textOf(path);
  if (!text.ok || text.value === null) return text as Result<null>;
  const record = siteRecordIn(text.value);
  return record === null ? refuse('package.folder', { path }, { file: path }) : ok(record);
};

/** Refuses with file.unwritable. */
export const writeSite = (folder: string, record: SiteRecord): Promise<Result<true>> =>
  putText(siteFile(folder), siteRecordText(record));

/** A key that signs manifests. Refuses with proof.unreadable. */
export const siteKey = (vkey: string): Result<LogKey> => {
  const key = parseVerifierKey(vkey);
  if (!key.ok) return key;
  return key.value.kind === 'note'
    ? ok({ ...key.value, kind: 'note' as const })
    : refuse('proof.unreadable', { what: 'key', part: 'public-key' });
};

/** A note that the key signed, read. Refuses with manifest.refused: unreadable, signature. */
export const openedNote = (note: string, key: LogKey, verify: Verify): Result<Arrived> => {
  const json = openManifest(note, key, verify);
  const manifest = json.ok ? manifestIn(json.value) : json;
  return manifest.ok ? ok({ manifest: manifest.value, note }) : manifest;
};

/** The manifest that the site holds; null: none, or one that its key did not sign, which is as good as none. Refuses with file.unreadable. */
export const heldManifest = (folder: string, key: LogKey, verify: Verify): Result<Arrived | null> => {
  const note = textOf(noteFile(folder));
  if (!note.ok || note.value === null) return note as Result<null>;
  const opened = openedNote(note.value, key, verify);
  return ok(opened.ok ? opened.value : null);
};

/** Only for a note that accept() took. Refuses with file.unwritable. */
export const writeNote = (folder: string, note: string): Promise<Result<true>> => putText(noteFile(folder), note);

/** The hash of a file's bytes; null: it is not there, or cannot be read. */
const hashOf = async (path: string): Promise<string | null> => {
  try {
    const hash = createHash('sha256');
    for await (const piece of createReadStream(path)) hash.update(piece as Uint8Array);
    return hash.digest('hex');
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
};

/** Whether a sound lies there whole: its length first, which costs nothing, then its hash. */
export const holdsSound = async (folder: string, sound: ManifestSound): Promise<boolean> => {
  const path = soundFile(folder, sound);
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  return size === sound.bytes && (await hashOf(path)) === sound.sha256;
};

/** Keeps a sound if its bytes have its hash; false: they have not, and nothing is kept. Refuses with file.unwritable. */
export const putSound = async (
  folder: string,
  sound: ManifestSound,
  pieces: AsyncIterable<Uint8Array>,
): Promise<Result<boolean>> => {
  const put = await putWhole(soundFile(folder, sound), async (write) => {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const piece of pieces) {
      bytes += piece.length;
      if (bytes > sound.bytes) return false;
      hash.update(piece);
      await write(piece);
    }
    return hash.digest('hex') === sound.sha256;
  });
  return put.ok ? ok(put.value === true) : put;
};
