/** What fills each place of a day, and why. */
import { describe, expect, test } from 'vitest';
import type { RundownSession } from '../../../../src/core/schedule/rundown.ts';
import { addDays, eachDay, type LocalDate } from '../../../../src/core/time/local.ts';
import { centre, itemsOf, rundownOf, scheduleOf, soundsOf } from '../../../support/schedules.ts';

const LETTERS = ['a', 'b', 'c', 'd', 'e'] as const;
const sounds = soundsOf(Object.fromEntries(LETTERS.map((id) => [id, 10])));

interface SessionText {
  readonly id?: string;
  readonly start?: string;
  readonly channels?: string;
  readonly recurrence?: string;
}
const session = (
  segments: readonly string[],
  { id = 'sang', start = '05:00', channels = 'k1', recurrence = 'from: 2025-04-07' }: SessionText = {},
) =>
  `  - { id: ${id}, name: ${id}, channels: [${channels}], start: "${start}", maxMinutes: 60, ${recurrence}, segments: [${segments.join(', ')}] }\n`;
const world = (...sessions: string[]) =>
  scheduleOf(
    centre(
      `sessions:\n${sessions.join('')}strands: [{ id: t, name: Chuyên mục, items: [${LETTERS.join(', ')}] }]\n${itemsOf(...LETTERS)}`,
    ),
  );
const strand = (id: string, count = 1, rest = '') => `{ id: ${id}, title: ${id}, strand: t, count: ${count}${rest} }`;

/** 's1: a b' of each place, or 's1: -reason'. */
const filled = (sessions: readonly RundownSession[]): string[] =>
  sessions.flatMap(({ places }) =>
    places.map(
      ({ segment, pieces, missing }) =>
        `${segment.id}: ${[...pieces.map(({ item }) => item.id), ...missing.map(({ reason }) => `-${reason.code}`)].join(' ')}`,
    ),
  );
const on = (schedule: ReturnType<typeof world>, day: string, channel = 'k1') =>
  filled(rundownOf(schedule, sounds, day, channel).sessions);

