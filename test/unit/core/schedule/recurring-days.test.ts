import { describe, expect, test } from 'vitest';
import type { FestivalId } from '../../../../src/core/ids.ts';
import { must } from '../../../../src/core/result.ts';
import type { Recurrence } from '../../../../src/core/schedule/model.ts';
import { confirmedDays, expandRecurrence, readRule } from '../../../../src/core/schedule/recurring-days.ts';
import type { LocalDate } from '../../../../src/core/time/local.ts';

const day = (text: string) => text as LocalDate;
const codesOf = (answer: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  answer.refusals?.map((refusal) => refusal.code) ?? [];

describe('expandRecurrence', () => {
  const recurrence = (over: Partial<Record<keyof Recurrence, unknown>>): Recurrence =>
    ({ rules: [], from: '2025-04-07', to: '2025-05-15', alsoOn: [], notOn: [], ...over }) as Recurrence;
  const within = (over: Partial<Record<keyof Recurrence, unknown>>, from = '2025-04-01', to = '2025-05-31') =>
    must(expandRecurrence(recurrence(over), day(from), day(to)));

  test('nothing written is nothing', () => {
    expect(within({})).toEqual([]);
  });

  test('days alone are a recurrence', () => {
    expect(within({ alsoOn: ['2025-05-01', '2025-04-30'] })).toEqual(['2025-04-30', '2025-05-01']);
  });

  test('rules together, more days, less days; sorted and once each', () => {
    const days = within({
      rules: ['FREQ=WEEKLY;BYDAY=MO', 'FREQ=WEEKLY;BYDAY=MO,TU;COUNT=3'],
      alsoOn: ['2025-05-01', '2025-04-14'],
      notOn: ['2025-04-21', '2025-05-02'],
    });
    expect(days).toEqual([
      '2025-04-07',
      '2025-04-08',
      '2025-04-14',
      '2025-04-28',
      '2025-05-01',
      '2025-05-05',
      '2025-05-12',
    ]);
  });

  test('a day both added and excepted does not air', () => {
    expect(within({ alsoOn: ['2025-05-01'], notOn: ['2025-05-01'] })).toEqual([]);
  });

  test('(b) its own first and last day are included, and nothing beyond them', () => {
    const days = within({ rules: ['FREQ=DAILY'], alsoOn: ['2025-04-06', '2025-05-16'] });
    expect([days[0], days.at(-1), days.length]).toEqual(['2025-04-07', '2025-05-15', 39]);
    expect(within({ rules: ['FREQ=DAILY'] }, '2025-05-15', '2025-05-15')).toEqual(['2025-05-15']);
    expect(within({ rules: ['FREQ=DAILY'] }, '2025-05-16', '2025-05-31')).toEqual([]);
    expect(within({ rules: ['FREQ=DAILY'] }, '2025-01-01', '2025-04-06')).toEqual([]);
    expect(within({ rules: ['FREQ=DAILY'], to: null }, '2034-01-01', '2034-12-31')).toHaveLength(365);
  });

  test('every bad rule is refused, also when the range lies outside', () => {
    const bad = recurrence({ rules: ['FREQ=HOURLY', 'FREQ=DAILY', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'] });
    for (const [from, to] of [
      ['2025-04-01', '2025-05-01'],
      ['2026-01-01', '2026-01-02'],
    ] as const) {
      expect(codesOf(expandRecurrence(bad, day(from), day(to)))).toEqual(['rule.frequency', 'rule.never']);
    }
    expect(codesOf(expandRecurrence(bad, day('2025-05-02'), day('2025-05-01')))).toEqual(['time.range']);
  });
});

describe('lunar days and festivals beside RRULEs', () => {
  const festivals = [
    {
      id: 'chol-chnam-thmay' as FestivalId,
      name: 'Tết Chôl Chnăm Thmây',
      kind: 'khmer' as const,
      days: [
        { from: day('2025-04-13'), to: day('2025-04-15'), source: 'a newspaper' },
        { from: day('2025-04-14'), to: day('2025-04-16'), source: 'another' },
        { from: day('2026-04-14'), to: day('2026-04-16'), source: 'a third' },
      ],
    },
  ];
  const confirming = (from: string, to: string) => [
    { id: 1, festival: 'chol-chnam-thmay' as FestivalId, from: day(from), to: day(to) },
  ];
  const recurrence = (...rules: string[]): Recurrence => ({
    rules,
    from: day('2025-01-01'),
    to: day('2026-12-31'),
    alsoOn: [],
    notOn: [day('2026-02-17')],
  });
  const within = (rules: readonly string[], confirmations: ReturnType<typeof confirming>) =>
    must(
      expandRecurrence(
        recurrence(...rules),
        day('2024-06-01'),
        day('2030-12-31'),
        undefined,
        confirmedDays(festivals, confirmations),
      ),
    );

  test('fall together, from the first day to the last, less the days taken away', () => {
    const rules = ['mùng 1 Tết', 'FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=2', '30 Tết'];
    expect(within(rules, [])).toEqual(['2025-01-28', '2025-01-29', '2025-09-02', '2026-02-16', '2026-09-02']);
  });

  test('a festival falls on the days that a person stands for, and on no others', () => {
    expect(within(['lễ chol-chnam-thmay'], [])).toEqual([]);
    expect(within(['Lễ chol-chnam-thmay'], confirming('2025-04-14', '2025-04-16'))).toEqual([
      '2025-04-14',
      '2025-04-15',
      '2025-04-16',
    ]);
    // What was confirmed is no longer what the file says: it waits again.
    expect(within(['lễ chol-chnam-thmay'], confirming('2026-04-13', '2026-04-15'))).toEqual([]);
    expect(within(['lễ ok-om-bok'], confirming('2025-04-14', '2025-04-16'))).toEqual([]);
  });

  test.each([
    ['lễ Vu Lan', 'rule.lunar'],
    ['lễ', 'rule.malformed'],
    ['mùng 2 tháng 9', 'rule.lunar'],
    ['rằm tháng Chạp nhuận', 'rule.never'],
    ['hằng ngày', 'rule.malformed'],
    ['FREQ=HOURLY', 'rule.frequency'],
  ])('%s is refused', (text, code) => {
    expect(codesOf(readRule(text))).toEqual([code]);
    expect(codesOf(expandRecurrence(recurrence(text), day('2025-01-01'), day('2025-12-31')))).toEqual([code]);
  });

  test('too many days at once are refused for a lunar day as for any', () => {
    const ask = () => expandRecurrence(recurrence('rằm hằng tháng'), day('2025-01-01'), day('2035-01-09'));
    expect(codesOf(ask())).toEqual(['time.range-long']);
  });
});
