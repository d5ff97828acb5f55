/** A day as exact sound: fixed starts, clashes, midnight and clock changes. */
import { describe, expect, test } from 'vitest';
import type { Playlist } from '../../../../src/core/playlist/model.ts';
import { SAMPLE_RATE } from '../../../../src/core/playlist/profile.ts';
import {
  absent,
  type CentreOptions,
  centre,
  itemsOf,
  laidOut,
  playlistsOf,
  scheduleOf,
  soundsOf,
} from '../../../support/schedules.ts';

const sounds = soundsOf({ a: 60, b: 90, dai: 1800 });
interface SessionText {
  readonly id?: string;
  readonly start: string;
  readonly maxMinutes?: number;
  readonly segments: string;
}
const session = ({ id = 's', start, maxMinutes = 60, segments }: SessionText) =>
  `  - { id: ${id}, name: Buổi ${id}, channels: [k1], start: "${start}", maxMinutes: ${maxMinutes}, pauseMs: 0, from: 2025-04-07, segments: [${segments}] }\n`;
const plan = (sessions: readonly SessionText[], day = '2025-04-07', options?: CentreOptions): readonly Playlist[] =>
  playlistsOf(
    scheduleOf(centre(`sessions:\n${sessions.map(session).join('')}${itemsOf('a', 'b', 'dai')}`, options)),
    sounds,
    day,
  );
const item = (id: string, of: string, rest = '') => `{ id: ${id}, title: T ${id}, item: ${of}${rest} }`;
const clocks = (playlist: Playlist | undefined) =>
  (playlist?.entries ?? []).map(({ segment, start }) => `${segment} ${start.local} ${start.instant}`);

describe('fixed starts', () => {
  test('are kept to the sample, with local time, zone and instant', () => {
    const [playlist] = plan([
      { start: '05:50', segments: `${item('s1', 'a')}, ${item('s2', 'b', ', start: "06:00:07"')}, ${item('s3', 'a')}` },
    ]);
    expect(laidOut(playlist)).toEqual(['s1 0+60', 's2 607+90', 's3 697+60']);
    expect(playlist?.entries[1]?.start).toEqual({
      local: '2025-04-07T06:00:07',
      zone: 'Asia/Ho_Chi_Minh',
      instant: '2025-04-06T23:00:07Z',
    });
    expect(playlist?.length).toBe(757 * SAMPLE_RATE);
  });

  test('at the session’s own start leave no room for what is written before', () => {
    const [playlist] = plan([{ start: '05:50', segments: `${item('s1', 'a')}, ${item('s2', 'b', ', start: 05:50')}` }]);
    expect(laidOut(playlist)).toEqual(['s2 0+90']);
    expect(absent(playlist)).toEqual(['s1 no-room']);
  });

  test.each([
    ['before the session', '05:40'],
    ['after its longest end', '06:50'],
    ['before an earlier fixed start', '05:55'],
  ])('%s have passed, and what follows goes on', (_, at) => {
    const segments = `${item('s1', 'a', ', start: 06:00')}, ${item('s2', 'b', `, start: "${at}"`)}, ${item('s3', 'a')}`;
    const [playlist] = plan([{ start: '05:50', segments }]);
    expect(laidOut(playlist)).toEqual(['s1 600+60', 's3 660+60']);
    expect(playlist?.absences).toMatchObject([
      { segment: 's2', reason: { code: 'fixed-start-passed', at: `${at}:00` } },
    ]);
  });

  test('at the same moment: the earlier written gives way and is told', () => {
    const segments = `${item('s1', 'a', ', start: 06:00')}, ${item('s2', 'b', ', start: 06:00')}`;
    const [playlist] = plan([{ start: '05:50', segments }]);
    expect(laidOut(playlist)).toEqual(['s2 600+90']);
    expect(absent(playlist)).toEqual(['s1 no-room']);
  });
});

