/** The player's laws, on a virtual clock with power cuts, a plan that changes and an output that fails. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Sha256 } from '../../src/core/ids.ts';
import type { LatePolicy, Manifest } from '../../src/core/manifest/model.ts';
import {
  type AsRun,
  NEW_PLAYER,
  type Now,
  type Player,
  type PlayerEvent,
  sessionKey,
} from '../../src/core/playback/model.ts';
import { step } from '../../src/core/playback/step.ts';
import type { LocalDate, LocalTime } from '../../src/core/time/local.ts';
import { instantMs } from '../../src/core/time/zone.ts';
import { type UrgentNotice, type UrgentOrder, urgentAiring } from '../../src/core/urgent/model.ts';
import { dayOf, manifestOf, sessionAt } from '../support/manifests.ts';
import { urgentCancel, urgentOrder } from '../support/urgent.ts';

const DAY = '2026-11-30';
const MIDNIGHT = instantMs('2026-11-29T17:00:00Z');
const END = MIDNIGHT + 86_400_000;

/** What really sounded: by the output, which knows nothing of plans. */
interface Sounded {
  readonly key: string;
  readonly sound: Sha256 | null;
  readonly startMs: number;
  readonly fromMs: number;
  endMs: number;
}

interface World {
  player: Player;
  readonly rows: AsRun[];
  readonly sounded: Sounded[];
  /** When a cancel really came, by the id of what it cancels. */
  readonly cancelled: Map<string, number>;
}

/** A fault at a time of the day, milliseconds. */
type Fault =
  | { readonly kind: 'power-cut' | 'stop'; readonly at: number; readonly forMs: number }
  | { readonly kind: 'failed'; readonly at: number }
  | { readonly kind: 'manifest'; readonly at: number; readonly manifest: Manifest }
  | { readonly kind: 'urgent'; readonly at: number; readonly notices: readonly UrgentNotice[] }
  | { readonly kind: 'sounds'; readonly at: number; readonly sounds: readonly Sha256[] };

const TICK = 5000;

const soundsIn = ({ days }: Manifest): Sha256[] =>
  days.flatMap(({ sessions }) => sessions.flatMap(({ sound }) => (sound === null ? [] : [sound.sha256])));

const run = (
  manifest: Manifest,
  faults: readonly Fault[],
  quality: Now['quality'] = 'A',
  sounds: readonly Sha256[] = soundsIn(manifest),
): World => {
  const world: World = { player: NEW_PLAYER, rows: [], sounded: [], cancelled: new Map() };
  let playing: Sounded | null = null;
  let ends = 0;
  let monotonic = 5000;
  const give = (event: PlayerEvent, wallMs: number): void => {
    const stepped = step(world.player, event, { wallMs, monotonicMs: monotonic, quality });
    world.player = stepped.player;
    world.rows.push(...stepped.rows);
    for (const command of stepped.commands) {
      if (command.do === 'stop') {
        expect(playing?.key).toBe(command.key);
        if (playing !== null) playing.endMs = wallMs;
        playing = null;
        continue;
      }
      expect(playing).toBeNull();
      const { key, sound, fromMs } = command;
      playing = { key, sound, fromMs, startMs: wallMs, endMs: Number.NaN };
      world.sounded.push(playing);
      ends = wallMs + command.lengthMs - command.fromMs;
    }
  };
  give({ kind: 'manifest', manifest }, MIDNIGHT);
  give({ kind: 'sounds', sounds: new Set(sounds) }, MIDNIGHT);
  const todo = faults.toSorted((a, b) => a.at - b.at);
  let now = MIDNIGHT;
  while (now < END) {
    const fault = todo[0] !== undefined && MIDNIGHT + todo[0].at <= now ? todo.shift() : undefined;
    if (fault?.kind === 'power-cut' || fault?.kind === 'stop') {
      if (fault.kind === 'stop') give({ kind: 'stopping' }, now);
      if (fault.kind === 'stop') expect(playing).toBeNull();
      if (playing !== null) (playing as Sounded).endMs = now;
      playing = null;
      now = Math.min(END, now + fault.forMs);
      monotonic = 0;
      give({ kind: 'restarted' }, now);
      continue;
    }
    if (fault?.kind === 'failed' && playing !== null) {
      const { key } = playing as Sounded;
      (playing as Sounded).endMs = now;
      playing = null;
      give({ kind: 'failed', key, reason: 'device-fault', heard: true }, now);
    }
    if (fault?.kind === 'manifest') give({ kind: 'manifest', manifest: fault.manifest }, now);
    if (fault?.kind === 'urgent') {
      give({ kind: 'urgent', notices: fault.notices }, now);
      for (const notice of fault.notices) if (notice.kind === 'cancel') world.cancelled.set(notice.cancels, now);
    }
    if (fault?.kind === 'sounds') give({ kind: 'sounds', sounds: new Set(fault.sounds) }, now);
    if (playing !== null && ends <= now) {
      const { key } = playing as Sounded;
      (playing as Sounded).endMs = ends;
      playing = null;
      give({ kind: 'ended', key }, now);
    }
    give({ kind: 'tick' }, now);
    now += TICK;
    monotonic += TICK;
  }
  return world;
};

