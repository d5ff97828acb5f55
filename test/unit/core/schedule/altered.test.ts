/** What edits, orders, settled turns and the items themselves do to a day. */
import { describe, expect, test } from 'vitest';
import type { ItemId, SessionId, StrandId } from '../../../../src/core/ids.ts';
import { planChannelDay } from '../../../../src/core/playlist/day.ts';
import type { Playlist } from '../../../../src/core/playlist/model.ts';
import type { Alterations, Edit } from '../../../../src/core/schedule/alterations.ts';
import type { Turns } from '../../../../src/core/schedule/ground.ts';
import type { LocalDate } from '../../../../src/core/time/local.ts';
import { centre, groundOf, scheduleOf, soundsOf } from '../../../support/schedules.ts';

const IDS = ['a', 'b', 'c', 'd', 'e'];
const sounds = soundsOf({ a: 60, b: 60, c: 60, d: 60, e: 60, nhac: 50, trang: 60 });
const ITEMS = `items:
${IDS.map((id) => `  - { id: ${id}, title: Tin ${id}, genre: newsItem, sound: ${id}.wav }\n`).join('')}  - { id: nhac, title: Nhạc, genre: music, sound: nhac.wav }
  - { id: trang, title: Nhạc trang nghiêm, genre: solemn, sound: trang.wav }
  - { id: nhap, title: Bản thảo, genre: newsItem, draft: true, sound: a.wav }
  - { id: cam, title: Cấm vận, genre: newsItem, notBefore: 2025-04-09T12:00, sound: b.wav }
  - { id: het, title: Hết hạn, genre: newsItem, notFrom: 2025-04-09T12:00, sound: c.wav }
`;
const STRANDS = `strands: [{ id: t, name: Chuyên mục, items: [${IDS.join(', ')}] }]\n`;

interface SessionText {
  readonly id: string;
  readonly start: string;
  readonly rest?: string;
  readonly segments: readonly string[];
}
const session = ({ id, start, rest = '', segments }: SessionText): string =>
  `  - { id: ${id}, name: Buổi ${id}, channels: [k1], start: "${start}", maxMinutes: 30, pauseMs: 0, from: 2025-04-07${rest}, segments: [${segments.join(', ')}] }\n`;
const item = (id: string, of: string, rest = '') => `{ id: ${id}, title: Tiết mục ${id}, item: ${of}${rest} }`;

const MORNING: SessionText = {
  id: 'sang',
  start: '05:00',
  segments: [
    item('s1', 'a'),
    '{ id: s2, title: Chuyên mục, strand: t, count: 2 }',
    item('s3', 'nhac', ', required: false'),
  ],
};
const EVENING: SessionText = {
  id: 'chieu',
  start: '17:00',
  segments: [item('c1', 'b'), '{ id: c2, title: Phát lại, repeat: s2 }'],
};

type Written = Edit extends infer E ? (E extends Edit ? Omit<E, 'id'> : never) : never;
const edits = (...written: readonly Written[]): Partial<Alterations> => ({
  edits: written.map((edit, n) => ({ ...edit, id: n + 1 }) as Edit),
});

const scheduleWith = (sessions: readonly SessionText[], more = '') =>
  scheduleOf(centre(`sessions:\n${sessions.map(session).join('')}${STRANDS}${ITEMS}${more}`));

interface World {
  readonly sessions?: readonly SessionText[];
  readonly more?: string;
  readonly alterations?: Partial<Alterations>;
  readonly turns?: Turns;
  readonly channel?: string;
}
const plan = (
  day: string,
  { sessions = [MORNING, EVENING], more = '', alterations = {}, turns, channel = 'k1' }: World = {},
) => {
  const ground = groundOf(scheduleWith(sessions, more), sounds, {
    alterations,
    ...(turns === undefined ? {} : { turns }),
  });
  return planChannelDay(ground, channel as never, day as LocalDate);
};
const day = (text: string): LocalDate => text as LocalDate;

