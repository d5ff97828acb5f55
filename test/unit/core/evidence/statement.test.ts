/** What a person's word about a session says of each of its entries. */
import { describe, expect, test } from 'vitest';
import { observe, type Statement } from '../../../../src/core/evidence/statement.ts';
import type { Playlist, PlaylistEntry } from '../../../../src/core/playlist/model.ts';
import { SAMPLE_RATE } from '../../../../src/core/playlist/profile.ts';
import type { LocalDateTime } from '../../../../src/core/time/local.ts';
import { place } from '../../../../src/core/time/zone.ts';
import { centre, itemsOf, playlistsOf, scheduleOf, soundsOf } from '../../../support/schedules.ts';

// 05:50:00 a for 60 s, 0.5 s of silence, b for 90.25 s, 0.5 s, a again: ends at 05:53:31.25.
const playlist = playlistsOf(
  scheduleOf(
    centre(`sessions:
  - { id: s, name: S, channels: [k1], start: 05:50, maxMinutes: 30, from: 2025-04-07, segments: [{ id: s1, title: A, item: a }, { id: s2, title: B, item: b }, { id: s3, title: A, item: a }] }
${itemsOf('a', 'b')}`),
  ),
  soundsOf({ a: 60, b: 90.25 }),
  '2025-04-07',
)[0] as Playlist;

const NOW = '2025-04-07T00:00:00Z';
const moment = (clock: string, day = '2025-04-07') =>
  place(`${day}T${clock.length === 5 ? `${clock}:00` : clock}` as LocalDateTime, 'Asia/Ho_Chi_Minh').moment;
const instant = (clock: string) => moment(clock).instant;
const nothing: Statement = { outcome: 'aired', reason: null, note: null, started: null, secondsHeard: null };
const say = (statement: Partial<Statement>, now = NOW, entries = playlist.entries) =>
  observe(playlist, entries, { ...nothing, ...statement }, now);
const shortly = (result: ReturnType<typeof say>) =>
  result.ok
    ? result.value.map(({ entry, outcome, started, secondsHeard }) => [
        entry.segment,
        outcome,
        started?.local.slice(11) ?? null,
        secondsHeard,
      ])
    : result.refusals;

describe('aired', () => {
  test('is one row for each entry, also for the same item twice, at its planned time and full length', () => {
    expect(shortly(say({}))).toEqual([
      ['s1', 'aired', '05:50:00', 60],
      ['s2', 'aired', '05:51:00', 90.25],
      ['s3', 'aired', '05:52:31', 60],
    ]);
  });

  test('late is late for all of it', () => {
    expect(shortly(say({ started: moment('06:05:30') }))).toEqual([
      ['s1', 'aired', '06:05:30', 60],
      ['s2', 'aired', '06:06:30', 90.25],
      ['s3', 'aired', '06:08:01', 60],
    ]);
  });

  test('said of one item is about that item', () => {
    expect(shortly(say({}, NOW, playlist.entries.slice(1, 2)))).toEqual([['s2', 'aired', '05:51:00', 90.25]]);
    expect(shortly(say({ started: moment('05:51:10') }, NOW, playlist.entries.slice(1, 2)))).toEqual([
      ['s2', 'aired', '05:51:10', 90.25],
    ]);
  });

  test.each([
    ['before it begins', '05:49:59', '05:50:00'],
    ['the moment that it begins', '05:50:00', '05:53:31'],
    ['while it is still on', '05:51:00', '05:53:31'],
    ['more than a minute before its end', '05:52:30', '05:53:31'],
  ])('cannot be said %s', (_, now, at) => {
    expect(shortly(say({}, instant(now)))).toEqual([{ code: 'log.future', params: { at: `2025-04-07T${at}` } }]);
  });

  test('can be said in its last minute: clocks differ', () => {
    expect(say({}, instant('05:52:31')).ok).toBe(true);
  });

  test('cannot have begun later than now', () => {
    expect(shortly(say({ started: moment('07:00:01') }))).toEqual([
      { code: 'log.future', params: { at: '2025-04-07T07:00:01' } },
    ]);
    // From 06:58 it lasts until 07:01:31.
    expect(say({ started: moment('06:58') }, instant('07:00:31')).ok).toBe(true);
    expect(shortly(say({ started: moment('06:58') }, instant('07:00:30')))).toEqual([
      { code: 'log.future', params: { at: '2025-04-07T07:01:31' } },
    ]);
  });
});

