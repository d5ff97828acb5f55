/**
 * 'TP. Cần Thơ', 'Q.5', 'TT. Huỳnh Hữu Nghĩa': what stands before the name of a place, written short.
 *
 * A single letter is only a place at the beginning of a phrase or before a number: 'anh Nguyễn H. Nam' is a person.
 */

const LONG: Readonly<Record<string, string>> = {
  TP: 'thành phố',
  Tp: 'thành phố',
  TX: 'thị xã',
  Tx: 'thị xã',
  TT: 'thị trấn',
};
const SHORT: Readonly<Record<string, string>> = {
  Q: 'quận',
  P: 'phường',
  H: 'huyện',
  X: 'xã',
  T: 'tỉnh',
  Đ: 'đường',
  F: 'phường',
};

const BEFORE_NAME = /(?<![\p{L}\p{N}.])(TP|Tp|TX|Tx|TT)\. ?(?=\p{Lu}\p{L})(?!HCM)/gu;
const BEFORE_NUMBER = /(?<![\p{L}\p{N}.])([QPF])\. ?(?=\d)/gu;
const LETTER = /(^|[,;(–-] ?|(?<!\p{L})(?:ở|tại|về|từ|đến|trên|thuộc|các|và) )([QPHXTĐ])\. ?(?=\p{Lu}\p{Ll})/gmu;

export const expandPlaces = (text: string): string =>
  text
    .replace(BEFORE_NAME, (_, short: string) => `${LONG[short]} `)
    .replace(BEFORE_NUMBER, (_, short: string) => `${SHORT[short]} `)
    .replace(LETTER, (_, before: string, short: string) => `${before}${SHORT[short]} `);