/** 'sang 05:00: s1 a, s2 b' with '-segment reason' for what is left out. */
const shown = (playlists: readonly Playlist[]): string[] =>
  playlists.map(
    ({ session: id, start, entries, absences }) =>
      `${id} ${start.local.slice(11, 16)}: ${[
        ...entries.map(({ segment, item: of }) => `${segment} ${of ?? '~'}`),
        ...absences.map(({ segment, reason }) => `-${segment} ${reason.code}`),
      ].join(', ')}`,
  );
const on = (date: string, world: World = {}): string[] => shown(plan(date, world).playlists);

const PLAIN = ['sang 05:00: s1 a, s2 a, s2 b, s3 nhac', 'chieu 17:00: c1 b, c2 a, c2 b'];

test('nothing altered: the schedule as written', () => {
  expect(on('2025-04-07')).toEqual(PLAIN);
});

describe('edits of a session', () => {
  const cancel = (scope: Edit['scope']) =>
    edits({ of: 'session', session: 'sang' as never, action: { kind: 'cancel' }, scope, day: day('2025-04-08') });

  test('cancelled, it stands there without sound and says which edit did it', () => {
    const [morning] = plan('2025-04-08', { alterations: cancel('this') }).playlists;
    expect(morning?.entries).toEqual([]);
    expect(morning?.absences.map(({ reason }) => reason)).toContainEqual({ code: 'cancelled', alteration: 1 });
    expect(on('2025-04-07', { alterations: cancel('this') })).toEqual(PLAIN);
  });

  test('what a cancelled session would have taken from a strand comes next time: nothing is lost', () => {
    const next = (alterations: Partial<Alterations>) => on('2025-04-09', { alterations })[0];
    expect(next({})).toBe('sang 05:00: s1 a, s2 e, s2 a, s3 nhac');
    expect(next(cancel('this'))).toBe('sang 05:00: s1 a, s2 c, s2 d, s3 nhac');
  });

  test.each([
    ['this', [false, true, false]],
    ['following', [false, true, true]],
    ['all', [true, true, true]],
  ] as const)('scope %s', (scope, cancelled) => {
    const silent = ['2025-04-07', '2025-04-08', '2025-04-09'].map(
      (date) => plan(date, { alterations: cancel(scope) }).playlists[0]?.entries.length === 0,
    );
    expect(silent).toEqual(cancelled);
  });

  const move = (action: object, scope: Edit['scope'] = 'this') =>
    edits({
      of: 'session',
      session: 'sang' as never,
      action: { kind: 'move', day: null, ...action } as never,
      scope,
      day: day('2025-04-08'),
    });

  test('moved within the day, it keeps its name and says where from', () => {
    const { playlists } = plan('2025-04-08', { alterations: move({ time: '06:15:00' }) });
    expect(playlists[0]?.start.local).toBe('2025-04-08T06:15:00');
    expect(playlists[0]?.entries[0]?.id).toBe('s1@2025-04-08T05:00:00');
    expect(playlists[0]?.entries[0]?.reasons).toContainEqual({
      code: 'moved-here',
      alteration: 1,
      from: '2025-04-08T05:00:00',
    });
  });

  test('moved to another day, it stands silent where it was and airs where it is', () => {
    const alterations = move({ day: '2025-04-10', time: '09:00:00' });
    expect(on('2025-04-08', { alterations })[0]).toMatch(/^sang 05:00: -s1 moved-away/);
    expect(on('2025-04-10', { alterations }).map((line) => line.slice(0, 10))).toEqual([
      'sang 05:00',
      'sang 09:00',
      'chieu 17:0',
    ]);
  });

  test('(p) a moved one is asked again whether it collides', () => {
    const { playlists, conflicts } = plan('2025-04-08', { alterations: move({ time: '16:58:00' }) });
    expect(shown(playlists)[1]).toMatch(/^chieu 17:00: -c1 session-clash/);
    expect(conflicts).toMatchObject([
      { state: 'clash', kept: { title: 'Buổi sang' }, yields: { title: 'Buổi chieu' }, from: '2025-04-08T17:00:00' },
    ]);
  });

  test('on other channels, it leaves this one and comes to the other', () => {
    const alterations = edits({
      of: 'session',
      session: 'sang' as never,
      action: { kind: 'channels', channels: ['k2' as never] },
      scope: 'this',
      day: day('2025-04-08'),
    });
    expect(on('2025-04-08', { alterations })[0]).toMatch(/^sang 05:00: -s1 edited/);
    expect(on('2025-04-08', { alterations, channel: 'k2' })).toEqual(['sang 05:00: s1 a, s2 c, s2 d, s3 nhac']);
    expect(on('2025-04-07', { alterations, channel: 'k2' })).toEqual([]);
  });

  test('shortened, it drops what is optional first', () => {
    const alterations = edits({
      of: 'session',
      session: 'sang' as never,
      action: { kind: 'length', maxSeconds: 200 },
      scope: 'this',
      day: day('2025-04-07'),
    });
    expect(on('2025-04-07', { alterations })[0]).toBe('sang 05:00: s1 a, s2 a, s2 b, -s3 no-room');
  });

  test('something added stands after what it was put behind', () => {
    const alterations = edits({
      of: 'session',
      session: 'chieu' as never,
      action: {
        kind: 'add',
        after: 'c1' as never,
        title: 'Thông báo',
        content: { kind: 'item', item: 'e' as ItemId },
        language: 'vi',
      },
      scope: 'this',
      day: day('2025-04-07'),
    });
    const { playlists } = plan('2025-04-07', { alterations });
    expect(playlists[1]?.entries.map(({ item: of }) => of)).toEqual(['b', 'e', 'a', 'b']);
    expect(playlists[1]?.entries[1]?.reasons).toContainEqual({ code: 'edited', alteration: 1, what: 'added' });
  });
});

