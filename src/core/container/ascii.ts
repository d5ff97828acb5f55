/**
 * Vietnamese as the ASCII that older containers hold: marks stripped, đ → d, everything else without a Latin letter dropped.
 *
 * Only for fields that cannot hold UTF-8 (bext, cart): titles that people read stay as they were typed.
 */
import { nfc, oneLine } from '../text.ts';

const LETTERS: Readonly<Record<string, string>> = {
  đ: 'd',
  Đ: 'D',
  '–': '-',
  '—': '-',
  '…': '...',
  '“': '"',
  '”': '"',
  '«': '"',
  '»': '"',
  '‘': "'",
  '’': "'",
  '\u00a0': ' ',
};

/** 'Buổi sáng – Mỹ Tú' → 'Buoi sang - My Tu'. Printable ASCII on one line; '' when nothing of it is Latin. */
export const asciiText = (text: string): string =>
  oneLine(nfc(text.toWellFormed()))
    .normalize('NFKD')
    .replace(/[đĐ–—…“”«»‘’\u00a0]/g, (letter) => LETTERS[letter] ?? '')
    .replace(/[^\u0020-\u007e]+/g, '')
    .replace(/ {2,}/g, ' ')
    .trim();
