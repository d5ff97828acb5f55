/**
 * Roman numerals, only where they can be nothing else: behind words such as 'Đại hội', 'quý' or 'lần thứ', and as the
 * number of a heading. Everywhere else 'I', 'V' and 'X' are letters.
 */
import { type NumberWords, spellInteger } from './numbers.ts';

const WORD =
  'Đại hội|khóa|khoá|thứ|quý|thế kỷ|chương|phần|mục|tập|đợt|vùng|cấp|hạng|loại|kỳ|Trung ương|phụ lục|giai đoạn|nhóm|bậc|bài|bước|quyển|hồi|chặng|tổ|liên khu|quân khu|số';
const NUMERAL = '[IVXL]+';
const NUMBERED = new RegExp(
  `(?<!\\p{L})(${WORD})( )(${NUMERAL})(?:( ?[-–] ?| và | đến )(${NUMERAL}))?(?![\\p{L}\\p{N}])(/(?=\\d{4}))?`,
  'giu',
);
const HEADING = new RegExp(`^(${NUMERAL})(?=[.)]\\s)`, 'gmu');

const VALUES = { I: 1, V: 5, X: 10, L: 50 } as const;

/** 1–89, or null for what is not a well-formed numeral. */
const romanValue = (roman: string): number | null => {
  if (roman === '' || !/^(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/.test(roman)) return null;
  const values = [...roman].map((letter) => VALUES[letter as keyof typeof VALUES]);
  return values.reduce<number>((sum, value, n) => sum + (value < (values[n + 1] ?? 0) ? -value : value), 0);
};

/** Every numeral of `text` that is certainly one, as words. */
export const expandRoman = (text: string, numbers: NumberWords): string => {
  const spoken = (value: number, ordinal: boolean): string =>
    ordinal && value === 1 ? 'nhất' : ordinal && value === 4 ? 'tư' : spellInteger(String(value), numbers);
  return text
    .replace(NUMBERED, (whole: string, word: string, space: string, first: string, to, second, year) => {
      const values = [first, second].flatMap((one: string | undefined) => (one === undefined ? [] : [romanValue(one)]));
      if (values.some((value) => value === null)) return whole;
      const ordinal = /^thứ$/iu.test(word);
      const [low = '', high] = values.map((value) => spoken(value ?? 0, ordinal));
      const joined = /\p{L}/u.test(String(to ?? '')) ? to : ' đến ';
      return `${word}${space}${low}${high === undefined ? '' : `${joined}${high}`}${year === undefined ? '' : ' năm '}`;
    })
    .replace(HEADING, (roman: string) => {
      const value = romanValue(roman);
      return value === null ? roman : spoken(value, false);
    });
};