describe('rotation', () => {
  test('moves on each day, and comes round', () => {
    const schedule = world(session([strand('s1', 2)]));
    expect(eachDay('2025-04-07' as LocalDate, '2025-04-10' as LocalDate).map((day) => on(schedule, day))).toEqual([
      ['s1: a b'],
      ['s1: c d'],
      ['s1: e a'],
      ['s1: b c'],
    ]);
  });

  test('goes on over the slots of one session and of one day', () => {
    const schedule = world(
      session([strand('s1', 2), strand('s2')]),
      session([strand('s3')], { id: 'chieu', start: '17:00' }),
    );
    expect(on(schedule, '2025-04-07')).toEqual(['s1: a b', 's2: c', 's3: d']);
    expect(on(schedule, '2025-04-08')).toEqual(['s1: e a', 's2: b', 's3: c']);
  });

  test('never repeats an item within a slot, even when it asks for more than there are', () => {
    const schedule = world(session([strand('s1', 20)]));
    for (const day of ['2025-04-07', '2025-04-08', '2025-04-30']) {
      const [place] = rundownOf(schedule, sounds, day).sessions[0]?.places ?? [];
      expect(new Set(place?.pieces.map(({ item }) => item.id)).size).toBe(5);
      expect(place?.pieces).toHaveLength(5);
    }
  });

  test('is the same on all channels of a session', () => {
    const schedule = world(
      session([strand('s1', 2)], { channels: 'k1, k2' }),
      session([strand('s2')], { id: 'chieu', start: '17:00', channels: 'k2' }),
    );
    for (const day of eachDay('2025-04-07' as LocalDate, '2025-04-20' as LocalDate))
      expect(on(schedule, day, 'k1')).toEqual(on(schedule, day, 'k2').slice(0, 1));
  });

  test('of sessions on other channels takes no turns: each goes through the list by itself', () => {
    const schedule = world(
      session([strand('s1')], { channels: 'k1' }),
      session([strand('s2')], { id: 'loa', channels: 'k2' }),
    );
    const aired = (channel: string) =>
      eachDay('2025-04-07' as LocalDate, '2025-04-11' as LocalDate).flatMap((day) => on(schedule, day, channel));
    expect(aired('k1')).toEqual(LETTERS.map((id) => `s1: ${id}`));
    expect(aired('k2')).toEqual(LETTERS.map((id) => `s2: ${id}`));
  });

  test('counts only days on which both the session and the segment were', () => {
    const schedule = world(
      session([strand('s1', 1, ', rule: "FREQ=WEEKLY;BYDAY=MO,WE"')], {
        recurrence: 'from: 2025-04-07, notOn: [2025-04-09]',
      }),
    );
    expect(on(schedule, '2025-04-07')).toEqual(['s1: a']);
    expect(on(schedule, '2025-04-08')).toEqual([]);
    expect(on(schedule, '2025-04-09')).toEqual([]);
    expect(on(schedule, '2025-04-14')).toEqual(['s1: b']);
  });

  test('ends with an UNTIL at an hour, and gives no turn to the day it leaves out', () => {
    const schedule = world(
      session([strand('s1', 1, ', rule: FREQ=DAILY;UNTIL=20250408T040000'), strand('s2', 1, ', from: 2025-04-09')]),
    );
    expect(on(schedule, '2025-04-08')).toEqual([]);
    expect(on(schedule, '2025-04-09')).toEqual(['s2: b']);
  });

  test('begun more than ten years ago goes on without a gap', () => {
    const schedule = world(session([strand('s1')], { recurrence: 'from: 2004-02-29' }));
    const days = eachDay('2025-04-07' as LocalDate, '2025-04-11' as LocalDate);
    const aired = days.map((day) => on(schedule, day).join());
    expect(new Set(aired).size).toBe(5);
    // 7,708 turns were given before: the 7,709th is item 7,708 mod 5 = 3.
    expect(aired[0]).toBe('s1: d');
  });

  test('passes over what waits or is not valid, which takes no turn', () => {
    const items = `items:
  - { id: a, title: A, genre: article, sound: a.wav }
  - { id: b, title: B, genre: article, script: b.txt }
  - { id: c, title: C, genre: article, sound: c.wav, from: 2025-04-08, to: 2025-04-08 }
`;
    const schedule = scheduleOf(
      centre(`sessions:\n${session([strand('s1')])}strands: [{ id: t, name: T, items: [a, b, c] }]\n${items}`),
    );
    expect(on(schedule, '2025-04-07')).toEqual(['s1: a']);
    expect(on(schedule, '2025-04-08')).toEqual(['s1: c']);
    expect(on(schedule, '2025-04-09')).toEqual(['s1: a']);
  });

  test('says its turn, and calls what comes round again a repeat', () => {
    const schedule = world(session([strand('s1', 2)]));
    const [place] = rundownOf(schedule, sounds, '2025-04-09').sessions[0]?.places ?? [];
    expect(place?.pieces.map(({ reasons, run, strand: of }) => [reasons, run, of])).toEqual([
      [[{ code: 'rotation', strand: 'Chuyên mục', turn: 5, of: 5 }], 'first', 't'],
      [[{ code: 'rotation', strand: 'Chuyên mục', turn: 6, of: 5 }], 'repeat', 't'],
    ]);
  });

  test('of an empty strand, or one where everything waits, says so', () => {
    const strands = 'strands: [{ id: t, name: T, items: [] }, { id: u, name: U, items: [b, c] }]\n';
    const items =
      'items: [{ id: b, title: B, genre: x, script: b.txt }, { id: c, title: C, genre: x, sound: khong-co.wav }]\n';
    const segments = [strand('s1'), '{ id: s2, title: U, strand: u, count: 2 }'];
    const schedule = scheduleOf(centre(`sessions:\n${session(segments)}${strands}${items}`));
    expect(on(schedule, '2025-04-07')).toEqual(['s1: -strand-empty', 's2: -waits-for-recording -sound-missing']);
  });
});

describe('repeats', () => {
  const afternoon = { id: 'chieu', start: '17:00' };

  test('play just what the first run picked, marked as repeats', () => {
    const schedule = world(session([strand('s1', 2)]), session(['{ id: p1, title: P, repeat: s1 }'], afternoon));
    for (const day of eachDay('2025-04-07' as LocalDate, '2025-04-12' as LocalDate)) {
      const [first, again] = rundownOf(schedule, sounds, day).sessions.map(({ places }) => places[0]);
      expect(again?.pieces.map(({ item }) => item.id)).toEqual(first?.pieces.map(({ item }) => item.id));
      expect(again?.pieces.map(({ run, reasons }) => [run, reasons])).toEqual([
        ['repeat', [{ code: 'repeat-of', segment: 's1' }]],
        ['repeat', [{ code: 'repeat-of', segment: 's1' }]],
      ]);
    }
  });

  test('of what is not on that day, comes later, or is on another channel, have nothing to repeat', () => {
    const late = world(session(['{ id: p1, title: P, repeat: s1 }']), session([strand('s1')], afternoon));
    expect(on(late, '2025-04-07')).toEqual(['p1: -nothing-to-repeat', 's1: a']);
    const sunday = world(
      session([strand('s1', 1, ', rule: "FREQ=WEEKLY;BYDAY=SU"'), '{ id: p1, title: P, repeat: s1 }']),
    );
    expect(on(sunday, '2025-04-07')).toEqual(['p1: -nothing-to-repeat']);
    const other = world(
      session([strand('s1')], { channels: 'k2' }),
      session(['{ id: p1, title: P, repeat: s1 }'], afternoon),
    );
    expect(on(other, '2025-04-07')).toEqual(['p1: -nothing-to-repeat']);
  });
});

