/**
 * A manifest as a signed note (c2sp.org/signed-note): the text is a first line that names the form, then canonical JSON on one line.
 *
 * The first line keeps a manifest from ever being taken for a checkpoint, whoever signs both.
 */
import { canonicalJson } from '../evidence/canonical.ts';
import { formatNote, parseNote } from '../evidence/note.ts';
import { openNote, type Sign, signText, type Verify, verified } from '../evidence/signed.ts';
import type { LogKey } from '../evidence/verifier-key.ts';
import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';
import { MANIFEST_FORMAT, type Manifest } from './model.ts';

const HEAD = `${MANIFEST_FORMAT}\n`;

/** The text that is signed. */
export const manifestText = (manifest: Manifest): string => `${HEAD}${canonicalJson(manifest)}\n`;

export const signManifest = (manifest: Manifest, key: LogKey, sign: Sign): string => {
  const text = manifestText(manifest);
  return formatNote({ text, signatures: [signText(key, text, sign)] });
};

/**
 * The JSON of a manifest that `key` signed; its shape is not judged here. Refuses with manifest.refused: unreadable (no such note),
 * signature.
 */
export const openManifest = (note: string, key: LogKey, verify: Verify): Result<string> => {
  const parsed = parseNote(note);
  const text = parsed.ok ? parsed.value.text : '';
  if (!parsed.ok || !text.startsWith(HEAD)) return unfit('unreadable');
  const json = text.slice(HEAD.length, -1);
  if (json.includes('\n')) return unfit('unreadable');
  return verified(openNote(parsed.value, [key]), verify).ok ? ok(json) : unfit('signature');
};

/** What we signed ourselves and kept: it reads. */
export const ownManifest = (note: string): Manifest =>
  JSON.parse(note.slice(HEAD.length, note.indexOf('\n', HEAD.length))) as Manifest;

/**
 * A strong tag for a note that we signed, with its quotes: a signature by Ed25519 is one and the same for the same text, and another for
 * any other.
 */
export const manifestTag = (version: number, note: string): string => `"v${version}-${note.trimEnd().slice(-24)}"`;

const unfit = (fault: 'unreadable' | 'signature'): Result<never> =>
  refuse('manifest.refused', { fault, site: '', version: 0, held: 0 });
