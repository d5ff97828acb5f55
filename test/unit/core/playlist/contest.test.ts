/** What becomes of things that want the same time: priorities, grace, decisions, guards, and midnight. */
import { describe, expect, test } from 'vitest';
import { planChannelDay } from '../../../../src/core/playlist/day.ts';
import type { Playlist } from '../../../../src/core/playlist/model.ts';
import type { Alterations } from '../../../../src/core/schedule/alterations.ts';
import type { LocalDate } from '../../../../src/core/time/local.ts';
import { centre, groundOf, scheduleOf, soundsOf } from '../../../support/schedules.ts';

const sounds = soundsOf({ a: 60, b: 60, c: 60, d: 300, nhac: 50, hieu: 5 });
const ITEMS = `items:
${['a', 'b', 'c', 'd'].map((id) => `  - { id: ${id}, title: Tin ${id}, genre: newsItem, sound: ${id}.wav }\n`).join('')}  - { id: nhac, title: Nhạc, genre: music, sound: nhac.wav }
  - { id: hieu, title: Đài hiệu, genre: stationIdent, sound: hieu.wav }
`;
const session = (id: string, start: string, segments: readonly string[], rest = '') =>
  `  - { id: ${id}, name: Buổi ${id}, channels: [k1], start: "${start}", maxMinutes: 30, pauseMs: 0, from: 2025-04-01${rest}, segments: [${segments.join(', ')}] }\n`;
const item = (id: string, of: string, rest = '') => `{ id: ${id}, title: Tiết mục ${id}, item: ${of}${rest} }`;
const PRIORITY = ', priority: priority';
const AUTHORISED = ', priority: emergency, authorised: { by: Nguyễn Văn A, reason: Bão số 3 }';

const plan = (
  sessions: readonly string[],
  {
    more = '',
    alterations = {},
    day = '2025-04-07',
  }: { more?: string; alterations?: Partial<Alterations>; day?: string } = {},
) => {
  const schedule = scheduleOf(centre(`sessions:\n${sessions.join('')}${ITEMS}${more}`));
  return planChannelDay(groundOf(schedule, sounds, { alterations }), 'k1' as never, day as LocalDate);
};
/** 'x 05:00: a1 0+60, -a2 reason'. */
const shown = (playlists: readonly Playlist[]): string[] =>
  playlists.map(
    ({ session: id, start, entries, absences }) =>
      `${id} ${start.local.slice(11)}: ${[
        ...entries.map((entry) => `${entry.segment} ${entry.offset / 48000}+${entry.length / 48000}`),
        ...absences.map(({ segment, reason }) => `-${segment} ${reason.code}`),
      ].join(', ')}`,
  );

