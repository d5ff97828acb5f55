/**
 * Vietnamese numbers as words: '2024' → 'hai nghìn không trăm hai mươi tư'.
 *
 * Takes digits as text, so that nothing is rounded and leading zeros are seen. Knows no units, dates or
 * codes, and never guesses what a number counts.
 */

/** The two words that differ between North and South. */
export interface NumberWords {
  /** The empty tens place: 'một trăm linh một' or 'một trăm lẻ một'. */
  readonly zeroTens: 'linh' | 'lẻ';
  /** 1,000. */
  readonly thousand: 'nghìn' | 'ngàn';
}

export const NUMBER_WORDS: NumberWords = { zeroTens: 'linh', thousand: 'nghìn' };

const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;
const LONGEST = 18;

const digit = (character: string): string => DIGITS[Number(character)] ?? '';

/** Digits one by one, as a telephone number is read: '0912' → 'không chín một hai'. */
export const spellDigits = (digits: string): string => [...digits].map(digit).join(' ');

const units = (tens: string, unit: string): string => {
  if (unit === '5' && tens !== '0') return 'lăm';
  if (tens > '1' && unit === '1') return 'mốt';
  if (tens > '1' && unit === '4') return 'tư';
  return digit(unit);
};

/** Three digits; `full` says that something was read before, so empty hundreds and tens are named. */
const triple = (group: string, full: boolean, words: NumberWords): string => {
  const [hundreds = '0', tens = '0', unit = '0'] = group;
  const withHundreds = full || hundreds !== '0';
  const parts: string[] = [];
  if (withHundreds) parts.push(digit(hundreds), 'trăm');
  if (tens === '1') parts.push('mười');
  else if (tens !== '0') parts.push(digit(tens), 'mươi');
  else if (unit !== '0' && withHundreds) parts.push(words.zeroTens);
  if (unit !== '0') parts.push(units(tens, unit));
  return parts.join(' ');
};

const belowBillion = (digits: string, full: boolean, words: NumberWords): string => {
  const padded = digits.padStart(9, '0');
  const scales = ['triệu', words.thousand, ''];
  const parts: string[] = [];
  scales.forEach((scale, n) => {
    const group = padded.slice(n * 3, n * 3 + 3);
    if (group === '000') return;
    parts.push(triple(group, full || parts.length > 0, words));
    if (scale !== '') parts.push(scale);
  });
  return parts.join(' ');
};

const whole = (digits: string, full: boolean, words: NumberWords): string => {
  if (digits.length <= 9) return belowBillion(digits, full, words);
  const low = digits.slice(-9);
  return [whole(digits.slice(0, -9), full, words), 'tỷ', belowBillion(low, true, words)].filter(Boolean).join(' ');
};

/**
 * A whole number, given as digits only; leading zeros do not count. More than 18 digits are no amount that
 * anyone says, and are read one by one.
 */
export const spellInteger = (digits: string, words: NumberWords = NUMBER_WORDS): string => {
  const significant = digits.replace(/^0+/, '');
  if (significant === '') return 'không';
  return significant.length > LONGEST ? spellDigits(digits) : whole(significant, false, words);
};

const GROUPED = /^\d{1,3}(?:\.\d{3})+$/;

const spellFraction = (digits: string, words: NumberWords): string =>
  digits.length <= 2 && !digits.startsWith('0') ? spellInteger(digits, words) : spellDigits(digits);

const spellPart = (digits: string, words: NumberWords): string =>
  // '05 xã' is how offices write five; three or more digits with a zero in front are a number plate or telephone.
  digits.startsWith('0') && digits.length > 2 ? spellDigits(digits) : spellInteger(digits, words);

/**
 * A written number: digits, with dots between groups of three and a decimal comma ('1.234.567,5' → '… phẩy
 * năm'). Dots that do not part groups of three are said: '4.0' → 'bốn chấm không'.
 */
export const spellNumber = (written: string, words: NumberWords = NUMBER_WORDS): string => {
  const [left = '', ...fractions] = written.split(',');
  const head = GROUPED.test(left)
    ? spellInteger(left.replaceAll('.', ''), words)
    : left
        .split('.')
        .map((part) => spellPart(part, words))
        .join(' chấm ');
  return [head, ...fractions.map((digits) => spellFraction(digits, words))].join(' phẩy ');
};