describe('versions', () => {
  const items = `items:
  - { id: a, title: A, genre: article, versions: [{ language: vi, sound: a.wav }, { language: km }] }
  - { id: nhac, title: Nhạc, genre: music, sound: b.wav }
  - { id: b, title: B, genre: article, sound: khong-co.wav, from: 2025-04-08 }
`;
  const segments = [
    '{ id: vi, title: A, item: a }',
    '{ id: km, title: A, item: a, language: km, required: false }',
    '{ id: zh, title: A, item: a, language: zh }',
    '{ id: nhac-km, title: N, item: nhac, language: km }',
    '{ id: b1, title: B, item: b }',
    '{ id: tiep-am, title: T, relay: VOV1, minutes: 5, fallback: b }',
    '{ id: im-lang, title: T, relay: VOV1, minutes: 5 }',
  ];
  const schedule = scheduleOf(centre(`sessions:\n${session(segments)}${items}`));

  test('the Khmer version waits for its recording, music needs no language, the rest says what it lacks', () => {
    expect(on(schedule, '2025-04-08')).toEqual([
      'vi: a',
      'km: -waits-for-recording',
      'zh: -no-version',
      'nhac-km: nhac',
      'b1: -sound-missing',
      'tiep-am: -sound-missing',
      'im-lang: ',
    ]);
    const places = rundownOf(schedule, sounds, '2025-04-08').sessions[0]?.places ?? [];
    expect(places.flatMap(({ missing }) => missing.map(({ reason }) => reason))).toEqual([
      { code: 'waits-for-recording', language: 'km' },
      { code: 'no-version', language: 'zh' },
      { code: 'sound-missing', sound: 'khong-co.wav' },
      { code: 'sound-missing', sound: 'khong-co.wav' },
    ]);
  });

  test('an item outside its days says the day', () => {
    expect(on(schedule, '2025-04-07')).toContain('b1: -not-valid');
  });
});

describe('days', () => {
  test('(a) what airs on Sundays airs on every Sunday, and on no other day', () => {
    const schedule = world(session([strand('s1', 1, ', rule: "FREQ=WEEKLY;BYDAY=SU"')]));
    const days = eachDay('2025-04-07' as LocalDate, '2025-05-04' as LocalDate).filter(
      (day) => on(schedule, day).length > 0,
    );
    expect(days).toEqual(['2025-04-13', '2025-04-20', '2025-04-27', '2025-05-04']);
  });

  test('(b) the last day is included and the day after is not, for sessions, segments and items', () => {
    const bySession = world(session([strand('s1')], { recurrence: 'from: 2025-04-07, to: 2025-05-15' }));
    const bySegment = world(session([strand('s1', 1, ', to: 2025-05-15')]));
    const byRule = world(session([strand('s1', 1, ', rule: FREQ=DAILY;UNTIL=20250515')]));
    for (const schedule of [bySession, bySegment, byRule])
      expect([on(schedule, '2025-05-15').length, on(schedule, '2025-05-16').length]).toEqual([1, 0]);
    const items = 'items: [{ id: a, title: A, genre: x, sound: a.wav, to: 2025-05-15 }]\n';
    const byItem = scheduleOf(centre(`sessions:\n${session(['{ id: s1, title: A, item: a }'])}${items}`));
    expect([on(byItem, '2025-05-15'), on(byItem, '2025-05-16')]).toEqual([['s1: a'], ['s1: -not-valid']]);
  });

  test('a channel outside its days has no sessions, on its first and last it has', () => {
    const text = centre(`sessions:\n${session(['{ id: s1, title: A, item: a }'])}${itemsOf('a')}`).replace(
      'name: Kênh 1,',
      'name: Kênh 1, from: 2025-04-09, to: 2025-04-10,',
    );
    const days = eachDay('2025-04-07' as LocalDate, '2025-04-12' as LocalDate);
    expect(days.filter((day) => rundownOf(scheduleOf(text), sounds, day).sessions.length > 0)).toEqual([
      '2025-04-09',
      '2025-04-10',
    ]);
  });

  test('sessions are in order of start, then of id', () => {
    const schedule = world(
      session([strand('s1')], { id: 'z', start: '05:00' }),
      session([strand('s2')], { id: 'chieu', start: '17:00' }),
      session([strand('s3')], { id: 'b', start: '05:00' }),
    );
    expect(rundownOf(schedule, sounds, '2025-04-07').sessions.map(({ session: { id } }) => id)).toEqual([
      'b',
      'z',
      'chieu',
    ]);
  });

  test('the day before a session’s first day has nothing', () => {
    const schedule = world(session([strand('s1')]));
    expect(on(schedule, addDays('2025-04-07' as LocalDate, -1))).toEqual([]);
  });

  test('an unknown channel is a bug', () => {
    expect(() => rundownOf(world(session([strand('s1')])), sounds, '2025-04-07', 'k9')).toThrow('k9');
  });
});
