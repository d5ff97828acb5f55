/**
 * Written Vietnamese as it is read aloud: what a text-to-speech program gets instead of the script.
 *
 * Only for reading: the result is never stored in place of what a person wrote. It holds no digit and no
 * word of capitals only. It refuses to guess: Roman numerals are numbers only behind words such as
 * 'Đại hội', 'quý' or 'lần thứ'.
 */
import { expandAddresses } from './addresses.ts';
import { anyOf } from './any-of.ts';
import { cleaned } from './cleaning.ts';
import { expandDates, expandTimes } from './dates.ts';
import { READING_DICTIONARY, type ReadingDictionary } from './dictionary.ts';
import { expandDocuments } from './documents.ts';
import { spellNumber } from './numbers.ts';
import { expandPlaces } from './places.ts';
import { expandQuantities } from './quantities.ts';
import { expandRoman } from './roman.ts';
import { expandTelephones } from './telephones.ts';

/** No abbreviation stands for more characters than this. */
const LONGEST_NAME = 200;

/** Abbreviations; one in brackets behind its own long form ('trí tuệ nhân tạo (AI)') is not said again. */
const expandWords = (text: string, dictionary: ReadingDictionary): string => {
  // Of a centre's own words only abbreviations are left by now; what was said for the others is not read once more.
  const short = Object.entries(dictionary.own ?? {}).filter(([key]) => /^\p{Lu}{2,}/u.test(key));
  const words = { ...dictionary.words, ...Object.fromEntries(short) };
  const keys = anyOf(Object.keys(words));
  const say = (key: string): string => words[key] ?? key;
  const bracketed = new RegExp(`\\s*\\((${keys})\\)`, 'gu');
  return text
    .replace(bracketed, (whole: string, key: string, at: number) => {
      const before = text.slice(Math.max(0, at - LONGEST_NAME), at).toLocaleLowerCase('vi');
      return before.endsWith(say(key).toLocaleLowerCase('vi')) ? '' : whole;
    })
    .replace(new RegExp(`(?<![\\p{L}\\p{N}])(${keys})(?![\\p{L}\\p{N}])`, 'gu'), say);
};

/** A centre's own words; not inside a code ('57-NQ/TW'), which is read as a whole later. */
const expandOwn = (text: string, { own = {} }: ReadingDictionary): string => {
  const keys = anyOf(Object.keys(own));
  if (keys === '') return text;
  const alone = `(?<![\\p{L}\\p{N}]|[\\p{L}\\p{N}][-/&])(${keys})(?![\\p{L}\\p{N}]|[-/&][\\p{L}\\p{N}])`;
  return text.replace(new RegExp(alone, 'gu'), (key: string) => own[key] ?? key);
};

/** Weekdays as timetables have them, and months: 'T7, CN', 'T4/2025'. */
const expandShortDays = (text: string): string =>
  text
    .replace(/(?<![\p{L}\p{N}])T(\d{1,2})\/(?=\d{4}(?!\p{N}))/gu, 'tháng $1/')
    .replace(/(?<![\p{L}\p{N}./-])T([2-7])(?![\p{L}\p{N}./-]\p{N}|[\p{L}\p{N}])/gu, 'thứ $1')
    .replace(/(?<=(?:thứ [2-7]|sáng|trưa|chiều|tối|đêm|ngày)(?:,| và| đến| -| –)? ?)CN(?![\p{L}\p{N}])/gu, 'Chủ nhật');

const AMOUNT = '\\d+(?:\\.\\d+)*(?:,\\d+)?';
const NUMBER = new RegExp(AMOUNT, 'gu');

const expandNumbers = (text: string, { numbers }: ReadingDictionary): string =>
  text
    .replace(/(\d)\s?[-–—]\s?(?=\d)/gu, '$1 đến ')
    .replace(/(\d)\s?\/\s?(?=\d)/gu, '$1 trên ')
    .replace(/(\d):(?=\d)/gu, '$1 ')
    .replace(/(?<=^|[\s(])[-−](?=\d)/gmu, 'âm ')
    .replace(/(?<=\p{L})-?(?=\d)|(?<=\d)-?(?=\p{L})/gu, ' ')
    .replace(NUMBER, (amount: string) => spellNumber(amount, numbers));

/** Whether capitals without their marks have the shape of a Vietnamese syllable: 'BÁO' has, 'BTV' has not. */
const isSyllable = (capitals: string): boolean =>
  /^(?!y[^aeiouy])(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?$/.test(
    capitals
      .normalize('NFD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase()
      .replaceAll('đ', 'd'),
  );

const expandCapitals = (text: string, { letters }: ReadingDictionary): string =>
  text.replace(/\p{Lu}{2,}/gu, (capitals: string, at: number, whole: string) => {
    const touches = (character: string | undefined): boolean => /\p{L}/u.test(character ?? '');
    const alone = !touches(whole[at - 1]) && !touches(whole[at + capitals.length]);
    if (alone && isSyllable(capitals)) return capitals.toLocaleLowerCase('vi');
    const named = [...capitals].map((letter) => letters[letter] ?? letter.toLocaleLowerCase('vi')).join(' ');
    return `${touches(whole[at - 1]) ? ' ' : ''}${named}${touches(whole[at + capitals.length]) ? ' ' : ''}`;
  });

const expandSigns = (text: string): string =>
  text
    .replace(/ ?& ?/g, ' và ')
    .replace(/ ?%/g, ' phần trăm')
    .replace(/ ?[$] ?/g, ' đô-la ')
    .replace(/(\p{L})@(?=\p{L})/gu, '$1 a còng ')
    .replace(/(\p{L})\.(?=\p{L})/gu, '$1 chấm ')
    .replace(/(\p{L})\/(?=\p{L})/gu, '$1 ')
    .replace(/[*_#•|]+/g, ' ')
    .replace(/ {2,}/g, ' ')
    .replace(/ (?=[,.;:!?)])/g, '')
    .replace(/^ +| +$/gm, '');

/**
 * `text` as an announcer would read it, in NFC: dates, times, numbers, Roman numerals in clear places,
 * document codes, abbreviations and units become words. Line breaks stay. Reading a result again changes
 * nothing (of text that has spaces between its words). A centre's own `dictionary` replaces READING_DICTIONARY as a whole.
 */
export const expandForReading = (text: string, dictionary: ReadingDictionary = READING_DICTIONARY): string => {
  const steps: readonly ((text: string) => string)[] = [
    cleaned,
    (t) => expandOwn(t, dictionary),
    expandAddresses,
    (t) => expandDocuments(t, dictionary),
    expandTelephones,
    expandShortDays,
    (t) => expandDates(t, dictionary.numbers),
    (t) => expandTimes(t, dictionary.numbers),
    (t) => expandRoman(t, dictionary.numbers),
    expandPlaces,
    (t) => expandWords(t, dictionary),
    (t) => expandQuantities(t, dictionary),
    (t) => expandNumbers(t, dictionary),
    (t) => expandCapitals(t, dictionary),
    expandSigns,
  ];
  return steps.reduce((so, step) => step(so), text);
};
