/** Random small schedules with everything that may lie over them, for laws. */
import fc from 'fast-check';
import type { Sha256 } from '../../src/core/ids.ts';
import type { Cut } from '../../src/core/playlist/model.ts';
import { SAMPLE_RATE } from '../../src/core/playlist/profile.ts';
import type { Alterations, Edit } from '../../src/core/schedule/alterations.ts';
import type { Sounds } from '../../src/core/schedule/ground.ts';
import type { Schedule } from '../../src/core/schedule/model.ts';
import { addDays, type LocalDate } from '../../src/core/time/local.ts';
import { centre, scheduleOf } from './schedules.ts';

export const FIRST_DAY = '2025-04-07' as LocalDate;
const IDS = ['a', 'b', 'c', 'd'];

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const PRIORITIES = [
  '',
  '',
  '',
  ', priority: priority',
  ', priority: emergency, authorised: { by: Ông A, reason: Bão }',
  ', priority: emergency',
];

const segmentDraw = fc.record({
  content: fc.constantFrom(
    ...IDS.map((id) => `item: ${id}`),
    'strand: t, count: 2',
    'strand: t',
    'filler: nhac',
    'relay: VOV1, minutes: 2, fallback: nhac',
  ),
  priority: fc.constantFrom(...PRIORITIES),
  required: fc.boolean(),
  rule: fc.constantFrom('', '', ', rule: "FREQ=WEEKLY;BYDAY=MO,WE"', ', notOn: [2025-04-08]'),
  fixed: fc.option(fc.integer({ min: 0, max: 20 }), { freq: 4 }),
  grace: fc.constantFrom(0, 0, 30),
});
const sessionDraw = fc.record({
  start: fc.constantFrom(300, 305, 310, 320, 1020, 1025, 1430, 2),
  maxMinutes: fc.integer({ min: 1, max: 30 }),
  grace: fc.constantFrom(0, 0, 120),
  channels: fc.constantFrom('k1', 'k1', 'k2', 'k1, k2'),
  segments: fc.array(segmentDraw, { minLength: 1, maxLength: 4 }),
});

const scope = fc.constantFrom<Edit['scope']>('this', 'this', 'following', 'all');
const dayDraw = fc.integer({ min: 0, max: 3 }).map((n) => addDays(FIRST_DAY, n));
const editDraw = fc.record({
  session: fc.nat({ max: 3 }),
  segment: fc.nat({ max: 3 }),
  scope,
  day: dayDraw,
  what: fc.constantFrom('cancel', 'move', 'channels', 'length', 'add', 'cancel-segment', 'replace', 'move-segment'),
  to: fc.constantFrom(301, 312, 1022, 1435, 0),
  toDay: fc.option(dayDraw),
  other: fc.nat({ max: 3 }),
});
type EditDraw = typeof editDraw extends fc.Arbitrary<infer T> ? T : never;

const editOf = (draw: EditDraw, id: number, schedule: Schedule): Edit[] => {
  const session = schedule.sessions[draw.session % schedule.sessions.length];
  const other = schedule.sessions[draw.other % schedule.sessions.length];
  if (session === undefined || other === undefined) return [];
  const own = schedule.segments.filter((one) => one.session === session.id);
  const segment = own[draw.segment % own.length];
  if (segment === undefined) return [];
  const base = { id, scope: draw.scope, day: draw.day };
  const ofSession = (action: object) => [{ ...base, of: 'session', session: session.id, action } as unknown as Edit];
  const ofSegment = (action: object) => [{ ...base, of: 'segment', segment: segment.id, action } as unknown as Edit];
  const content = { kind: 'item', item: 'd' };
  switch (draw.what) {
    case 'cancel':
      return ofSession({ kind: 'cancel' });
    case 'move':
      return ofSession({ kind: 'move', day: draw.scope === 'this' ? draw.toDay : null, time: `${clock(draw.to)}:00` });
    case 'channels':
      return ofSession({ kind: 'channels', channels: ['k2'] });
    case 'length':
      return ofSession({ kind: 'length', maxSeconds: 120 });
    case 'add':
      return ofSession({ kind: 'add', after: segment.id, title: 'Thêm', content, language: 'vi' });
    case 'cancel-segment':
      return ofSegment({ kind: 'cancel' });
    case 'replace':
      return ofSegment({ kind: 'replace', content, title: null });
    default:
      return other.id === session.id ? [] : ofSegment({ kind: 'move', session: other.id, after: null });
  }
};

