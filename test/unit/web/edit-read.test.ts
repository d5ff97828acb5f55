import { describe, expect, test } from 'vitest';
import type { EditTarget } from '../../../src/core/schedule/alterations.ts';
import type { LocalDate } from '../../../src/core/time/local.ts';
import { fieldsOfEdits, readEdits } from '../../../src/web/edit/read.ts';
import type { Sent } from '../../../src/web/forms/sent.ts';
import { clockIn, dayIn, dayTyped } from '../../../src/web/forms/typed.ts';

const sentOf = (fields: readonly (readonly [string, string])[]): Sent => {
  const all = (name: string): readonly string[] => fields.filter(([one]) => one === name).map(([, value]) => value);
  const text = (name: string): string => all(name)[0] ?? '';
  return { text, secret: text, all };
};

const titleOf = (): string => 'Tên của tin bài';
const DAY = '2026-11-25' as LocalDate;
const ready = (target: unknown, scope: 'this' | 'following' | 'all' = 'this') => ({
  ...(target as EditTarget),
  scope,
  day: DAY,
});

describe('days and times as they are typed', () => {
  test('the Vietnamese ways of writing a time are all understood', () => {
    for (const text of ['5:30', '05:30', '5h30', '05g30', '5.30', ' 5 : 30 '])
      expect(clockIn(text), text).toBe('05:30:00');
    expect(clockIn('17:05:09')).toBe('17:05:09');
    for (const text of ['', '25:00', '5', '5:60', '5:30 chiều', '17h']) expect(clockIn(text), text).toBeNull();
  });

  test('a day is day, month, year, and never the other way round', () => {
    for (const text of ['06/12/2026', '6/12/2026', '6-12-2026', '6.12.2026', '2026-12-06'])
      expect(dayIn(text), text).toEqual({ ok: true, value: '2026-12-06' });
    for (const text of ['31/02/2026', '12/25/2026', '6/12', '']) expect(dayIn(text).ok, text).toBe(false);
    expect(dayTyped('2026-12-06' as LocalDate)).toBe('06/12/2026');
  });
});

test.each([
  [{ of: 'session', session: 'sang', action: { kind: 'cancel' } }],
  [{ of: 'session', session: 'sang', action: { kind: 'move', day: null, time: '05:30:00' } }],
  [{ of: 'session', session: 'sang', action: { kind: 'move', day: '2026-11-27', time: '17:00:05' } }],
  [{ of: 'session', session: 'sang', action: { kind: 'length', maxSeconds: 754 } }],
  [{ of: 'session', session: 'sang', action: { kind: 'channels', channels: ['a', 'b'] } }],
  [
    {
      of: 'session',
      session: 'sang',
      action: { kind: 'add', after: 'x', title: 'Bù', content: { kind: 'item', item: 'i' }, language: 'km' },
    },
  ],
  [
    {
      of: 'session',
      session: 'sang',
      action: {
        kind: 'add',
        after: null,
        title: 'Bù',
        content: { kind: 'strand', strand: 's', count: 1 },
        language: 'vi',
      },
    },
  ],
  [{ of: 'segment', segment: 'x', action: { kind: 'cancel' } }],
  [{ of: 'segment', segment: 'x', action: { kind: 'move', session: 'chieu', after: null } }],
  [{ of: 'segment', segment: 'x', action: { kind: 'move', session: 'chieu', after: 'y' } }],
  [{ of: 'segment', segment: 'x', action: { kind: 'replace', title: null, content: { kind: 'item', item: 'i' } } }],
])('a ready edit goes through the form as it is: %j', (target) => {
  const edit = ready(target, 'following');
  const fields = fieldsOfEdits([edit]);
  const read = readEdits(sentOf([...(fields ?? []), ['reason', 'Vì thế']]), titleOf);
  expect(read).toEqual({ ok: true, value: [{ ...edit, reason: 'Vì thế', evenSo: false }] });
});

test('segments that are left out together stay together; what the form cannot ask is not offered', () => {
  const drop = (segment: string) => ready({ of: 'segment', segment, action: { kind: 'cancel' } });
  const both = [drop('x'), drop('y')];
  const read = readEdits(sentOf([...(fieldsOfEdits(both) ?? []), ['reason', 'a']]), titleOf);
  expect(read.ok && read.value.map((one) => one.of === 'segment' && one.segment)).toEqual(['x', 'y']);
  const relay = { kind: 'relay', source: 'VOV', seconds: 60, fallback: null };
  expect(
    fieldsOfEdits([ready({ of: 'segment', segment: 'x', action: { kind: 'replace', title: null, content: relay } })]),
  ).toBeNull();
  expect(fieldsOfEdits([])).toBeNull();
});

test('a place without a title takes its item’s', () => {
  const fields = [
    ['session', 'sang'],
    ['day', DAY],
    ['do', 'add'],
    ['scope', 'this'],
    ['content', 'item/i'],
    ['reason', 'a'],
  ] as const;
  const read = readEdits(sentOf(fields), titleOf);
  expect(read.ok && read.value[0]?.action).toMatchObject({ kind: 'add', title: 'Tên của tin bài', language: 'vi' });
});

test('everything that cannot be read is told at once, at its field', () => {
  const pointers = (fields: readonly (readonly [string, string])[]) => {
    const read = readEdits(sentOf(fields), titleOf);
    return read.ok ? [] : read.refusals.map(({ code, place }) => `${code} ${place?.pointer}`);
  };
  expect(
    pointers([
      ['session', 'sang'],
      ['do', 'move'],
      ['time', '25:00'],
      ['toDay', '32/01/2026'],
      ['day', DAY],
    ]),
  ).toEqual(['request.wrong /scope', 'request.wrong /time', 'time.date /toDay', 'reason.missing /reason']);
  expect(
    pointers([
      ['do', 'length'],
      ['minutes', '0'],
      ['scope', 'all'],
      ['reason', 'a'],
      ['day', DAY],
    ]),
  ).toEqual(['request.wrong /minutes']);
  expect(
    pointers([
      ['do', 'channels'],
      ['scope', 'all'],
      ['reason', 'a'],
      ['day', DAY],
    ]),
  ).toEqual(['request.wrong /channels']);
  expect(
    pointers([
      ['segment', 'x'],
      ['do', 'move'],
      ['scope', 'all'],
      ['reason', 'a'],
      ['day', DAY],
    ]),
  ).toEqual(['request.wrong /place']);
  expect(
    pointers([
      ['do', 'khac'],
      ['scope', 'all'],
      ['reason', 'a'],
      ['day', DAY],
    ]),
  ).toEqual(['request.wrong /do']);
});