describe('sessions', () => {
  test('back to back are no clash, one sample over the start is', () => {
    const first = { id: 'a', start: '05:00', segments: item('s1', 'dai') };
    const backToBack = plan([first, { id: 'b', start: '05:30', segments: item('s2', 'a') }]);
    expect(backToBack.map(laidOut)).toEqual([['s1 0+1800'], ['s2 0+60']]);
    const clash = plan([first, { id: 'b', start: '05:29:59', segments: `${item('s2', 'a')}, ${item('s3', 'b')}` }]);
    expect(clash.map(laidOut)).toEqual([['s1 0+1800'], []]);
    expect(clash[1]?.absences.map(({ title, reason }) => [title, reason])).toEqual([
      ['T s2', { code: 'session-clash', with: 'Buổi a' }],
      ['T s3', { code: 'session-clash', with: 'Buổi a' }],
    ]);
  });

  test('one that was left out blocks nobody', () => {
    const playlists = plan([
      { id: 'a', start: '05:00', segments: item('s1', 'dai') },
      { id: 'b', start: '05:10', segments: item('s2', 'dai') },
      { id: 'c', start: '05:35', segments: item('s3', 'a') },
    ]);
    expect(playlists.map(({ length }) => length / SAMPLE_RATE)).toEqual([1800, 0, 60]);
  });

  test('a clash keeps what was already known to be absent', () => {
    const playlists = plan([
      { id: 'a', start: '05:00', segments: item('s1', 'dai') },
      { id: 'b', start: '05:10', segments: '{ id: s2, title: T, item: a, language: km }' },
    ]);
    expect(absent(playlists[1])).toEqual(['s2 no-version']);
  });

  test('(c) the same item twice in a row is two entries of two names', () => {
    const [playlist] = plan([{ start: '05:00', segments: `${item('s1', 'a')}, ${item('s2', 'a')}` }]);
    expect(laidOut(playlist)).toEqual(['s1 0+60', 's2 60+60']);
    expect(playlist?.entries.map(({ item: of }) => of)).toEqual(['a', 'a']);
    expect(new Set(playlist?.entries.map(({ id }) => id)).size).toBe(2);
  });

  test.each([
    ['00:00', '2025-04-07'],
    ['03:00', '2025-04-07'],
  ])('(d) one that crosses midnight keeps its length and belongs to one day, with days from %s', (dayStart, day) => {
    const night = [
      { id: 'khuya', start: '23:50', segments: `${item('s1', 'dai')}, ${item('s2', 'a', ', start: 00:30')}` },
    ];
    const [playlist, ...others] = plan(night, day, { dayStart });
    expect(others).toEqual([]);
    expect(clocks(playlist)).toEqual([
      's1 2025-04-07T23:50:00 2025-04-07T16:50:00Z',
      's2 2025-04-08T00:30:00 2025-04-07T17:30:00Z',
    ]);
    expect(playlist?.length).toBe(2460 * SAMPLE_RATE);
    expect(playlist?.day).toBe(day);
    // The day before its first has nothing of it, the day after has its own.
    expect(plan(night, '2025-04-06', { dayStart })).toEqual([]);
    expect(plan(night, '2025-04-08', { dayStart })[0]?.start.local).toBe('2025-04-08T23:50:00');
  });

  test('(d) with days from 03:00 a clash after midnight is seen, being one day', () => {
    const sessions = [
      { id: 'khuya', start: '23:50', segments: item('s1', 'dai') },
      { id: 'dem', start: '00:10', segments: item('s2', 'a') },
    ];
    const playlists = plan(sessions, '2025-04-08', { dayStart: '03:00' });
    expect(playlists.map(({ start: { local }, length }) => [local, length > 0])).toEqual([
      ['2025-04-08T23:50:00', true],
      ['2025-04-09T00:10:00', false],
    ]);
  });
});

