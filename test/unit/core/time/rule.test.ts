import { describe, expect, test } from 'vitest';
import { must } from '../../../../src/core/result.ts';
import { parseRuleText } from '../../../../src/core/time/rule.ts';

const codes = (text: string) => {
  const rule = parseRuleText(text);
  return rule.ok ? [] : rule.refusals.map((refusal) => refusal.code);
};

test('reads every part it allows', () => {
  expect(must(parseRuleText('FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1MO,-1su,FR;BYMONTHDAY=1,-31;BYMONTH=5'))).toEqual({
    text: 'FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1MO,-1su,FR;BYMONTHDAY=1,-31;BYMONTH=5',
    frequency: 'MONTHLY',
    interval: 2,
    count: 10,
    until: null,
    byDay: [
      { weekday: 1, nth: 1 },
      { weekday: 7, nth: -1 },
      { weekday: 5, nth: null },
    ],
    byMonthDay: [1, -31],
    byMonth: [5],
    bySetPos: [],
    weekStart: 1,
  });
});

test.each([
  'rrule:freq=weekly;byday=mo',
  '  RRULE:FREQ=WEEKLY;BYDAY=MO\n',
  'BYDAY=MO;FREQ=WEEKLY',
  'FREQ=WEEKLY;BYDAY=MO;',
])('%j is a weekly Monday', (text) => {
  expect(must(parseRuleText(text))).toMatchObject({ frequency: 'WEEKLY', byDay: [{ weekday: 1, nth: null }] });
});

test.each([
  ['20250515', { kind: 'date', date: '2025-05-15' }],
  ['20250515T170000', { kind: 'local', local: '2025-05-15T17:00:00' }],
  ['20250515T220000Z', { kind: 'instant', instant: '2025-05-15T22:00:00Z' }],
])('UNTIL=%s', (text, until) => {
  expect(must(parseRuleText(`FREQ=DAILY;UNTIL=${text}`)).until).toEqual(until);
});

test.each(['22000101', '99991231', '99991231T235959Z', '24000229T000000'])(
  'UNTIL=%s lies beyond every question: no end, but no second end either',
  (text) => {
    expect(must(parseRuleText(`FREQ=DAILY;UNTIL=${text}`)).until).toBeNull();
    expect(codes(`FREQ=DAILY;COUNT=1;UNTIL=${text}`)).toEqual(['rule.count-and-until']);
  },
);

