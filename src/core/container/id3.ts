/**
 * ID3v2 tags with chapters (ID3v2 Chapter Frame Addendum 1.0), for MP3 that is delivered. In 2.4, or in 2.3: Windows and old
 * players read that, and ffmpeg takes the length of a frame within a chapter as 2.3 has it, also in a tag of 2.4.
 *
 * Rendered sound on the shelf carries no tag: its key is its sound. A tag is put in front of its bytes on the way out. The
 * same tag gives the same bytes; nothing is read here.
 */
import { nfc, oneLine } from '../text.ts';
import type { LocalDateTime } from '../time/local.ts';
import { ascii, joined, unsigned, utf8 } from './bytes.ts';

export type Id3Version = 3 | 4;

export interface Chapter {
  /** Milliseconds from the start of the file, half-open. */
  readonly start: number;
  readonly end: number;
  readonly title: string;
}

export interface Id3 {
  readonly title: string;
  readonly performer: string;
  readonly album: string;
  /** When it airs, as clocks at the station show it. */
  readonly date: LocalDateTime;
  /** As the schedule has them: 'vi', 'km'. */
  readonly languages: readonly string[];
  /** TXXX frames, in this order; descriptions differ. */
  readonly extra: readonly { readonly description: string; readonly value: string }[];
  readonly chapters: readonly Chapter[];
}

/** ISO 639-2 words of the languages that have two letters in ISO 639-1 and are spoken in our schedules. */
const LANGUAGES: Readonly<Record<string, string>> = {
  vi: 'vie',
  km: 'khm',
  en: 'eng',
  fr: 'fre',
  zh: 'chi',
  th: 'tha',
  lo: 'lao',
  cham: 'cja',
};

const LONGEST = 1000;
/** A table of contents counts its children in one byte. */
const MOST_CHILDREN = 255;
const MOST_CHAPTERS = MOST_CHILDREN * MOST_CHILDREN;
/** "Not given" for a byte offset. */
const NO_OFFSET = new Uint8Array([0xff, 0xff, 0xff, 0xff]);
const ORDERED = 1;
const TOP_LEVEL = 2;

/** A number in four bytes of seven bits (ID3v2.4 §6.2). */
const syncsafe = (value: number): Uint8Array => {
  if (value < 0 || value >= 2 ** 28) throw new Error(`a tag of ${value} bytes`);
  return new Uint8Array([value >>> 21, (value >>> 14) & 0x7f, (value >>> 7) & 0x7f, value & 0x7f]);
};

/** One line in NFC, at most 1,000 characters, never a half letter. */
const cleaned = (text: string): string => {
  const line = oneLine(nfc(text.toWellFormed()));
  return line.length <= LONGEST ? line : [...line].slice(0, LONGEST).join('');
};

/** UTF-16 with its mark: what 2.3 has for letters outside Latin-1. */
const utf16 = (text: string): Uint8Array => {
  const bytes = new Uint8Array(2 + 2 * text.length);
  bytes.set([0xff, 0xfe]);
  for (let n = 0; n < text.length; n += 1) {
    bytes[2 + 2 * n] = text.charCodeAt(n) & 0xff;
    bytes[3 + 2 * n] = text.charCodeAt(n) >>> 8;
  }
  return bytes;
};

/** Writers of one version's frames. */
const frames = (version: Id3Version) => {
  const frame = (id: string, body: Uint8Array): Uint8Array =>
    joined([
      ascii(id, 4),
      version === 4 ? syncsafe(body.length) : unsigned(body.length, 4, 'big'),
      new Uint8Array(2),
      body,
    ]);
  const encoding = new Uint8Array([version === 4 ? 3 : 1]);
  const encoded = (text: string): Uint8Array => (version === 4 ? utf8(text) : utf16(text));
  const end = new Uint8Array(version === 4 ? 1 : 2);
  const text = (id: string, value: string): Uint8Array => {
    const line = cleaned(value);
    return line === '' ? new Uint8Array(0) : frame(id, joined([encoding, encoded(line)]));
  };
  const several = (id: string, values: readonly string[]): Uint8Array => {
    if (values.length === 0) return new Uint8Array(0);
    // 2.4 separates values by NUL; in 2.3 the codes of TLAN, three letters each, follow each other.
    return frame(id, joined([encoding, encoded(values.join(version === 4 ? '\u0000' : ''))]));
  };
  const extra = (description: string, value: string): Uint8Array =>
    frame('TXXX', joined([encoding, encoded(cleaned(description)), end, encoded(cleaned(value))]));
  return { frame, text, several, extra };
};

type Frames = ReturnType<typeof frames>;

const chapterId = (n: number): string => `chp${n + 1}`;
const named = (id: string): Uint8Array => joined([ascii(id), new Uint8Array(1)]);

const chapterFrame = ({ frame, text }: Frames, { start, end, title }: Chapter, n: number): Uint8Array =>
  frame(
    'CHAP',
    joined([
      named(chapterId(n)),
      unsigned(start, 4, 'big'),
      unsigned(end, 4, 'big'),
      NO_OFFSET,
      NO_OFFSET,
      text('TIT2', title),
    ]),
  );

const contents = ({ frame }: Frames, id: string, flags: number, children: readonly string[]): Uint8Array =>
  frame(
    'CTOC',
    joined([named(id), new Uint8Array([flags]), unsigned(children.length, 1, 'big'), ...children.map(named)]),
  );

/** One table, or a table of tables where there are more chapters than one can count. */
const tables = (writers: Frames, count: number): Uint8Array[] => {
  const ids = Array.from({ length: count }, (_, n) => chapterId(n));
  if (count === 0) return [];
  if (count <= MOST_CHILDREN) return [contents(writers, 'toc', TOP_LEVEL | ORDERED, ids)];
  const parts = Array.from({ length: Math.ceil(count / MOST_CHILDREN) }, (_, n) =>
    ids.slice(n * MOST_CHILDREN, (n + 1) * MOST_CHILDREN),
  );
  const names = parts.map((_, n) => `toc${n + 1}`);
  return [
    contents(writers, 'toc', TOP_LEVEL | ORDERED, names),
    ...parts.map((part, n) => contents(writers, names[n] ?? '', ORDERED, part)),
  ];
};

const dates = ({ text }: Frames, version: Id3Version, date: LocalDateTime): Uint8Array[] => {
  const [year, month, day] = date.slice(0, 10).split('-');
  if (version === 4) return [text('TDRC', date)];
  return [
    text('TYER', year ?? ''),
    text('TDAT', `${day}${month}`),
    text('TIME', `${date.slice(11, 13)}${date.slice(14, 16)}`),
  ];
};

/** The whole tag. Chapters beyond 65,025 are left out. */
export const id3Tag = (tag: Id3, version: Id3Version = 4): Uint8Array<ArrayBuffer> => {
  const writers = frames(version);
  const languages = [...new Set(tag.languages.flatMap((language) => LANGUAGES[language] ?? []))];
  const chapters = tag.chapters.slice(0, MOST_CHAPTERS);
  const body = joined([
    writers.text('TIT2', tag.title),
    writers.text('TPE1', tag.performer),
    writers.text('TALB', tag.album),
    ...dates(writers, version, tag.date),
    writers.several('TLAN', languages),
    ...tag.extra.map(({ description, value }) => writers.extra(description, value)),
    ...tables(writers, chapters.length),
    ...chapters.map((chapter, n) => chapterFrame(writers, chapter, n)),
  ]);
  return joined([ascii('ID3'), new Uint8Array([version, 0, 0]), syncsafe(body.length), body]);
};
