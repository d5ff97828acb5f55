/**
 * Days by the lunar calendar as people say them: 'rằm tháng Giêng', '30 Tết', 'mùng 1 hằng tháng', '10 tháng 3 âm lịch'.
 *
 * A closed grammar, blind to capitals, marks and the two spellings of a word. What could as well be meant by the solar
 * calendar ('mùng 2 tháng 9') is refused rather than guessed. Rules of a festival's announced days are recurring-days.ts.
 */
import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';
import { searchKey } from '../text.ts';
import type { LocalDate } from './local.ts';
import { type LunarMonth, lunarMonths, lunarOf } from './lunar.ts';
import { dateOfDay, dayNumber } from './periods.ts';

export interface LunarRule {
  readonly text: string;
  /** 1–30; 'last': the month's last day, which people call 30 Tết also when it is the 29th. */
  readonly day: number | 'last';
  /** 1–12; null: every month, leap months too. */
  readonly month: number | null;
  /** Whether only the leap month of that number is meant. Without it a leap month repeats nothing. */
  readonly leap: boolean;
  /** Whether it was said as a day of Tết. */
  readonly tet: boolean;
}

/** How much of a wrong text is said back. */
const ECHO = 200;

const ONES = ['mot', 'hai', 'ba', 'bon', 'nam', 'sau', 'bay', 'tam', 'chin'] as const;

/** 'hai mươi ba' and 'hăm ba' → 23, for 1–30, without marks. */
const NUMBERS: ReadonlyMap<string, number> = new Map<string, number>([
  ...ONES.map((word, n): [string, number] => [word, n + 1]),
  ...['muoi', 'hai muoi', 'ham'].flatMap((ten, tens) =>
    [...ONES, 'tu', 'lam', 'nham'].map((word, n): [string, number] => {
      const unit = [4, 5, 5][n - ONES.length] ?? n + 1;
      return [`${ten} ${word}`, Math.min(tens + 1, 2) * 10 + unit];
    }),
  ),
  ['muoi', 10],
  ['hai muoi', 20],
  ['ba muoi', 30],
]);

const MONTHS: ReadonlyMap<string, number> = new Map([
  ...['gieng', 'hai', 'ba', 'tu', 'nam', 'sau', 'bay', 'tam', 'chin', 'muoi', 'muoi mot', 'chap'].map(
    (name, n): [string, number] => [name, n + 1],
  ),
  // The old names of the last two: 'một, chạp, giêng, hai'.
  ['mot', 11],
  ['muoi hai', 12],
]);

const numberIn = (names: ReadonlyMap<string, number>, text: string, most: number): number | null => {
  const value = /^\d{1,2}$/.test(text) ? Number(text) : (names.get(text) ?? 0);
  return value >= 1 && value <= most ? value : null;
};

/** The day of the month as said: rằm is the 15th, mùng goes with 1–10. */
const dayIn = (said: string): { readonly day: number; readonly by: 'ram' | 'mung' | 'number' } | null => {
  if (said === 'ram') return { day: 15, by: 'ram' };
  const [, low] = /^(?:mung|mong) (.+)$/.exec(said) ?? [];
  const day = low === undefined ? numberIn(NUMBERS, said, 30) : numberIn(NUMBERS, low, 10);
  return day === null ? null : { day, by: low === undefined ? 'number' : 'mung' };
};

type Read = Omit<LunarRule, 'text'> | 'unreadable' | 'solar-or-lunar';

const readTet = (said: string): Read => {
  const found = dayIn(said);
  if (found === null || found.by === 'ram') return 'unreadable';
  const { day, by } = found;
  if (by === 'mung') return { day, month: 1, leap: false, tet: true };
  if (day < 20) return 'unreadable';
  return { day: day === 30 ? 'last' : day, month: 12, leap: false, tet: true };
};

const readMonthly = (said: string, marked: boolean): Read => {
  const found = dayIn(said);
  if (found === null) return 'unreadable';
  if (found.by === 'number' && !marked) return 'solar-or-lunar';
  return { day: found.day, month: null, leap: false, tet: false };
};

const readYearly = (said: string, monthSaid: string, leap: boolean, marked: boolean): Read => {
  const found = dayIn(said);
  const month = numberIn(MONTHS, monthSaid, 12);
  if (found === null || month === null) return 'unreadable';
  const lunar = marked || leap || found.by === 'ram' || monthSaid === 'gieng' || monthSaid === 'chap';
  return lunar ? { day: found.day, month, leap, tet: false } : 'solar-or-lunar';
};

const read = (key: string): Read => {
  const bare = key.replace(/^ngay /, '');
  const phrase = bare.replace(/ (?:am lich|\(am lich\)|al)$/, '');
  const marked = phrase !== bare;
  const [, tet] = /^(.+) tet$/.exec(phrase) ?? [];
  if (tet !== undefined) return readTet(tet);
  const [, monthly] = /^(.+?) (?:hang|moi) thang$/.exec(phrase) ?? [];
  if (monthly !== undefined) return readMonthly(monthly, marked);
  const [, day, month, leap] =
    /^(.+?) thang (.+?)( nhuan)?(?: hang nam)?$/.exec(phrase) ?? /^(.*\d)\/(\d{1,2})( nhuan)?$/.exec(phrase) ?? [];
  return day === undefined || month === undefined ? 'unreadable' : readYearly(day, month, leap !== undefined, marked);
};

const LOOKS_LUNAR = /\b(?:tet|ram|mung|mong|am lich|al|thang|chap|gieng|nhuan|giao thua)\b/;

/**
 * A lunar day from its phrase; null when the text does not look like one. Refuses with rule.lunar what looks like one and
 * is not, and with rule.never a leap month that no year of 1900–2199 has.
 */
export const parseLunarRule = (text: string): Result<LunarRule> | null => {
  const rule = text.trim().slice(0, ECHO);
  const key = searchKey(rule);
  if (rule.includes('=') || !LOOKS_LUNAR.test(key)) return null;
  const found = text.trim().length > ECHO ? 'unreadable' : read(key);
  if (typeof found === 'string') return refuse('rule.lunar', { rule, problem: found });
  const value = { text: rule, ...found };
  if (value.leap && !everIn(value)) return refuse('rule.never', { rule });
  return ok(value);
};

const everIn = (rule: LunarRule): boolean => {
  for (let year = 1900; year < 2200; year += 1) if (lunarMonths(year).some((month) => dayOf(rule, month))) return true;
  return false;
};

/** The day number on which a rule falls in a month; null when it does not, as the 30th in a month of 29 days. */
const dayOf = (rule: LunarRule, { month, leap, first, length }: LunarMonth): number | null => {
  if (rule.month !== null && (rule.month !== month || rule.leap !== leap)) return null;
  const day = rule.day === 'last' ? length : rule.day;
  return day > length ? null : first + day - 1;
};

/** The days of [from, to], both included, on which a lunar rule falls; in order. */
export const lunarDays = (rule: LunarRule, from: LocalDate, to: LocalDate): LocalDate[] => {
  if (to < from) return [];
  const [first, last] = [dayNumber(from), dayNumber(to)];
  const days: LocalDate[] = [];
  const { year: lastYear } = lunarOf(to);
  for (let { year } = lunarOf(from); year <= lastYear; year += 1)
    for (const month of lunarMonths(year)) {
      const day = dayOf(rule, month);
      if (day !== null && first <= day && day <= last) days.push(dateOfDay(day));
    }
  return days;
};
