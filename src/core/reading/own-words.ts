/**
 * A centre's own pronunciations: how a word is said that the built-in dictionary says wrongly or does not know.
 *
 * Matched as written; a word that begins small is found at the beginning of a sentence too. The longest wins. They go
 * before everything else, and again where abbreviations are read, so that a document code is still read as a code.
 */

import { nfc } from '../text.ts';
import type { ReadingDictionary } from './dictionary.ts';
import { expandForReading } from './expand.ts';

export interface Pronunciation {
  readonly written: string;
  readonly spoken: string;
}

const capital = (text: string): string => {
  const [first = '', ...rest] = text;
  return `${first.toLocaleUpperCase('vi')}${rest.join('')}`;
};

/** `dictionary` with a centre's own words over it. */
export const withOwnWords = (dictionary: ReadingDictionary, words: readonly Pronunciation[]): ReadingDictionary => {
  const own = Object.fromEntries(
    words.flatMap(({ written, spoken }) => {
      const key = nfc(written);
      return [
        [key, spoken],
        ...(capital(key) === key || words.some((other) => nfc(other.written) === capital(key))
          ? []
          : [[capital(key), capital(spoken)]]),
      ];
    }),
  );
  return { ...dictionary, own };
};

/** Whether a pronunciation is words already: it would be read as it stands. */
export const isSpoken = (text: string, dictionary: ReadingDictionary): boolean =>
  text !== '' && expandForReading(text, { ...dictionary, own: {} }) === text;