const clockText = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00`;

const HOURS = [
  { day: DAY as LocalDate, spans: [{ from: '05:00:00' as LocalTime, to: '21:00:00' as LocalTime }] },
] as const;
const BY = { by: 'Chủ tịch xã', reason: 'Bão số 9', document: null };
const ADDED = 'ef'.repeat(32) as Sha256;

const session = fc.record({
  minute: fc.integer({ min: 0, max: 23 * 60 }),
  items: fc.integer({ min: 1, max: 4 }),
  lengthMs: fc.integer({ min: 30, max: 1200 }).map((seconds) => seconds * 1000),
  late: fc.constantFrom<LatePolicy>('skip', 'from-start', 'join'),
  authorised: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
  noSound: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
});

const plan = fc.uniqueArray(session, { minLength: 1, maxLength: 6, selector: ({ minute }) => minute }).map((sessions) =>
  manifestOf({
    hours: HOURS,
    days: [
      dayOf(
        DAY,
        ...sessions
          .toSorted((a, b) => a.minute - b.minute)
          .map(({ minute, items, lengthMs, late, noSound, authorised }) => ({
            ...sessionAt(DAY, clockText(minute), {
              titles: Array.from({ length: items }, (_, n) => `Tin ${n}`),
              lengthMs,
              late,
            }),
            id: `buoi-${minute}`,
            authorised: authorised ? BY : null,
            ...(noSound ? { sound: null } : {}),
          })),
      ),
    ],
  }),
);

const at = fc.integer({ min: 0, max: 86_399 }).map((seconds) => seconds * 1000);
const faults = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constantFrom('power-cut' as const, 'stop' as const),
      at,
      forMs: fc.integer({ min: 1, max: 3600 }).map((s) => s * 1000),
    }),
    fc.record({ kind: fc.constant('failed' as const), at }),
  ),
  { maxLength: 12 },
);

const sessionsIn = ({ days }: Manifest) =>
  days.flatMap(({ day, sessions }) => sessions.map((one) => ({ key: sessionKey(day, one.id), one })));
const localHour = (ms: number): number => ((ms - MIDNIGHT) / 3_600_000) % 24;
const LAST = new Set(['stopped', 'missed', 'preempted']);

describe('whatever happens', () => {
  test('nothing begins, or sounds for more than a moment, outside the hours; every item whose time is over has a last word', () => {
    fc.assert(
      fc.property(plan, faults, (manifest, happened) => {
        const { rows, sounded, player } = run(manifest, happened);
        // The centre takes no such row: what was heard whole was taken the air from by nothing.
        expect(rows.filter(({ kind, whole }) => kind === 'preempted' && whole)).toEqual([]);
        const answered = new Set(
          sessionsIn(manifest).flatMap(({ key, one }) => (one.authorised === null ? [] : [key])),
        );
        for (const { key, startMs, endMs, sound } of sounded) {
          expect(soundsIn(manifest)).toContain(sound);
          if (answered.has(key)) continue;
          expect(localHour(startMs)).toBeGreaterThanOrEqual(5);
          expect(localHour(startMs)).toBeLessThan(21);
          if (!Number.isNaN(endMs)) expect(localHour(endMs)).toBeLessThan(21 + (2 * TICK) / 3_600_000);
        }
        for (const { key, one } of sessionsIn(manifest)) {
          if (instantMs(one.start.instant) + one.lengthMs >= END - 2 * TICK || player.playing?.key === key) continue;
          for (const { id } of one.items) {
            const last = rows.filter((row) => row.item === id && LAST.has(row.kind));
            const cuts = happened.filter(({ kind }) => kind === 'power-cut' || kind === 'stop').length;
            expect(last.length, id).toBeGreaterThanOrEqual(1);
            // What is joined again after a power cut, or begun again, is heard more than once.
            expect(last.length, id).toBeLessThanOrEqual(one.late === 'skip' ? 1 : 1 + cuts);
            if (last.some(({ kind }) => kind === 'missed')) expect(last.length, id).toBe(1);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  test('what is said to be heard was heard: to two ticks for each piece', () => {
    fc.assert(
      fc.property(plan, faults, (manifest, happened) => {
        const { rows, sounded } = run(manifest, happened);
        for (const { key, one } of sessionsIn(manifest)) {
          const pieces = sounded.filter((piece) => piece.key === key);
          const really = pieces.map(({ startMs, endMs }) => (Number.isNaN(endMs) ? END : endMs) - startMs);
          const told = rows
            .filter((row) => one.items.some(({ id }) => id === row.item))
            .reduce((sum, row) => sum + row.heardMs, 0);
          const total = really.reduce((sum, ms) => sum + ms, 0);
          if (pieces.some(({ endMs }) => Number.isNaN(endMs))) continue;
          const room = 2 * TICK * Math.max(1, really.length);
          // Of a piece that is begun again from its first word only the items that it ended are told.
          const least = one.late === 'join' ? total : (really.at(-1) ?? 0);
          expect(told, key).toBeGreaterThanOrEqual(least - room);
          expect(told, key).toBeLessThanOrEqual(total + room);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('without faults everything that may sound and has its time for itself is heard whole', () => {
    fc.assert(
      fc.property(plan, (manifest) => {
        const { rows } = run(manifest, []);
        const all = sessionsIn(manifest);
        for (const [n, { one }] of all.entries()) {
          const start = instantMs(one.start.instant);
          const next = all[n + 1]?.one;
          const alone = next === undefined || start + one.lengthMs + TICK < instantMs(next.start.instant);
          const allowed =
            one.authorised !== null ||
            (localHour(start) >= 5 && localHour(start + one.lengthMs + TICK) < 21 && localHour(start) < 21);
          const before = all[n - 1]?.one;
          const taken = before !== undefined && instantMs(before.start.instant) + before.lengthMs >= start;
          if (!alone || !allowed || one.sound === null || taken) continue;
          for (const { id, lengthMs } of one.items)
            expect(
              rows.find((row) => row.item === id && row.kind === 'stopped'),
              id,
            ).toMatchObject({ whole: true, heardMs: lengthMs });
        }
      }),
      { numRuns: 20 },
    );
  });

  test('a bulletin that a power cut broke off is begun again within its grace, and has one last word for each item', () => {
    const manifest = manifestOf({ days: [dayOf(DAY, sessionAt(DAY, '06:00:00', { lengthMs: 600_000 }))] });
    const cut = (forMs: number) => run(manifest, [{ kind: 'power-cut', at: 6 * 3_600_000 + 60_000, forMs }]);
    const soon = cut(90_000);
    expect(soon.sounded.map(({ startMs, fromMs }) => [startMs - MIDNIGHT, fromMs])).toEqual([
      [21_600_000, 0],
      [21_600_000 + 150_000, 0],
    ]);
    expect(soon.rows.filter(({ kind }) => LAST.has(kind)).map(({ whole, kind }) => [kind, whole])).toEqual([
      ['stopped', true],
      ['stopped', true],
    ]);
    const late = cut(200_000);
    expect(late.sounded).toHaveLength(1);
    expect(late.rows.filter(({ kind }) => LAST.has(kind)).map((row) => [row.kind, row.reason, row.heardMs])).toEqual([
      ['stopped', 'power-cut', 55_000],
      ['missed', 'power-cut', 0],
    ]);
  });

  test('sound that is not there is waited for within the grace, and is then missing; it is never another one', () => {
    const manifest = manifestOf({ days: [dayOf(DAY, sessionAt(DAY, '06:00:00', { lengthMs: 600_000 }))] });
    const [needed] = soundsIn(manifest);
    const arrives = (at: number) =>
      run(manifest, [{ kind: 'sounds', at: 6 * 3_600_000 + at, sounds: [ADDED, needed as Sha256] }], 'A', [ADDED]);
    expect(arrives(60_000).sounded).toMatchObject([{ startMs: MIDNIGHT + 6 * 3_600_000 + 60_000, sound: needed }]);
    const never = arrives(400_000);
    expect(never.sounded).toEqual([]);
    expect(never.rows.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['missed', 'sound-missing'],
      ['missed', 'sound-missing'],
    ]);
  });

  test('outside the hours, on a day that is not named, and after its end a manifest is silence; an order by name is not', () => {
    const at = (more: Partial<Manifest>, authorised: typeof BY | null = null) =>
      run(manifestOf({ days: [dayOf(DAY, sessionAt(DAY, '03:15:00', { authorised }))], hours: HOURS, ...more }), []);
    expect(at({}).rows.map(({ reason }) => reason)).toEqual(['ordered-off', 'ordered-off']);
    expect(at({}).sounded).toEqual([]);
    expect(at({ hours: [] }).sounded).toEqual([]);
    expect(at({}, BY).sounded).toHaveLength(1);
    const over = at({ validUntil: '2026-11-29T20:00:00Z' }, BY);
    expect([over.sounded, over.rows.map(({ reason }) => reason)]).toEqual([[], ['line-fault', 'line-fault']]);
  });

  test('a clock that nobody vouches for plays nothing that is timed', () => {
    const manifest = manifestOf({ days: [dayOf(DAY, sessionAt(DAY, '06:00:00'))] });
    expect(run(manifest, [], 'D').sounded).toEqual([]);
    expect(run(manifest, [], 'C').sounded).toHaveLength(1);
  });

  test('a manifest without the session does not silence what has begun; what it brings too late is missed for want of a line', () => {
    const manifest = manifestOf({ days: [dayOf(DAY, sessionAt(DAY, '06:00:00', { lengthMs: 600_000 }))] });
    const added = sessionAt(DAY, '05:00:00', { lengthMs: 60_000, titles: ['Thông báo'] });
    const without = manifestOf({
      version: 4,
      days: [dayOf(DAY, added, sessionAt(DAY, '11:00:00', { lengthMs: 60_000 }))],
    });
    const { sounded, rows } = run(manifest, [{ kind: 'manifest', at: 6 * 3_600_000 + 300_000, manifest: without }]);
    expect(sounded[0]).toMatchObject({ startMs: MIDNIGHT + 6 * 3_600_000, endMs: MIDNIGHT + 6 * 3_600_000 + 600_000 });
    expect(rows.filter(({ session: id }) => id === added.id).map(({ kind, reason }) => [kind, reason])).toEqual([
      ['missed', 'line-fault'],
    ]);
  });
});

const instantAt = (ms: number): string => `${new Date(MIDNIGHT + ms).toISOString().slice(0, 19)}Z`;
const MINUTE = 60_000;
const HOUR = 3_600_000;

interface Drawn {
  readonly at: number;
  readonly repeats: number;
  readonly pauseSeconds: number;
  readonly lengthMs: number;
  readonly validMinutes: number;
  readonly cancelAfter: number | null;
  readonly hasSound: boolean;
}
const drawn: fc.Arbitrary<Drawn> = fc.record({
  at: fc.integer({ min: 60, max: 22 * 3600 }).map((seconds) => seconds * 1000),
  repeats: fc.integer({ min: 1, max: 4 }),
  pauseSeconds: fc.constantFrom(0, 10, 60, 900),
  lengthMs: fc.integer({ min: 10, max: 300 }).map((seconds) => seconds * 1000),
  validMinutes: fc.integer({ min: 1, max: 90 }),
  cancelAfter: fc.option(
    fc.integer({ min: 1, max: 900 }).map((seconds) => seconds * 1000),
    { freq: 2 },
  ),
  hasSound: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
});
const ordersOf = (draws: readonly Drawn[]): UrgentOrder[] =>
  draws.map(({ at, repeats, pauseSeconds, lengthMs, validMinutes }, n) =>
    urgentOrder(n, instantAt(at), {
      ...{ repeats, pauseSeconds, expiresAt: instantAt(at + validMinutes * MINUTE) },
      sound: { sha256: `${n}f`.repeat(32) as Sha256, bytes: 1, format: 'mp3', lengthMs },
    }),
  );
const givenOf = (draws: readonly Drawn[], orders: readonly UrgentOrder[]): Fault[] =>
  orders.flatMap((order, n): Fault[] => {
    const { at = 0, cancelAfter = null } = draws[n] ?? {};
    if (cancelAfter === null) return [{ kind: 'urgent', at, notices: [order] }];
    const cancel = urgentCancel(order, instantAt(at + cancelAfter));
    // The centre goes on telling both.
    return [
      { kind: 'urgent', at, notices: [order] },
      { kind: 'urgent', at: at + cancelAfter, notices: [order, cancel] },
    ];
  });

describe('an urgent order', () => {
  test('whatever happens: one sound, never after its end or its cancel, as often as it says and no more, and each time has its rows', () => {
    fc.assert(
      fc.property(plan, faults, fc.array(drawn, { minLength: 1, maxLength: 3 }), (manifest, happened, draws) => {
        const orders = ordersOf(draws);
        const heldSounds = orders.flatMap(({ sound }, n) => (draws[n]?.hasSound === true ? [sound.sha256] : []));
        const { rows, sounded, player, cancelled } = run(manifest, [...happened, ...givenOf(draws, orders)], 'A', [
          ...soundsIn(manifest),
          ...heldSounds,
        ]);
        expect(player.urgent.orders.filter(({ order }) => instantMs(order.expiresAt) < END - TICK)).toEqual([]);
        for (const [n, order] of orders.entries()) {
          const draw = draws[n];
          const times = sounded.filter(({ key }) => key.startsWith(`${order.id}.`));
          const told = rows.filter(({ item }) => item.startsWith(`${order.id}.`));
          if (draw?.hasSound === false) expect(times).toEqual([]);
          expect(new Set(times.map(({ key }) => key)).size).toBe(times.length);
          const expires = instantMs(order.expiresAt);
          const ends = cancelled.get(order.id) ?? Number.POSITIVE_INFINITY;
          for (const { startMs, endMs } of times) {
            expect(startMs).toBeLessThan(Math.min(expires, ends));
            if (!Number.isNaN(endMs)) expect(endMs).toBeLessThanOrEqual(Math.min(expires + TICK, ends));
          }
          const last = told.filter(({ kind }) => LAST.has(kind));
          expect(last.filter(({ whole }) => whole).length).toBeLessThanOrEqual(order.repeats);
          // A time has one beginning and one end; an order that never sounded has one word that says so.
          const stillPlays = player.playing?.key.startsWith(`${order.id}.`) === true;
          expect(new Set(last.map(({ item }) => item)).size).toBe(last.length);
          expect(told.filter(({ kind }) => kind === 'started').map(({ item }) => item)).toEqual(
            times.map(({ key }) => key),
          );
          if (times.length > 0) expect(last).toHaveLength(times.length - (stillPlays ? 1 : 0));
          else expect(last.map(({ kind }) => kind)).toEqual(player.urgent.over.has(order.id) ? ['missed'] : []);
        }
        // What gave way has its last word as well.
        for (const { key, one } of sessionsIn(manifest)) {
          const isOver = instantMs(one.start.instant) + one.lengthMs < END - 10 * MINUTE;
          if (!isOver || player.playing?.key === key || player.urgent.orders.length > 0) continue;
          for (const { id } of one.items)
            expect(rows.filter((row) => row.item === id && LAST.has(row.kind)).length, id).toBeGreaterThanOrEqual(1);
        }
      }),
      { numRuns: 40 },
    );
  });

  const bulletin = (more: object = {}) =>
    manifestOf({
      days: [dayOf(DAY, sessionAt(DAY, '06:00:00', { lengthMs: 600_000, titles: ['A', 'B', 'C', 'D', 'E'], ...more }))],
    });
  const ordered = (manifest: Manifest, at: number, order: UrgentOrder, more: readonly Fault[] = []) =>
    run(manifest, [{ kind: 'urgent', at, notices: [order] }, ...more], 'A', [
      ...soundsIn(manifest),
      order.sound.sha256,
    ]);
  const spoken = ({ rows }: World) =>
    rows
      .filter(({ kind }) => LAST.has(kind))
      .map(({ item, kind, reason, heardMs }) => [item.split('@')[0], kind, reason, heardMs / 1000]);

  test('breaks off what plays, told at its offset; the programme goes on with the first item whose time has not passed', () => {
    const at = 6 * HOUR + 130_000;
    const order = urgentOrder(1, instantAt(at));
    const world = ordered(bulletin(), at, order);
    expect(spoken(world)).toEqual([
      ['A', 'stopped', null, 120],
      ['B', 'preempted', 'emergency', 10],
      [urgentAiring(order.id, 1), 'stopped', null, 40],
      [urgentAiring(order.id, 2), 'stopped', null, 40],
      ['C', 'stopped', null, 120],
      ['D', 'stopped', null, 120],
      ['E', 'stopped', null, 120],
    ]);
    expect(world.sounded.at(-1)).toMatchObject({ fromMs: 240_000, startMs: MIDNIGHT + 6 * HOUR + 240_000 });
    // What only accompanies another programme is joined; what may not be late stays away.
    expect(spoken(ordered(bulletin({ late: 'join' }), at, order)).at(4)).toEqual(['B', 'stopped', 'emergency', 20]);
    expect(spoken(ordered(bulletin({ late: 'skip' }), at, order)).slice(1, 5)).toEqual([
      ['B', 'preempted', 'emergency', 10],
      ...['C', 'D', 'E'].map((item) => [item, 'missed', 'emergency', 0]),
    ]);
  });

  test('sounds in the middle of the night; what was to begin meanwhile waits, and is missed for its sake when it is too late', () => {
    const night = urgentOrder(1, instantAt(3 * HOUR));
    expect(ordered(bulletin(), 3 * HOUR, night).sounded[0]).toMatchObject({ startMs: MIDNIGHT + 3 * HOUR });
    const before = 6 * HOUR - 20_000;
    const short = ordered(bulletin(), before, urgentOrder(1, instantAt(before), { repeats: 1 }));
    expect(short.sounded[1]).toMatchObject({ fromMs: 0, startMs: MIDNIGHT + 6 * HOUR + 20_000 });
    const long = ordered(bulletin(), before, urgentOrder(1, instantAt(before), { repeats: 12 }));
    expect(spoken(long).slice(12)).toEqual([
      ...['A', 'B', 'C', 'D', 'E'].map((item) => [item, 'missed', 'emergency', 0]),
    ]);
    // A long pause gives the air back.
    const slow = ordered(bulletin(), before, urgentOrder(1, instantAt(before), { pauseSeconds: 1800 }));
    expect(slow.sounded.map(({ key }) => key.split('.')[1])).toEqual(['1', undefined, '2']);
  });

  test('a power cut doubles nothing: what was broken off is begun again as a time of its own, what was heard is not', () => {
    const at = 6 * HOUR + 130_000;
    const order = urgentOrder(1, instantAt(at), { repeats: 2 });
    const world = ordered(bulletin(), at, order, [{ kind: 'power-cut', at: at + 70_000, forMs: 30_000 }]);
    expect(spoken(world).slice(2, 5)).toEqual([
      [urgentAiring(order.id, 1), 'stopped', null, 40],
      [urgentAiring(order.id, 2), 'stopped', 'power-cut', 15],
      [urgentAiring(order.id, 3), 'stopped', null, 40],
    ]);
    const off = ordered(bulletin(), at, order, [{ kind: 'power-cut', at: at + 10_000, forMs: 2 * HOUR }]);
    expect(spoken(off).filter(([item]) => `${item}`.startsWith('khan'))).toEqual([
      [urgentAiring(order.id, 1), 'stopped', 'power-cut', 5],
    ]);
    expect(off.player.urgent.over.get(order.id)?.how).toBe('expired');
  });

  test('a cancel ends it while it sounds, and one that comes first keeps it silent; neither an old one nor a replay does anything', () => {
    const at = 6 * HOUR + 130_000;
    const order = urgentOrder(1, instantAt(at), { repeats: 5 });
    const cancel = urgentCancel(order, instantAt(at + 20_000));
    const ended = ordered(bulletin(), at, order, [{ kind: 'urgent', at: at + 20_000, notices: [order, cancel] }]);
    expect(spoken(ended)[2]).toEqual([urgentAiring(order.id, 1), 'stopped', 'ordered-off', 20]);
    const again = ordered(bulletin(), at, order, [
      { kind: 'urgent', at: at + 20_000, notices: [cancel] },
      { kind: 'urgent', at: at + 60_000, notices: [order] },
    ]);
    expect(again.sounded.filter(({ key }) => key.startsWith('khan'))).toHaveLength(1);
    const first = run(bulletin(), [{ kind: 'urgent', at, notices: [cancel] }], 'A', [order.sound.sha256]);
    expect(first.player.urgent.over.has(order.id)).toBe(true);
    const older = urgentCancel(order, instantAt(at - 1000));
    const kept = ordered(bulletin(), at, order, [{ kind: 'urgent', at: at + 20_000, notices: [older] }]);
    expect(kept.sounded.filter(({ key }) => key.startsWith('khan'))).toHaveLength(5);
  });

  test('an output that fails is tried again, five times at most; a clock that nobody vouches for sounds nothing', () => {
    const at = 6 * HOUR + 130_000;
    const order = urgentOrder(1, instantAt(at));
    const fails: Fault[] = Array.from({ length: 20 }, (_, n) => ({ kind: 'failed', at: at + 5000 + n * 5000 }));
    const world = ordered(manifestOf({ days: [] }), at, order, fails);
    expect(world.sounded).toHaveLength(5);
    expect(world.player.urgent.over.get(order.id)?.how).toBe('failed');
    const unknown = run(bulletin(), [{ kind: 'urgent', at, notices: [order] }], 'D', [order.sound.sha256]);
    expect(unknown.sounded).toEqual([]);
  });
});