describe('two sessions at once', () => {
  test('back to back is no conflict; one second over is', () => {
    const five = session('x', '05:00', [item('x1', 'd')]);
    expect(plan([five, session('y', '05:05', [item('y1', 'a')])]).conflicts).toEqual([]);
    const { conflicts } = plan([five, session('y', '05:04:59', [item('y1', 'a')])]);
    expect(conflicts).toMatchObject([
      { kind: 'sessions', state: 'clash', from: '2025-04-07T05:04:59', to: '2025-04-07T05:05:00' },
    ]);
  });

  test('among equals what begins first stays, and the other says what it lost to', () => {
    const { playlists } = plan([session('x', '05:00', [item('x1', 'd')]), session('y', '05:02', [item('y1', 'a')])]);
    expect(shown(playlists)).toEqual(['x 05:00:00: x1 0+300', 'y 05:02:00: -y1 session-clash']);
  });

  test('with grace it waits, and says how long and for what', () => {
    const late = session('y', '05:02', [item('y1', 'a'), item('y2', 'b', ', start: "05:10"')], ', graceSeconds: 180');
    const { playlists, conflicts } = plan([session('x', '05:00', [item('x1', 'd')]), late]);
    expect(shown(playlists)[1]).toBe('y 05:05:00: y1 0+60, y2 300+60');
    expect(playlists[1]?.entries[0]?.reasons).toContainEqual({ code: 'begins-late', seconds: 180, after: 'Buổi x' });
    expect(conflicts).toEqual([]);
  });

  test('grace of a second less does not do', () => {
    const late = session('y', '05:02', [item('y1', 'a')], ', graceSeconds: 179');
    expect(shown(plan([session('x', '05:00', [item('x1', 'd')]), late]).playlists)[1]).toContain('session-clash');
  });

  test('the higher priority keeps its time; the other goes around it, and what does not fit says why', () => {
    const long = session(
      'x',
      '05:00',
      ['a', 'b', 'c', 'd'].map((of, n) => item(`x${n}`, of)),
    );
    const urgent = session('y', '05:02:30', [item('y1', 'a', PRIORITY)]);
    const { playlists, conflicts } = plan([long, urgent]);
    expect(shown(playlists)).toEqual(['x 05:00:00: x0 0+60, x1 60+60, x2 210+60, x3 270+300', 'y 05:02:30: y1 0+60']);
    expect(conflicts).toMatchObject([
      {
        state: 'ranked',
        kept: { title: 'Buổi y', priority: 'priority' },
        yields: { title: 'Buổi x', priority: 'normal' },
      },
    ]);
    const short = long.replace('maxMinutes: 30', 'maxMinutes: 5');
    const {
      playlists: [first],
    } = plan([short, urgent]);
    expect(first?.absences).toMatchObject([
      { segment: 'x3', reason: { code: 'preempted', by: 'Buổi y', priority: 'priority' } },
    ]);
  });

  test('an emergency goes before a priority item; two emergencies follow each other', () => {
    const first = session('x', '05:00', [item('x1', 'd', PRIORITY)]);
    const alarm = session('y', '05:01', [item('y1', 'a', AUTHORISED)]);
    const second = session('z', '05:01:30', [item('z1', 'b', AUTHORISED)]);
    const { playlists, conflicts } = plan([first, alarm, second]);
    expect(shown(playlists)).toEqual(['x 05:00:00: x1 180+300', 'y 05:01:00: y1 0+60', 'z 05:02:00: z1 0+60']);
    expect(conflicts.map(({ state }) => state)).toEqual(['ranked', 'ranked']);
  });

  test('an emergency that nobody answers for ranks as a priority item', () => {
    const { conflicts } = plan([
      session('x', '05:00', [item('x1', 'd', PRIORITY)]),
      session('y', '05:01', [item('y1', 'a', ', priority: emergency')]),
    ]);
    expect(conflicts).toMatchObject([{ state: 'open' }]);
  });

  describe('two priority items', () => {
    const both = [
      session('x', '05:00', [item('x1', 'd', PRIORITY)]),
      session('y', '05:01', [item('y1', 'a', PRIORITY)]),
    ];
    const decide = (first: string, second: string): Partial<Alterations> => ({
      decisions: [{ id: 7, channel: 'k1' as never, day: '2025-04-07' as LocalDate, first, second }],
    });
    const [x, y] = ['x@2025-04-07T05:00:00', 'y@2025-04-07T05:01:00'];

    test('are a person’s to decide: open, and until then the first stays', () => {
      const { playlists, conflicts } = plan(both);
      expect(conflicts).toMatchObject([{ state: 'open', kept: { slot: x }, yields: { slot: y }, decision: null }]);
      expect(shown(playlists)).toEqual(['x 05:00:00: x1 0+300', 'y 05:01:00: -y1 decision-open']);
    });

    test.each([
      [x, y, ['x 05:00:00: x1 0+300', 'y 05:01:00: y1 240+60']],
      [y, x, ['x 05:00:00: x1 120+300', 'y 05:01:00: y1 0+60']],
    ])('decided %s before %s', (first, second, expected) => {
      const { playlists, conflicts } = plan(both, { alterations: decide(first, second) });
      expect(shown(playlists)).toEqual(expected);
      expect(conflicts).toMatchObject([
        { state: 'decided', kept: { slot: first }, yields: { slot: second }, decision: 7 },
      ]);
    });

    test('a decision of another day or channel decides nothing here', () => {
      const other = decide(x, y).decisions?.map((one) => ({ ...one, channel: 'k2' as never })) ?? [];
      expect(plan(both, { alterations: { decisions: other } }).conflicts).toMatchObject([{ state: 'open' }]);
    });
  });
});

