/**
 * The Vietnamese lunar calendar: which lunar day a day of 1900–2199 is, and back.
 *
 * A calendar of the sky seen from the meridian 105° E (UTC+7), reckoned here and looked up nowhere: a month begins on the day
 * of a new moon, the winter solstice lies in month 11, and in a span of 13 months from solstice to solstice the first month
 * without a principal term is the leap month. The rules and the method are Hồ Ngọc Đức's ("Thuật toán tính âm lịch",
 * informatik.uni-leipzig.de/~duc/amlich); new moon and sun are Meeus, Astronomical Algorithms, chapters 49 and 25.
 *
 * Before 1968 what was printed in Viet Nam followed UTC+8 or UTC+7 by place and year (Decision 121-CP of 8 August 1967 made
 * it UTC+7); history is not told here, UTC+7 holds throughout. Packages for the Chinese calendar reckon by UTC+8 and are a
 * day or a month off in some years (1985, 2007, 2030, 2053).
 */
import type { LocalDate } from './local.ts';
import { dateOfDay, dayNumber } from './periods.ts';

/** 10/3 âm lịch 2025 is { year: 2025, month: 3, leap: false, day: 10 }. The year is that in which its Tết lies. */
export interface LunarDate {
  readonly year: number;
  /** 1 Giêng … 12 Chạp. */
  readonly month: number;
  /** Whether it is the leap month (tháng nhuận) that follows the month of its number. */
  readonly leap: boolean;
  /** 1–30. */
  readonly day: number;
}

/** One month of one lunar year; `first` is a day number of periods.ts. */
export interface LunarMonth {
  readonly month: number;
  readonly leap: boolean;
  readonly first: number;
  readonly length: number;
}

const JULIAN_EPOCH = 2_440_587.5;
const ZONE_DAYS = 7 / 24;
const SYNODIC = 29.530588861;
const DEGREE = Math.PI / 180;
const sin = (degrees: number): number => Math.sin(degrees * DEGREE);

/**
 * Seconds by which the even time of the theories is ahead of the clock (ΔT): measured to 2020, then one of several guesses.
 * Seconds matter only to a new moon that falls within seconds of midnight.
 */
const DELTA_T: readonly (readonly [year: number, seconds: number])[] = [
  [1900, -3],
  [1920, 21],
  [1940, 24],
  [1960, 33],
  [1980, 51],
  [2000, 64],
  [2020, 69],
  [2050, 80],
  [2100, 120],
  [2200, 270],
];

/** A moment in even time (Julian ephemeris days) as days since 1970-01-01T00:00 by the clock of UTC+7. */
const clockDays = (ephemeris: number): number => {
  const year = 2000 + (ephemeris - 2_451_545) / 365.25;
  const next = Math.max(
    1,
    DELTA_T.findIndex(([from]) => from > year),
  );
  const [[y0, s0] = [0, 0], [y1, s1] = [1, 0]] = DELTA_T.slice(next - 1, next + 1);
  const seconds = s0 + ((s1 - s0) * (year - y0)) / (y1 - y0);
  return ephemeris - JULIAN_EPOCH + ZONE_DAYS - seconds / 86_400;
};