export interface AlteredWorld {
  readonly schedule: Schedule;
  readonly sounds: Sounds;
  readonly alterations: Alterations;
}

export const alteredWorlds: fc.Arbitrary<AlteredWorld> = fc
  .record({
    sessions: fc.array(sessionDraw, { minLength: 1, maxLength: 4 }),
    lengths: fc.array(fc.integer({ min: SAMPLE_RATE, max: 200 * SAMPLE_RATE }), { minLength: 5, maxLength: 5 }),
    edits: fc.array(editDraw, { maxLength: 3 }),
    overlay: fc.option(
      fc.record({
        genres: fc.constantFrom(', genres: [music]', ''),
        channels: fc.constantFrom('', ', channels: [k1]'),
      }),
      { freq: 2 },
    ),
    guard: fc.option(
      fc.constantFrom('hours: [{ from: "05:00", to: "05:25" }]', 'maxSessions: 1', 'maxSessionMinutes: 3'),
      { freq: 2 },
    ),
    dayStart: fc.constantFrom('00:00', '00:00', '03:00'),
    zone: fc.constantFrom('Asia/Ho_Chi_Minh', 'Europe/Berlin'),
  })
  .map(({ sessions, lengths, edits, overlay, guard, dayStart, zone }) => {
    const text = sessions.map(({ start, maxMinutes, grace, channels, segments }, n) => {
      const written = segments.map(({ content, priority, required, rule, fixed, grace: wait }, m) => {
        const at = fixed === null ? '' : `, start: "${clock(start + fixed)}", graceSeconds: ${wait}`;
        return `{ id: s${n}-${m}, title: T${n}${m}, ${content}, required: ${required}${priority}${at}${rule} }`;
      });
      return `  - { id: s${n}, name: S${n}, channels: [${channels}], start: "${clock(start)}", maxMinutes: ${maxMinutes}, pauseMs: 0, graceSeconds: ${grace}, from: 2025-04-01, segments: [${written.join(', ')}] }\n`;
    });
    const items = `items:\n${IDS.map((id) => `  - { id: ${id}, title: Tin ${id}, genre: newsItem, sound: ${id}.wav }\n`).join('')}  - { id: nhac, title: Nhạc, genre: music, sound: nhac.wav }\n`;
    const orders =
      overlay === null
        ? ''
        : `overlays: [{ id: lenh, name: Lệnh, kind: other, from: 2025-04-08, to: 2025-04-09, authority: Cấp trên, reason: Việc chung${overlay.genres}${overlay.channels} }]\n`;
    const guards = guard === null ? '' : `guards: [{ id: g, name: Quy chế, ${guard} }]\n`;
    const schedule = scheduleOf(
      centre(
        `sessions:\n${text.join('')}strands: [{ id: t, name: T, items: [${IDS.join(', ')}] }]\n${items}${orders}${guards}`,
        { dayStart, zone },
      ),
    );
    const sounds: Sounds = new Map(
      [...IDS, 'nhac'].map((id, n): [string, Cut] => [
        `${id}.wav`,
        { master: String(n).padStart(64, '0') as Sha256, samples: lengths[n] ?? 1 },
      ]),
    );
    const alterations: Alterations = {
      edits: edits.flatMap((draw, n) => editOf(draw, n + 1, schedule)),
      decisions: [],
      confirmations: [],
      lifts: [],
    };
    return { schedule, sounds, alterations };
  });
