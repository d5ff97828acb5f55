/** Occurrences of sessions and the segments in them, before anything is altered. */
import { describe, expect, test } from 'vitest';
import type { ChannelId, SegmentId, SessionId, StationId } from '../../../../src/core/ids.ts';
import { NO_ALTERATIONS } from '../../../../src/core/schedule/alterations.ts';
import type { Recurrence, Segment, Session, Station } from '../../../../src/core/schedule/model.ts';
import { type Occurrence, sessionsOn } from '../../../../src/core/schedule/occurrences.ts';
import { placesOn } from '../../../../src/core/schedule/places.ts';
import { prepare } from '../../../../src/core/schedule/prepare.ts';
import { eachDay, type LocalDate, type LocalTime } from '../../../../src/core/time/local.ts';
import { DEFAULT_CLOCK_CHANGE } from '../../../../src/core/time/zone.ts';

const CHANNEL = 'k1' as ChannelId;
const day = (text: string) => text as LocalDate;
const recurs = (rules: string[], from = '2025-04-07', to: string | null = null): Recurrence => ({
  rules,
  from: day(from),
  to: to === null ? null : day(to),
  alsoOn: [],
  notOn: [],
});
const session = (start: string, recurrence: Recurrence): Session => ({
  id: 'buoi-sang' as SessionId,
  name: 'Buổi sáng',
  channels: [CHANNEL],
  recurrence,
  start: start as LocalTime,
  maxSeconds: 5400,
  graceSeconds: 0,
  pauseMs: 0,
});
const station = (zone: string, dayStart = '00:00:00', clockChange = DEFAULT_CLOCK_CHANGE): Station => ({
  id: 'dai' as StationId,
  name: 'Đài',
  zone,
  dayStart: dayStart as LocalTime,
  clockChange,
  responsible: [],
  profile: 'horn',
  phone: null,
});
const saigon = station('Asia/Ho_Chi_Minh');
const groundOf = (of: Session, at: Station, segments: readonly Segment[] = []) =>
  prepare({
    schedule: {
      units: [],
      stations: [at],
      channels: [{ id: CHANNEL, name: 'Kênh', station: at.id, carrier: 'fm', from: null, to: null, units: [] }],
      sessions: [of],
      strands: [],
      items: [],
      segments,
      campaigns: [],
      festivals: [],
      overlays: [],
      guards: [],
    },
    sounds: new Map(),
    alterations: NO_ALTERATIONS,
    turns: new Map(),
  });
const expand = (of: Session, at: Station, from: string, to: string): Occurrence[] => {
  const ground = groundOf(of, at);
  return eachDay(day(from), day(to)).flatMap((one) =>
    sessionsOn(ground, CHANNEL, at, one).map(({ occurrence }) => occurrence),
  );
};

