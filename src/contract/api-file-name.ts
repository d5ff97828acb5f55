/**
 * File names in Content-Disposition (RFC 6266, RFC 8187): one for old readers in ASCII, one as people write it.
 *
 * A name that somebody asks for becomes a name and nothing else: no path, no control or direction character,
 * no second extension that a desktop would run.
 */
import { asciiSlug, nfc, oneLine } from '../core/text.ts';

const LONGEST = 120;

/** Letters that no file system or that Windows does not take, and those that turn the reading direction round. */
const FORBIDDEN = /[\\/:*?"<>|\u0080-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

const CONTROLS = /[!'()*]/g;

/** RFC 8187 §3.2.1: percent-encoded UTF-8; encodeURIComponent leaves a few letters that must be encoded. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(
    CONTROLS,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );

/** 'Buổi sáng 05:00' with 'mp3' → 'Buổi sáng 05-00.mp3': safe on every system, always with this extension. */
export const fileName = (asked: string, extension: string): string => {
  const ending = `.${extension}`;
  const clean = oneLine(nfc(asked.toWellFormed()).replace(FORBIDDEN, '-'));
  const bare = clean.toLowerCase().endsWith(ending) ? clean.slice(0, -ending.length) : clean;
  const stem = [...bare.replace(/^[.\s-]+|[.\s-]+$/g, '')].slice(0, LONGEST).join('').trimEnd();
  return `${stem === '' ? 'khong-ten' : stem}${ending}`;
};

/** The whole header value. */
export const contentDisposition = (kind: 'inline' | 'attachment', asked: string, extension: string): string => {
  const name = fileName(asked, extension);
  const ascii = `${asciiSlug(name.slice(0, -extension.length - 1), LONGEST)}.${extension}`;
  // RFC 6266 §4.3: a name in plain ASCII needs no second form.
  return name === ascii
    ? `${kind}; filename="${ascii}"`
    : `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded(name)}`;
};
