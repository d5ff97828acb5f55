/** What goes out, watched; and what becomes of a row when something of it was not heard. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AsRun,
  NEW_PLAYER,
  type Now,
  type Player,
  type PlayerEvent,
} from '../../../../src/core/playback/model.ts';
import { step } from '../../../../src/core/playback/step.ts';
import {
  type Finding,
  NEW_WATCH,
  WATCH_LIMITS,
  type WatchedWindow,
  watched,
} from '../../../../src/core/playback/watch.ts';
import { rmsDb } from '../../../../src/core/sound/level.ts';
import { instantMs } from '../../../../src/core/time/zone.ts';
import { dayOf, manifestOf, sessionAt } from '../../../support/manifests.ts';

const over = (windows: readonly WatchedWindow[]): Finding[] => {
  let watch = NEW_WATCH;
  return windows.flatMap((window) => {
    const next = watched(watch, window);
    watch = next.watch;
    return next.found;
  });
};
const loud: WatchedWindow = { ms: 50, what: 'sound', taken: true, db: -20 };
const many = (count: number, more: Partial<WatchedWindow> = {}): WatchedWindow[] =>
  Array.from({ length: count }, () => ({ ...loud, ...more }));
const unheard = (found: readonly Finding[]): number =>
  found.reduce((sum, one) => sum + (one.kind === 'unheard' ? one.ms : 0), 0);

describe('how loud', () => {
  test('a sine of full scale, a square wave, silence', () => {
    const sine = Int16Array.from({ length: 4800 }, (_, n) => Math.round(32_767 * Math.sin((2 * Math.PI * n) / 48)));
    expect(rmsDb(sine)).toBeCloseTo(-3.01, 1);
    expect(rmsDb(new Int16Array(100).fill(-32_768))).toBeCloseTo(0, 5);
    expect(rmsDb(new Int16Array(100))).toBe(Number.NEGATIVE_INFINITY);
    expect(rmsDb(new Int16Array(0))).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('the watch', () => {
  test('silence is found at twenty seconds and not before, told from its beginning, and over with the first sound', () => {
    const quiet = { db: WATCH_LIMITS.silenceDb - 0.1 };
    expect(over([...many(399, quiet), loud])).toEqual([]);
    const found = over([...many(500, quiet), loud]);
    expect(found[0]).toEqual({ kind: 'silence', on: true });
    expect(found.at(-1)).toEqual({ kind: 'silence', on: false });
    expect(unheard(found)).toBe(25_000);
    expect(over(many(1000, { db: WATCH_LIMITS.silenceDb }))).toEqual([]);
  });

  test('between sessions, and where others switch a relay, silence is right', () => {
    expect(over(many(2000, { what: null, db: Number.NEGATIVE_INFINITY }))).toEqual([]);
    expect(over(many(2000, { what: 'elsewhere', db: Number.NEGATIVE_INFINITY }))).toEqual([]);
  });

  test('nobody takes it: told in a session and between them, but only in a session is anything unheard', () => {
    const found = over([...many(100, { taken: false }), loud]);
    expect(found.filter(({ kind }) => kind !== 'unheard')).toEqual([{ kind: 'lost' }, { kind: 'back' }]);
    expect(unheard(found)).toBe(5000);
    const between = over([...many(100, { taken: false, what: null }), { ...loud, what: null }]);
    expect(between).toEqual([{ kind: 'lost' }, { kind: 'back' }]);
    expect(over([...many(39, { taken: false }), loud])).toEqual([]);
  });

  test('never more is unheard than went by; what is loud, taken and there is heard', () => {
    const window = fc.record({
      ms: fc.constant(50),
      what: fc.constantFrom('sound', 'elsewhere', 'relay-lost', null),
      taken: fc.boolean(),
      db: fc.constantFrom(-20, -90),
    });
    const runs = fc.array(fc.tuple(window, fc.integer({ min: 1, max: 500 })), { maxLength: 12 });
    fc.assert(
      fc.property(runs, (all) => {
        const windows = all.flatMap(([one, count]) => Array.from({ length: count }, () => one));
        const wrong = windows.filter(
          ({ what, taken, db }) =>
            what !== null && (!taken || what === 'relay-lost' || (what === 'sound' && db < WATCH_LIMITS.silenceDb)),
        );
        expect(unheard(over(windows))).toBeLessThanOrEqual(wrong.length * 50);
      }),
      { numRuns: 200 },
    );
  });
});

const DAY = '2026-11-30';
const START = instantMs('2026-11-29T22:00:00Z');

const playing = (session: ReturnType<typeof sessionAt>, relays: readonly string[] = []) => {
  let player: Player = { ...NEW_PLAYER, relays: new Set(relays) };
  const rows: AsRun[] = [];
  const give = (event: PlayerEvent, ms: number): ReturnType<typeof step>['commands'] => {
    const now: Now = { wallMs: START + ms, monotonicMs: 1e6 + ms, quality: 'A' };
    const stepped = step(player, event, now);
    player = stepped.player;
    rows.push(...stepped.rows);
    return stepped.commands;
  };
  give({ kind: 'manifest', manifest: manifestOf({ days: [dayOf(DAY, session)] }) }, -1000);
  if (session.sound !== null) give({ kind: 'sounds', sounds: new Set([session.sound.sha256]) }, -1000);
  return { rows, give, key: `${DAY} ${session.id}` };
};

describe('rows', () => {
  test('a hole is taken from the item in which it lies, with its reason; the other is whole', () => {
    const { rows, give, key } = playing(sessionAt(DAY, '05:00:00'));
    give({ kind: 'tick' }, 0);
    give({ kind: 'unheard', key, ms: 2000, reason: 'device-fault' }, 12_000);
    give({ kind: 'unheard', key, ms: 1000, reason: 'device-fault' }, 13_000);
    give({ kind: 'unheard', key: 'another', ms: 9000, reason: 'line-fault' }, 30_000);
    give({ kind: 'tick' }, 60_000);
    give({ kind: 'ended', key }, 120_000);
    expect(rows.filter(({ kind }) => kind === 'stopped')).toMatchObject([
      { heardMs: 57_000, whole: false, reason: 'device-fault' },
      { heardMs: 60_000, whole: true, reason: null },
    ]);
  });

  test('less than two seconds in all is no hole; the same time is not lost twice', () => {
    const { rows, give, key } = playing(sessionAt(DAY, '05:00:00', { titles: ['Bản tin'], lengthMs: 60_000 }));
    give({ kind: 'tick' }, 0);
    give({ kind: 'unheard', key, ms: 1500, reason: 'device-fault' }, 5000);
    give({ kind: 'unheard', key, ms: 1500, reason: 'line-fault' }, 5000);
    give({ kind: 'ended', key }, 60_000);
    expect(rows.at(-1)).toMatchObject({ heardMs: 60_000, whole: true, reason: null });
  });

  const relay = sessionAt(DAY, '05:00:00', {
    ...{ sound: null, late: 'join', lengthMs: 60_000 },
    items: [
      {
        ...{ id: 'tiep-am', title: 'Tiếp âm', kind: 'relay', language: null, source: 'dai-tinh' },
        ...{ offsetMs: 0, lengthMs: 60_000 },
      },
    ],
  });
  test('a session that only relays is played by whoever has its source, and missed by others', () => {
    const here = playing(relay, ['dai-tinh']);
    expect(here.give({ kind: 'tick' }, 0)).toMatchObject([{ do: 'play', sound: null, lengthMs: 60_000 }]);
    here.give({ kind: 'ended', key: here.key }, 60_000);
    expect(here.rows).toMatchObject([{ kind: 'started' }, { kind: 'stopped', whole: true }]);
    const elsewhere = playing(relay, ['dai-khac']);
    expect(elsewhere.give({ kind: 'tick' }, 0)).toEqual([]);
    expect(elsewhere.rows).toMatchObject([{ kind: 'missed', reason: 'sound-missing' }]);
  });
});