describe('(m) clock changes in Europe/Berlin', () => {
  const berlin = { zone: 'Europe/Berlin' };

  test('a session in the missing hour airs once, later, with the reason', () => {
    const [playlist, ...others] = plan([{ start: '02:30', segments: item('s1', 'a') }], '2026-03-29', berlin);
    expect(others).toEqual([]);
    expect(clocks(playlist)).toEqual(['s1 2026-03-29T03:30:00 2026-03-29T01:30:00Z']);
    expect(playlist?.entries[0]?.reasons).toContainEqual({
      code: 'hour-moved',
      asked: '2026-03-29T02:30:00',
      placed: '2026-03-29T03:30:00',
      policy: 'forward',
    });
    expect(playlist?.entries[0]?.id).toBe('s1@2026-03-29T02:30:00');
  });

  test('a session in the doubled hour airs once, the first time, with the reason', () => {
    const [playlist, ...others] = plan([{ start: '02:30', segments: item('s1', 'a') }], '2026-10-25', berlin);
    expect(others).toEqual([]);
    expect(clocks(playlist)).toEqual(['s1 2026-10-25T02:30:00 2026-10-25T00:30:00Z']);
    expect(playlist?.entries[0]?.reasons).toContainEqual({
      code: 'hour-doubled',
      asked: '2026-10-25T02:30:00',
      policy: 'first',
    });
  });

  test.each([
    ['2026-03-29', 600],
    ['2026-03-30', 4200],
  ])('a session over the change keeps its fixed start at the wall clock: %s', (day, seconds) => {
    const [playlist] = plan(
      [{ start: '01:50', maxMinutes: 120, segments: `${item('s1', 'a')}, ${item('s2', 'b', ', start: 03:00')}` }],
      day,
      berlin,
    );
    expect(playlist?.entries.map(({ offset }) => offset / SAMPLE_RATE)).toEqual([0, seconds]);
    expect(playlist?.entries[1]?.start.local).toBe(`${day}T03:00:00`);
  });

  test('over the doubled hour the session is an hour longer, and a fixed start beyond its limit is told', () => {
    const segments = `${item('s1', 'a')}, ${item('s2', 'b', ', start: 03:00')}`;
    const [long] = plan([{ start: '01:50', maxMinutes: 180, segments }], '2026-10-25', berlin);
    expect(long?.entries.map(({ offset }) => offset / SAMPLE_RATE)).toEqual([0, 7800]);
    const [short] = plan([{ start: '01:50', maxMinutes: 120, segments }], '2026-10-25', berlin);
    expect(absent(short)).toEqual(['s2 fixed-start-passed']);
  });

  test('two sessions that the missing hour puts on one moment: one airs, the other says why not', () => {
    const playlists = plan(
      [
        { id: 'x', start: '02:30', segments: item('s1', 'a') },
        { id: 'y', start: '03:30', segments: item('s2', 'a') },
      ],
      '2026-03-29',
      berlin,
    );
    expect(playlists.map(laidOut)).toEqual([['s1 0+60'], []]);
    expect(absent(playlists[1])).toEqual(['s2 session-clash']);
  });
});

describe('entries', () => {
  test('of a relay carry its title and its fallback’s sound, and are nobody’s item', () => {
    const [playlist] = plan([
      { start: '05:00', segments: '{ id: news, title: Thời sự, relay: VOV1, minutes: 2, fallback: a }' },
    ]);
    expect(playlist?.entries[0]).toMatchObject({
      kind: 'relay',
      title: 'Thời sự',
      item: null,
      genre: 'relay',
      language: null,
      run: null,
    });
    expect(playlist?.entries[0]?.cut?.samples).toBe(60 * SAMPLE_RATE);
  });

  test('of one slot are numbered from the second', () => {
    const text = centre(
      `sessions:\n${session({ start: '05:00', segments: '{ id: t1, title: T, strand: t, count: 2 }' })}strands: [{ id: t, name: T, items: [a, b] }]\n${itemsOf('a', 'b')}`,
    );
    const [playlist] = playlistsOf(scheduleOf(text), sounds, '2025-04-07');
    expect(playlist?.entries.map(({ id, run, strand }) => [id, run, strand])).toEqual([
      ['t1@2025-04-07T05:00:00', 'first', 't'],
      ['t1@2025-04-07T05:00:00#2', 'first', 't'],
    ]);
  });

  test('a session with nothing to play is a playlist of absences', () => {
    const [playlist] = plan([{ start: '05:00', segments: '{ id: s1, title: T, item: a, language: km }' }]);
    expect(playlist).toMatchObject({ length: 0, entries: [], absences: [{ segment: 's1', item: 'a' }] });
  });
});
