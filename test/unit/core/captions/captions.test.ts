/** Captions: every word once and in its order, times that never overlap, whatever the script and the pauses are. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cue, cuesOf, LEAST_MS, LONGEST_MS, speechIn } from '../../../../src/core/captions/cues.ts';
import { captionTexts } from '../../../../src/core/captions/lines.ts';
import { widthOf } from '../../../../src/core/captions/words.ts';
import { srt, vtt } from '../../../../src/core/captions/written.ts';

const SHAPE = { line: 30, lines: 2 };
const bare = (text: string): string => text.normalize('NFC').replace(/[\s\p{Cc}\u200b\u2060\ufeff]+/gu, '');
const KHMER = 'ប្រជាពលរដ្ឋខ្មែរក្នុងស្រុកមីទូ ត្រូវបានអញ្ជើញចូលរួមប្រជុំនៅថ្ងៃទី១ខែធ្នូឆ្នាំ២០២៦។ សូមអរគុណ។';

const scripts = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc
    .array(fc.constantFrom('Ủy', 'ban', 'nhân', 'dân', 'xã,', 'Mỹ', 'Tú.', '\n', 'KH/HU', 'a'.repeat(70), KHMER), {
      maxLength: 80,
    })
    .map((words) => words.join(' ')),
);
const silences = fc
  .array(fc.tuple(fc.double({ min: 0, max: 60, noNaN: true }), fc.double({ min: 0.25, max: 3, noNaN: true })), {
    maxLength: 12,
  })
  .map((all) => all.map(([from, length]) => ({ from, to: from + length })));

describe('any script', () => {
  test('has every word once, in its order, on lines that are not too wide', () => {
    fc.assert(
      fc.property(scripts, (script) => {
        const lines = captionTexts(script, SHAPE).flatMap((caption) => caption.lines);
        expect(bare(lines.join(''))).toBe(bare(script));
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(SHAPE.line + 0.5);
        for (const caption of captionTexts(script, SHAPE)) expect(caption.lines.length).toBeLessThanOrEqual(2);
      }),
      { numRuns: 150 },
    );
  });
  test('has cues in order that never overlap and are neither too short nor too long', () => {
    fc.assert(
      fc.property(scripts, silences, fc.integer({ min: 200, max: 90_000 }), (script, quiet, total) => {
        const texts = captionTexts(script, SHAPE);
        const cues = cuesOf(texts, speechIn(quiet, total), total);
        expect(cues.map(({ lines }) => lines)).toEqual(texts.map(({ lines }) => lines));
        const least = Math.min(LEAST_MS, Math.floor(total / Math.max(cues.length, 1)));
        let end = 0;
        for (const { from, to } of cues) {
          expect(from).toBeGreaterThanOrEqual(end);
          expect(to - from).toBeGreaterThanOrEqual(least);
          expect(to - from).toBeLessThanOrEqual(LONGEST_MS);
          end = to;
        }
        expect(end).toBeLessThanOrEqual(total);
      }),
      { numRuns: 200 },
    );
  });
});

describe('speech and captions', () => {
  const cues = (script: string, quiet: readonly (readonly [number, number])[], seconds: number): Cue[] =>
    cuesOf(
      captionTexts(script, SHAPE),
      speechIn(
        quiet.map(([from, to]) => ({ from, to })),
        seconds * 1000,
      ),
      seconds * 1000,
    );
  test('a sentence ends at the pause near it, and the next begins after it', () => {
    const [first, second] = cues(
      'Xin chào bà con và các bạn gần xa.\nSau đây là bản tin của hôm nay.',
      [[3.6, 5]],
      8.5,
    );
    expect(first).toMatchObject({ from: 0, to: 3600 });
    expect(second).toMatchObject({ from: 5000, to: 8500 });
  });
  test('nothing is shown over the silence before the first word', () => {
    expect(cues('Xin chào bà con.', [[0, 2]], 6)[0]?.from).toBe(2000);
  });
  test('Khmer is broken between words, never inside a letter with its signs', () => {
    const lines = captionTexts(KHMER, { line: 16, lines: 2 }).flatMap((caption) => caption.lines);
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) expect(line).not.toMatch(/^[\p{M}។]/u);
  });
});

describe('as files', () => {
  const cue: Cue = { from: 3_723_004, to: 3_725_000, lines: ['a < b & c --> d', 'ខ្មែរ'] };
  test('WebVTT escapes what would be commands', () => {
    expect(vtt([cue])).toBe('WEBVTT\n\n01:02:03.004 --> 01:02:05.000\na &lt; b &amp; c --&gt; d\nខ្មែរ\n');
  });
  test('SubRip has numbers, and no arrow in its text', () => {
    expect(srt([cue])).toBe('1\n01:02:03,004 --> 01:02:05,000\na < b & c → d\nខ្មែរ\n');
  });
});
