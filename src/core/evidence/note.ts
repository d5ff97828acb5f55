/**
 * A signed note (c2sp.org/signed-note): text, a blank line, and a line for each signature.
 *
 * Only the form: which keys are known and whether a signature is good is in signed.ts. A note comes in as text; whoever reads
 * the bytes decodes them as UTF-8 strictly and keeps a byte order mark.
 */
import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js';
import { must, ok, type Result, refuse } from '../result.ts';
import { bytesIn, isKeyName, isPlainText, linesIn, partedAt } from './written.ts';

export interface NoteSignature {
  readonly name: string;
  /** Of the key: 8 lower-case hex digits. Name and id together say which key and which algorithm. */
  readonly keyId: string;
  /** What follows the key id, as the algorithm has it; never empty. */
  readonly bytes: Uint8Array;
}

export interface Note {
  /** What is signed; ends with a line feed. */
  readonly text: string;
  /** One or more. */
  readonly signatures: readonly NoteSignature[];
}

/** The specification asks for 16 at least; Go's sumdb/note takes 100. */
export const MOST_SIGNATURES = 100;

const KEY_ID_BYTES = 4;
const DASH = '\u2014 ';

/** Refuses with proof.unreadable (note: text, layout, signatures). formatNote() of what it reads is `text` again. */
export const parseNote = (text: string): Result<Note> => {
  if (!isPlainText(text)) return refuse('proof.unreadable', { what: 'note', part: 'text' });
  const parts = partedAt(text, text.lastIndexOf('\n\n'));
  if (parts === null) return refuse('proof.unreadable', { what: 'note', part: 'layout' });
  const signatures = parseSignatures(parts[1]);
  return signatures.ok ? ok({ text: parts[0], signatures: signatures.value }) : signatures;
};

/** Signature lines alone, as a witness answers them. Refuses with proof.unreadable (note: signatures). */
export const parseSignatures = (text: string): Result<readonly NoteSignature[]> => {
  const lines = isPlainText(text) ? linesIn(text) : null;
  const signatures = (lines ?? []).map(signatureIn).filter((signature) => signature !== null);
  return lines !== null && lines.length <= MOST_SIGNATURES && signatures.length === lines.length
    ? ok(signatures)
    : refuse('proof.unreadable', { what: 'note', part: 'signatures' });
};

const signatureIn = (line: string): NoteSignature | null => {
  const [name = '', base64 = '', ...more] = line.startsWith(DASH) ? line.slice(DASH.length).split(' ') : [];
  const bytes = bytesIn(base64);
  if (!isKeyName(name) || more.length > 0 || bytes === null || bytes.length <= KEY_ID_BYTES) return null;
  return { name, keyId: bytesToHex(bytes.slice(0, KEY_ID_BYTES)), bytes: bytes.slice(KEY_ID_BYTES) };
};

/** The note as text. Throws when it would not read as the same note. */
export const formatNote = (note: Note): string => {
  const text = `${note.text}\n${note.signatures.map(signatureLine).join('')}`;
  if (must(parseNote(text)).text !== note.text) throw new Error('the text of a note ends with a line feed');
  return text;
};

/** '— name base64', with its line feed. */
export const signatureLine = ({ name, keyId, bytes }: NoteSignature): string => {
  const id = hexToBytes(keyId);
  if (id.length !== KEY_ID_BYTES) throw new Error('the id of a key has 4 bytes');
  return `${DASH}${name} ${concatBytes(id, bytes).toBase64()}\n`;
};
