/** Rules on their own, as `loa expand` asks them: several at once, single moments, and what a clock change did. */
import { describe, expect, test } from 'vitest';
import { expandRule, type RulesAsked } from '../../../../src/operations/expand-rule.ts';

const ASKED: RulesAsked = {
  rules: ['FREQ=WEEKLY;BYDAY=MO'],
  start: '2025-04-07T05:00',
  zone: 'Asia/Ho_Chi_Minh',
  from: '2025-04-07',
  to: '2025-04-21',
};
const answer = (over: Partial<RulesAsked>) => expandRule({ ...ASKED, ...over });
const locals = (over: Partial<RulesAsked>): string[] => {
  const found = answer(over);
  if (!found.ok) throw new Error(found.refusals.map(({ code }) => code).join(' '));
  return found.value.map(({ local }) => local.slice(5, 16));
};
const codes = (over: Partial<RulesAsked>): string[] => {
  const found = answer(over);
  return found.ok ? [] : found.refusals.map(({ code }) => code);
};

test('one rule: local time, zone and instant, and nothing else', () => {
  expect(answer({ to: '2025-04-07' })).toEqual({
    ok: true,
    value: [{ local: '2025-04-07T05:00:00', zone: 'Asia/Ho_Chi_Minh', instant: '2025-04-06T22:00:00Z' }],
  });
});

test('a start that no rule falls on is no moment', () => {
  expect(locals({ start: '2025-04-08T05:00' })).toEqual(['04-14T05:00', '04-21T05:00']);
  expect(locals({ start: '2025-04-08T05:00', rules: ['FREQ=WEEKLY;BYDAY=MO;COUNT=1'] })).toEqual(['04-14T05:00']);
});

test('several rules give every moment once, in order', () => {
  const rules = ['FREQ=WEEKLY;BYDAY=MO', 'FREQ=DAILY;INTERVAL=7;COUNT=2', 'FREQ=MONTHLY;BYMONTHDAY=15'];
  expect(locals({ rules })).toEqual(['04-07T05:00', '04-14T05:00', '04-15T05:00', '04-21T05:00']);
});

describe('single moments', () => {
  test('a date stands for the clock time of the rules, a time for itself', () => {
    expect(locals({ also: ['2025-04-09', '2025-04-14', '2025-04-14T17:00'] })).toEqual([
      '04-07T05:00',
      '04-09T05:00',
      '04-14T05:00',
      '04-14T17:00',
      '04-21T05:00',
    ]);
  });

  test('are taken away by their time, or a whole day by its date', () => {
    const also = ['2025-04-14T17:00'];
    expect(locals({ also, not: ['2025-04-14T05:00'] })).toEqual(['04-07T05:00', '04-14T17:00', '04-21T05:00']);
    expect(locals({ also, not: ['2025-04-14'] })).toEqual(['04-07T05:00', '04-21T05:00']);
    expect(locals({ also, not: ['2025-04-14T06:00'] })).toHaveLength(4);
  });

  test('may stand alone, before the start, but not beyond the range', () => {
    expect(locals({ rules: [], also: ['2025-04-20', '2025-04-07'], start: '2025-04-10T05:00' })).toEqual([
      '04-07T05:00',
      '04-20T05:00',
    ]);
    expect(locals({ rules: [], also: ['2025-04-06', '2025-04-22T00:00'] })).toEqual([]);
  });

  test('in the forms of iCalendar, instants by the clocks of the zone', () => {
    const forms = { start: '20250407T050000', from: '20250407', to: '20250421' };
    expect(locals(forms)).toEqual(['04-07T05:00', '04-14T05:00', '04-21T05:00']);
    expect(locals({ ...forms, start: '20250406T220000Z' })).toEqual(['04-07T05:00', '04-14T05:00', '04-21T05:00']);
    expect(locals({ ...forms, not: ['20250413T220000Z', '20250421'] })).toEqual(['04-07T05:00']);
  });
});

