/** Whether a schedule hangs together: what only shows when things are held against each other. */
import { describe, expect, test } from 'vitest';
import { readSchedules } from '../../../../src/contract/schedule-file/index.ts';
import { must } from '../../../../src/core/result.ts';
import { checkSchedule } from '../../../../src/core/schedule/check.ts';
import type { Schedule } from '../../../../src/core/schedule/model.ts';
import { bytes, centre, itemsOf, refusalsOf, shortly } from '../../../support/schedules.ts';

const faultsOf = (text: string) => refusalsOf(['f.yaml', text]);

const session = (segments: string, recurrence = 'from: 2025-04-07'): string =>
  `sessions:\n  - { id: sang, name: Sáng, channels: [k1], start: 05:00, maxMinutes: 30, ${recurrence}, segments: [${segments}] }\n`;
const A = '{ id: s1, title: A, item: a }';

describe('references', () => {
  test.each([
    [
      'a unit’s parent',
      'units: [{ id: xa, name: x, kind: x, parent: huyen-my-tu }, { id: huyen-my-tuu, name: x, kind: x }]',
      'unit',
      'huyen-my-tuu',
    ],
    ['a successor', 'units: [{ id: xa, name: x, kind: x, succeededBy: [xb] }]', 'unit', 'xa'],
    ['a station’s unit', 'stations: [{ id: d, name: d, zone: UTC, responsible: [{ unit: xa }] }]', 'unit', null],
    [
      'a strand’s item',
      'strands: [{ id: t, name: t, items: [a, b] }]\nitems: [{ id: a, title: a, genre: x }]',
      'item',
      'a',
    ],
    ['an item’s campaign', 'items: [{ id: a, title: a, genre: x, campaign: nq }]', 'campaign', null],
  ])('%s that is not known', (_, text, kind, near) => {
    expect(faultsOf(text)).toMatchObject([{ code: 'schedule.reference', params: { kind, near }, place: { line: 1 } }]);
  });

  test('every reference of a session and its segments is looked at, each at its own place', () => {
    const text = centre(`sessions:
  - id: sang
    name: Sáng
    channels: [k1, k3]
    start: 05:00
    maxMinutes: 30
    from: 2025-04-07
    segments:
      - { id: s1, title: A, item: a }
      - { id: s2, title: B, filler: b }
      - { id: s3, title: C, relay: VOV1, minutes: 5, fallback: c }
      - { id: s4, title: D, strand: d }
      - { id: s5, title: E, repeat: s9 }
`);
    expect(shortly(faultsOf(text))).toEqual([
      'schedule.reference f.yaml:10:20',
      'schedule.reference f.yaml:15:35',
      'schedule.reference f.yaml:16:37',
      'schedule.reference f.yaml:17:64',
      'schedule.reference f.yaml:18:37',
      'schedule.reference f.yaml:19:37',
    ]);
  });

  test('a content group of another campaign is not known in this one', () => {
    const campaign = (id: string, group: string, rest = '') =>
      `  - { id: ${id}, name: x, owner: xa, contentGroups: [{ id: ${group}, name: x }]${rest} }\n`;
    const campaigns = `campaigns:\n${campaign('c1', 'g1')}${campaign('c2', 'g2', ', targets: [{ contentGroup: g1, measure: items, amount: 1 }]')}`;
    const items =
      'items:\n  - { id: a, title: a, genre: x, campaign: c1, contentGroup: g2 }\n  - { id: b, title: b, genre: x, campaign: c1, contentGroup: g1 }\n';
    expect(faultsOf(centre(campaigns + items))).toMatchObject([
      { code: 'schedule.reference', params: { kind: 'contentGroup', id: 'g2', near: 'g1' }, place: { line: 11 } },
      { code: 'schedule.reference', params: { kind: 'contentGroup', id: 'g1', near: 'g2' }, place: { line: 9 } },
    ]);
  });

  test('what the store still needs is in use: it has no place in the files', () => {
    const whole = must(readSchedules([{ name: 'f.yaml', bytes: bytes(centre(session(A) + itemsOf('a'))) }])).schedule;
    const stored = (without: Partial<Schedule>) => checkSchedule({ ...whole, ...without }, () => undefined);
    expect(stored({ items: [] })).toEqual([
      { code: 'schedule.in-use', params: { kind: 'item', id: 'a', by: 'segment s1' } },
    ]);
    expect(stored({ sessions: [] })).toEqual([
      { code: 'schedule.in-use', params: { kind: 'session', id: 'sang', by: 'segment s1' } },
    ]);
    expect(stored({})).toEqual([]);
  });
});

describe('repeats', () => {
  test.each([
    ['itself', 's2', 'schedule.circle'],
    ['a repeat', 's3', 'schedule.circle'],
    ['a relay', 's4', 'schedule.field-wrong'],
    ['music that stretches', 's5', 'schedule.field-wrong'],
  ])('of %s are refused', (_, of, code) => {
    const segments = [
      A,
      `{ id: s2, title: B, repeat: ${of} }`,
      '{ id: s3, title: C, repeat: s1 }',
      '{ id: s4, title: D, relay: VOV1, minutes: 5 }',
      '{ id: s5, title: E, filler: a }',
    ];
    expect(faultsOf(centre(session(segments.join(', ')) + itemsOf('a')))).toMatchObject([{ code, place: { line: 8 } }]);
  });
});