describe('occurrences of a session', () => {
  test('a morning session in Mỹ Tú: local, zone and instant together', () => {
    expect(
      expand(session('05:00:00', recurs(['FREQ=WEEKLY;BYDAY=MO,SU'])), saigon, '2025-04-07', '2025-04-07'),
    ).toEqual([
      {
        session: 'buoi-sang',
        key: 'buoi-sang@2025-04-07T05:00:00',
        day: '2025-04-07',
        asked: '2025-04-07T05:00:00',
        start: { local: '2025-04-07T05:00:00', zone: 'Asia/Ho_Chi_Minh', instant: '2025-04-06T22:00:00Z' },
        shift: 'none',
        date: '2025-04-07',
        wanted: '2025-04-07T05:00:00',
      },
    ]);
  });

  test('(a) a Sunday session airs every Sunday of a year', () => {
    const found = expand(session('05:00:00', recurs(['FREQ=WEEKLY;BYDAY=SU'])), saigon, '2025-04-07', '2026-04-06');
    expect(found).toHaveLength(52);
    expect(new Set(found.map(({ day }) => Temporal.PlainDate.from(day).dayOfWeek))).toEqual(new Set([7]));
  });

  test('(b) the afternoon of 15 May airs, by the rule and by the last day alike', () => {
    const byRule = session('17:00:00', recurs(['FREQ=DAILY;UNTIL=20250515']));
    const byDay = session('17:00:00', recurs(['FREQ=DAILY'], '2025-04-07', '2025-05-15'));
    for (const of of [byRule, byDay]) {
      expect(expand(of, saigon, '2025-05-01', '2025-05-31').at(-1)?.asked).toBe('2025-05-15T17:00:00');
    }
    const cut = session('17:00:00', recurs(['FREQ=DAILY;UNTIL=20250515T160000']));
    expect(expand(cut, saigon, '2025-05-01', '2025-05-31').at(-1)?.asked).toBe('2025-05-14T17:00:00');
  });

  test('with days from 03:00, half past midnight belongs to the broadcast day before', () => {
    const late = session('00:30:00', recurs(['FREQ=DAILY'], '2025-04-08', '2025-04-10'));
    const found = expand(late, station('Asia/Ho_Chi_Minh', '03:00:00'), '2025-04-01', '2025-04-30');
    expect(found.map(({ day, asked }) => [day, asked])).toEqual([
      ['2025-04-07', '2025-04-08T00:30:00'],
      ['2025-04-08', '2025-04-09T00:30:00'],
      ['2025-04-09', '2025-04-10T00:30:00'],
    ]);
    expect(expand(late, station('Asia/Ho_Chi_Minh', '03:00:00'), '2025-04-07', '2025-04-07')).toHaveLength(1);
    expect(expand(late, station('Asia/Ho_Chi_Minh', '03:00:00'), '2025-04-10', '2025-04-10')).toHaveLength(0);
  });

  test('(d) a session over midnight is one occurrence, of the day in which it starts', () => {
    const night = session('23:30:00', recurs(['FREQ=DAILY'], '2025-04-07', '2025-04-07'));
    expect(expand(night, saigon, '2025-04-07', '2025-04-07')).toHaveLength(1);
    expect(expand(night, saigon, '2025-04-08', '2025-04-08')).toHaveLength(0);
  });

  test.each([
    ['Europe/Berlin', '02:30:00', '2025-03-29', '2025-03-31', '2025-03-30', 'missing', '2025-03-30T03:30:00'],
    ['Europe/Berlin', '02:30:00', '2025-10-25', '2025-10-27', '2025-10-26', 'doubled', '2025-10-26T02:30:00'],
    ['America/New_York', '02:30:00', '2025-03-08', '2025-03-10', '2025-03-09', 'missing', '2025-03-09T03:30:00'],
    ['America/New_York', '01:30:00', '2025-11-01', '2025-11-03', '2025-11-02', 'doubled', '2025-11-02T01:30:00'],
    ['Australia/Lord_Howe', '02:15:00', '2025-10-04', '2025-10-06', '2025-10-05', 'missing', '2025-10-05T02:45:00'],
    ['Australia/Lord_Howe', '01:45:00', '2025-04-05', '2025-04-07', '2025-04-06', 'doubled', '2025-04-06T01:45:00'],
  ])('(m) in %s a %s session airs once on each day around a clock change', (zone, time, from, to, on, shift, local) => {
    const found = expand(session(time, recurs(['FREQ=DAILY'], from)), station(zone), from, to);
    expect(found.map(({ day }) => day)).toEqual([from, on, to]);
    expect(found.map((one) => one.shift)).toEqual(['none', shift, 'none']);
    expect(found[1]?.start.local).toBe(local);
    expect(found[1]?.key).toBe(`buoi-sang@${on}T${time}`);
    expect(new Set(found.map(({ start }) => start.instant)).size).toBe(3);
  });

  test('(m) another policy moves the instant, never the key', () => {
    const of = session('02:30:00', recurs(['FREQ=DAILY'], '2025-03-30'));
    const policy = { missing: 'backward', doubled: 'second' } as const;
    const [one] = expand(of, station('Europe/Berlin', '00:00:00', policy), '2025-03-30', '2025-03-30');
    expect(one?.start.instant).toBe('2025-03-30T00:30:00Z');
    expect(one?.key).toBe('buoi-sang@2025-03-30T02:30:00');
  });
});

describe('places of a session', () => {
  const segment = (recurrence: Recurrence | null, of = 'buoi-sang'): Segment => ({
    id: 'ban-tin' as SegmentId,
    title: 'Bản tin',
    session: of as SessionId,
    position: 1,
    graceSeconds: 0,
    authorised: null,
    crossfadeMs: 0,
    bed: null,
    recurrence,
    start: { kind: 'soft' },
    required: true,
    priority: 'normal',
    language: 'vi',
    content: { kind: 'relay', source: 'vov1', seconds: 1800, fallback: null },
  });
  const week = expand(session('05:00:00', recurs(['FREQ=DAILY'])), saigon, '2025-04-07', '2025-04-13');
  const daily = session('05:00:00', recurs(['FREQ=DAILY']));
  const isIn = (of: Segment, carrier: Session, one: Occurrence) =>
    placesOn(groundOf(carrier, saigon, [of]), carrier, one).length > 0;
  const held = (of: Segment) => week.filter((one) => isIn(of, daily, one)).map(({ day }) => day);

  test('without a recurrence it is in every occurrence of its session, and in none of another', () => {
    expect(held(segment(null))).toHaveLength(7);
    expect(held(segment(null, 'buoi-chieu'))).toEqual([]);
  });

  test('with one, on its own days', () => {
    expect(held(segment(recurs(['FREQ=WEEKLY;BYDAY=SU,WE'])))).toEqual(['2025-04-09', '2025-04-13']);
    expect(held(segment({ ...recurs([]), alsoOn: [day('2025-04-10')] }))).toEqual(['2025-04-10']);
    expect(held(segment(recurs(['FREQ=DAILY'], '2025-04-12')))).toEqual(['2025-04-12', '2025-04-13']);
  });

  test('the date is the calendar date of the start, not the broadcast day', () => {
    const night = session('00:30:00', recurs(['FREQ=DAILY']));
    const [late] = expand(night, station('Asia/Ho_Chi_Minh', '03:00:00'), '2025-04-07', '2025-04-07');
    expect(late?.asked).toBe('2025-04-08T00:30:00');
    expect(late && isIn(segment(recurs(['FREQ=WEEKLY;BYDAY=TU'])), night, late)).toBe(true);
    expect(late && isIn(segment(recurs(['FREQ=WEEKLY;BYDAY=MO'])), night, late)).toBe(false);
  });
});
