/**
 * Numbers, days, clock times, lengths and sizes as people write them, in Vietnamese and in English.
 *
 * Pure: it never asks the host for its locale, its zone or its time, so the same value reads the same on every
 * machine. It does not round what must be exact; logs and machine formats have writers of their own.
 */
import type { LocalDate, LocalDateTime, LocalTime } from '../../core/time/local.ts';
import { dateOf, isoWeekday, timeOf } from '../../core/time/local.ts';

/** The languages in which the product speaks to people; Vietnamese is the source. */
export const LANGS = ['vi', 'en'] as const;
export type Lang = (typeof LANGS)[number];

/** Monday first, as isoWeekday counts. */
const WEEKDAYS: Readonly<Record<Lang, readonly string[]>> = {
  vi: ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ Nhật'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
};

const MONTHS_EN = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

/** The name of an ISO weekday, 1 Monday … 7 Sunday: 7 → 'Chủ Nhật'. Throws RangeError on anything else. */
export const weekdayName = (weekday: number, lang: Lang): string => {
  const name = WEEKDAYS[lang][weekday - 1];
  if (name === undefined) throw new RangeError(`no weekday ${weekday}`);
  return name;
};

/** The name of a month, 1–12, as it stands inside a sentence: 'tháng 4', 'April'. */
export const monthName = (month: number, lang: Lang): string => {
  const name = MONTHS_EN[month - 1];
  if (name === undefined) throw new RangeError(`no month ${month}`);
  return lang === 'vi' ? `tháng ${month}` : name;
};

const LUNAR_MONTHS = [
  ...['Giêng', 'Hai', 'Ba', 'Tư', 'Năm', 'Sáu'],
  ...['Bảy', 'Tám', 'Chín', 'Mười', 'Mười một', 'Chạp'],
];

/** The name of a lunar month, 1–12: 'tháng Giêng', 'tháng Sáu nhuận' · 'lunar month 1', 'the leap lunar month 6'. */
export const lunarMonthName = (month: number, leap: boolean, lang: Lang): string => {
  const name = LUNAR_MONTHS[month - 1];
  if (name === undefined) throw new RangeError(`no month ${month}`);
  if (lang === 'vi') return `tháng ${name}${leap ? ' nhuận' : ''}`;
  return `${leap ? 'the leap ' : ''}lunar month ${month}`;
};

/** English: 1 → '1st', 22 → '22nd', 13 → '13th'. Whole numbers from 1 to 31. */
export const ordinal = (value: number): string => {
  const teen = value >= 11 && value <= 13;
  return `${value}${(teen ? undefined : ['st', 'nd', 'rd'][(value % 10) - 1]) ?? 'th'}`;
};

const partsOf = (date: LocalDate): { year: string; month: string; day: string } => ({
  year: date.slice(0, 4),
  month: date.slice(5, 7),
  day: date.slice(8, 10),
});

const englishDate = (date: LocalDate): string => {
  const { year, month, day } = partsOf(date);
  return `${Number(day)} ${monthName(Number(month), 'en')} ${year}`;
};

/** '07/04/2025'; in English '7 April 2025', which nobody can read the wrong way round. */
export const formatDate = (date: LocalDate, lang: Lang): string => {
  if (lang === 'en') return englishDate(date);
  const { year, month, day } = partsOf(date);
  return `${day}/${month}/${year}`;
};

/**
 * As official documents date themselves: 'ngày 03 tháng 4 năm 2025'. Days below 10 and the months 1 and 2 take
 * a leading zero (Decree 30/2020 and the party's rules agree), so that no digit can be put before them.
 */
export const formatDateInDocument = (date: LocalDate, lang: Lang): string => {
  if (lang === 'en') return englishDate(date);
  const { year, month, day } = partsOf(date);
  return `ngày ${day} tháng ${Number(month) <= 2 ? month : Number(month)} năm ${year}`;
};

/** 'Thứ Hai, ngày 07 tháng 4 năm 2025' · 'Monday, 7 April 2025'. */
export const formatDateLong = (date: LocalDate, lang: Lang): string =>
  `${weekdayName(isoWeekday(date), lang)}, ${formatDateInDocument(date, lang)}`;

/** '05:00:00' → '05:00'; seconds are shown when there are any. */
export const formatClock = (time: LocalTime): string => (time.endsWith(':00') ? time.slice(0, 5) : time);

