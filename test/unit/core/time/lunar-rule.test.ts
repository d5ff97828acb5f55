import { describe, expect, test } from 'vitest';
import { must } from '../../../../src/core/result.ts';
import type { LocalDate } from '../../../../src/core/time/local.ts';
import { lunarDays, parseLunarRule } from '../../../../src/core/time/lunar-rule.ts';

const day = (text: string) => text as LocalDate;
const read = (text: string) => {
  const rule = parseLunarRule(text);
  if (rule === null) throw new Error(`${text} does not look like a lunar day`);
  return rule;
};
const daysOf = (text: string, from: string, to: string) => lunarDays(must(read(text)), day(from), day(to));
const meaning = (text: string) => {
  const { day: said, month, leap } = must(read(text));
  return [said, month, leap];
};

test.each([
  ['30 Tết', 'last', 12],
  ['ba mươi Tết', 'last', 12],
  ['29 Tết', 29, 12],
  ['hai mươi chín Tết', 29, 12],
  ['23 Tết', 23, 12],
  ['mùng 1 Tết', 1, 1],
  ['mồng một Tết', 1, 1],
  ['ngày mùng 10 Tết', 10, 1],
  ['MÙNG 3 TẾT', 3, 1],
  ['  mùng   3  tết ', 3, 1],
  ['mùng 3 Tết'.normalize('NFD'), 3, 1],
  ['mung 3 tet', 3, 1],
  ['rằm tháng Giêng', 15, 1],
  ['Ngày rằm tháng giêng âm lịch', 15, 1],
  ['rằm tháng Bảy', 15, 7],
  ['rằm tháng 7 âm lịch', 15, 7],
  ['rằm tháng 8 hằng năm', 15, 8],
  ['rằm tháng Chạp', 15, 12],
  ['rằm tháng Một', 15, 11],
  ['rằm tháng Mười một', 15, 11],
  ['rằm tháng mười hai', 15, 12],
  ['rằm tháng Mười', 15, 10],
  ['rằm tháng Tư', 15, 4],
  ['10 tháng 3 âm lịch', 10, 3],
  ['mùng 10 tháng 3 âm lịch', 10, 3],
  ['ngày mùng mười tháng Ba (âm lịch)', 10, 3],
  ['10/3 âm lịch', 10, 3],
  ['10/03 ÂL', 10, 3],
  ['23 tháng Chạp', 23, 12],
  ['hăm ba tháng Chạp', 23, 12],
  ['ngày hai mươi lăm tháng Chạp', 25, 12],
  ['mùng 9 tháng Giêng', 9, 1],
])('%s', (text, said, month) => {
  expect(meaning(text)).toEqual([said, month, false]);
});

test.each([
  ['rằm hằng tháng', 15, null, false],
  ['rằm hàng tháng', 15, null, false],
  ['ngày rằm mỗi tháng âm lịch', 15, null, false],
  ['mùng 1 hằng tháng', 1, null, false],
  ['20 hằng tháng âm lịch', 20, null, false],
  ['rằm tháng Sáu nhuận', 15, 6, true],
  ['10 tháng 6 nhuận', 10, 6, true],
  ['10/6 nhuận âm lịch', 10, 6, true],
])('%s', (text, ...said) => {
  expect(meaning(text)).toEqual(said);
});

describe('refused', () => {
  test.each([
    ['mùng 2 tháng 9', 'solar-or-lunar'],
    ['mùng 8 tháng Ba', 'solar-or-lunar'],
    ['30 tháng 4', 'solar-or-lunar'],
    ['20 hằng tháng', 'solar-or-lunar'],
    ['rằm tháng Mười ba', 'unreadable'],
    ['rằm tháng 0', 'unreadable'],
    ['31 tháng Chạp', 'unreadable'],
    ['mùng 11 tháng Giêng', 'unreadable'],
    ['31 Tết', 'unreadable'],
    ['5 Tết', 'unreadable'],
    ['rằm Tết', 'unreadable'],
    ['mùng Tết', 'unreadable'],
    ['Tết', 'unreadable'],
    ['giao thừa', 'unreadable'],
    ['hằng tháng', 'unreadable'],
    ['rằm tháng Giêng và rằm tháng Bảy', 'unreadable'],
    [`rằm tháng Giêng${' '.repeat(300)}.`, 'unreadable'],
  ])('%s', (text, problem) => {
    expect(read(text)).toMatchObject({ ok: false, refusals: [{ code: 'rule.lunar', params: { problem } }] });
  });

  test('a leap month that never comes', () => {
    // No year of 1900–2199 has a leap twelfth month.
    expect(read('rằm tháng Chạp nhuận')).toMatchObject({ ok: false, refusals: [{ code: 'rule.never' }] });
    expect(read('rằm tháng Mười một nhuận').ok).toBe(true);
  });
});

test.each(['FREQ=DAILY', 'FREQ=MONTHLY;X=rằm tháng', 'hằng ngày', '', 'lễ chol-chnam-thmay', 'amlich'])(
  '%s does not look like a lunar day',
  (text) => {
    expect(parseLunarRule(text)).toBeNull();
  },
);

describe('the days', () => {
  test('30 Tết is the eve of Tết, also where the last month has 29 days, as it has from 2025 to 2032', () => {
    const eves = daysOf('30 Tết', '2024-01-01', '2033-12-31');
    expect(eves).toHaveLength(10);
    expect(eves.slice(0, 4)).toEqual(['2024-02-09', '2025-01-28', '2026-02-16', '2027-02-05']);
    expect(daysOf('29 Tết', '2024-01-01', '2027-12-31')).toEqual([
      '2024-02-08',
      '2025-01-28',
      '2026-02-16',
      '2027-02-05',
    ]);
    expect(daysOf('30 tháng Chạp', '2024-01-01', '2033-12-31')).toEqual(['2024-02-09', '2033-01-30']);
  });

  test('a leap month repeats nothing, unless it is asked for', () => {
    expect(daysOf('rằm tháng Sáu', '2024-01-01', '2026-12-31')).toEqual(['2024-07-20', '2025-07-09', '2026-07-28']);
    expect(daysOf('rằm tháng Sáu nhuận', '2024-01-01', '2026-12-31')).toEqual(['2025-08-08']);
  });

  test('every month is every month, the leap month too', () => {
    const days = daysOf('rằm hằng tháng', '2025-01-29', '2026-02-16');
    expect(days).toHaveLength(13);
    expect(days).toContain('2025-08-08');
  });

  test('both ends are included, and nothing beyond them', () => {
    expect(daysOf('mùng 1 Tết', '2026-02-17', '2026-02-17')).toEqual(['2026-02-17']);
    expect(daysOf('mùng 1 Tết', '2026-02-18', '2027-02-05')).toEqual([]);
    expect(daysOf('mùng 1 Tết', '2027-02-06', '2026-02-17')).toEqual([]);
    expect(daysOf('10 tháng 3 âm lịch', '2025-04-07', '2026-04-26')).toEqual(['2025-04-07', '2026-04-26']);
    expect(daysOf('mùng 1 Tết', '1900-01-01', '2199-12-31')).toHaveLength(300);
  });
});
