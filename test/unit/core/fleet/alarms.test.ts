/** Alarms by absence, each at the very end of its limit; and laws that hold for whatever facts. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ALARM_CODES,
  alarmsOf,
  byNeed,
  FLEET_LIMITS,
  SITE_STATES,
  stateOf,
} from '../../../../src/core/fleet/alarms.ts';
import type { SiteFacts } from '../../../../src/core/fleet/model.ts';

const NOW = '2026-11-30T05:00:00Z';
const ago = (amount: Temporal.DurationLike): string => Temporal.Instant.from(NOW).subtract(amount).toString();
const ahead = (amount: Temporal.DurationLike): string => Temporal.Instant.from(NOW).add(amount).toString();

const GOOD: SiteFacts = {
  machine: true,
  lastContact: ago({ minutes: 1 }),
  published: { version: 7, publishedAt: ago({ hours: 20 }), validUntil: ahead({ hours: 24 * 13 }) },
  held: { version: 7, at: ago({ hours: 19 }), validUntil: ahead({ hours: 24 * 13 }) },
  reachable: true,
  newerSince: null,
  clock: { quality: 'A', offsetMs: 120, at: ago({ minutes: 30 }) },
  status: null,
  unheard: [],
  next: null,
};
const STATUS = {
  at: NOW,
  freeBytes: 9_000_000_000,
  missing: [],
  missingCount: 0,
  agent: null,
  offsetMs: 0,
  errorMs: 0,
} as const;
const session = (instant: string) => ({
  day: '2026-11-30',
  id: 's',
  name: 'Buổi trưa',
  local: '2026-11-30T12:00:00',
  instant,
});
const codes = (more: Partial<SiteFacts>, now = NOW) => alarmsOf({ ...GOOD, ...more }, now).map(({ code }) => code);

describe('each alarm begins with the end of its limit, and not before', () => {
  test('a site where all is well has none', () => expect(codes({})).toEqual([]));
  test('silence in a session stands as long as its machine says so, and only a machine listens', () => {
    const silent = { status: { ...STATUS, silentSince: ago({ seconds: 20 }) } };
    expect(codes(silent)).toEqual(['silent']);
    expect(codes({ status: { ...STATUS, silentSince: null } })).toEqual([]);
    expect(codes({ ...silent, machine: false })).toEqual([]);
  });

  const { contactMinutes, startMinutes, oldVersionHours, expiryDays, freeBytes } = FLEET_LIMITS;
  const cases: [string, Partial<SiteFacts>, Partial<SiteFacts>][] = [
    [
      'no-contact',
      { lastContact: ago({ minutes: contactMinutes }) },
      { lastContact: ago({ seconds: 60 * contactMinutes - 1 }) },
    ],
    [
      'not-started',
      { unheard: [session(ago({ minutes: startMinutes }))] },
      { unheard: [session(ago({ seconds: 60 * startMinutes - 1 }))] },
    ],
    [
      'old-version',
      { newerSince: ago({ hours: oldVersionHours }) },
      { newerSince: ago({ seconds: 3600 * oldVersionHours - 1 }) },
    ],
    [
      'expiring',
      { held: { version: 7, at: NOW, validUntil: ahead({ hours: 24 * expiryDays }) } },
      { held: { version: 7, at: NOW, validUntil: ahead({ hours: 24 * expiryDays, seconds: 1 }) } },
    ],
    [
      'clock',
      { clock: { quality: 'C', offsetMs: 9000, at: NOW } },
      { clock: { quality: 'B', offsetMs: 3000, at: NOW } },
    ],
    ['clock', { clock: { quality: 'D', offsetMs: null, at: NOW } }, { clock: null }],
    ['files-missing', { status: { ...STATUS, missingCount: 1 } }, { status: STATUS }],
    ['disk', { status: { ...STATUS, freeBytes: freeBytes - 1 } }, { status: { ...STATUS, freeBytes } }],
  ];
  test.each(cases)('%s', (code, just, notYet) => {
    expect(codes(just)).toEqual([code]);
    expect(codes(notYet)).toEqual([]);
  });

  test('nobody expects a word by the minute where no machine reports', () => {
    const silent = { machine: false, lastContact: ago({ hours: 90 }), unheard: [session(ago({ hours: 1 }))] };
    expect(codes(silent)).toEqual([]);
    expect(codes({ ...silent, newerSince: ago({ hours: 7 }) })).toEqual(['old-version']);
    expect(stateOf({ machine: false }, [])).toBe('by-hand');
  });

  test('where nothing can be fetched at all, an old version is nobody’s fault', () =>
    expect(codes({ reachable: false, newerSince: ago({ hours: 90 }) })).toEqual([]));

  test('what the site holds counts, not what it could fetch; what holds nothing is judged by what is published', () => {
    const old = { version: 6, at: NOW, validUntil: ahead({ hours: 10 }) };
    expect(alarmsOf({ ...GOOD, held: old }, NOW)).toMatchObject([{ code: 'expiring', params: { held: 6 } }]);
    const published = { version: 7, publishedAt: NOW, validUntil: ahead({ hours: 10 }) };
    expect(alarmsOf({ ...GOOD, held: null, published }, NOW)).toMatchObject([
      { code: 'expiring', params: { until: published.validUntil } },
    ]);
  });
});

const instants = fc.integer({ min: -40 * 24 * 60, max: 40 * 24 * 60 }).map((minutes) => ahead({ minutes }));
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const facts: fc.Arbitrary<SiteFacts> = fc.record({
  machine: fc.boolean(),
  lastContact: maybe(instants),
  published: maybe(fc.record({ version: fc.integer({ min: 1, max: 9 }), publishedAt: instants, validUntil: instants })),
  held: maybe(fc.record({ version: fc.integer({ min: 1, max: 9 }), at: instants, validUntil: maybe(instants) })),
  reachable: fc.boolean(),
  newerSince: maybe(instants),
  clock: maybe(
    fc.record({ quality: fc.constantFrom('A', 'B', 'C', 'D'), offsetMs: maybe(fc.integer()), at: instants }),
  ),
  status: maybe(
    fc.record({
      at: instants,
      freeBytes: maybe(fc.integer({ min: 0, max: 2_000_000_000 })),
      missing: fc.constant([]),
      missingCount: fc.integer({ min: 0, max: 3 }),
      agent: fc.constant(null),
      offsetMs: fc.constant(null),
      errorMs: fc.constant(null),
    }),
  ),
  unheard: fc.array(instants.map(session), { maxLength: 3 }),
  next: fc.constant(null),
});

describe('for whatever facts', () => {
  test('time alone lets no alarm go: only news does', () =>
    fc.assert(
      fc.property(facts, fc.integer({ min: 0, max: 60 * 24 * 50 }), (all, minutes) => {
        const key = ({ code, since }: { code: string; since: string }) => `${code} ${since}`;
        const later = new Set(alarmsOf(all, ahead({ minutes })).map(key));
        expect(alarmsOf(all, NOW).filter((alarm) => !later.has(key(alarm)))).toEqual([]);
      }),
    ));

  test('they stand in the order of the list, and sites in an order that is one', () =>
    fc.assert(
      fc.property(fc.array(facts, { maxLength: 8 }), (all) => {
        const sites = all.map((one, n) => {
          const alarms = alarmsOf(one, NOW);
          const places = alarms.map(({ code }) => ALARM_CODES.indexOf(code));
          expect(places).toEqual(places.toSorted((a, b) => a - b));
          return { state: stateOf(one, alarms), alarms, channel: { id: `k${n}` } };
        });
        const sorted = sites.toSorted(byNeed);
        expect(sites.toReversed().toSorted(byNeed)).toEqual(sorted);
        const states = sorted.map(({ state }) => SITE_STATES.indexOf(state));
        expect(states).toEqual(states.toSorted((a, b) => a - b));
      }),
    ));
});
