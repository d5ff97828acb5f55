/**
 * What nobody reads aloud is taken out first: pictures, control characters, markup brackets, bullets; signs of arithmetic
 * between numbers become words.
 *
 * Brackets go so that no speech program can take '<speak>', '[[…]]' or '{…}' for a command to itself; the words inside
 * them stay. Runs of blanks become one, so that nothing later looks at a long one twice. Line breaks stay.
 */
import { nfc } from '../text.ts';

const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/(\d) ?[x×] ?(?=\d)/gu, '$1 nhân '],
  [/(\d) ?\^ ?(?=\d)/gu, '$1 mũ '],
  [/(\d) ?\+ ?(?=\d)/gu, '$1 cộng '],
  [/± ?(?=\d)/gu, ' cộng trừ '],
  [/(?<=^|[\s(])\+ ?(?=\d)/gmu, 'cộng '],
  [/ ?[≤] ?/gu, ' không quá '],
  [/ ?[≥] ?/gu, ' từ '],
  [/(?<=[\p{L}\p{N}%]) ?= ?(?=[\p{L}\p{N}])/gu, ' bằng '],
  [/(?<=[\p{L}\p{N}%]) < (?=\d)/gu, ' nhỏ hơn '],
  [/(?<=[\p{L}\p{N}%]) > (?=\d)/gu, ' lớn hơn '],
];

/** `text` in NFC with only letters, numbers, marks of writing and line breaks in it. */
export const cleaned = (text: string): string => {
  const plain = nfc(text.toWellFormed())
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00a0\u2000-\u200a\u202f\u205f\u3000\ufffd]+/g, ' ')
    // Format characters, private and unassigned code points, skin tones and variation selectors.
    .replace(/[\p{Cf}\p{Co}\p{Cn}]|[\u{fe00}-\u{fe0f}]|[\u{1f3fb}-\u{1f3ff}]|\u{20e3}/gu, '')
    .replace(/º/gu, '°')
    .replace(/ {2,}/g, ' ');
  const said = SIGNS.reduce((so, [sign, words]) => so.replace(sign, words), plain);
  return (
    said
      // Pictures and ornaments; the degree sign is one of them to Unicode.
      .replace(/(?!°)[\p{So}\p{Sk}\u2190-\u21ff\u2500-\u27bf]+/gu, ' ')
      .replace(/<\/|\/>/g, ' ')
      .replace(/[<>[\]{}\\|=^~`*]+/g, ' ')
      .replace(/^ *(?:[-+–—•·▪] +)+/gmu, '')
      .replace(/ {2,}/g, ' ')
      .replace(/^ +| +$/gm, '')
      .replace(/\n{3,}/g, '\n\n')
  );
};
