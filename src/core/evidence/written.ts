/**
 * What the C2SP texts are written with: plain text, key names, decimals and base64, each in its one allowed form.
 *
 * One value, one text: whatever reads here is written again to the same characters, so that no changed character goes unseen.
 */
import { HASH_BYTES } from './merkle.ts';

/** Longer than any note or proof has a reason to be: a thousand times our own. In UTF-16 code units. */
const MOST_TEXT = 1_000_000;

/** Unicode text without control characters below U+0020 except the line feed, of a sane length (C2SP signed-note, Format). */
export const isPlainText = (text: string): boolean =>
  text.length <= MOST_TEXT && text.isWellFormed() && /^[\n\u0020-\u{10ffff}]*$/u.test(text);

/** C2SP signed-note: not empty, no Unicode spaces, no plus. */
export const isKeyName = (text: string): boolean => isPlainText(text) && /^[^+\p{White_Space}]+$/u.test(text);

/** The lines of a text whose every line is ended by a line feed; null when the last one is not, or there is none. */
export const linesIn = (text: string): readonly string[] | null =>
  text.endsWith('\n') ? text.slice(0, -1).split('\n') : null;

/** A number without sign or leading zeros, at most 2^53 − 1. */
export const decimalIn = (text: string): number | null => {
  const value = /^(?:0|[1-9][0-9]*)$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(value) ? value : null;
};

/** Standard base64 with padding (RFC 4648 §4), canonical; not of nothing. */
export const bytesIn = (base64: string): Uint8Array | null => {
  // fromBase64() passes over white space and missing padding: what it read must be written as it stood.
  const bytes = base64 === '' ? null : decoded(base64);
  return bytes?.toBase64() === base64 ? bytes : null;
};

const decoded = (base64: string): Uint8Array | null => {
  try {
    return Uint8Array.fromBase64(base64);
  } catch {
    return null;
  }
};

/** A SHA-256 in base64. */
export const hashIn = (base64: string): Uint8Array | null => {
  const bytes = bytesIn(base64);
  return bytes?.length === HASH_BYTES ? bytes : null;
};

/** Hashes in base64; null when one is none. */
export const hashesIn = (lines: readonly string[]): readonly Uint8Array[] | null => {
  const hashes = lines.map(hashIn).filter((hash) => hash !== null);
  return hashes.length === lines.length ? hashes : null;
};

/** What stands before and after the blank line `at` (an index of '\n\n'): the first part keeps its line feed. */
export const partedAt = (text: string, at: number): readonly [string, string] | null =>
  at < 0 ? null : [text.slice(0, at + 1), text.slice(at + 2)];