describe('urgent places within a session', () => {
  test('come first, behind the ident, and say so', () => {
    const { playlists } = plan([
      session('x', '05:00', [item('h', 'hieu'), item('x1', 'a'), item('x2', 'b', PRIORITY)]),
    ]);
    expect(shown(playlists)).toEqual(['x 05:00:00: h 0+5, x2 5.016+60, x1 65.016+60']);
    expect(playlists[0]?.entries[1]?.reasons).toContainEqual({ code: 'priority-first' });
  });

  test('are the last to be left out', () => {
    const short = session('x', '05:00', [item('x1', 'a'), item('x2', 'b', `${PRIORITY}, required: false`)]).replace(
      '30',
      '1',
    );
    expect(shown(plan([short]).playlists)).toEqual(['x 05:00:00: x2 0+60, -x1 no-room']);
  });

  test('two that do not both fit are an open decision, and a decision holds', () => {
    const short = session('x', '05:00', [item('x1', 'a', PRIORITY), item('x2', 'b', PRIORITY)]).replace('30', '1');
    const { conflicts, playlists } = plan([short]);
    expect(shown(playlists)).toEqual(['x 05:00:00: x1 0+60, -x2 no-room']);
    const [first, second] = ['x1@2025-04-07T05:00:00', 'x2@2025-04-07T05:00:00'];
    expect(conflicts).toMatchObject([
      { kind: 'places', state: 'open', kept: { slot: first }, yields: { slot: second } },
    ]);
    const decisions = [{ id: 3, channel: 'k1' as never, day: '2025-04-07' as LocalDate, first: second, second: first }];
    const decided = plan([short], { alterations: { decisions } });
    expect(shown(decided.playlists)).toEqual(['x 05:00:00: x2 0+60, -x1 no-room']);
    expect(decided.conflicts).toMatchObject([{ state: 'decided', kept: { slot: second }, decision: 3 }]);
  });

  test('a fixed start does not push out something of higher rank that is still on', () => {
    const relay = '{ id: tin, title: Thời sự, relay: VOV1, minutes: 2, start: "05:02" }';
    const { playlists } = plan([session('x', '05:00', [item('x1', 'd', `${PRIORITY}, start: "05:00"`), relay])]);
    expect(shown(playlists)).toEqual(['x 05:00:00: x1 0+300, -tin preempted']);
  });
});

describe('a fixed start with grace', () => {
  const RELAY = (grace: number) =>
    `{ id: tin, title: Thời sự, relay: VOV1, minutes: 2, start: "05:01:30", graceSeconds: ${grace}, fallback: nhac }`;

  test('waits for speech to end, and a relay ends when it would have', () => {
    const { playlists } = plan([session('x', '05:00', [item('x1', 'a'), item('x2', 'b'), RELAY(30)])]);
    expect(shown(playlists)).toEqual(['x 05:00:00: x1 0+60, x2 60+60, tin 120+90']);
    expect(playlists[0]?.entries[2]?.reasons).toContainEqual({ code: 'begins-late', seconds: 30, after: null });
  });

  test('without enough of it, what is before is left out and the start is exact', () => {
    expect(shown(plan([session('x', '05:00', [item('x1', 'a'), item('x2', 'b'), RELAY(29)])]).playlists)).toEqual([
      'x 05:00:00: x1 0+60, tin 90+120, -x2 no-room',
    ]);
  });
});

