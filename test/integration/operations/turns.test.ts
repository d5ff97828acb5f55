/** What a strand gave is settled once its session has begun, whatever the schedule becomes. */
import { afterEach, describe, expect, test } from 'vitest';
import { readSchedules } from '../../../src/contract/schedule-file/index.ts';
import type { ChannelId } from '../../../src/core/ids.ts';
import { must } from '../../../src/core/result.ts';
import type { LocalDate } from '../../../src/core/time/local.ts';
import { editSchedule } from '../../../src/operations/alterations/edit-schedule.ts';
import { applySchedule } from '../../../src/operations/apply-schedule.ts';
import { planAhead } from '../../../src/operations/plan-ahead.ts';
import { planDay } from '../../support/planned.ts';
import { makeWorld, type World } from '../../support/world.ts';

const K1 = 'k1' as ChannelId;
const K2 = 'k2' as ChannelId;
const [MONDAY, TUESDAY] = ['2026-11-23', '2026-11-24'] as LocalDate[] as [LocalDate, LocalDate];
/** The morning session begins at 05:00 in Asia/Ho_Chi_Minh. */
const BEFORE = '2026-11-22T20:00:00Z';
const AFTER = '2026-11-23T01:00:00Z';

const schedule = (items: string, edit = '') => `
units: [{ id: xa, name: Xã, kind: xã }]
stations: [{ id: dai, name: Đài, zone: Asia/Ho_Chi_Minh, responsible: [{ unit: xa }] }]
channels:
  - { id: k1, name: K1, station: dai, carrier: loudspeaker, units: [{ unit: xa }] }
  - { id: k2, name: K2, station: dai, carrier: loudspeaker, units: [{ unit: xa }] }
items:
${['a', 'b', 'c', 'd'].map((id) => `  - { id: ${id}, title: Tin ${id}, genre: newsItem, sound: ${id}.wav }\n`).join('')}
strands: [{ id: t, name: T, items: [${items}] }]
sessions:
  - { id: sang, name: Sáng, channels: [k1, k2], start: "05:00", maxMinutes: 10, from: 2026-11-23, segments: [{ id: s1, title: S1, strand: t, count: 2 }] }
  - { id: chieu, name: Chiều, channels: [k1], start: "17:00", maxMinutes: 10, from: 2026-11-23, segments: [{ id: c1, title: C1, strand: t }, { id: c2, title: C2, repeat: s1 }] }
${edit}`;

let world: World;
afterEach(() => world.close());

const begin = async (now: string): Promise<void> => {
  world = await makeWorld({
    now,
    schedule: schedule('a, b, c'),
    sounds: { 'a.wav': 2, 'b.wav': 2, 'c.wav': 2, 'd.wav': 2 },
  });
};
const apply = (text: string): void => {
  const written = must(readSchedules([{ name: 'world.yaml', bytes: new TextEncoder().encode(text) }]));
  must(applySchedule(world.ctx, written, { dryRun: false }));
};
/** 's1 a first, s1 b first | c1 c first' */
const heard = (day: LocalDate, channel = K1): string =>
  must(planDay(world.ctx, channel, day))
    .playlists.map(({ entries }) => entries.map(({ segment, item, run }) => `${segment} ${item} ${run}`).join(', '))
    .join(' | ');

describe('an item that comes in at ten', () => {
  test('airs at the next turn for the first time; what the morning aired is not given again', async () => {
    await begin(BEFORE);
    expect(heard(MONDAY)).toBe('s1 a first, s1 b first | c1 c first, c2 a repeat, c2 b repeat');
    world.setNow(AFTER);
    apply(schedule('d, a, b, c'));
    expect(heard(MONDAY)).toBe('s1 a first, s1 b first | c1 d first, c2 a repeat, c2 b repeat');
    expect(heard(TUESDAY)).toBe('s1 c first, s1 a repeat | c1 b repeat, c2 c repeat, c2 a repeat');
  });

  test('before anything has begun changes the whole day', async () => {
    await begin(BEFORE);
    heard(MONDAY);
    apply(schedule('d, a, b, c'));
    expect(heard(MONDAY)).toBe('s1 d first, s1 a first | c1 b first, c2 d repeat, c2 a repeat');
  });
});

test('a day planned after the fact settles nothing', async () => {
  await begin(AFTER);
  heard(MONDAY);
  apply(schedule('d, a, b, c'));
  expect(heard(MONDAY).split(' | ')[0]).toBe('s1 d first, s1 a first');
});

test('what any channel aired was aired, and every channel of a session hears the same', async () => {
  await begin(BEFORE);
  expect(heard(MONDAY, K2)).toBe('s1 a first, s1 b first');
  world.setNow(AFTER);
  apply(schedule('d, a, b, c'));
  expect([heard(TUESDAY, K1).split(' | ')[0], heard(TUESDAY, K2)]).toEqual([
    's1 c first, s1 a repeat',
    's1 c first, s1 a repeat',
  ]);
});

test('an item that aired may leave the schedule: planning goes on, and the rest of the day with it', async () => {
  await begin(BEFORE);
  heard(MONDAY);
  world.setNow(AFTER);
  apply(schedule('b, c').replace(/ {2}- \{ id: a, .*\n/, ''));
  expect(must(planAhead({ ...world.ctx, caller: { kind: 'system', name: 'service' } }, 1))).toEqual([]);
  expect(heard(MONDAY).split(' | ')[1]).toBe('c1 c first, c2 b repeat');
});

test('a day does not change by itself when its sessions begin, though something in them finds no room', async () => {
  await begin(BEFORE);
  apply(
    schedule('a, b, c')
      .replace('start: "05:00", maxMinutes: 10', 'start: "05:00", maxMinutes: 1')
      .replace('count: 2', 'count: 3, required: false'),
  );
  const version = (day: LocalDate) => must(planDay(world.ctx, K1, day)).version;
  const before = [version(MONDAY), version(TUESDAY)];
  world.setNow(AFTER);
  expect([version(MONDAY), version(TUESDAY)]).toEqual(before);
});

test('an edit of all occurrences does not air a second time what has begun', async () => {
  await begin(BEFORE);
  heard(MONDAY);
  world.setNow(AFTER);
  const edit = {
    of: 'session',
    session: 'sang',
    action: { kind: 'move', day: null, time: '09:30:00' },
    scope: 'all',
    day: TUESDAY,
  };
  must(
    editSchedule(world.ctx, { ...edit, reason: 'Đổi giờ', evenSo: true } as unknown as Parameters<
      typeof editSchedule
    >[1]),
  );
  const starts = must(planDay(world.ctx, K1, MONDAY)).playlists.map(({ start }) => start.local.slice(11));
  expect(starts).toEqual(['05:00:00', '17:00:00']);
  expect(must(planDay(world.ctx, K1, TUESDAY)).playlists[0]?.start.local.slice(11)).toBe('09:30:00');
});
