/** The columns of a week grid, by the names people give them in Vietnamese or English, and what a cell of each may say. */

import { searchKey } from '../../core/text.ts';
import { parseLocalDate } from '../../core/time/local.ts';

/** 1 Monday … 7 Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;
export type Column = 'clock' | 'minutes' | 'name' | 'from' | 'to' | Weekday;

export const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
export const isWeekday = (column: Column): column is Weekday => typeof column === 'number';

const NAMES: readonly (readonly [Column, string])[] = [
  ['clock', 'gio,gio phat,gio bat dau,bat dau,thoi gian,start,time,clock'],
  ['minutes', 'phut,so phut,thoi luong,thoi luong (phut),minutes,min,length,duration'],
  ['name', 'ten,ten buoi,ten buoi phat,buoi phat,chuong trinh,name,title,programme,program'],
  ['from', 'tu,tu ngay,ngay bat dau,from'],
  ['to', 'den,den ngay,den het,ngay ket thuc,to,until'],
  [1, 'thu hai,thu 2,t2,hai,monday,mon'],
  [2, 'thu ba,thu 3,t3,ba,tuesday,tue'],
  [3, 'thu tu,thu 4,t4,wednesday,wed'],
  [4, 'thu nam,thu 5,t5,nam,thursday,thu'],
  [5, 'thu sau,thu 6,t6,sau,friday,fri'],
  [6, 'thu bay,thu 7,t7,bay,saturday,sat'],
  [7, 'chu nhat,cn,sunday,sun'],
];

const BY_NAME: ReadonlyMap<string, Column> = new Map(
  NAMES.flatMap(([column, names]) => names.split(',').map((name) => [name, column] as const)),
);

/** undefined for a name that no column has. */
export const columnNamed = (title: string): Column | undefined => BY_NAME.get(searchKey(title).replace(/[.:*]+$/, ''));

const two = (digits: string): string => digits.padStart(2, '0');

/** '05:30', '5h30', '5g30', '5h', '17 giờ', '05:30:00' → 'HH:MM' or 'HH:MM:SS'; null for anything else. */
export const clockIn = (text: string): string | null => {
  const match = /^(\d{1,2})\s*(?::|h|g|gio|\.)\s*(\d{2})?(?::(\d{2}))?\s*(?:phut|p)?$/.exec(searchKey(text));
  if (match === null) return null;
  const [, hour = '', minute, second = '00'] = match;
  if (minute === undefined && !/[hg]/.test(searchKey(text))) return null;
  if (Number(hour) > 23 || Number(minute ?? '0') > 59 || Number(second) > 59) return null;
  const clock = `${two(hour)}:${minute ?? '00'}`;
  return second === '00' ? clock : `${clock}:${second}`;
};

/** '30', '30 phút', "30'", '7,5' → minutes; null for anything else, and outside 1–1440. */
export const minutesIn = (text: string): number | null => {
  const match = /^(\d{1,4})(?:[.,](\d{1,6}))?\s*(?:phut|p|'|min|minutes)?$/.exec(searchKey(text));
  if (match === null) return null;
  const minutes = Number(`${match[1]}.${match[2] ?? '0'}`);
  return minutes >= 1 && minutes <= 1440 ? minutes : null;
};

/** '2025-04-07' or '7/4/2025' (day first, as it is written in Viet Nam); null for anything else. */
export const dateIn = (text: string): string | null => {
  const match = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const iso = match === null ? text : `${match[3]}-${two(match[2] ?? '')}-${two(match[1] ?? '')}`;
  return parseLocalDate(iso).ok ? iso : null;
};
