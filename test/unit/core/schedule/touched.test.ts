/** What an alteration touches, by cases; that it is never too little is a law (test/property/touched.test.ts). */
import { describe, expect, test } from 'vitest';
import type { ChannelId, SegmentId, SessionId, StrandId } from '../../../../src/core/ids.ts';
import { planChannelDay } from '../../../../src/core/playlist/day.ts';
import type { Edit } from '../../../../src/core/schedule/alterations.ts';
import { touchedByDecision, touchedByEdit, touchedByOverlay } from '../../../../src/core/schedule/touched.ts';
import type { LocalDate, LocalTime } from '../../../../src/core/time/local.ts';
import { centre, groundOf, itemsOf, scheduleOf, soundsOf } from '../../../support/schedules.ts';

const SOUNDS = soundsOf({ a: 10, b: 20, c: 30 });
const session = (id: string, channels: string, start: string, segment: string, minutes = 30): string =>
  `  - { id: ${id}, name: ${id}, channels: [${channels}], start: "${start}", maxMinutes: ${minutes}, from: 2025-04-01, segments: [${segment}] }\n`;
const strand = (id: string): string => `{ id: ${id}, title: T, strand: t }`;
const SCHEDULE = scheduleOf(
  centre(
    `sessions:
${session('mot', 'k1', '05:00', strand('mot-1'))}${session('hai', 'k2', '05:00', strand('hai-1'))}${session('chung', '"k1", k2', '06:00', '{ id: chung-1, title: T, item: a }')}${session('le', 'k1', '09:00', '{ id: le-1, title: T, item: b }')}strands: [{ id: t, name: T, items: [a, b, c] }]
overlays: [{ id: lenh, name: Lệnh, kind: other, from: 2025-04-10, to: 2025-04-11, channels: [k2], genres: [music], authority: Cấp trên, reason: Việc chung }]
${itemsOf('a', 'b', 'c')}`,
  ),
);
const day = (text: string): LocalDate => text as LocalDate;
const DAY = day('2025-04-10');

const ofSession = (id: string, action: object, scope: Edit['scope'] = 'this'): Edit =>
  ({ id: 1, of: 'session', session: id as SessionId, action, scope, day: DAY }) as Edit;
const touched = (edit: Edit) => touchedByEdit(groundOf(SCHEDULE, SOUNDS, { alterations: { edits: [edit] } }), edit);

describe('an edit touches', () => {
  test('its own day, when no strand is in it', () => {
    expect(touched(ofSession('le', { kind: 'cancel' }))).toEqual([{ channels: ['k1'], from: DAY, to: DAY }]);
  });
  test('the days that it moves from and to', () => {
    const move = { kind: 'move', day: day('2025-04-20'), time: '10:00:00' as LocalTime };
    expect(touched(ofSession('le', move)).map(({ from, to }) => [from, to])).toEqual([
      [DAY, DAY],
      ['2025-04-20', '2025-04-20'],
    ]);
  });
  test('all later days of the channels where a strand turns, when one of its turns is taken away', () => {
    expect(touched(ofSession('mot', { kind: 'cancel' }))).toEqual([
      { channels: ['k1'], from: DAY, to: DAY },
      { channels: ['k1', 'k2'], from: DAY, to: null },
    ]);
  });
  test('its own day, when a session with a strand only moves, lasts less or changes its channel', () => {
    const shorter = touched(ofSession('mot', { kind: 'length', maxSeconds: 60 }));
    const elsewhere = touched(ofSession('mot', { kind: 'channels', channels: ['k2'] as ChannelId[] }));
    expect(shorter).toEqual([{ channels: ['k1'], from: DAY, to: DAY }]);
    expect(elsewhere).toEqual([{ channels: ['k1', 'k2'], from: DAY, to: DAY }]);
  });
  test('every day, when it joins two rotations that were apart', () => {
    const content = { kind: 'strand', strand: 't' as StrandId, count: 1 } as const;
    const edit = ofSession('chung', { kind: 'add', after: null, title: 'Thêm', content, language: 'vi' });
    expect(touched(edit).at(-1)).toEqual({ channels: ['k1', 'k2'], from: '2025-04-01', to: null });
    // Days before its own do change: the two channels now take turns with each other.
    const item = (alterations: { edits: Edit[] } | undefined): unknown =>
      planChannelDay(
        groundOf(SCHEDULE, SOUNDS, { ...(alterations && { alterations }) }),
        'k2' as ChannelId,
        day('2025-04-02'),
      ).playlists[0]?.entries[0]?.item;
    expect(item({ edits: [edit] })).not.toBe(item(undefined));
  });
  test('this and what follows, or everything', () => {
    expect(touched(ofSession('le', { kind: 'cancel' }, 'following'))).toEqual([
      { channels: ['k1'], from: DAY, to: null },
    ]);
    expect(touched(ofSession('le', { kind: 'cancel' }, 'all'))).toEqual([
      { channels: ['k1'], from: '2025-04-01', to: null },
    ]);
  });
});

test('what sounds past midnight takes time from the day after, which is touched too', () => {
  const night = scheduleOf(
    centre(
      `sessions:\n${session('khuya', 'k1', '23:50', '{ id: khuya-1, title: T, relay: VOV1, minutes: 20 }')}${session('sau', 'k1', '00:05', '{ id: sau-1, title: T, item: a }')}${itemsOf('a')}`,
    ),
  );
  const edit = ofSession('khuya', { kind: 'cancel' });
  const ground = (edits: Edit[]) => groundOf(night, SOUNDS, { alterations: { edits } });
  expect(touchedByEdit(ground([edit]), edit)).toEqual([
    { channels: ['k1'], from: day('2025-04-09'), to: day('2025-04-11') },
  ]);
  const heard = (edits: Edit[]) =>
    planChannelDay(ground(edits), 'k1' as ChannelId, day('2025-04-11')).playlists.find(
      ({ session: id }) => id === 'sau',
    )?.entries.length;
  expect([heard([]), heard([edit])]).toEqual([0, 1]);
});

test('an order touches its days where it reaches; a decision its channel and day', () => {
  const ground = groundOf(SCHEDULE, SOUNDS);
  const [overlay] = SCHEDULE.overlays;
  if (overlay === undefined) throw new Error('an overlay');
  expect(touchedByOverlay(ground, overlay, day('2025-04-11'))).toEqual([
    { channels: ['k2'], from: '2025-04-11', to: '2025-04-11' },
  ]);
  // One that names news takes turns away from the strand, and so touches all that comes after.
  const all = { ...SCHEDULE, overlays: [{ ...overlay, genres: ['newsItem'] }] };
  const [news] = all.overlays;
  expect(news && touchedByOverlay(groundOf(all, SOUNDS), news, DAY).at(-1)).toEqual({
    channels: ['k1', 'k2'],
    from: DAY,
    to: null,
  });
  expect(touchedByDecision(ground, { channel: 'k1' as ChannelId, day: DAY })).toEqual([
    { channels: ['k1'], from: DAY, to: DAY },
  ]);
  expect(
    touchedByEdit(ground, {
      ...ofSession('le', {}),
      of: 'segment',
      segment: 'le-1' as SegmentId,
      action: { kind: 'cancel' },
    }),
  ).toEqual([{ channels: ['k1'], from: DAY, to: DAY }]);
});
