/**
 * Urgent orders, and the statement of which key signs them, as signed notes (c2sp.org/signed-note): a first line that names the form, then
 * canonical JSON on one line. The first lines keep an order, a manifest, a checkpoint and a statement from ever being taken for each other.
 */
import { canonicalJson } from '../evidence/canonical.ts';
import { formatNote, parseNote } from '../evidence/note.ts';
import { openNote, type Sign, signText, type Verify, verified } from '../evidence/signed.ts';
import { formatVerifierKey, type LogKey, parseVerifierKey } from '../evidence/verifier-key.ts';
import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';
import { URGENT_FORMAT, type UrgentNotice } from './model.ts';
import type { UrgentFault } from './refusals.ts';

const KEY_FORMAT = 'loa-urgent-key/1';

const signedText = (format: string, content: unknown, key: LogKey, sign: Sign): string => {
  const text = `${format}\n${canonicalJson(content)}\n`;
  return formatNote({ text, signatures: [signText(key, text, sign)] });
};

export const signUrgent = (notice: UrgentNotice, key: LogKey, sign: Sign): string =>
  signedText(URGENT_FORMAT, notice, key, sign);

/** The JSON of a notice that `key` signed; its shape is not judged here. Refuses with urgent.refused: unreadable, signature. */
export const openUrgent = (note: string, key: LogKey, verify: Verify): Result<string> =>
  opened(note, URGENT_FORMAT, key, verify);

/** Which key signs urgent orders, said by the key of the manifests, which every site has pinned. */
export const signUrgentKey = (urgent: LogKey, key: LogKey, sign: Sign): string =>
  signedText(KEY_FORMAT, { urgentKey: formatVerifierKey(urgent) }, key, sign);

/** Refuses with urgent.refused: unreadable, signature. */
export const openUrgentKey = (note: string, key: LogKey, verify: Verify): Result<LogKey> => {
  const json = opened(note, KEY_FORMAT, key, verify);
  if (!json.ok) return json;
  const vkey = /^\{"urgentKey":"([^"\\]+)"\}$/.exec(json.value)?.[1];
  const read = parseVerifierKey(vkey ?? '');
  return read.ok && read.value.kind === 'note' ? ok({ ...read.value, kind: 'note' as const }) : unfit('unreadable');
};

const opened = (note: string, format: string, key: LogKey, verify: Verify): Result<string> => {
  const parsed = parseNote(note);
  const head = `${format}\n`;
  const text = parsed.ok ? parsed.value.text : '';
  if (!parsed.ok || !text.startsWith(head)) return unfit('unreadable');
  const json = text.slice(head.length, -1);
  if (json.includes('\n')) return unfit('unreadable');
  return verified(openNote(parsed.value, [key]), verify).ok ? ok(json) : unfit('signature');
};

/** What we signed ourselves and kept: it reads. */
export const ownUrgent = (note: string): UrgentNotice =>
  JSON.parse(note.slice(URGENT_FORMAT.length + 1, note.indexOf('\n', URGENT_FORMAT.length + 1))) as UrgentNotice;

/**
 * A strong tag of the notices that are in force for a site and of the key that signs, by its number, with its quotes: the same tag is the same
 * notices. '"k0"' for none, by the first key.
 */
export const urgentTag = (notes: readonly string[], keyNumber: number): string => {
  const key = keyNumber === 1 ? '' : `.${keyNumber}`;
  return notes.length === 0
    ? `"k0${key}"`
    : `"k${notes.length}${key}-${notes.map((note) => note.trimEnd().slice(-12)).join('')}"`;
};

const unfit = (fault: UrgentFault): Result<never> => refuse('urgent.refused', { fault, id: '' });
