/**
 * Days that have a name in Viet Nam: the public holidays that the law itself dates, and days that people keep.
 *
 * Labour Code 45/2019/QH14, Article 112, in force since 1 January 2021: eleven days, of which it dates those below. Which
 * fifth day is off at Tết (the 28th or 29th of the twelfth month, or the fourth of Tết), which day beside 2 September, and
 * which days are swapped, is decided every year: those are festivals of kind 'holiday' in a schedule file, not known here.
 */
import { addDays, type LocalDate } from './local.ts';
import { type LunarDate, lunarOf } from './lunar.ts';

export type NamedDayId =
  | 'tet-duong-lich'
  | 'tet-nguyen-dan'
  | 'gio-to-hung-vuong'
  | 'ngay-chien-thang'
  | 'quoc-te-lao-dong'
  | 'quoc-khanh'
  | 'thanh-lap-dang'
  | 'quoc-te-phu-nu'
  | 'thanh-lap-doan'
  | 'sinh-nhat-bac'
  | 'bao-chi'
  | 'thuong-binh-liet-si'
  | 'cach-mang-thang-tam'
  | 'chuyen-doi-so'
  | 'phu-nu-viet-nam'
  | 'nha-giao'
  | 'van-hoa-viet-nam'
  | 'quan-doi'
  | 'ong-cong-ong-tao'
  | 'ram-thang-gieng'
  | 'vu-lan'
  | 'trung-thu';

export interface NamedDay {
  readonly id: NamedDayId;
  /** 'holiday': people are off by law. 'observance': kept, and a working day. */
  readonly kind: 'holiday' | 'observance';
}

interface Named {
  readonly day: NamedDay;
  /** 'MM-DD', or 'd/m' by the lunar calendar. */
  readonly on: string;
  /** The first day on which it counts. */
  readonly since?: string;
}

const LABOUR_CODE = '2021-01-01';
const holiday = (id: NamedDayId, on: string): Named => ({ day: { id, kind: 'holiday' }, on, since: LABOUR_CODE });
const observance = (id: NamedDayId, on: string, since = '1900-01-01'): Named => ({
  day: { id, kind: 'observance' },
  on,
  since,
});

const SOLAR: readonly Named[] = [
  holiday('tet-duong-lich', '01-01'),
  observance('thanh-lap-dang', '02-03'),
  observance('quoc-te-phu-nu', '03-08'),
  observance('thanh-lap-doan', '03-26'),
  holiday('ngay-chien-thang', '04-30'),
  holiday('quoc-te-lao-dong', '05-01'),
  observance('sinh-nhat-bac', '05-19'),
  observance('bao-chi', '06-21'),
  observance('thuong-binh-liet-si', '07-27'),
  observance('cach-mang-thang-tam', '08-19'),
  holiday('quoc-khanh', '09-02'),
  // Decision 505/QĐ-TTg of 22 April 2022.
  observance('chuyen-doi-so', '10-10', '2022-04-22'),
  observance('phu-nu-viet-nam', '10-20'),
  observance('nha-giao', '11-20'),
  // Resolution 80-NQ/TW of 7 January 2026 names the day and wants it off; Article 112 has to be amended first (Government
  // Resolution 30/NQ-CP of February 2026). Until a centre is told so, a file's festival of kind 'holiday' says it.
  observance('van-hoa-viet-nam', '11-24', '2026-01-07'),
  observance('quan-doi', '12-22'),
];

const LUNAR: readonly Named[] = [
  // With the eve below, these lie in both ways in which the five days have been taken: 1 before and 4 after, or 2 and 3.
  holiday('tet-nguyen-dan', '1/1'),
  holiday('tet-nguyen-dan', '2/1'),
  holiday('tet-nguyen-dan', '3/1'),
  observance('ram-thang-gieng', '15/1'),
  holiday('gio-to-hung-vuong', '10/3'),
  observance('vu-lan', '15/7'),
  observance('trung-thu', '15/8'),
  observance('ong-cong-ong-tao', '23/12'),
];
const EVE = holiday('tet-nguyen-dan', 'eve');

/** The names of a day, public holidays first. A leap month repeats nothing. */
export const namedDaysOf = (date: LocalDate): readonly NamedDay[] => {
  const { day, month, leap } = lunarOf(date);
  const found = [
    ...SOLAR.filter(({ on }) => date.endsWith(on)),
    ...LUNAR.filter(({ on }) => !leap && on === `${day}/${month}`),
    ...(isEve(date, { day, month }) ? [EVE] : []),
  ].filter(({ since = date }) => since <= date);
  return found
    .map(({ day: named }) => named)
    .sort((a, b) => Number(b.kind === 'holiday') - Number(a.kind === 'holiday'));
};

/** 30 Tết: the last day of the twelfth month, be it the 29th. */
const isEve = (date: LocalDate, { day, month }: Pick<LunarDate, 'day' | 'month'>): boolean => {
  if (month !== 12 || day < 29 || date === '2199-12-31') return false;
  const next = lunarOf(addDays(date, 1));
  return next.month === 1 && next.day === 1;
};

/** Whether the law itself makes it a day off. */
export const isPublicHoliday = (date: LocalDate): boolean => namedDaysOf(date).some(({ kind }) => kind === 'holiday');