describe('a guard of hours', () => {
  const guard = (rest: string) => `guards: [{ id: g, name: Quy chế xã, ${rest} }]\n`;
  const HOURS = guard('hours: [{ from: "05:00", to: "06:30" }]');

  test('what lies outside does not sound, and a finding says so', () => {
    const { playlists, findings } = plan(
      [session('x', '03:15', [item('x1', 'a')]), session('y', '05:00', [item('y1', 'a')])],
      { more: HOURS },
    );
    expect(shown(playlists)).toEqual(['x 03:15:00: -x1 guard-hours', 'y 05:00:00: y1 0+60']);
    expect(findings).toMatchObject([{ level: 'refused', rule: 'hours', guard: 'g', session: 'x@2025-04-07T03:15:00' }]);
  });

  test('a session that would run beyond ends in time: whole items only', () => {
    const { playlists } = plan(
      [
        session(
          'x',
          '06:28',
          ['a', 'b', 'c'].map((of, n) => item(`x${n}`, of)),
        ),
      ],
      { more: HOURS },
    );
    expect(shown(playlists)).toEqual(['x 06:28:00: x0 0+60, x1 60+60, -x2 guard-hours']);
  });

  test('only an emergency with a named authoriser passes, and takes nothing else with it', () => {
    const night = (rest: string) => session('x', '03:15', [item('x1', 'a'), item('x2', 'b', rest)]);
    expect(shown(plan([night(AUTHORISED)], { more: HOURS }).playlists)).toEqual([
      'x 03:15:00: x2 0+60, -x1 guard-hours',
    ]);
    const { playlists, findings } = plan([night(', priority: emergency')], { more: HOURS });
    expect(playlists[0]?.entries).toEqual([]);
    expect(findings.map(({ rule }) => rule)).toContain('authoriser');
  });

  test('caps of length and number', () => {
    const long = session(
      'x',
      '05:00',
      ['a', 'b', 'c'].map((of, n) => item(`x${n}`, of)),
    );
    expect(shown(plan([long], { more: guard('maxSessionMinutes: 2') }).playlists)).toEqual([
      'x 05:00:00: x0 0+60, x1 60+60, -x2 guard-length',
    ]);
    const two = [session('x', '05:00', [item('x1', 'a')]), session('y', '06:00', [item('y1', 'a')])];
    expect(shown(plan(two, { more: guard('maxSessions: 1') }).playlists)).toEqual([
      'x 05:00:00: x1 0+60',
      'y 06:00:00: -y1 guard-sessions',
    ]);
  });

  test('of another unit, it holds nothing back here', () => {
    const more = `guards: [{ id: g, name: G, units: [xa], hours: [{ from: "05:00", to: "06:30" }], to: 2025-04-01 }]\n`;
    expect(shown(plan([session('x', '03:15', [item('x1', 'a')])], { more }).playlists)).toEqual([
      'x 03:15:00: x1 0+60',
    ]);
  });
});

describe('midnight', () => {
  const late = session('x', '23:57', [item('x1', 'd')]);
  const early = session('y', '00:01', [item('y1', 'a')]);

  test('(d) what runs over midnight keeps its length and its day, and what begins under it yields', () => {
    expect(shown(plan([late, early], { day: '2025-04-06' }).playlists)).toContain('x 23:57:00: x1 0+300');
    const { playlists, conflicts } = plan([late, early], { day: '2025-04-07' });
    expect(shown(playlists)).toEqual(['y 00:01:00: -y1 session-clash', 'x 23:57:00: x1 0+300']);
    expect(conflicts.map(({ yields }) => yields.slot)).toContain('y@2025-04-07T00:01:00');
  });

  test('tomorrow’s priority session keeps its time against tonight’s', () => {
    const urgent = session('y', '00:01', [item('y1', 'a', PRIORITY)]);
    expect(shown(plan([late, urgent], { day: '2025-04-07' }).playlists)).toEqual([
      'y 00:01:00: y1 0+60',
      'x 23:57:00: x1 300+300',
    ]);
  });
});

