/**
 * Days and clock times as people say them: '22/12/2024' → 'ngày hai mươi hai tháng mười hai năm …',
 * '17h30' → 'mười bảy giờ ba mươi phút'.
 *
 * Works on running text, before plain numbers are read. What cannot be a day or an hour (31/13, 29:00) is
 * left for the number reader. Knows no calendar: 31/02 is read as written, not corrected.
 */
import { type NumberWords, spellInteger } from './numbers.ts';

const NOT_INSIDE = '(?<![\\p{L}\\p{N}/.,-])';
const ENDS = '(?![\\p{N}/]|[-.,]\\p{N}|-\\p{L})';
const D = '(\\d{1,2})';
const YEAR = '(\\d{4})';
const TO = '\\s*(?:-|–|đến|tới)\\s*';
/** Words after which d/m is a day of the year and not a fraction. */
const DAY_WORD = '(ngày|mùng|mồng|hôm|sáng|trưa|chiều|tối|đêm|dịp|lễ)';

const regex = (source: string, flags = 'giu'): RegExp => new RegExp(source, flags);

const DAYS = regex(
  `${NOT_INSIDE}(ngày\\s+)?${D}(?:/${D})?(?:/${YEAR})?${TO}(?:ngày\\s+)?${D}/${D}(?:/${YEAR})?${ENDS}`,
);
const ISO = regex(`${NOT_INSIDE}(ngày\\s+)?${YEAR}-(\\d{2})-(\\d{2})${ENDS}`);
const DAY = regex(`${NOT_INSIDE}(ngày\\s+)?${D}([/.-])${D}\\3${YEAR}${ENDS}`);
const DAY_OF_MONTH = regex(`${NOT_INSIDE}${DAY_WORD}\\s+${D}/${D}${ENDS}`);
const MONTH = regex(`${NOT_INSIDE}(?:tháng\\s+)?${D}/${YEAR}${ENDS}`);
/** 'tháng 4-2025': a stroke lying down, only behind its word. */
const MONTH_YEAR = regex(`(?<!\\p{L})tháng ${D}-${YEAR}${ENDS}`);
/** A day and a month that are certainly no fraction: '10/3 âm lịch', 'đường 30/4', '30/4–1/5'. */
const LUNAR = regex(`${NOT_INSIDE}(ngày )?${D}[/-]${D}(?= (?:âm|dương) lịch| (?:ÂL|DL)(?!\\p{L}))`);
const PLACE = regex(
  `(?<!\\p{L})(đường|phố|công viên|quảng trường|trường|cầu|hẻm|bệnh viện|khu|Binh chủng) ${D}/${D}${ENDS}`,
);
const TWO_DAYS = regex(`${NOT_INSIDE}${D}/${D} ?[-–] ?${D}/${D}${ENDS}`);
/** 'ngày 30-4': days that everybody knows, as newspapers of the South write them. */
const KNOWN = regex(
  `(?<!\\p{L})(ngày|dịp|lễ|mùng|mồng|sáng|chiều|tối) (30-4|1-5|2-9|3-2|8-3|26-3|19-5|27-7|20-10|20-11|22-12|10-3|1-6|21-6|1-1)(?!\\p{N}|[-/.,]\\p{N}| tháng)`,
);
const ORDINAL = regex(`${NOT_INSIDE}(tháng|thứ)\\s+0?([14])${ENDS}(?!\\p{L})`);

const isDay = (day: number, month: number): boolean => day >= 1 && day <= 31 && month >= 1 && month <= 12;

