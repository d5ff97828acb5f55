/**
 * A script as the pieces that a line may be broken between: words, and for scripts without spaces the words inside a run.
 *
 * Nothing is left out and nothing is turned round: the pieces in their order are the text. Measures are in letters as
 * wide as a usual Latin one; marks that stand above or below another letter have no width.
 */
import { nfc } from '../text.ts';

export interface Piece {
  readonly text: string;
  /** Whether a space stands before it, when it is not the first of its line. */
  readonly spaced: boolean;
  /** How good a place to stop is after it: 3 a paragraph's end, 2 a sentence's, 1 a clause's, 0 any. */
  readonly stop: 0 | 1 | 2 | 3;
  readonly width: number;
}

/** Khmer is written without spaces between words; its letters are wider than Latin ones, and capitals than small ones. */
const KHMER = /\p{Script=Khmer}/u;
const KHMER_WIDTH = 1.3;
const CAPITAL = /\p{Lu}/u;
const CAPITAL_WIDTH = 1.3;
/** A consonant under another: the sign and the consonant together have no width. */
const SUBSCRIPT = /\u17d2\p{L}/gu;
const MARKS = /[\p{M}\p{Cf}]/gu;

const SENTENCE = /[.!?…។៕៚]["'”’»)\]]*$/u;
const CLAUSE = /[,;:–—៖]["'”’»)\]]*$/u;
/** Places to break that nobody sees, as Khmer writers put them between words. */
const UNSEEN = /[\u200b\u2060\ufeff]/g;

/** Letters' width of a text: 'đắk lắk' is 7, 'ក្រុម' is 2.6. */
export const widthOf = (text: string): number => {
  let width = 0;
  for (const letter of text.replace(SUBSCRIPT, '').replace(MARKS, ''))
    width += KHMER.test(letter) ? KHMER_WIDTH : CAPITAL.test(letter) ? CAPITAL_WIDTH : 1;
  return Math.round(width * 10) / 10;
};

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const khmerWords = new Intl.Segmenter('km', { granularity: 'word' });

/** A run without a space as its words: punctuation stays with what stands before it. */
const wordsIn = (run: string): string[] => {
  if (!KHMER.test(run)) return run.split(UNSEEN).filter((part) => part !== '');
  const words: string[] = [];
  for (const part of run.split(UNSEEN))
    for (const { segment, isWordLike } of khmerWords.segment(part))
      if (words.length > 0 && isWordLike === false) words.push(`${words.pop() ?? ''}${segment}`);
      else words.push(segment);
  return words;
};

/** A word longer than a line, between letters that belong together. */
const cutLong = (word: string, longest: number): string[] => {
  if (widthOf(word) <= longest) return [word];
  const parts: string[] = [];
  let part = '';
  for (const { segment } of graphemes.segment(word)) {
    if (part !== '' && widthOf(part + segment) > longest) {
      parts.push(part);
      part = '';
    }
    part += segment;
  }
  return [...parts, part];
};

const stopAfter = (text: string): 0 | 1 | 2 => (SENTENCE.test(text) ? 2 : CLAUSE.test(text) ? 1 : 0);

/** The pieces of a script, none wider than `longest`. Empty lines part paragraphs, and so do single ones. */
export const piecesOf = (script: string, longest: number): Piece[] => {
  const pieces: Piece[] = [];
  for (const paragraph of nfc(script.toWellFormed()).split(/[\r\n\u2028\u2029\u0085\v\f]+/)) {
    const before = pieces.length;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters part words like spaces
    for (const run of paragraph.split(/[\s\u0000-\u001f\u007f]+/u)) {
      const parts = wordsIn(run).flatMap((word) => cutLong(word, longest));
      for (const [n, text] of parts.entries())
        pieces.push({ text, spaced: n === 0, stop: stopAfter(text), width: widthOf(text) });
    }
    const last = pieces.at(-1);
    if (last !== undefined && pieces.length > before) pieces[pieces.length - 1] = { ...last, stop: 3 };
  }
  return pieces;
};

/** Pieces as one line of text. */
export const joined = (pieces: readonly Piece[]): string =>
  pieces.map(({ text, spaced }, n) => (n > 0 && spaced ? ` ${text}` : text)).join('');

/** The width of pieces on one line. */
export const widthOfAll = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, { width, spaced }, n) => sum + width + (n > 0 && spaced ? 1 : 0), 0);