/** Amplitude in days, power of the eccentricity, and multiples of M (sun), M′ (moon), F and Ω. */
type Term = readonly [days: number, e: number, m: number, moon: number, f: number, node: number];
const NEW_MOON_TERMS: readonly Term[] = [
  [-0.4072, 0, 0, 1, 0, 0],
  [0.17241, 1, 1, 0, 0, 0],
  [0.01608, 0, 0, 2, 0, 0],
  [0.01039, 0, 0, 0, 2, 0],
  [0.00739, 1, -1, 1, 0, 0],
  [-0.00514, 1, 1, 1, 0, 0],
  [0.00208, 2, 2, 0, 0, 0],
  [-0.00111, 0, 0, 1, -2, 0],
  [-0.00057, 0, 0, 1, 2, 0],
  [0.00056, 1, 1, 2, 0, 0],
  [-0.00042, 0, 0, 3, 0, 0],
  [0.00042, 1, 1, 0, 2, 0],
  [0.00038, 1, 1, 0, -2, 0],
  [-0.00024, 1, -1, 2, 0, 0],
  [-0.00017, 0, 0, 0, 0, 1],
  [-0.00007, 0, 2, 1, 0, 0],
  [0.00004, 0, 0, 2, -2, 0],
  [0.00004, 0, 3, 0, 0, 0],
  [0.00003, 0, 1, 1, -2, 0],
  [0.00003, 0, 0, 2, 2, 0],
  [-0.00003, 0, 1, 1, 2, 0],
  [0.00003, 0, -1, 1, 2, 0],
  [-0.00002, 0, -1, 1, -2, 0],
  [-0.00002, 0, 1, 3, 0, 0],
  [0.00002, 0, 0, 4, 0, 0],
];
/** The planets' pull: angle in degrees at k = 0, degrees for each new moon, amplitude in millionths of a day. */
const PLANET_TERMS: readonly (readonly [at: number, each: number, millionths: number])[] = [
  [299.77, 0.107408, 325],
  [251.88, 0.016321, 165],
  [251.83, 26.651886, 164],
  [349.42, 36.412478, 126],
  [84.66, 18.206239, 110],
  [141.74, 53.303771, 62],
  [207.14, 2.453732, 60],
  [154.84, 7.30686, 56],
  [34.52, 27.261239, 47],
  [207.19, 0.121824, 42],
  [291.34, 1.844379, 40],
  [161.72, 24.198154, 37],
  [239.56, 25.513099, 35],
  [331.55, 3.592518, 23],
];

/** The day of new moon number `k`, counted from that of 6 January 2000; good to some seconds (Meeus, ch. 49). */
const newMoonDay = (k: number): number => {
  const t = k / 1236.85;
  const e = 1 - (0.002516 + 0.0000074 * t) * t;
  const sun = 2.5534 + 29.1053567 * k - (0.0000014 + 0.00000011 * t) * t * t;
  const moon = 201.5643 + 385.81693528 * k + (0.0107582 + 0.00001238 * t) * t * t;
  const latitude = 160.7108 + 390.67050284 * k - (0.0016118 + 0.00000227 * t) * t * t;
  const node = 124.7746 - 1.56375588 * k + (0.0020672 + 0.00000215 * t) * t * t;
  let moment = 2_451_550.09766 + SYNODIC * k + (0.00015437 - 0.00000015 * t) * t * t;
  for (const [days, power, m, n, f, o] of NEW_MOON_TERMS)
    moment += days * e ** power * sin(m * sun + n * moon + f * latitude + o * node);
  for (const [at, each, millionths] of PLANET_TERMS) moment += (millionths / 1e6) * sin(at + each * k);
  return Math.floor(clockDays(moment));
};

/** What Venus, Jupiter, the moon and a long wave add to the sun's longitude: degrees, angle in 1900, degrees a century. */
const SUN_TERMS: readonly (readonly [degrees: number, at: number, each: number])[] = [
  [0.00134, 243.23, 22_518.7541],
  [0.00154, 306.57, 45_037.5082],
  [0.002, 42.69, 32_964.3577],
  [0.00179, 350.74, 445_267.1142],
  [0.00178, 231.19, 20.2],
];

/**
 * Which twelfth of its circle the sun is in as a day begins, 0 from the spring equinox and 9 from the winter solstice;
 * apparent longitude to about 10″, four minutes (Meeus, ch. 25, and Astronomical Formulae for Calculators, ch. 18).
 */