describe('not aired', () => {
  test('is zero seconds of everything, with no start', () => {
    expect(shortly(say({ outcome: 'not-aired', reason: 'power-cut' }))).toEqual([
      ['s1', 'not-aired', null, 0],
      ['s2', 'not-aired', null, 0],
      ['s3', 'not-aired', null, 0],
    ]);
  });

  test('needs a reason, and “other” needs a note', () => {
    const missing = [{ code: 'log.reason-missing', params: {} }];
    expect(shortly(say({ outcome: 'not-aired' }))).toEqual(missing);
    expect(shortly(say({ outcome: 'partly', secondsHeard: 60 }))).toEqual(missing);
    expect(shortly(say({ outcome: 'not-aired', reason: 'other' }))).toEqual(missing);
    expect(say({ outcome: 'not-aired', reason: 'other', note: 'Trạm đang sửa' }).ok).toBe(true);
  });
});

describe('partly aired', () => {
  const partly = (secondsHeard: number | null, started: string | null = null, now = NOW) =>
    shortly(
      say(
        { outcome: 'partly', reason: 'power-cut', secondsHeard, started: started === null ? null : moment(started) },
        now,
      ),
    );

  test('from the start: whole, cut, and not at all', () => {
    expect(partly(100)).toEqual([
      ['s1', 'aired', '05:50:00', 60],
      ['s2', 'partly', '05:51:00', 39.496],
      ['s3', 'not-aired', null, 0],
    ]);
  });

  test('from a later hour on: what came before was not heard', () => {
    expect(partly(120, '05:51:30')).toEqual([
      ['s1', 'not-aired', null, 0],
      ['s2', 'partly', '05:51:30', 60.754],
      ['s3', 'partly', '05:52:31', 58.728],
    ]);
  });

  test('to the very end of an entry is all of that entry and nothing of the next', () => {
    expect(partly(60)).toEqual([
      ['s1', 'aired', '05:50:00', 60],
      ['s2', 'not-aired', null, 0],
      ['s3', 'not-aired', null, 0],
    ]);
    expect(partly(60.5)).toEqual(partly(60));
  });

  test('a little longer than planned is believed, and is all of it', () => {
    expect(partly(271.25)).toEqual([
      ['s1', 'aired', '05:50:00', 60],
      ['s2', 'aired', '05:51:00', 90.25],
      ['s3', 'aired', '05:52:31', 60],
    ]);
  });

  test('to the sample where the next begins is nothing of the next', () => {
    const until = (playlist.entries[1]?.offset ?? 0) / SAMPLE_RATE;
    expect(partly(until)).toEqual(partly(60));
  });

  test('at most a minute more than planned, for one item as for all', () => {
    const ends = (entry: PlaylistEntry | undefined): number =>
      ((entry?.offset ?? 0) + (entry?.length ?? 0)) / SAMPLE_RATE;
    const all = ends(playlist.entries.at(-1));
    expect(partly(all + 60)).toEqual(partly(all));
    expect(partly(all + 60.001)).toMatchObject([{ code: 'log.seconds' }]);
    const second = (secondsHeard: number) =>
      shortly(say({ outcome: 'partly', reason: 'power-cut', secondsHeard }, NOW, playlist.entries.slice(1, 2)));
    expect(second(150.25)).toEqual([['s2', 'aired', '05:51:00', 90.25]]);
    expect(second(150.5)).toEqual([{ code: 'log.seconds', params: { seconds: 150.5, planned: 90 } }]);
  });

  test('half a second is heard', () => {
    expect(partly(0.5)[0]).toEqual(['s1', 'partly', '05:50:00', 0.5]);
  });

  test.each([
    ['too much', 272, 'log.seconds'],
    ['nothing', 0, 'log.seconds'],
    ['less than nothing', -1, 'log.seconds'],
    ['no number', Number.NaN, 'log.seconds'],
    ['nothing said', null, 'log.time-missing'],
  ])('%s is refused', (_, seconds, code) => {
    expect(partly(seconds)).toMatchObject([{ code }]);
  });

  test('what is not over yet is refused', () => {
    expect(partly(120, null, instant('05:50:30'))).toEqual([
      { code: 'log.future', params: { at: '2025-04-07T05:52:00' } },
    ]);
    expect(partly(120, null, instant('05:51:00'))).toHaveLength(3);
    expect(partly(120, '07:30')).toMatchObject([{ code: 'log.future' }]);
  });

  test.each(['05:30', '06:30'])(
    'at %s, when nothing of it was to be heard, is refused and not taken for “not aired”',
    (clock) => {
      expect(partly(120, clock)).toEqual([
        { code: 'log.outside', params: { at: `2025-04-07T${clock}:00`, seconds: 120 } },
      ]);
    },
  );
});

test('a statement about nothing is a bug', () => {
  expect(() => say({}, NOW, [])).toThrow('about nothing');
});