/** '05:00 ngày 07/04/2025' · '05:00 on 7 April 2025'. */
export const formatDateTime = (local: LocalDateTime, lang: Lang): string =>
  `${formatClock(timeOf(local))} ${lang === 'vi' ? 'ngày' : 'on'} ${formatDate(dateOf(local), lang)}`;

/** Rounded half away from zero; never '-0'. */
const rounded = (value: number, decimals: number): number => {
  const factor = 10 ** decimals;
  // The nudge undoes the binary error of products such as 1.005 * 100.
  const units = Math.round(Math.abs(value) * factor * (1 + Number.EPSILON));
  return units === 0 ? 0 : (Math.sign(value) * units) / factor;
};

/**
 * '1.234.567,5' · '1,234,567.5'; at most `decimals` decimals (2), zeros at the end left off, a true minus sign.
 * Takes finite numbers below 10^21; anything else is a bug and throws RangeError.
 */
export const formatNumber = (value: number, lang: Lang, decimals = 2): string => {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e21) throw new RangeError(`not a number for people: ${value}`);
  const near = rounded(value, decimals);
  const [whole = '0', fraction = ''] = Math.abs(near).toFixed(decimals).split('.');
  const digits = fraction.replace(/0+$/, '');
  const [group, point] = lang === 'vi' ? ['.', ','] : [',', '.'];
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, group);
  return `${near < 0 ? '−' : ''}${grouped}${digits === '' ? '' : `${point}${digits}`}`;
};

const UNITS: Readonly<Record<Lang, readonly (readonly [one: string, many: string])[]>> = {
  vi: [
    ['giờ', 'giờ'],
    ['phút', 'phút'],
    ['giây', 'giây'],
  ],
  en: [
    ['hour', 'hours'],
    ['minute', 'minutes'],
    ['second', 'seconds'],
  ],
};

/** Short sounds are told more exactly: thousandths below a second, tenths below a minute. */
const toldSeconds = (seconds: number): number => {
  if (seconds < 1) return rounded(seconds, 3);
  return seconds < 60 ? rounded(seconds, 1) : rounded(seconds, 0);
};

/**
 * A length of time: '1 giờ 02 phút 03 giây', '1 phút 30 giây', '2 giờ' · '1 hour 2 minutes 3 seconds'. In
 * Vietnamese what follows the first unit has two digits; a unit of zero at the end is left off. From one minute
 * up whole seconds, below it tenths. A negative length has a minus sign before it.
 */
export const formatDuration = (seconds: number, lang: Lang): string => {
  const told = toldSeconds(Math.abs(seconds));
  if (told < 60 || !Number.isFinite(told)) return secondsOnly(seconds < 0 ? -told : told, lang);
  const amounts = [Math.floor(told / 3600), Math.floor(told / 60) % 60, told % 60];
  const first = amounts.findIndex((amount) => amount > 0);
  const last = amounts.findLastIndex((amount) => amount > 0);
  const parts = amounts.flatMap((amount, n) => {
    if (n < first || n > last || (lang === 'en' && amount === 0)) return [];
    const digits = lang === 'vi' && n > first ? String(amount).padStart(2, '0') : formatNumber(amount, lang, 0);
    return [`${digits} ${UNITS[lang][n]?.[amount === 1 ? 0 : 1]}`];
  });
  return `${seconds < 0 ? '−' : ''}${parts.join(' ')}`;
};

const secondsOnly = (seconds: number, lang: Lang): string =>
  `${formatNumber(seconds, lang, 3)} ${UNITS[lang][2]?.[Math.abs(seconds) === 1 ? 0 : 1]}`;

const SIZES = ['KB', 'MB', 'GB', 'TB'] as const;

/**
 * '820 byte', '1,9 MB', '3 GB'. Units of 1,024, because that is what the file window of the technician's own
 * computer shows; one decimal below 10, none above.
 */
export const formatBytes = (bytes: number, lang: Lang): string => {
  if (bytes < 1024) return `${formatNumber(bytes, lang, 0)} ${lang === 'en' && bytes !== 1 ? 'bytes' : 'byte'}`;
  let size = bytes;
  let unit: string = 'byte';
  for (const next of SIZES) {
    // What would be shown as 1.024 KB is 1 MB.
    if (Math.round(size) < 1024) break;
    [size, unit] = [size / 1024, next];
  }
  return `${formatNumber(size, lang, size < 10 ? 1 : 0)} ${unit}`;
};
