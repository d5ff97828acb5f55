/** A reading in pieces is still the whole reading; what is marked as different is all that differs. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expandForReading } from '../../../../src/core/reading/expand.ts';
import { differencesOf } from '../../../../src/core/speech/differences.ts';
import { piecesOf } from '../../../../src/core/speech/pieces.ts';
import { estimateSeconds, voiceOf } from '../../../../src/core/speech/voices.ts';

fc.configureGlobal({ seed: 57 });

const words = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];
const WORDS = [
  'bà',
  'con',
  'họp',
  'lúc',
  '17h30',
  'UBND',
  '5%',
  'xã',
  '.',
  ',',
  '?',
  '\n',
  '…',
  'aaaaaaaaaaaaaaaaaaaaaaaa',
];
const texts = fc.array(fc.constantFrom(...WORDS), { maxLength: 400 }).map((parts) => parts.join(' '));

describe('pieces', () => {
  test('sentences stay together, paragraphs do not, and pauses tell them apart', () => {
    expect(piecesOf('Xin chào. Bà con nghe đây!\nHết.')).toEqual([
      { text: 'Xin chào. Bà con nghe đây!', pauseMs: 500 },
      { text: 'Hết.', pauseMs: 500 },
    ]);
    const long = piecesOf('Xin chào bà con xã Mỹ Tú. '.repeat(60));
    expect(long.length).toBeGreaterThan(2);
    expect(long.slice(0, -1).every(({ text, pauseMs }) => text.endsWith('.') && pauseMs === 150)).toBe(true);
    expect(piecesOf(' … \n ?! ')).toEqual([]);
  });

  test('no word is lost and no piece is long', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const pieces = piecesOf(text);
        expect(pieces.flatMap((piece) => words(piece.text))).toEqual(words(text));
        for (const piece of pieces) expect(piece.text.length).toBeLessThanOrEqual(600);
      }),
      { numRuns: 300 },
    );
  });

  test('one word without an end is cut as well', () => {
    const pieces = piecesOf('a'.repeat(100_000));
    expect(pieces.map(({ text }) => text).join('')).toBe('a'.repeat(100_000));
    expect(pieces.every(({ text }) => text.length <= 600)).toBe(true);
  });
});

describe('differences', () => {
  test('what is said otherwise stands beside what is written', () => {
    const written = 'UBND xã họp lúc 17h30 ngày mai';
    expect(differencesOf(written, expandForReading(written))).toEqual([
      { written: 'UBND', spoken: 'Ủy ban nhân dân' },
      { written: 'xã họp lúc', spoken: null },
      { written: '17h30', spoken: 'mười bảy giờ ba mươi phút' },
      { written: 'ngày mai', spoken: null },
    ]);
  });

  test('what is dropped has nothing beside it', () => {
    expect(differencesOf('chào 😀 bà con', 'chào bà con')).toEqual([
      { written: 'chào', spoken: null },
      { written: '😀', spoken: '' },
      { written: 'bà con', spoken: null },
    ]);
  });

  test('together they are all words of both', () => {
    fc.assert(
      fc.property(texts, texts, (written, spoken) => {
        const parts = differencesOf(written, spoken);
        const all = (text: string): string[] => text.split(/\s+/).filter((one) => one !== '');
        expect(parts.flatMap((part) => all(part.written))).toEqual(all(written));
        expect(parts.flatMap((part) => all(part.spoken ?? part.written))).toEqual(all(spoken));
      }),
      { numRuns: 500 },
    );
  });
});

test('Vietnamese is spoken; Khmer waits for a person', () => {
  expect(voiceOf('vi')).toEqual({ ok: true, value: 'vi' });
  for (const language of ['km', 'zh', ''])
    expect(voiceOf(language)).toMatchObject({ refusals: [{ code: 'speech.no-voice', params: { language } }] });
  expect(estimateSeconds('bà con '.repeat(105), 150)).toBe(60);
});
