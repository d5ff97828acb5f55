/**
 * Days on which clocks were changed, each as it was published, to the second: IANA time zone database (files europe,
 * northamerica, australasia, asia) and, for Vietnam, Trần Tiến Bình, Lịch Việt Nam thế kỷ XX–XXI, as cited there.
 */
import { describe, expect, test } from 'vitest';
import { must } from '../../../../src/core/result.ts';
import { expandOne } from '../../../../src/core/schedule/expand.ts';
import type { LocalDate, LocalDateTime, LocalTime } from '../../../../src/core/time/local.ts';
import { dateOf, timeOf } from '../../../../src/core/time/local.ts';
import type { ClockChangePolicy, Placed } from '../../../../src/core/time/zone.ts';
import { place, placesAt } from '../../../../src/core/time/zone.ts';

const BACKWARD: ClockChangePolicy = { missing: 'backward', doubled: 'first' };
const SECOND: ClockChangePolicy = { missing: 'forward', doubled: 'second' };

/** By `place`, and by the way that many days are placed; they have to agree. */
const placed = (local: string, zone: string, policy?: ClockChangePolicy): Placed => {
  const asked = local as LocalDateTime;
  const one = place(asked, zone, policy);
  expect(placesAt(timeOf(asked), zone, policy)(dateOf(asked))).toEqual(one);
  return one;
};
const ordinary = (local: string, zone: string, instant: string) => ({
  moment: { local, zone, instant },
  shift: 'none',
});

describe('a local time that clocks skipped', () => {
  // zone, last second before, first second after, the same instant written as UTC, and a time between:
  // asked; forward: local, UTC; backward: local, UTC
  test.each([
    // Summer time by Directive 2000/84/EC: last Sunday of March, 01:00 UTC.
    [
      'Europe/Berlin',
      ['2025-03-30T01:59:59', '2025-03-30T03:00:00', '2025-03-30T01:00:00Z'],
      [
        '2025-03-30T02:30:00',
        '2025-03-30T03:30:00',
        '2025-03-30T01:30:00Z',
        '2025-03-30T01:30:00',
        '2025-03-30T00:30:00Z',
      ],
    ],
    // Double summer time of 1947: clocks of +02:00 go on to +03:00.
    [
      'Europe/Berlin',
      ['1947-05-11T02:59:59', '1947-05-11T04:00:00', '1947-05-11T01:00:00Z'],
      [
        '1947-05-11T03:15:00',
        '1947-05-11T04:15:00',
        '1947-05-11T01:15:00Z',
        '1947-05-11T02:15:00',
        '1947-05-11T00:15:00Z',
      ],
    ],
    // Energy Policy Act of 2005: second Sunday of March, 02:00 local.
    [
      'America/New_York',
      ['2025-03-09T01:59:59', '2025-03-09T03:00:00', '2025-03-09T07:00:00Z'],
      [
        '2025-03-09T02:59:59',
        '2025-03-09T03:59:59',
        '2025-03-09T07:59:59Z',
        '2025-03-09T01:59:59',
        '2025-03-09T06:59:59Z',
      ],
    ],
    // Lord Howe Island moves by half an hour.
    [
      'Australia/Lord_Howe',
      ['2025-10-05T01:59:59', '2025-10-05T02:30:00', '2025-10-04T15:30:00Z'],
      [
        '2025-10-05T02:15:00',
        '2025-10-05T02:45:00',
        '2025-10-04T15:45:00Z',
        '2025-10-05T01:45:00',
        '2025-10-04T15:15:00Z',
      ],
    ],
    // Iran, at midnight, for the last time in 1401 (2022); the hour that is missing begins the day.
    [
      'Asia/Tehran',
      ['2022-03-21T23:59:59', '2022-03-22T01:00:00', '2022-03-21T20:30:00Z'],
      [
        '2022-03-22T00:30:00',
        '2022-03-22T01:30:00',
        '2022-03-21T21:00:00Z',
        '2022-03-21T23:30:00',
        '2022-03-21T20:00:00Z',
      ],
    ],
    // Samoa crossed the date line and had no 30 December 2011.
    [
      'Pacific/Apia',
      ['2011-12-29T23:59:59', '2011-12-31T00:00:00', '2011-12-30T10:00:00Z'],
      [
        '2011-12-30T05:00:00',
        '2011-12-31T05:00:00',
        '2011-12-30T15:00:00Z',
        '2011-12-29T05:00:00',
        '2011-12-29T15:00:00Z',
      ],
    ],
    // Saigon went to +08:00 with the new year of 1960.
    [
      'Asia/Ho_Chi_Minh',
      ['1959-12-31T22:59:59', '1960-01-01T00:00:00', '1959-12-31T16:00:00Z'],
      [
        '1959-12-31T23:30:00',
        '1960-01-01T00:30:00',
        '1959-12-31T16:30:00Z',
        '1959-12-31T22:30:00',
        '1959-12-31T15:30:00Z',
      ],
    ],
    // Indochina to +09:00, the time of Tokyo, on 14 March 1945.
    [
      'Asia/Ho_Chi_Minh',
      ['1945-03-14T22:59:59', '1945-03-15T00:00:00', '1945-03-14T15:00:00Z'],
      [
        '1945-03-14T23:00:00',
        '1945-03-15T00:00:00',
        '1945-03-14T15:00:00Z',
        '1945-03-14T22:00:00',
        '1945-03-14T14:00:00Z',
      ],
    ],
  ] as const)('%s %j', (zone, [before, after, turn], [asked, later, laterAt, earlier, earlierAt]) => {
    expect(placed(after, zone)).toEqual(ordinary(after, zone, turn));
    const lastSecond = new Date(Date.parse(turn) - 1000).toISOString().replace('.000', '');
    expect(placed(before, zone)).toEqual(ordinary(before, zone, lastSecond));
    expect(placed(asked, zone)).toEqual({ moment: { local: later, zone, instant: laterAt }, shift: 'missing' });
    expect(placed(asked, zone, BACKWARD)).toEqual({
      moment: { local: earlier, zone, instant: earlierAt },
      shift: 'missing',
    });
  });
});