describe('refuses', () => {
  test.each([
    ['', 'rule.malformed'],
    ['RRULE:', 'rule.malformed'],
    ['hằng ngày', 'rule.malformed'],
    ['INTERVAL=2', 'rule.malformed'],
    [';', 'rule.malformed'],
    ['FREQ=DAILY;;', 'rule.malformed'],
    ['FREQ=DAILY;;COUNT=1', 'rule.malformed'],
    ['FREQ=DAILY; COUNT=1', 'rule.malformed'],
    ['FREQ=DAILY;COUNT', 'rule.malformed'],
    ['FREQ=DAILY;COUNT=', 'rule.malformed'],
    ['FREQ=WEEKLY;BYDAY=MO, TU', 'rule.malformed'],
    ['FREQ=DAILY;FREQ=WEEKLY', 'rule.malformed'],
    ['FREQ=DAILY;COUNT=1;COUNT=2', 'rule.malformed'],
    ['FREQ=DAILY\nRRULE:FREQ=DAILY', 'rule.malformed'],
    ['FREQ=HOURLY', 'rule.frequency'],
    ['FREQ=MINUTELY', 'rule.frequency'],
    ['FREQ=SECONDLY', 'rule.frequency'],
    ['FREQ=DAıLY', 'rule.frequency'],
    ['FREQ=DAILY;DTSTART=20250407', 'rule.part-unknown'],
    ['FREQ=DAILY;TZID=Asia/Ho_Chi_Minh', 'rule.part-unknown'],
    ['FREQ=DAILY;BYHOUR=5', 'rule.part-unknown'],
    ['FREQ=DAILY;BYMINUTE=30', 'rule.part-unknown'],
    ['FREQ=DAILY;BYSECOND=30', 'rule.part-unknown'],
    ['FREQ=YEARLY;BYEASTER=0', 'rule.part-unknown'],
    ['FREQ=YEARLY;BYWEEKNO=20', 'rule.part-unknown'],
    ['FREQ=YEARLY;BYYEARDAY=100', 'rule.part-unknown'],
    ['FREQ=DAILY;X-LOA=1', 'rule.part-unknown'],
    ['FREQ=DAILY;INTERVAL=0', 'rule.value'],
    ['FREQ=DAILY;INTERVAL=367', 'rule.value'],
    ['FREQ=DAILY;INTERVAL=-1', 'rule.value'],
    ['FREQ=DAILY;INTERVAL=1.5', 'rule.value'],
    ['FREQ=DAILY;COUNT=0', 'rule.value'],
    ['FREQ=DAILY;COUNT=3661', 'rule.value'],
    ['FREQ=DAILY;COUNT=1000000000', 'rule.value'],
    ['FREQ=DAILY;UNTIL=20250230', 'rule.value'],
    ['FREQ=DAILY;UNTIL=99990229', 'rule.value'],
    ['FREQ=DAILY;UNTIL=99991231T240000Z', 'rule.value'],
    ['FREQ=DAILY;UNTIL=18991231', 'rule.value'],
    ['FREQ=DAILY;UNTIL=20250515T170000+0700', 'rule.value'],
    ['FREQ=DAILY;UNTIL=2025-05-15', 'rule.value'],
    ['FREQ=DAILY;UNTIL=20250515T250000', 'rule.value'],
    ['FREQ=WEEKLY;BYDAY=8', 'rule.value'],
    ['FREQ=WEEKLY;BYDAY=CN', 'rule.value'],
    ['FREQ=WEEKLY;BYDAY=1MO', 'rule.value'],
    ['FREQ=DAILY;BYDAY=-1SU', 'rule.value'],
    ['FREQ=MONTHLY;BYDAY=0MO', 'rule.value'],
    ['FREQ=YEARLY;BYDAY=54MO', 'rule.value'],
    ['FREQ=MONTHLY;BYMONTHDAY=0', 'rule.value'],
    ['FREQ=MONTHLY;BYMONTHDAY=32', 'rule.value'],
    ['FREQ=MONTHLY;BYMONTHDAY=1,', 'rule.value'],
    ['FREQ=WEEKLY;BYMONTHDAY=1', 'rule.value'],
    ['FREQ=YEARLY;BYMONTH=13', 'rule.value'],
    ['FREQ=YEARLY;BYMONTH=-1', 'rule.value'],
    ['FREQ=MONTHLY;BYSETPOS=1', 'rule.value'],
    ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=367', 'rule.value'],
    ['FREQ=WEEKLY;WKST=1', 'rule.value'],
    ['FREQ=DAILY;COUNT=1;UNTIL=20250515', 'rule.count-and-until'],
    [`FREQ=WEEKLY;BYDAY=${Array(32).fill('MO').join(',')}`, 'rule.too-many'],
  ])('%j with %s', (text, code) => {
    expect(codes(text)).toEqual([code]);
  });

  test('every fault at once, the frequency first', () => {
    expect(codes('INTERVAL=0;BYHOUR=1;FREQ=HOURLY')).toEqual(['rule.frequency', 'rule.part-unknown']);
    expect(codes('FREQ=DAILY;INTERVAL=0;COUNT=0;BYMONTH=13')).toEqual(['rule.value', 'rule.value', 'rule.value']);
  });

  test('says what part, what value and what is allowed', () => {
    expect(parseRuleText('FREQ=WEEKLY;BYDAY=MO,CN')).toEqual({
      ok: false,
      refusals: [
        {
          code: 'rule.value',
          params: {
            rule: 'FREQ=WEEKLY;BYDAY=MO,CN',
            part: 'BYDAY',
            value: 'CN',
            allowed: 'MO, TU, WE, TH, FR, SA, SU, 1MO, -1SU',
          },
        },
      ],
    });
  });

  test('and does not say back a text of any length', () => {
    const rule = parseRuleText(`FREQ=DAILY;${'X'.repeat(1_000_000)}=1;COUNT=${'9'.repeat(1_000_000)}`);
    expect(JSON.stringify(rule).length).toBeLessThan(1000);
  });
});