describe('edits of a segment', () => {
  const segment = (id: string, action: object) =>
    edits({ of: 'segment', segment: id as never, action: action as never, scope: 'this', day: day('2025-04-07') });

  test('cancelled, replaced', () => {
    expect(on('2025-04-07', { alterations: segment('s1', { kind: 'cancel' }) })[0]).toBe(
      'sang 05:00: s2 a, s2 b, s3 nhac, -s1 cancelled',
    );
    const replaced = segment('s1', { kind: 'replace', content: { kind: 'item', item: 'e' }, title: null });
    expect(on('2025-04-07', { alterations: replaced })[0]).toBe('sang 05:00: s1 e, s2 a, s2 b, s3 nhac');
  });

  test('moved to another session of the day', () => {
    const alterations = segment('s1', { kind: 'move', session: 'chieu', after: null });
    expect(on('2025-04-07', { alterations })).toEqual([
      'sang 05:00: s2 a, s2 b, s3 nhac, -s1 moved-away',
      'chieu 17:00: s1 a, c1 b, c2 a, c2 b',
    ]);
  });

  test('a cancelled first run: its repeat has nothing to repeat, and the strand lost no turn', () => {
    const alterations = segment('s2', { kind: 'cancel' });
    expect(on('2025-04-07', { alterations })[1]).toBe('chieu 17:00: c1 b, -c2 nothing-to-repeat');
    expect(on('2025-04-08', { alterations })[0]).toBe('sang 05:00: s1 a, s2 a, s2 b, s3 nhac');
  });
});