/** Every date in `text` as words. 'ngày' is said once, whether or not it was written. */
export const expandDates = (text: string, words: NumberWords): string => {
  const say = (digits: string): string => spellInteger(digits, words);
  const month = (digits: string): string => (Number(digits) === 4 ? 'tư' : say(digits));
  const date = (d: string, m?: string, y?: string): string =>
    `${say(d)}${m === undefined ? '' : ` tháng ${month(m)}`}${y === undefined ? '' : ` năm ${say(y)}`}`;
  const valid = (d: string, m: string): boolean => isDay(Number(d), Number(m));

  return text
    .replace(MONTH_YEAR, (whole: string, m, y) => (valid('1', m) ? `tháng ${month(m)} năm ${say(y)}` : whole))
    .replace(LUNAR, (whole: string, word, d, m) => (valid(d, m) ? `${word ?? 'ngày '}${date(d, m)}` : whole))
    .replace(PLACE, (whole: string, place: string, d, m) => (valid(d, m) ? `${place} ${date(d, m)}` : whole))
    .replace(KNOWN, (_, word: string, day: string) => {
      const [d = '', m] = day.split('-');
      return /^(?:ngày|mùng|mồng)$/iu.test(word) ? `${word} ${date(d, m)}` : `${word} ngày ${date(d, m)}`;
    })
    .replace(TWO_DAYS, (whole: string, d1, m1, d2, m2) =>
      valid(d1, m1) && valid(d2, m2) && (Number(d1) > Number(m1) || Number(d2) > Number(m2))
        ? `ngày ${date(d1, m1)} đến ngày ${date(d2, m2)}`
        : whole,
    )
    .replace(DAYS, (whole: string, word, d1, m1, y1, d2, m2, y2) => {
      // '24-25/5' without a day word or a year may be a range of fractions: left alone.
      const certain = word !== undefined || y2 !== undefined;
      if (!certain || !valid(d2, m2) || !valid(d1, m1 ?? m2)) return whole;
      return `${word ?? 'ngày '}${date(d1, m1, y1)} đến ngày ${date(d2, m2, y2)}`;
    })
    .replace(ISO, (whole: string, word, y, m, d) => (valid(d, m) ? `${word ?? 'ngày '}${date(d, m, y)}` : whole))
    .replace(DAY, (whole: string, word, d, _mark, m, y) => (valid(d, m) ? `${word ?? 'ngày '}${date(d, m, y)}` : whole))
    .replace(DAY_OF_MONTH, (whole: string, word: string, d, m) => {
      if (!valid(d, m)) return whole;
      return /^(?:ngày|mùng|mồng)$/iu.test(word) ? `${word} ${date(d, m)}` : `${word} ngày ${date(d, m)}`;
    })
    .replace(MONTH, (whole: string, m, y) => (valid('1', m) ? `tháng ${month(m)} năm ${say(y)}` : whole))
    .replace(ORDINAL, (whole: string, word: string, n) => {
      if (n === '4') return `${word} tư`;
      return /^thứ$/iu.test(word) ? `${word} nhất` : whole;
    });
};

const HOUR = '(?:h|g|giờ)';
const MINUTE_MARK = "(?:\\s*(?:phút|ph|p|['’′]))?";
const TIME_RANGE = regex(
  `(?<![\\p{L}\\p{N}])(\\d{1,2}(?::\\d{2}|\\s*(?:h|g)(?:\\d{2})?|\\s*giờ(?:\\s*\\d{2})?))\\s*[-–]\\s*(?=\\d{1,2}(?::\\d{2}|\\s*${HOUR}))`,
);
const CLOCK = regex(`${NOT_INSIDE}${D}:(\\d{2})(?::(\\d{2}))?(?![\\p{N}:])`);
const HOURS_MINUTES = regex(
  `${NOT_INSIDE}${D}\\s*${HOUR}\\s*(\\d{2})(?![.,/-]?\\p{N})${MINUTE_MARK}(?!\\p{L})(?!\\s*(?:giây|%))`,
);
const HOURS = regex('(?<![\\p{L}\\p{N}.,])(\\d{1,2})\\s*h(?![\\p{L}\\p{N}])');

/** Every clock time in `text` as words; a range of times is joined by 'đến'. */
export const expandTimes = (text: string, words: NumberWords): string => {
  const say = (digits: string): string => spellInteger(digits, words);
  const clock = (hour: string, minute: string, second = '00'): string =>
    [
      `${say(hour)} giờ`,
      ...(Number(minute) > 0 || Number(second) > 0 ? [`${say(minute)} phút`] : []),
      ...(Number(second) > 0 ? [`${say(second)} giây`] : []),
    ].join(' ');
  const possible = (hour: string, minute = '0', second = '0'): boolean =>
    Number(hour) <= 24 && Number(minute) < 60 && Number(second) < 60;

  return text
    .replace(TIME_RANGE, '$1 đến ')
    .replace(CLOCK, (whole: string, h, m, s) => (possible(h, m, s) ? clock(h, m, s) : whole))
    .replace(HOURS_MINUTES, (whole: string, h, m) => (possible(h, m) ? clock(h, m) : whole))
    .replace(HOURS, (whole: string, h) => (possible(h) ? `${say(h)} giờ` : whole));
};