test('a clock change is told, with what was asked and the word of the policy', () => {
  const berlin = { zone: 'Europe/Berlin', rules: ['FREQ=DAILY'], start: '2025-03-29T02:30' };
  const spring = { ...berlin, from: '2025-03-30', to: '2025-03-30' };
  const moved = { zone: 'Europe/Berlin', shift: 'missing', asked: '2025-03-30T02:30:00' };
  expect(answer(spring)).toEqual({
    ok: true,
    value: [{ ...moved, local: '2025-03-30T03:30:00', instant: '2025-03-30T01:30:00Z', policy: 'forward' }],
  });
  expect(answer({ ...spring, policy: { missing: 'backward' } })).toEqual({
    ok: true,
    value: [{ ...moved, local: '2025-03-30T01:30:00', instant: '2025-03-30T00:30:00Z', policy: 'backward' }],
  });
  const autumn = { ...berlin, from: '2025-10-26', to: '2025-10-26', policy: { doubled: 'second' } as const };
  expect(answer(autumn)).toMatchObject({
    value: [{ instant: '2025-10-26T01:30:00Z', shift: 'doubled', asked: '2025-10-26T02:30:00', policy: 'second' }],
  });
});

// The forms in which other projects keep their vectors: each is answered, or refused by a code.
test.each([
  ['RRULE:FREQ=WEEKLY;BYDAY=MO', 3],
  ['rrule:freq=weekly;byday=mo', 3],
  ['  FREQ=WEEKLY;BYDAY=MO;\n', 3],
  ['FREQ=WEEKLY;WKST=SU;BYDAY=+MO', 'rule.value'],
  ['FREQ=MONTHLY;BYDAY=+2MO', 1],
  ['FREQ=WEEKLY;BYDAY=MO;UNTIL=20250414', 2],
  ['FREQ=WEEKLY;BYDAY=MO;UNTIL=20250414T050000', 2],
  ['FREQ=WEEKLY;BYDAY=MO;UNTIL=20250414T045959', 1],
  ['FREQ=WEEKLY;BYDAY=MO;UNTIL=20250413T220000Z', 2],
  ['FREQ=WEEKLY;BYDAY=MO;UNTIL=20250413T215959z', 1],
  ['FREQ=WEEKLY;BYDAY=MO;UNTIL=99991231T235959Z', 3],
  ['FREQ=WEEKLY;BYDAY=MO;UNTIL=20250401', 0],
  ['DTSTART:20250407T050000\nRRULE:FREQ=DAILY', 'rule.malformed'],
  ['DTSTART=20250407T050000;FREQ=DAILY', 'rule.part-unknown'],
  ['FREQ=DAILY;RSCALE=CHINESE', 'rule.part-unknown'],
  ['RSCALE=GREGORIAN;FREQ=DAILY;SKIP=FORWARD', 'rule.part-unknown rule.part-unknown'],
  ['FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0,20', 'rule.part-unknown rule.part-unknown'],
  ['FREQ=YEARLY;BYWEEKNO=20', 'rule.part-unknown'],
  ['FREQ=YEARLY;BYYEARDAY=1,100', 'rule.part-unknown'],
  ['FREQ=HOURLY', 'rule.frequency'],
  ['FREQ=MINUTELY;INTERVAL=15;COUNT=6', 'rule.frequency'],
  ['FREQ=SECONDLY;BYSECOND=5', 'rule.frequency rule.part-unknown'],
  ['FREQ=WEEKLY;BYMONTHDAY=1', 'rule.value'],
  ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'rule.never'],
])('%j gives %s', (rule, expected) => {
  if (typeof expected === 'number') expect(locals({ rules: [rule] })).toHaveLength(expected);
  else expect(codes({ rules: [rule] }).join(' ')).toBe(expected);
});

test('refuses with every fault of the dates, then every fault of the rules', () => {
  expect(codes({ zone: '+07:00' })).toEqual(['time.zone']);
  expect(codes({ start: '2025-04-07', from: '2025-02-30', also: ['20250407T250000'], not: ['thứ Hai'] })).toEqual([
    'time.clock',
    'time.date',
    'time.clock',
    'time.date',
  ]);
  expect(codes({ rules: ['FREQ=HOURLY', 'FREQ=DAILY', 'FREQ=DAILY;COUNT=0'] })).toEqual([
    'rule.frequency',
    'rule.value',
  ]);
  expect(codes({ to: '2025-04-06' })).toEqual(['time.range']);
  expect(codes({ to: '2035-04-17' })).toEqual(['time.range-long']);
  expect(codes({ rules: ['FREQ=YEARLY;BYMONTH=2'], start: '2025-01-31T05:00' })).toEqual(['rule.never']);
  expect(codes({ also: ['19000101T000000Z'], zone: 'America/New_York' })).toEqual(['time.date']);
});