describe('orders over the schedule', () => {
  const mourning = (rest = '') =>
    `overlays: [{ id: quoc-tang, name: Quốc tang, kind: mourning, from: 2025-05-24, to: 2025-05-25, authority: Ban Bí thư, document: 12/TB, reason: Lễ tang${rest} }]\n`;

  test('state mourning removes music, keeps news, and says who ordered it; the days around are as they were', () => {
    const { playlists } = plan('2025-05-24', { more: mourning() });
    expect(shown(playlists)[0]).toBe('sang 05:00: s1 a, s2 e, s2 a, -s3 suspended');
    expect(playlists[0]?.absences[0]?.reason).toEqual({
      code: 'suspended',
      overlay: 'quoc-tang',
      name: 'Quốc tang',
      authority: 'Ban Bí thư',
      document: '12/TB',
    });
    for (const date of ['2025-05-23', '2025-05-26']) expect(on(date, { more: mourning() })).toEqual(on(date));
  });

  test('something solemn in its place', () => {
    expect(on('2025-05-25', { more: mourning(', replacement: trang') })[0]).toBe(
      'sang 05:00: s1 a, s2 b, s2 c, s3 trang',
    );
  });

  test('lifted, the schedule is exactly what it was', () => {
    const lifts = { lifts: [{ id: 1, overlay: 'quoc-tang' as never, from: day('2025-05-25') }] };
    expect(plan('2025-05-25', { more: mourning(), alterations: lifts })).toEqual(plan('2025-05-25'));
    expect(on('2025-05-24', { more: mourning(), alterations: lifts })[0]).toMatch(/-s3 suspended/);
  });

  test('for another channel or unit only, this one airs as ever', () => {
    expect(on('2025-05-24', { more: mourning(', channels: [k2]') })).toEqual(on('2025-05-24'));
    expect(on('2025-05-24', { more: mourning(', units: [xa]') })[0]).toMatch(/-s3 suspended/);
  });

  test('everything suspended: an emergency still airs, and strands keep their turns for later', () => {
    const all = mourning().replace('kind: mourning', 'kind: holiday');
    const alarm = { ...MORNING, segments: [...MORNING.segments, item('s4', 'e', ', priority: emergency')] };
    const sessions = [alarm, EVENING];
    expect(on('2025-05-24', { more: all, sessions })[0]).toBe(
      'sang 05:00: s4 e, -s1 suspended, -s2 strand-empty, -s3 suspended',
    );
    const before = plan('2025-05-23', { more: all, sessions }).playlists[0]?.entries.filter(
      ({ segment }) => segment === 's2',
    );
    const after = plan('2025-05-26', { more: all, sessions }).playlists[0]?.entries.filter(
      ({ segment }) => segment === 's2',
    );
    const order = [...(before ?? []), ...(after ?? [])].map(({ item: of }) => IDS.indexOf(of ?? ''));
    expect(order.slice(1).every((at, n) => at === ((order[n] ?? 0) + 1) % IDS.length)).toBe(true);
  });
});

describe('several orders', () => {
  const two = (first: string, second: string) =>
    `overlays:\n  - { id: l1, name: Lệnh 1, kind: other, from: 2025-05-24, to: 2025-05-24, authority: A, reason: R, ${first} }\n  - { id: l2, name: Lệnh 2, kind: other, from: 2025-05-24, to: 2025-05-24, authority: A, reason: R, ${second} }\n`;

  test('what one puts in, another may remove', () => {
    const more = two('genres: [newsItem], replacement: nhac', 'genres: [music]');
    expect(plan('2025-05-24', { more }).playlists[0]?.entries).toEqual([]);
  });

  test('a strand suspended on each of its channels, by whichever order, keeps its turn', () => {
    const both = [{ ...MORNING, segments: ['{ id: s2, title: S2, strand: t }'] }];
    const text =
      `sessions:\n${both.map(session).join('')}${STRANDS}${ITEMS}${two('channels: [k1]', 'channels: [k2]')}`.replace(
        'channels: [k1], start',
        'channels: [k1, k2], start',
      );
    const ground = groundOf(scheduleOf(centre(text)), sounds);
    const heard = (date: string) =>
      planChannelDay(ground, 'k1' as never, day(date)).playlists[0]?.entries.map(({ item: id }) =>
        IDS.indexOf(id ?? ''),
      )[0];
    expect(((heard('2025-05-23') ?? 0) + 1) % IDS.length).toBe(heard('2025-05-25'));
  });
});

