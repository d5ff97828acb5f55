/** What is left unsaid in a file, and where a thing was written. */
import { expect, test } from 'vitest';
import { readSchedules } from '../../../../src/contract/schedule-file/index.ts';
import { must } from '../../../../src/core/result.ts';
import { bytes } from '../../../support/schedules.ts';

const written = (text: string) => must(readSchedules([{ name: 'f.yaml', bytes: bytes(text) }]));

const TEXT = `units:
  - { id: xa, name: Xã, kind: xã, parent: huyen, parents: [{ unit: tinh, from: 2025-07-01 }] }
stations:
  - { id: dai, name: Đài, zone: Asia/Ho_Chi_Minh, responsible: [{ unit: xa }] }
items:
  - { id: nhac, title: Nhạc, genre: music, sound: nhac.opus }
  - { id: cho-thu, title: Chờ thu, genre: article, script: cho-thu.txt }
  - { id: trong, title: Trống, genre: article }
sessions:
  - id: sang
    name: Sáng
    channels: [k1]
    start: 05:00
    maxMinutes: 0x1E
    from: 2025-04-07
    segments:
      - { id: s1, title: A, item: nhac }
      - { id: s2, title: B, relay: VOV1, minutes: 0.5, start: "06:00:30" }
      - { id: s3, title: C, strand: r57, notOn: [2025-04-08] }
      - { id: s4, title: D, strand: r57, rule: FREQ=DAILY, rules: [FREQ=WEEKLY], from: 2025-05-01 }
      - { id: s5, title: E, item: nhac, alsoOn: [2025-04-30] }
`;

test('what is left unsaid has its default', () => {
  const { schedule } = written(TEXT);
  expect(schedule.stations[0]).toMatchObject({ dayStart: '00:00:00', profile: 'horn', phone: null });
  expect(schedule.sessions[0]).toMatchObject({
    start: '05:00:00',
    maxSeconds: 1800,
    pauseMs: 500,
    recurrence: { rules: ['FREQ=DAILY'], from: '2025-04-07', to: null, alsoOn: [], notOn: [] },
  });
  expect(
    schedule.segments.map(({ id, position, recurrence, start }) => [id, position, recurrence?.rules, start]),
  ).toEqual([
    ['s1', 0, undefined, { kind: 'soft' }],
    ['s2', 1, undefined, { kind: 'hard', at: '06:00:30' }],
    ['s3', 2, ['FREQ=DAILY'], { kind: 'soft' }],
    ['s4', 3, ['FREQ=DAILY', 'FREQ=WEEKLY'], { kind: 'soft' }],
    // A segment of single days has no rule beside them.
    ['s5', 4, [], { kind: 'soft' }],
  ]);
  expect(schedule.segments[0]).toMatchObject({ required: true, priority: 'normal', language: 'vi', recurrence: null });
  expect(schedule.segments[1]?.content).toEqual({ kind: 'relay', source: 'VOV1', seconds: 30, fallback: null });
  expect(schedule.segments[2]?.content).toEqual({ kind: 'strand', strand: 'r57', count: 1 });
  expect(schedule.segments.map(({ recurrence }) => recurrence?.from)).toEqual([
    undefined,
    undefined,
    '2025-04-07',
    '2025-05-01',
    '2025-04-07',
  ]);
});

test('an item with a script and no sound has a version that waits; an item with neither has none', () => {
  const { schedule } = written(TEXT);
  expect(schedule.items.map(({ versions }) => versions)).toEqual([
    [{ language: 'vi', script: null, sound: 'nhac.opus', synthetic: false }],
    [{ language: 'vi', script: 'cho-thu.txt', sound: null, synthetic: false }],
    [],
  ]);
});

test('a field is found where it was written, also in its short form', () => {
  const { locate, sources } = written(TEXT);
  const line = (...where: Parameters<typeof locate>) => {
    const place = locate(...where);
    return place && `${place.line}:${place.column}`;
  };
  expect(line('unit', 'xa', 'parents.0.unit')).toBe('2:43');
  expect(line('unit', 'xa', 'parents.1.unit')).toBe('2:68');
  expect(line('segment', 's4', 'rules.0')).toBe('20:48');
  expect(line('segment', 's4', 'rules.1')).toBe('20:68');
  expect(line('segment', 's2', 'start')).toBe('18:63');
  expect(line('station', 'dai')).toBe('4:5');
  // What is not there is where its owner is.
  expect(line('station', 'dai', 'profile')).toBe('4:5');
  expect(line('station', 'khac')).toBeUndefined();
  expect(sources.get('segment/s4')).toBe('f.yaml');
});

test('a file of comments is silent, one that says a list is empty is not', () => {
  expect(written('# chưa có\n').silent).toEqual(['f.yaml']);
  expect(written('sessions: []\n').silent).toEqual([]);
});
