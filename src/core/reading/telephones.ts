/**
 * Numbers that are read digit by digit: telephones, hotlines, number plates.
 *
 * 'gọi 150 người' counts people: a number needs its shape, or a word before it that says it is dialled.
 */
import { spellDigits } from './numbers.ts';

const DIALLED =
  /((?:điện thoại|đường dây nóng|tổng đài|hotline|zalo|(?:gọi|báo)(?:\s\p{L}{1,12}){0,2}\ssố|gọi(?:\sngay)?(?=\s11[1-5](?!\d))|(?:cấp cứu|cảnh sát|cứu hỏa|cứu hoả|chữa cháy|cứu hộ|cứu nạn)(?=\s11[2-5](?!\d)))(?:\ssố)?:?\s?)(\d(?:[\d .-]{0,24}\d)?)(?![\d/:%])/giu;
/** A mobile or fixed line with its zero or +84 in front; how many digits there are decides. */
const SHAPED = /(?<![\p{L}\p{N}.,])(\+ ?84|\(?0\d{1,4}\)?)((?:[ .-]?\d{1,4}){2,4})(?!\p{N})/gu;
const SERVICE =
  /(?<![\p{L}\p{N}.,])1[89]00(?:[ .]?\d{4}|[ .]\d{2}[ .]\d{2}|[ .-]\d{3}[ .-]\d{3}|\d{6})(?![\p{N}]|[.,]\d)/gu;
const PLATE = /(?<![\p{L}\p{N}])(\d{2})([A-ZĐ]{1,2}\d?)-(\d{3}\.?\d{2}|\d{4})(?!\p{N})/gu;

const onlyDigits = (written: string): string => spellDigits(written.replace(/\D/g, ''));

/** `text` with every number that is dialled, and every plate, as single digits. */
export const expandTelephones = (text: string): string =>
  text
    .replace(/(?<![\p{L}\p{N}])(?:ĐT|SĐT|Tel)[.:]? ?(?=[(+]?0?\d{2,4}[\d .()-]{6})/gu, 'điện thoại ')
    .replace(/(?<![\p{L}\p{N}])ĐT\.? ?(?=9\d\d(?!\p{N}))/gu, 'đường tỉnh ')
    .replace(/(?<![\p{L}\p{N}])QL\.? ?(?=\d{1,2}[A-Z]?(?![\p{L}\p{N}]))/gu, 'quốc lộ ')
    .replace(DIALLED, (_, words: string, number: string) => `${words}${onlyDigits(number)}`)
    .replace(/(?<![\p{L}\p{N}.,])cộng (?=84[ .-]?\d{2,3}[ .-]?\d{3})/gu, '+')
    .replace(SHAPED, (whole: string, code: string, rest: string) => {
      const international = code.startsWith('+');
      const count = whole.replace(/\D/g, '').length;
      if (count < (international ? 10 : 9) || count > (international ? 12 : 11)) return whole;
      return `${international ? 'cộng ' : ''}${onlyDigits(`${code}${rest}`)}`;
    })
    .replace(SERVICE, onlyDigits)
    .replace(PLATE, (_, place: string, series: string, number: string) => {
      const letters = [...series].map((one) => (/\d/.test(one) ? spellDigits(one) : one)).join(' ');
      return `${onlyDigits(place)} ${letters} ${onlyDigits(number)}`;
    });
