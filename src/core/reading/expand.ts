/**
 * Written Vietnamese as it is read aloud: what a text-to-speech program gets instead of the script.
 *
 * Only for reading: the result is never stored in place of what a person wrote. It holds no digit and no
 * word of capitals only. It refuses to guess: Roman numerals are numbers only behind words such as
 * 'Đại hội', 'quý' or 'lần thứ'.
 */
import { nfc } from '../text.ts';
import { expandDates, expandTimes } from './dates.ts';
import { READING_DICTIONARY, type ReadingDictionary } from './dictionary.ts';
import { expandDocuments } from './documents.ts';
import { spellDigits, spellInteger, spellNumber } from './numbers.ts';

const anyOf = (keys: Iterable<string>): string =>
  [...keys]
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .map((key) => RegExp.escape(key))
    .join('|');

const ROMAN_WORD = 'Đại hội|khóa|khoá|thứ|quý|thế kỷ|chương|phần|mục|tập|đợt|vùng|cấp|hạng|loại|kỳ|Trung ương';
const ROMAN = new RegExp(`(?<!\\p{L})(${ROMAN_WORD})(\\s+)([IVX]+)(?![\\p{L}\\p{N}])(/(?=\\d{4}))?`, 'giu');

/** 1–39, or null for what is not a well-formed numeral. */
const romanValue = (roman: string): number | null => {
  const match = /^(X{0,3})(IX|IV|V?I{0,3})$/.exec(roman);
  if (!match || roman === '') return null;
  const ones = { '': 0, I: 1, II: 2, III: 3, IV: 4, V: 5, VI: 6, VII: 7, VIII: 8, IX: 9 } as const;
  return (match[1] ?? '').length * 10 + ones[(match[2] ?? '') as keyof typeof ones];
};

const expandRoman = (text: string, dictionary: ReadingDictionary): string =>
  text.replace(ROMAN, (whole: string, word: string, space: string, roman: string, year: string | undefined) => {
    const value = romanValue(roman);
    if (value === null) return whole;
    const ordinal = /^thứ$/iu.test(word);
    const spoken =
      ordinal && value === 1 ? 'nhất' : ordinal && value === 4 ? 'tư' : spellInteger(String(value), dictionary.numbers);
    return `${word}${space}${spoken}${year === undefined ? '' : ' năm '}`;
  });

/** Abbreviations; one in brackets behind its own long form ('trí tuệ nhân tạo (AI)') is not said again. */
const expandWords = (text: string, { words }: ReadingDictionary): string => {
  const keys = anyOf(Object.keys(words));
  const say = (key: string): string => words[key] ?? key;
  const bracketed = new RegExp(`\\s*\\((${keys})\\)`, 'gu');
  return text
    .replace(bracketed, (whole: string, key: string, at: number) => {
      const before = text.slice(0, at).toLocaleLowerCase('vi');
      return before.endsWith(say(key).toLocaleLowerCase('vi')) ? '' : whole;
    })
    .replace(new RegExp(`(?<![\\p{L}\\p{N}])(${keys})(?![\\p{L}\\p{N}])`, 'gu'), say);
};

const AMOUNT = '\\d+(?:\\.\\d+)*(?:,\\d+)?';

const expandUnits = (text: string, { units }: ReadingDictionary): string =>
  text.replace(
    new RegExp(`(${AMOUNT})\\s?(${anyOf(Object.keys(units))})(?![\\p{L}\\p{N}²³])`, 'gu'),
    (_, amount: string, unit: string) => `${amount} ${units[unit] ?? unit}`,
  );

/** 'gọi 150 người' counts people; a telephone number needs its word, or to be one of the emergency numbers. */
const TELEPHONE =
  /((?:điện thoại|đường dây nóng|tổng đài|hotline|(?:gọi|báo)(?:\s+\p{L}+){0,2}\s+số|gọi(?:\s+ngay)?(?=\s+11[2-5](?!\d)))(?:\s+số)?:?\s*)(\d[\d .-]*\d)(?![\d/:%])/giu;
const WRITTEN_TELEPHONE = /(?<![\p{L}\p{N}.,])0\d{1,3}(?:[ .-]\d{3,4}){2}(?![\p{N}])/gu;

const expandNumbers = (text: string, { numbers }: ReadingDictionary): string => {
  const onlyDigits = (written: string): string => spellDigits(written.replace(/\D/g, ''));
  return text
    .replace(TELEPHONE, (_, words: string, number: string) => `${words}${onlyDigits(number)}`)
    .replace(WRITTEN_TELEPHONE, onlyDigits)
    .replace(/(\d)\s*[-–—]\s*(?=\d)/gu, '$1 đến ')
    .replace(/(\d)\s*\/\s*(?=\d)/gu, '$1 trên ')
    .replace(/(?<=^|[\s(])[-−](?=\d)/gmu, 'âm ')
    .replace(new RegExp(`(\\p{L})?-?(${AMOUNT})-?(\\p{L})?`, 'gu'), (_, before = '', amount: string, after = '') =>
      [before, spellNumber(amount, numbers), after].filter((part) => part !== '').join(' '),
    );
};

/** Whether capitals without their marks have the shape of a Vietnamese syllable: 'BÁO' has, 'BTV' has not. */
const isSyllable = (capitals: string): boolean =>
  /^(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?$/.test(
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
    .replace(/\s*&\s*/g, ' và ')
    .replace(/\s*%/g, ' phần trăm')
    .replace(/(\p{L})@(?=\p{L})/gu, '$1 a còng ')
    .replace(/(\p{L})\.(?=\p{L})/gu, '$1 chấm ')
    .replace(/(\p{L})\/(?=\p{L})/gu, '$1 ')
    .replace(/[*_#•|]+/g, ' ')
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/ (?=[,.;:!?)])/g, '');

/**
 * `text` as an announcer would read it, in NFC: dates, times, numbers, Roman numerals in clear places,
 * document codes, abbreviations and units become words. Line breaks stay. Reading a result again changes
 * nothing (of text that has spaces between its words). A centre's own `dictionary` replaces READING_DICTIONARY as a whole.
 */
export const expandForReading = (text: string, dictionary: ReadingDictionary = READING_DICTIONARY): string => {
  const steps: readonly ((text: string) => string)[] = [
    (t) => expandDocuments(t, dictionary),
    (t) => expandDates(t, dictionary.numbers),
    (t) => expandTimes(t, dictionary.numbers),
    (t) => expandRoman(t, dictionary),
    (t) => expandWords(t, dictionary),
    (t) => expandUnits(t, dictionary),
    (t) => expandNumbers(t, dictionary),
    (t) => expandCapitals(t, dictionary),
    expandSigns,
  ];
  return steps.reduce((so, step) => step(so), nfc(text));
};
