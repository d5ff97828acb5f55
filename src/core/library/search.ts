/**
 * Finding items by what somebody remembers of them: accent-blind, every word typed, in any order.
 *
 * A word is found where a word begins, so that "uy" finds "ủy ban" and "uỷ ban" and not every "quyết"; in a script without
 * blanks between its words (Khmer) it is found anywhere.
 */
import { searchKey } from '../text.ts';

/** The words of what was typed, as search keys; none: everything is found. */
export const searchWords = (typed: string): readonly string[] =>
  searchKey(typed)
    .split(' ')
    .map((word) => word.replace(/^[^\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu, ''))
    .filter((word) => word !== '');

/** Whether each of `words` is in at least one of `keys` (search keys of titles and scripts). */
export const findsWords = (words: readonly string[], keys: readonly string[]): boolean =>
  words.every((word) => keys.some((key) => isIn(key, word)));

const isIn = (key: string, word: string): boolean => {
  if (!/^\p{Script=Latin}|^\p{N}/u.test(word)) return key.includes(word);
  for (let at = key.indexOf(word); at >= 0; at = key.indexOf(word, at + 1))
    if (at === 0 || !/[\p{L}\p{M}\p{N}]/u.test(key[at - 1] ?? '')) return true;
  return false;
};
