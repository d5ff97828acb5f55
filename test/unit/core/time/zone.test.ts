import { describe, expect, test } from 'vitest';
import type { LocalDateTime } from '../../../../src/core/time/local.ts';
import { isZone, localAt, place, plusSeconds, secondsBetween } from '../../../../src/core/time/zone.ts';

const local = (text: string) => text as LocalDateTime;

test.each([
  ['Asia/Ho_Chi_Minh', true],
  ['Asia/Saigon', true],
  ['UTC', true],
  ['Etc/GMT-7', true],
  ['America/Argentina/Buenos_Aires', true],
  ['+07:00', false],
  ['GMT+7', false],
  ['Asia/Cần_Thơ', false],
  ['Asia/Can_Tho', false],
  ['', false],
  [' Asia/Ho_Chi_Minh', false],
  ['Asia/Ho_Chi_Minh[u-ca=chinese]', false],
])('isZone(%j) is %j', (name, expected) => {
  expect(isZone(name)).toBe(expected);
});

test('05:00 in Hồ Chí Minh City is 22:00 UTC of the day before, under either name of the zone, kept as written', () => {
  for (const zone of ['Asia/Ho_Chi_Minh', 'Asia/Saigon']) {
    expect(place(local('2025-04-07T05:00:00'), zone)).toEqual({
      moment: { local: '2025-04-07T05:00:00', zone, instant: '2025-04-06T22:00:00Z' },
      shift: 'none',
    });
  }
});

describe('(m) the missing and the doubled hour follow a stated rule', () => {
  // zone, asked, forward: local and instant, backward: local and instant
  test.each([
    ['Europe/Berlin', '2025-03-30T02:30:00', '03:30:00', '2025-03-30T01:30:00Z', '01:30:00', '2025-03-30T00:30:00Z'],
    ['Europe/Berlin', '2025-03-30T02:00:00', '03:00:00', '2025-03-30T01:00:00Z', '01:00:00', '2025-03-30T00:00:00Z'],
    ['America/New_York', '2025-03-09T02:30:00', '03:30:00', '2025-03-09T07:30:00Z', '01:30:00', '2025-03-09T06:30:00Z'],
    [
      'Australia/Lord_Howe',
      '2025-10-05T02:15:00',
      '02:45:00',
      '2025-10-04T15:45:00Z',
      '01:45:00',
      '2025-10-04T15:15:00Z',
    ],
  ])('%s has no %s', (zone, asked, later, laterInstant, earlier, earlierInstant) => {
    const day = asked.slice(0, 11);
    expect(place(local(asked), zone)).toEqual({
      moment: { local: day + later, zone, instant: laterInstant },
      shift: 'missing',
    });
    expect(place(local(asked), zone, { missing: 'backward', doubled: 'first' })).toEqual({
      moment: { local: day + earlier, zone, instant: earlierInstant },
      shift: 'missing',
    });
  });

  test.each([
    ['Europe/Berlin', '2025-10-26T02:30:00', '2025-10-26T00:30:00Z', '2025-10-26T01:30:00Z'],
    ['America/New_York', '2025-11-02T01:30:00', '2025-11-02T05:30:00Z', '2025-11-02T06:30:00Z'],
    ['Australia/Lord_Howe', '2025-04-06T01:45:00', '2025-04-05T14:45:00Z', '2025-04-05T15:15:00Z'],
  ])('%s has %s twice', (zone, asked, first, second) => {
    const at = (instant: string) => ({ moment: { local: asked, zone, instant }, shift: 'doubled' });
    expect(place(local(asked), zone)).toEqual(at(first));
    expect(place(local(asked), zone, { missing: 'forward', doubled: 'second' })).toEqual(at(second));
  });

  test('the first time after a gap and the first after an overlap are ordinary', () => {
    expect(place(local('2025-03-30T03:00:00'), 'Europe/Berlin').shift).toBe('none');
    expect(place(local('2025-10-26T03:00:00'), 'Europe/Berlin').shift).toBe('none');
  });

  test('a whole day that a place skipped moves to the next (Samoa, 30 December 2011)', () => {
    const { moment, shift } = place(local('2011-12-30T05:00:00'), 'Pacific/Apia');
    expect([moment.local, shift]).toEqual(['2011-12-31T05:00:00', 'missing']);
  });
});

test('localAt reads the clock of the place', () => {
  expect(localAt('2025-04-06T22:00:00Z', 'Asia/Ho_Chi_Minh')).toBe('2025-04-07T05:00:00');
  expect(localAt('2025-07-01T12:00:00Z', 'America/New_York')).toBe('2025-07-01T08:00:00');
});

test('(d) an hour and a half over midnight keeps its length, also in a night of 25 hours', () => {
  const start = place(local('2025-10-25T23:30:00'), 'Europe/Berlin').moment;
  const end = plusSeconds(start, 4 * 3600);
  expect(end.local).toBe('2025-10-26T02:30:00');
  expect(end.instant).toBe('2025-10-26T01:30:00Z');
  expect(secondsBetween(start, end)).toBe(14_400);
  expect(secondsBetween(end, start)).toBe(-14_400);
});

test('seconds are counted across zones', () => {
  const here = place(local('2025-04-07T05:00:00'), 'Asia/Ho_Chi_Minh').moment;
  const there = place(local('2025-04-06T22:00:30'), 'UTC').moment;
  expect(secondsBetween(here, there)).toBe(30);
});

test('a fraction of a second or an unknown zone is a bug', () => {
  const start = place(local('2025-04-07T05:00:00'), 'Asia/Ho_Chi_Minh').moment;
  expect(() => plusSeconds(start, 0.5)).toThrow(RangeError);
  expect(() => place(local('2025-04-07T05:00:00'), 'Asia/Can_Tho')).toThrow();
});