test('a segment moved over midnight stays in its broadcast day', () => {
  const late = { ...MORNING, id: 'dem', start: '23:00', segments: [item('d1', 'a')] };
  const night = { ...MORNING, id: 'khuya', start: '01:00', segments: [item('k1', 'b')] };
  const text = `sessions:\n${[late, night].map(session).join('')}${STRANDS}${ITEMS}`;
  const alterations = edits({
    of: 'segment',
    segment: 'd1' as never,
    action: { kind: 'move', session: 'khuya' as never, after: null },
    scope: 'this',
    day: day('2025-04-09'),
  });
  const ground = groundOf(scheduleOf(centre(text, { dayStart: '03:00' })), sounds, { alterations });
  const { playlists } = planChannelDay(ground, 'k1' as never, day('2025-04-09'));
  expect(playlists[1]?.start.local).toBe('2025-04-10T01:00:00');
  expect(playlists[1]?.entries.map(({ item: id }) => id)).toEqual(['a', 'b']);
});

describe('what the item does not allow', () => {
  const of = (id: string) => ({ ...MORNING, segments: [item('s1', id)] });

  test.each([
    ['nhap', '2025-04-09', 'draft'],
    ['cam', '2025-04-09', 'embargoed'],
    ['cam', '2025-04-10', 'cam'],
    ['het', '2025-04-09', 'het'],
    ['het', '2025-04-10', 'expired'],
  ])('%s on %s: %s', (id, date, expected) => {
    expect(on(date, { sessions: [of(id)] })[0]).toContain(expected);
  });

  test('a draft takes no turn in its strand', () => {
    const more = 'campaigns: []\n';
    const schedule = scheduleWith([MORNING], more);
    const drafted = {
      ...schedule,
      items: schedule.items.map((one) => (one.id === 'b' ? { ...one, draft: true } : one)),
    };
    const [morning] = planChannelDay(groundOf(drafted, sounds), 'k1' as never, day('2025-04-07')).playlists;
    expect(morning?.entries.map(({ item: id }) => id)).toEqual(['a', 'a', 'c', 'nhac']);
  });
});

