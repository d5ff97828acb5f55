import { describe, expect, test } from 'vitest';
import { must } from '../../../../src/core/result.ts';
import { expandOne } from '../../../../src/core/schedule/expand.ts';
import type { LocalDate, LocalDateTime } from '../../../../src/core/time/local.ts';

const day = (text: string) => text as LocalDate;

describe('expandOne', () => {
  const one = (rule: string, start: string, zone: string, from: string, to: string) =>
    expandOne(rule, start as LocalDateTime, zone, day(from), day(to));

  test('Mondays and Sundays at five in Hồ Chí Minh City', () => {
    const zone = 'Asia/Ho_Chi_Minh';
    expect(one('FREQ=WEEKLY;BYDAY=MO,SU', '2025-04-07T05:00:00', zone, '2025-04-07', '2025-04-14')).toEqual({
      ok: true,
      value: [
        { local: '2025-04-07T05:00:00', zone, instant: '2025-04-06T22:00:00Z' },
        { local: '2025-04-13T05:00:00', zone, instant: '2025-04-12T22:00:00Z' },
        { local: '2025-04-14T05:00:00', zone, instant: '2025-04-13T22:00:00Z' },
      ],
    });
  });

  test('(b) an UNTIL in UTC keeps the last morning', () => {
    const found = must(
      one('FREQ=DAILY;UNTIL=20250515T220000Z', '2025-05-14T05:00:00', 'Asia/Ho_Chi_Minh', '2025-05-01', '2025-05-31'),
    );
    expect(found.map(({ local }) => local)).toEqual([
      '2025-05-14T05:00:00',
      '2025-05-15T05:00:00',
      '2025-05-16T05:00:00',
    ]);
  });

  test('(m) the clock time stays through a clock change, the instant moves', () => {
    const found = must(one('FREQ=DAILY', '2025-03-29T02:30:00', 'Europe/Berlin', '2025-03-29', '2025-03-31'));
    expect(found.map(({ local, instant }) => [local, instant])).toEqual([
      ['2025-03-29T02:30:00', '2025-03-29T01:30:00Z'],
      ['2025-03-30T03:30:00', '2025-03-30T01:30:00Z'],
      ['2025-03-31T02:30:00', '2025-03-31T00:30:00Z'],
    ]);
  });

  test.each([
    ['FREQ=DAILY', 'Asia/Can_Tho', '2025-04-07', '2025-04-08', 'time.zone'],
    ['FREQ=DAILY', 'UTC', '2025-04-08', '2025-04-07', 'time.range'],
    ['FREQ=DAILY', 'UTC', '2025-04-07', '2035-04-16', 'time.range-long'],
    ['FREQ=SECONDLY', 'UTC', '2025-04-07', '2025-04-08', 'rule.frequency'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'UTC', '2025-04-07', '2025-04-08', 'rule.never'],
  ])('%s in %s from %s to %s is refused with %s', (rule, zone, from, to, code) => {
    expect(one(rule, '2025-04-07T05:00:00', zone, from, to)).toMatchObject({ ok: false, refusals: [{ code }] });
  });
});