describe('a local time that clocks showed twice', () => {
  // zone, asked, first, second
  test.each([
    ['Europe/Berlin', '2025-10-26T02:30:00', '2025-10-26T00:30:00Z', '2025-10-26T01:30:00Z'],
    ['Europe/Berlin', '2025-10-26T02:00:00', '2025-10-26T00:00:00Z', '2025-10-26T01:00:00Z'],
    ['Europe/Berlin', '2025-10-26T02:59:59', '2025-10-26T00:59:59Z', '2025-10-26T01:59:59Z'],
    ['America/New_York', '2025-11-02T01:30:00', '2025-11-02T05:30:00Z', '2025-11-02T06:30:00Z'],
    ['Australia/Lord_Howe', '2025-04-06T01:45:00', '2025-04-05T14:45:00Z', '2025-04-05T15:15:00Z'],
    ['Asia/Tehran', '2022-09-21T23:30:00', '2022-09-21T19:00:00Z', '2022-09-21T20:00:00Z'],
    // Samoa ended its first summer time, still east of the date line.
    ['Pacific/Apia', '2011-04-02T03:30:00', '2011-04-02T13:30:00Z', '2011-04-02T14:30:00Z'],
    // Back from +09:00 to +07:00 by two hours, on the eve of 2 September 1945.
    ['Asia/Ho_Chi_Minh', '1945-09-01T22:30:00', '1945-09-01T13:30:00Z', '1945-09-01T15:30:00Z'],
    ['Asia/Ho_Chi_Minh', '1975-06-12T23:30:00', '1975-06-12T15:30:00Z', '1975-06-12T16:30:00Z'],
  ])('%s %s', (zone, asked, first, second) => {
    const at = (instant: string) => ({ moment: { local: asked, zone, instant }, shift: 'doubled' });
    expect(placed(asked, zone)).toEqual(at(first));
    expect(placed(asked, zone, BACKWARD)).toEqual(at(first));
    expect(placed(asked, zone, SECOND)).toEqual(at(second));
  });

  test.each([
    ['Europe/Berlin', '2025-10-26T01:59:59', '2025-10-25T23:59:59Z'],
    ['Europe/Berlin', '2025-10-26T03:00:00', '2025-10-26T02:00:00Z'],
    ['Australia/Lord_Howe', '2025-04-06T01:29:59', '2025-04-05T14:29:59Z'],
    ['Australia/Lord_Howe', '2025-04-06T02:00:00', '2025-04-05T15:30:00Z'],
    ['Asia/Ho_Chi_Minh', '1975-06-12T22:59:59', '1975-06-12T14:59:59Z'],
    ['Asia/Ho_Chi_Minh', '1975-06-13T00:00:00', '1975-06-12T17:00:00Z'],
  ])('and %s %s, the second beside it, only once', (zone, asked, instant) => {
    expect(placed(asked, zone)).toEqual(ordinary(asked, zone, instant));
  });
});