const sunSector = (day: number): number => {
  const t = (day + JULIAN_EPOCH - ZONE_DAYS - 2_451_545 + 70 / 86_400) / 36_525;
  const mean = 280.46646 + (36_000.76983 + 0.0003032 * t) * t;
  const anomaly = 357.52911 + (35_999.05029 - 0.0001537 * t) * t;
  const centre =
    (1.914602 - (0.004817 + 0.000014 * t) * t) * sin(anomaly) +
    (0.019993 - 0.000101 * t) * sin(2 * anomaly) +
    0.000289 * sin(3 * anomaly);
  // Aberration and nutation.
  let longitude = mean + centre - 0.00569 - 0.00478 * sin(125.04 - 1934.136 * t);
  for (const [degrees, at, each] of SUN_TERMS) longitude += degrees * sin(at + each * (t + 1));
  return Math.floor((((longitude % 360) + 360) % 360) / 30);
};

/** The number of the new moon that begins month 11 of a year: the last on or before the day of the winter solstice. */
const eleventh = (year: number): number => {
  // The solstice falls on 21–23 December, in UTC+7 as elsewhere.
  let solstice = dayNumber(`${year}-12-20` as LocalDate);
  while (sunSector(solstice + 1) !== 9) solstice += 1;
  let k = Math.round((solstice - 10_962) / SYNODIC);
  while (newMoonDay(k) > solstice) k -= 1;
  while (newMoonDay(k + 1) <= solstice) k += 1;
  return k;
};

/** The months from month 11 of the year before to month 10 of `year`. */
const monthsToSolstice = (year: number): LunarMonth[] => {
  const [begin, end] = [eleventh(year - 1), eleventh(year)];
  const firsts = Array.from({ length: end - begin + 1 }, (_, n) => newMoonDay(begin + n));
  const sectors = firsts.map(sunSector);
  const leapAt = end - begin === 13 ? sectors.findIndex((sector, n) => n > 0 && sector === sectors[n + 1]) : -1;
  return firsts.slice(0, -1).map((first, n) => {
    const before = leapAt >= 0 && n >= leapAt ? 1 : 0;
    return {
      month: ((n - before + 10) % 12) + 1,
      leap: n === leapAt,
      first,
      length: (firsts[n + 1] ?? first) - first,
    };
  });
};

const years = new Map<number, readonly LunarMonth[]>();

/** The months of a lunar year in order, 12 or 13; the year begins with the first month (Tết). For 1899–2199. */
export const lunarMonths = (year: number): readonly LunarMonth[] => {
  const known = years.get(year);
  if (known !== undefined) return known;
  const late = ({ month }: LunarMonth): boolean => month >= 11;
  const months = [
    ...monthsToSolstice(year).filter((month) => !late(month)),
    ...monthsToSolstice(year + 1).filter(late),
  ];
  years.set(year, months);
  return months;
};

/** The lunar date of a day, by UTC+7. */
export const lunarOf = (date: LocalDate): LunarDate => {
  const day = dayNumber(date);
  const solar = Number(date.slice(0, 4));
  for (const year of [solar, solar - 1]) {
    const found = lunarMonths(year).findLast(({ first }) => first <= day);
    if (found !== undefined) return { year, month: found.month, leap: found.leap, day: day - found.first + 1 };
  }
  throw new RangeError(`no lunar date for ${date}`);
};

/** 29 or 30; null when the year has no such month (a leap month that it does not have). */
export const monthLength = (year: number, month: number, leap: boolean): number | null =>
  lunarMonths(year).find((one) => one.month === month && one.leap === leap)?.length ?? null;

/** The day of a lunar date; null when there is no such day, or none of the years 1900–2199. */
export const solarOf = ({ year, month, leap, day }: LunarDate): LocalDate | null => {
  if (year < 1899 || year > 2199) return null;
  const found = lunarMonths(year).find((one) => one.month === month && one.leap === leap);
  if (found === undefined || !Number.isInteger(day) || day < 1 || day > found.length) return null;
  const date = dateOfDay(found.first + day - 1);
  return '1900-01-01' <= date && date <= '2199-12-31' ? date : null;
};