describe('circles of units', () => {
  const unit = (id: string, ...parents: string[]) =>
    `  - { id: ${id}, name: x, kind: x${parents.length === 0 ? '' : `, parents: [${parents.map((p) => `{ unit: ${p} }`).join(', ')}]`} }\n`;
  const circles = (...units: string[]) =>
    faultsOf(`units:\n${units.join('')}`).map((fault) => [
      fault.code,
      (fault.params as { ids: string }).ids,
      fault.place?.line,
    ]);

  test('each is told once, from its smallest id', () => {
    expect(circles(unit('c', 'b'), unit('b', 'a'), unit('a', 'c'), unit('d', 'a'))).toEqual([
      ['schedule.circle', 'a → c → b → a', 4],
    ]);
    expect(circles(unit('a', 'a'))).toEqual([['schedule.circle', 'a → a', 2]]);
    expect(circles(unit('a', 'b'), unit('b', 'a'), unit('x', 'y'), unit('y', 'x'))).toHaveLength(2);
  });

  test('two ways to the same ancestor are no circle', () => {
    expect(circles(unit('a', 'b', 'c'), unit('b', 'd'), unit('c', 'd'), unit('d'))).toEqual([]);
  });

  test('a chain longer than the stack is deep', () => {
    const chain = Array.from({ length: 12_000 }, (_, n) => unit(`u${n}`, `u${n + 1}`));
    expect(circles(...chain, unit('u12000'))).toEqual([]);
    expect(circles(...chain, unit('u12000', 'u0'))).toHaveLength(1);
  }, 60_000);
});

describe('days and rules', () => {
  test.each([
    ['a unit', 'units: [{ id: a, name: a, kind: a, from: 2025-07-01, to: 2025-06-30 }]', '1:58'],
    [
      'a link',
      'units: [{ id: a, name: a, kind: a, parents: [{ unit: b, from: 2025-07-01, to: 2025-06-30 }] }, { id: b, name: b, kind: b }]',
      '1:79',
    ],
    ['an item', 'items: [{ id: a, title: a, genre: a, from: 2025-07-01, to: 2025-06-30 }]', '1:60'],
  ])('%s that ends before it begins', (_, text, place) => {
    expect(shortly(faultsOf(text))).toEqual([`time.range f.yaml:${place}`]);
    // One day is enough.
    expect(faultsOf(text.replace('2025-06-30', '2025-07-01'))).toEqual([]);
  });

  test('a session and a segment that end before they begin', () => {
    const text = centre(
      session('{ id: s1, title: A, item: a, from: 2025-05-02, to: 2025-05-01 }', 'from: 2025-04-07, to: 2025-04-06') +
        itemsOf('a'),
    );
    expect(faultsOf(text).map(({ code, params }) => [code, params])).toEqual([
      ['time.range', { from: '2025-04-07', to: '2025-04-06' }],
      ['time.range', { from: '2025-05-02', to: '2025-05-01' }],
    ]);
  });

  test.each([
    ['FREQ=HOURLY', 'rule.frequency'],
    ['FREQ=WEEKLY;BYDAY=T2', 'rule.value'],
    ['BYDAY=MO', 'rule.malformed'],
    ['FREQ=DAILY;BYHOUR=5', 'rule.part-unknown'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'rule.never'],
    ['hằng ngày', 'rule.malformed'],
  ])('the rule %s is refused at its place', (rule, code) => {
    const at = session(A, `from: 2025-04-07, rule: "${rule}"`);
    expect(faultsOf(centre(at + itemsOf('a')))).toMatchObject([{ code, place: { line: 8, column: 99 } }]);
  });

  test('a rule that its own first day makes impossible is refused here, and not by a crash when planning', () => {
    const at = (from: string) =>
      centre(session(A, `from: ${from}, rules: [FREQ=DAILY, FREQ=YEARLY;BYMONTH=2]`) + itemsOf('a'));
    expect(faultsOf(at('2025-01-31'))).toMatchObject([{ code: 'rule.never', place: { line: 8, column: 113 } }]);
    expect(faultsOf(at('2025-01-28'))).toEqual([]);
  });

  test.each([
    ['zone: +07:00', 'time.zone'],
    ['zone: Asia/Hanoi', 'time.zone'],
    ['zone: Asia/Ho_Chi_Minh, profile: loud', 'schedule.field-wrong'],
  ])('a station with %s', (fields, code) => {
    const text = `units: [{ id: xa, name: x, kind: x }]\nstations: [{ id: d, name: d, ${fields}, responsible: [{ unit: xa }] }]`;
    expect(faultsOf(text)).toMatchObject([{ code, place: { line: 2 } }]);
  });
});