test.each([
  // Iran has kept +03:30 since 2023.
  ['Asia/Tehran', '2023-03-22T00:30:00', '2023-03-21T21:00:00Z'],
  ['Asia/Tehran', '2023-09-21T23:30:00', '2023-09-21T20:00:00Z'],
  ['Asia/Ho_Chi_Minh', '2025-04-07T05:00:00', '2025-04-06T22:00:00Z'],
])('%s %s is a day like others', (zone, asked, instant) => {
  expect(placed(asked, zone)).toEqual(ordinary(asked, zone, instant));
});

test('one clock time over many days keeps the asked time through every change', () => {
  const at = placesAt('02:15:00' as LocalTime, 'Australia/Lord_Howe');
  const days = ['2025-04-05', '2025-04-06', '2025-10-04', '2025-10-05', '2025-10-06'] as LocalDate[];
  expect(days.map((day) => at(day).moment.instant)).toEqual([
    '2025-04-04T15:15:00Z',
    '2025-04-05T15:45:00Z',
    '2025-10-03T15:45:00Z',
    '2025-10-04T15:45:00Z',
    '2025-10-05T15:15:00Z',
  ]);
});

describe('a daily rule over a day that does not exist', () => {
  const apia = (policy?: ClockChangePolicy) =>
    must(
      expandOne(
        'FREQ=DAILY',
        '2011-12-29T05:00:00' as LocalDateTime,
        'Pacific/Apia',
        '2011-12-29' as LocalDate,
        '2011-12-31' as LocalDate,
        policy,
      ),
    );

  test('gives one moment for each day asked; that of the lost day falls on the next', () => {
    expect(apia()).toEqual([
      { local: '2011-12-29T05:00:00', zone: 'Pacific/Apia', instant: '2011-12-29T15:00:00Z' },
      {
        local: '2011-12-31T05:00:00',
        zone: 'Pacific/Apia',
        instant: '2011-12-30T15:00:00Z',
        shift: 'missing',
        asked: '2011-12-30T05:00:00',
        policy: 'forward',
      },
      { local: '2011-12-31T05:00:00', zone: 'Pacific/Apia', instant: '2011-12-30T15:00:00Z' },
    ]);
  });

  test('or, backward, on the day before', () => {
    expect(apia(BACKWARD).map(({ instant, policy }) => [instant, policy])).toEqual([
      ['2011-12-29T15:00:00Z', undefined],
      ['2011-12-29T15:00:00Z', 'backward'],
      ['2011-12-30T15:00:00Z', undefined],
    ]);
  });
});