describe('what reviewers found', () => {
  test('a relay is cut by an emergency and ends when it would have ended', () => {
    const relay = session('x', '06:00', ['{ id: tin, title: Thời sự, relay: VOV1, minutes: 30, start: "06:00" }']);
    const at = (start: string) => shown(plan([relay, session('y', start, [item('y1', 'a', AUTHORISED)])]).playlists);
    expect(at('06:10')).toEqual(['x 06:00:00: tin 0+600, tin 660+1140', 'y 06:10:00: y1 0+60']);
    expect(at('06:28')).toEqual(['x 06:00:00: tin 0+1680, tin 1740+60', 'y 06:28:00: y1 0+60']);
  });

  test('what else has a fixed start is left out, not moved beyond its grace', () => {
    const fixed = (grace: number) =>
      session('x', '06:00', [item('x1', 'd', `, start: "06:00", graceSeconds: ${grace}`)]);
    const alarm = session('y', '06:02', [item('y1', 'a', AUTHORISED)]);
    expect(shown(plan([fixed(0), alarm]).playlists)[0]).toBe('x 06:00:00: -x1 preempted');
    expect(shown(plan([fixed(180), alarm]).playlists)[0]).toBe('x 06:00:00: x1 180+300');
  });

  test('waiting takes nothing from a session: two emergencies are both heard', () => {
    const five = (id: string) => session(id, '05:00', [item(`${id}1`, 'd', AUTHORISED)]).replace('30', '5');
    expect(shown(plan([five('x'), five('y')]).playlists)).toEqual(['x 05:00:00: x1 0+300', 'y 05:05:00: y1 0+300']);
  });

  test('an answered emergency passes every cap, and lawful news stays beside it', () => {
    const two = [
      session('x', '05:00', [item('x1', 'a')]),
      session('y', '06:00', [item('y1', 'a'), item('y2', 'b', AUTHORISED)]),
    ];
    const guard = (rest: string) => ({ more: `guards: [{ id: g, name: Quy chế xã, ${rest} }]\n` });
    expect(shown(plan(two, guard('maxSessions: 1')).playlists)[1]).toBe('y 06:00:00: y2 0+60, -y1 guard-sessions');
    const late = session('x', '05:00', [item('x1', 'a'), item('x2', 'b', `${AUTHORISED}, start: "05:05"`)]);
    expect(shown(plan([late], guard('maxSessionMinutes: 3')).playlists)[0]).toBe('x 05:00:00: x1 0+60, x2 300+60');
    const hours = guard('hours: [{ from: "05:00", to: "05:30" }]');
    expect(
      shown(plan([session('x', '05:00', [item('x1', 'a'), item('x2', 'b', AUTHORISED)])], hours).playlists),
    ).toEqual(['x 05:00:00: x2 0+60, x1 60+60']);
    const mixed = [item('x1', 'a', ', priority: emergency'), item('x2', 'b', AUTHORISED)];
    expect(shown(plan([session('x', '03:00', mixed)], hours).playlists)).toEqual([
      'x 03:00:00: x2 0+60, -x1 guard-hours',
    ]);
  });

  test('of many at a forbidden hour none sounds', () => {
    const many = Array.from({ length: 12 }, (_, n) => session(`s${n}`, '04:00', [item(`s${n}-1`, 'a')]));
    const { playlists } = plan(many, {
      more: 'guards: [{ id: g, name: G, hours: [{ from: "05:00", to: "05:30" }] }]\n',
    });
    expect(playlists.flatMap(({ entries }) => entries)).toEqual([]);
  });

  test('a decision between two says nothing about a third', () => {
    const [e, x, l] = [
      session(
        'e',
        '05:00',
        ['d', 'd', 'd'].map((of, n) => item(`e${n}`, of, PRIORITY)),
      ),
      session('x', '05:10', [item('x1', 'd', PRIORITY)]),
      session('l', '05:14', [item('l1', 'a', PRIORITY)]),
    ];
    const decisions = [
      {
        id: 1,
        channel: 'k1' as never,
        day: '2025-04-07' as LocalDate,
        first: 'l@2025-04-07T05:14:00',
        second: 'e@2025-04-07T05:00:00',
      },
    ];
    const { conflicts } = plan([e, x, l], { alterations: { decisions } });
    expect(conflicts.find(({ yields }) => yields.slot.startsWith('l@'))).toMatchObject({
      state: 'open',
      kept: { title: 'Buổi x' },
    });
  });

  test('a first relay with grace is shortened when its session had to wait', () => {
    const first = session('x', '06:00', [item('x1', 'd')]);
    const next = session(
      'y',
      '06:04',
      ['{ id: tin, title: Thời sự, relay: VOV1, minutes: 10, start: "06:04", graceSeconds: 120 }'],
      ', graceSeconds: 120',
    );
    expect(shown(plan([first, next]).playlists)[1]).toBe('y 06:05:00: tin 0+540');
  });
});
