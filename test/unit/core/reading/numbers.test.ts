/** Vietnamese numbers as words: the irregular places (mốt, tư, lăm, linh) one by one. */
import { expect, test } from 'vitest';
import { spellDigits, spellInteger, spellNumber } from '../../../../src/core/reading/numbers.ts';

test.each([
  ['0', 'không'],
  ['000', 'không'],
  ['4', 'bốn'],
  ['5', 'năm'],
  ['10', 'mười'],
  ['11', 'mười một'],
  ['14', 'mười bốn'],
  ['15', 'mười lăm'],
  ['20', 'hai mươi'],
  ['21', 'hai mươi mốt'],
  ['24', 'hai mươi tư'],
  ['25', 'hai mươi lăm'],
  ['100', 'một trăm'],
  ['101', 'một trăm linh một'],
  ['104', 'một trăm linh bốn'],
  ['105', 'một trăm linh năm'],
  ['110', 'một trăm mười'],
  ['115', 'một trăm mười lăm'],
  ['121', 'một trăm hai mươi mốt'],
  ['1000', 'một nghìn'],
  ['1001', 'một nghìn không trăm linh một'],
  ['1010', 'một nghìn không trăm mười'],
  ['1975', 'một nghìn chín trăm bảy mươi lăm'],
  ['2024', 'hai nghìn không trăm hai mươi tư'],
  ['2025', 'hai nghìn không trăm hai mươi lăm'],
  ['10005', 'mười nghìn không trăm linh năm'],
  ['100000', 'một trăm nghìn'],
  ['1000000', 'một triệu'],
  ['1000005', 'một triệu không trăm linh năm'],
  ['1005000', 'một triệu không trăm linh năm nghìn'],
  ['1000000000', 'một tỷ'],
  ['1000000001', 'một tỷ không trăm linh một'],
  ['21005000000', 'hai mươi mốt tỷ không trăm linh năm triệu'],
  ['1000000000000', 'một nghìn tỷ'],
])('%s is %s', (digits, words) => {
  expect(spellInteger(digits)).toBe(words);
});

test('southern words', () => {
  expect(spellInteger('1105', { zeroTens: 'lẻ', thousand: 'ngàn' })).toBe('một ngàn một trăm lẻ năm');
});

test('more than 18 digits are read one by one, and so is a telephone number', () => {
  expect(spellInteger('1'.repeat(19))).toBe(Array(19).fill('một').join(' '));
  expect(spellDigits('0912')).toBe('không chín một hai');
});

test.each([
  ['1.234.567,5', 'một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy phẩy năm'],
  ['3,5', 'ba phẩy năm'],
  ['3,25', 'ba phẩy hai mươi lăm'],
  ['3,05', 'ba phẩy không năm'],
  ['0,125', 'không phẩy một hai năm'],
  ['05', 'năm'],
  ['007', 'không không bảy'],
  ['4.0', 'bốn chấm không'],
  ['1.0.2', 'một chấm không chấm hai'],
  ['1.000', 'một nghìn'],
])('%s is written, %s is said', (written, words) => {
  expect(spellNumber(written)).toBe(words);
});
