/**
 * The first look at a file, by its own first bytes: a playlist in disguise, a picture, a text, or perhaps sound.
 *
 * Pure. Playlists name other files and addresses, so they are refused before any tool opens them. File names
 * and their endings are never looked at.
 */

export type Sniffed =
  | { readonly kind: 'playlist'; readonly format: string }
  | { readonly kind: 'picture' }
  | { readonly kind: 'text' }
  | { readonly kind: 'unknown' };

/** How many bytes the look needs at most. */
export const SNIFF_BYTES = 4096;

/** Beginnings of playlists, after white space; the order matters only for the name that is reported. */
const PLAYLISTS: readonly (readonly [string, RegExp])[] = [
  ['M3U', /^#EXT(M3U|INF|-X-)/i],
  ['PLS', /^\[playlist\]/i],
  ['ASX', /^\[reference\]|^<asx\b/i],
  ['ffconcat', /^ffconcat\b|^(?:#[^\n]*\s+)*file\s+['"]?[\w./~\\]/i],
  ['SDP', /^v=\d+\s*\r?\n\s*[a-z]=/],
  ['RAM', /^(?:rtsp|rtmp|mms|mmsh|pnm):\/\//i],
  ['M3U', /^(?:https?|ftp|file|concat|data|hls|subfile|tcp|udp|rtp|crypto):/i],
  [
    'CUE',
    /^(?:(?:REM|PERFORMER|TITLE|CATALOG|SONGWRITER|CDTEXTFILE|ISRC)\b[^\n]*\s+)*FILE\s+\S.*\s(?:WAVE|MP3|AIFF|BINARY|MOTOROLA)\b/i,
  ],
];

/** The same for XML, anywhere in the first bytes: a declaration or comments may come first. */
const XML_PLAYLISTS: readonly (readonly [string, RegExp])[] = [
  ['DASH', /<(?:\w+:)?MPD\b/],
  ['XSPF', /<(?:\w+:)?playlist\b/i],
  ['ASX', /<asx\b/i],
  ['SMIL', /<(?:\w+:)?smil\b|<\?wpl\b/i],
  ['SmoothStreaming', /<SmoothStreamingMedia\b/i],
  ['RSS', /<(?:rss|feed)\b/i],
];

const PICTURES: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x42, 0x4d], // BMP
  [0x49, 0x49, 0x2a, 0x00], // TIFF
  [0x4d, 0x4d, 0x00, 0x2a],
];

/** Looks at up to SNIFF_BYTES first bytes of a file. */
export const sniff = (head: Uint8Array): Sniffed => {
  const text = asText(head);
  if (text !== null) {
    const start = text.trimStart();
    for (const [format, pattern] of PLAYLISTS) if (pattern.test(start)) return { kind: 'playlist', format };
    if (start.startsWith('<')) {
      for (const [format, pattern] of XML_PLAYLISTS) if (pattern.test(start)) return { kind: 'playlist', format };
    }
    return { kind: 'text' };
  }
  const begins = (bytes: readonly number[]) => bytes.every((byte, at) => head[at] === byte);
  if (PICTURES.some(begins) || ascii(head, 8, 12) === 'WEBP') return { kind: 'picture' };
  if (ascii(head, 4, 8) === 'ftyp' && /^(heic|heix|mif1|avif)$/.test(ascii(head, 8, 12))) return { kind: 'picture' };
  return { kind: 'unknown' };
};

export const ascii = (bytes: Uint8Array, start: number, end: number): string =>
  String.fromCharCode(...bytes.subarray(start, end));

/** The bytes as text when they are text (UTF-8 or UTF-16 with a mark, no control characters); otherwise null. */
const asText = (head: Uint8Array): string | null => {
  const wide =
    head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : null;
  if (wide === 'utf-16be') {
    return printable(new TextDecoder('utf-16le').decode(swapped(head)));
  }
  try {
    // `stream` forgives a letter that the limit has cut in two.
    return printable(new TextDecoder(wide ?? 'utf-8', { fatal: true }).decode(head, { stream: true }));
  } catch {
    // Old playlists are in Windows code pages: their first lines are ASCII all the same.
    return printable(new TextDecoder('latin1').decode(head));
  }
};

const swapped = (bytes: Uint8Array): Uint8Array => {
  const pairs = bytes.slice(0, bytes.length - (bytes.length % 2));
  for (let at = 0; at < pairs.length; at += 2) {
    [pairs[at], pairs[at + 1]] = [pairs[at + 1] ?? 0, pairs[at] ?? 0];
  }
  return pairs;
};

/** Tab, line feed, vertical tab, form feed, carriage return, escape: control characters that texts do have. */
const IN_TEXTS = new Set([9, 10, 11, 12, 13, 27]);

/** Control characters are what tells sound from text. */
const printable = (text: string): string | null => {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 32 && !IN_TEXTS.has(code)) return null;
  }
  return text;
};
