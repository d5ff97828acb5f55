/** Tags of any title and any number of chapters, read by a reader written here from the specification alone. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asciiText } from '../../src/core/container/ascii.ts';
import { bextChunk } from '../../src/core/container/bext.ts';
import { cartChunk } from '../../src/core/container/cart.ts';
import { type Id3, id3Tag } from '../../src/core/container/id3.ts';
import { wavHeader } from '../../src/core/container/wav.ts';
import type { LocalDateTime } from '../../src/core/time/local.ts';
import { BEXT, CART } from '../support/broadcast-wav.ts';

fc.configureGlobal({ seed: 57 });

interface Frame {
  readonly id: string;
  readonly body: Buffer;
}

const sizeOf = (bytes: Buffer, at: number, version: number): number =>
  version === 4 ? [0, 1, 2, 3].reduce((sum, n) => sum * 128 + (bytes[at + n] ?? 255), 0) : bytes.readUInt32BE(at);

const framesIn = (bytes: Buffer, version: number): Frame[] => {
  const found: Frame[] = [];
  let at = 0;
  while (at < bytes.length) {
    const size = sizeOf(bytes, at + 4, version);
    expect(at + 10 + size).toBeLessThanOrEqual(bytes.length);
    found.push({ id: bytes.toString('latin1', at, at + 4), body: bytes.subarray(at + 10, at + 10 + size) });
    at += 10 + size;
  }
  return found;
};

const textIn = (body: Buffer): string => {
  if (body[0] === 3) return body.toString('utf8', 1);
  expect([...body.subarray(0, 3)]).toEqual([1, 0xff, 0xfe]);
  return body.toString('utf16le', 3);
};

const chaptersIn = (frames: readonly Frame[], version: number) =>
  frames
    .filter(({ id }) => id === 'CHAP')
    .map(({ body }) => {
      const end = body.indexOf(0);
      const [title] = framesIn(body.subarray(end + 17), version);
      return {
        id: body.toString('latin1', 0, end),
        start: body.readUInt32BE(end + 1),
        end: body.readUInt32BE(end + 5),
        title: title === undefined ? '' : textIn(title.body),
      };
    });

/** Chapters in the order in which the tables of contents lead to them. */
const listedIn = (frames: readonly Frame[]): string[] => {
  const tables = new Map(
    frames
      .filter(({ id }) => id === 'CTOC')
      .map(({ body }) => {
        const end = body.indexOf(0);
        const names = body
          .toString('latin1', end + 3)
          .split('\0')
          .slice(0, -1);
        expect(names.length).toBe(body[end + 2]);
        return [body.toString('latin1', 0, end), { top: ((body[end + 1] ?? 0) & 2) !== 0, names }] as const;
      }),
  );
  const tops = [...tables.values()].filter(({ top }) => top);
  expect(tops.length).toBeLessThanOrEqual(1);
  return (tops[0]?.names ?? []).flatMap((name) => tables.get(name)?.names ?? [name]);
};

const title = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 1500 }));

const tag: fc.Arbitrary<Id3> = fc.record({
  title,
  performer: title,
  album: title,
  date: fc.constant('2026-11-23T05:00:00' as LocalDateTime),
  languages: fc.subarray(['vi', 'km', 'en', 'xx']),
  extra: fc.array(fc.record({ description: title, value: title }), { maxLength: 3 }),
  chapters: fc.array(fc.record({ start: fc.nat(2 ** 31), end: fc.nat(2 ** 31), title }), { maxLength: 12 }),
});

/** What a person can expect to read of what they typed. */
const shown = (text: string): string =>
  [
    ...text
      .toWellFormed()
      .normalize('NFC')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
      .replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ')
      .trim(),
  ]
    .slice(0, 1000)
    .join('');

test.each([3, 4] as const)('2.%d: whatever is typed is read back, chapter by chapter', (version) => {
  fc.assert(
    fc.property(tag, (given) => {
      const bytes = Buffer.from(id3Tag(given, version));
      expect(bytes.toString('latin1', 0, 3)).toBe('ID3');
      expect([...bytes.subarray(3, 6)]).toEqual([version, 0, 0]);
      expect(sizeOf(bytes, 6, 4)).toBe(bytes.length - 10);
      expect(id3Tag(given, version)).toEqual(new Uint8Array(bytes));
      const frames = framesIn(bytes.subarray(10), version);
      const found = frames.find(({ id }) => id === 'TIT2');
      expect(found === undefined ? '' : textIn(found.body)).toBe(shown(given.title));
      const chapters = chaptersIn(frames, version);
      expect(chapters.map(({ id: _id, ...rest }) => rest)).toEqual(
        given.chapters.map((chapter) => ({ ...chapter, title: shown(chapter.title) })),
      );
      expect(listedIn(frames)).toEqual(chapters.map(({ id }) => id));
    }),
    { numRuns: 150 },
  );
});

test.each([0, 1, 255, 256, 1000])('%d chapters are all in the table of contents, in order', (count) => {
  const chapters = Array.from({ length: count }, (_, n) => ({ start: n * 10, end: n * 10 + 10, title: `Tin ${n}` }));
  const frames = framesIn(
    Buffer.from(
      id3Tag({
        title: 't',
        performer: '',
        album: '',
        date: '2026-11-23T05:00:00' as LocalDateTime,
        languages: [],
        extra: [],
        chapters,
      }).subarray(10),
    ),
    4,
  );
  expect(listedIn(frames)).toEqual(chaptersIn(frames, 4).map(({ id }) => id));
  expect(listedIn(frames).length).toBe(count);
});

test('chunks of a WAV file begin at even places, whatever stands in them', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string()), fc.nat(1000), (words, history, samples) => {
      const header = Buffer.from(
        wavHeader({ sampleRate: 48_000, channels: 1, bits: 24, samples }, [
          bextChunk({ ...BEXT, description: words, codingHistory: history }),
          cartChunk({ ...CART, title: words, tagText: words }),
        ]),
      );
      const ids: string[] = [];
      let at = 12;
      while (at < header.length) {
        const id = header.toString('latin1', at, at + 4);
        ids.push(id);
        expect(at % 2).toBe(0);
        if (id === 'data') break;
        const size = header.readUInt32LE(at + 4);
        at += 8 + size + (size % 2);
      }
      expect(ids).toEqual(['bext', 'cart', 'fmt ', 'data']);
      expect(at + 8).toBe(header.length);
      expect(asciiText(words)).toMatch(/^[ -~]*$/);
    }),
    { numRuns: 200 },
  );
});