describe('strands and what has aired', () => {
  const turns = (...given: [string, string[]][]): Turns =>
    new Map(
      given.map(([slot, items]) => [
        slot,
        {
          strand: 't' as StrandId,
          language: 'vi',
          session: 'sang' as SessionId,
          items: items as ItemId[],
          aired: items as ItemId[],
        },
      ]),
    );

  test('a new item airs at the next turn and its first run is one, wherever it stands in the list', () => {
    const schedule = scheduleWith([MORNING]);
    const later = {
      ...schedule,
      strands: schedule.strands.map((one) => ({ ...one, items: ['e', 'a', 'b', 'c', 'd'] as ItemId[] })),
    };
    const settled = turns(['s2@2025-04-07T05:00:00', ['a', 'b']], ['s2@2025-04-08T05:00:00', ['c', 'd']]);
    const [morning] = planChannelDay(
      groundOf(later, sounds, { turns: settled }),
      'k1' as never,
      day('2025-04-09'),
    ).playlists;
    const strand = morning?.entries.filter(({ segment }) => segment === 's2');
    expect(strand?.map(({ item: id, run }) => `${id} ${run}`)).toEqual(['e first', 'a repeat']);
  });

  test('what was settled stays, though the schedule would now give something else', () => {
    const [morning] = plan('2025-04-07', { turns: turns(['s2@2025-04-07T05:00:00', ['d', 'e']]) }).playlists;
    expect(morning?.entries.filter(({ segment }) => segment === 's2').map(({ item: id }) => id)).toEqual(['d', 'e']);
  });

  test('what did not air is given again', () => {
    expect(on('2025-04-08', { turns: turns(['s2@2025-04-07T05:00:00', []]) })[0]).toBe(
      'sang 05:00: s1 a, s2 a, s2 b, s3 nhac',
    );
  });

  test('what aired stays aired when its session is cancelled for good afterwards', () => {
    const alterations = edits({
      of: 'session',
      session: 'sang' as never,
      action: { kind: 'cancel' },
      scope: 'all',
      day: day('2025-04-08'),
    });
    const late = { ...EVENING, segments: ['{ id: c9, title: C9, strand: t }'] };
    const settled = turns(['s2@2025-04-07T05:00:00', ['a', 'b']]);
    const { playlists } = plan('2025-04-08', { sessions: [MORNING, late], alterations, turns: settled });
    expect(playlists[1]?.entries.map(({ item: id, run }) => `${id} ${run}`)).toEqual(['d first']);
  });

  test('a cancelled place is settled with nothing, so that undoing it later invents no airing', () => {
    const alterations = edits({
      of: 'session',
      session: 'sang' as never,
      action: { kind: 'cancel' },
      scope: 'following',
      day: day('2025-04-07'),
    });
    const { turns: given } = plan('2025-04-07', { alterations });
    expect(given).toMatchObject([{ slot: 's2@2025-04-07T05:00:00', strand: 't', session: 'sang', items: [] }]);
  });

  test('an item moved into a session of another rotation joins no rotations', () => {
    const apart = `sessions:\n${[
      { ...MORNING, id: 'x', segments: ['{ id: x1, title: X, strand: t }', item('x2', 'e')] },
      { ...MORNING, id: 'y', start: '06:00', segments: ['{ id: y1, title: Y, strand: t }'] },
      { ...MORNING, id: 'z', start: '07:00', segments: [item('z1', 'e')] },
    ]
      .map(session)
      .join('')}${STRANDS}${ITEMS}`
      .replace('name: Buổi y, channels: [k1]', 'name: Buổi y, channels: [k2]')
      .replace('name: Buổi z, channels: [k1]', 'name: Buổi z, channels: [k1, k2]');
    const moved = edits({
      of: 'segment',
      segment: 'x2' as never,
      action: { kind: 'move', session: 'z' as never, after: null },
      scope: 'this',
      day: day('2025-04-09'),
    });
    const heard = (alterations: Partial<Alterations>) =>
      planChannelDay(groundOf(scheduleOf(centre(apart)), sounds, { alterations }), 'k2' as never, day('2025-04-08'));
    expect(heard(moved)).toEqual(heard({}));
  });

  test('sessions joined by a third share one rotation, and a session is the same on all its channels', () => {
    const joined = [
      { ...MORNING, id: 'x', start: '05:00', segments: ['{ id: x1, title: X, strand: t }'] },
      { ...MORNING, id: 'y', start: '06:00', segments: ['{ id: y1, title: Y, strand: t }'] },
      { ...MORNING, id: 'z', start: '07:00', segments: ['{ id: z1, title: Z, strand: t }'] },
    ];
    const text = `sessions:\n${joined.map(session).join('')}${STRANDS}${ITEMS}`
      .replace('name: Buổi y, channels: [k1]', 'name: Buổi y, channels: [k1, k2]')
      .replace('name: Buổi z, channels: [k1]', 'name: Buổi z, channels: [k2]');
    const ground = groundOf(scheduleOf(centre(text)), sounds);
    const heard = (channel: string) =>
      planChannelDay(ground, channel as never, day('2025-04-07')).playlists.flatMap(({ entries }) =>
        entries.map(({ item: id }) => id),
      );
    expect([heard('k1'), heard('k2')]).toEqual([
      ['a', 'b'],
      ['b', 'c'],
    ]);
  });

  test('a repeat of what was clashed out is the first run', () => {
    const early = {
      ...EVENING,
      id: 'som',
      start: '04:45',
      rest: '',
      segments: Array.from({ length: 20 }, (_, n) => item(`m${n}`, 'c')),
    };
    const { playlists, turns: given } = plan('2025-04-07', { sessions: [early, MORNING, EVENING] });
    expect(shown(playlists)[1]).toMatch(/^sang 05:00: -s1 session-clash/);
    const repeats = playlists[2]?.entries.filter(({ segment }) => segment === 'c2');
    expect(repeats?.map(({ run }) => run)).toEqual(['first', 'first']);
    expect(repeats?.[0]?.reasons).toContainEqual({ code: 'first-run-missed', segment: 's2' });
    expect(given).toMatchObject([{ slot: 's2@2025-04-07T05:00:00', items: ['a', 'b'] }]);
  });
});
