/**
 * The bytes of an imported file → text, or which older Vietnamese encoding it is in. It guesses for the sentence only:
 * nothing that is not UTF-8 is taken.
 */

/** 'unknown': neither UTF-8 nor anything recognised. */
export type OtherEncoding = 'utf-16' | 'windows-1258' | 'tcvn3' | 'unknown';

export type Decoded =
  | { readonly ok: true; readonly text: string; readonly marked: boolean }
  | { readonly ok: false; readonly encoding: OtherEncoding };

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Signs of TCVN3 (TCVN 5712:1993) seen as Latin-1: 'b¶n tin', '®µi' have these between letters; Unicode text has not. */
const TCVN3_INSIDE =
  /[A-Za-z\u00c0-\u00ff][\u00a1-\u00a9\u00ab-\u00b9\u00bb-\u00bf]|[\u00a7\u00ae][A-Za-z\u00a1-\u00ff]/g;
const LATIN = /[\u00a1-\u00ff]/g;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Whether text that can be read as letters was typed in a TCVN3 font. A degree or copyright sign alone is no proof. */
const isTcvn3 = (latin: string): boolean => {
  const signs = count(latin, TCVN3_INSIDE);
  return signs >= 3 && signs * 8 >= count(latin, LATIN);
};

/** UTF-8 with or without its mark. */
export const decode = (bytes: Uint8Array): Decoded => {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return { ok: false, encoding: 'utf-16' };
  const text = strictly(bytes);
  if (text === null) return { ok: false, encoding: legacy(bytes) };
  if (text.includes('\0')) return { ok: false, encoding: 'utf-16' };
  if (isTcvn3(text)) return { ok: false, encoding: 'tcvn3' };
  const marked = text.startsWith('\uFEFF');
  return { ok: true, text: marked ? text.slice(1) : text, marked };
};

/** Whether every letter is there as UTF-8 has it. */
export const isUtf8 = (bytes: Uint8Array): boolean => strictly(bytes) !== null;

const strictly = (bytes: Uint8Array): string | null => {
  try {
    return utf8.decode(bytes);
  } catch {
    return null; // the only failure a fatal decoder has
  }
};

const legacy = (bytes: Uint8Array): OtherEncoding => {
  const sample = bytes.subarray(0, 200_000);
  // Mostly good UTF-8, with something broken in it.
  const loose = new TextDecoder('utf-8').decode(sample);
  if (count(loose, /[\u00c0-\u1ef9]/g) > count(loose, /\ufffd/g)) return 'unknown';
  if (isTcvn3(new TextDecoder('latin1').decode(sample))) return 'tcvn3';
  // In Windows-1258 tones are letters of their own behind their vowel.
  const letters = new TextDecoder('windows-1258').decode(sample);
  return count(letters, /[aăâeêioôơuưy][\u0300\u0301\u0303\u0309\u0323]|[đĐơƠưƯăĂ]/gi) >= 2
    ? 'windows-1258'
    : 'unknown';
};
