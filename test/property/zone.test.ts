/** Laws of local time, instants and half-open stretches, over zones with every kind of clock change. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contains, encloses, intersect, isEmpty, overlaps } from '../../src/core/time/interval.ts';
import type { LocalDateTime } from '../../src/core/time/local.ts';
import { addDays, at, dateOf, timeOf } from '../../src/core/time/local.ts';
import { localAt, place, placesAt, plusSeconds, secondsBetween } from '../../src/core/time/zone.ts';

const SEED = 20250403;
const zones = fc.constantFrom(
  'Asia/Ho_Chi_Minh',
  'Asia/Saigon',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Casablanca',
  'Asia/Tehran',
  'America/St_Johns',
  'UTC',
);
const epoch = fc.integer({ min: Date.UTC(1980, 0, 1) / 1000, max: Date.UTC(2040, 0, 1) / 1000 });
const local = epoch.map((seconds) => new Date(seconds * 1000).toISOString().slice(0, 19) as LocalDateTime);
const instantOf = (seconds: number) => `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;

describe('zone', () => {
  test('a placed moment shows its own local time, and only a clock change moves it', () => {
    fc.assert(
      fc.property(local, zones, (asked, zone) => {
        const { moment, shift } = place(asked, zone);
        expect(localAt(moment.instant, zone)).toBe(moment.local);
        expect(moment.local === asked).toBe(shift !== 'missing');
        expect(moment.local >= asked).toBe(true);
        expect(moment.zone).toBe(zone);
      }),
      { seed: SEED, numRuns: 2000 },
    );
  });

  test('beside every clock change and far from it, the instant is the one that Temporal names', () => {
    const beside = fc.tuple(zones, epoch, fc.integer({ min: -10_800, max: 10_800 })).map(([zone, seconds, off]) => {
      const at = Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toZonedDateTimeISO(zone);
      const change = at.getTimeZoneTransition('next') ?? at;
      return [zone, change.add({ seconds: off }).toPlainDateTime().toString({ smallestUnit: 'second' })] as const;
    });
    const anywhere = fc.tuple(zones, local);
    fc.assert(
      fc.property(fc.oneof(beside, anywhere), ([zone, asked]) => {
        const named = Temporal.PlainDateTime.from(asked).toZonedDateTime(zone, { disambiguation: 'compatible' });
        const { moment } = place(asked as LocalDateTime, zone);
        expect(moment.instant).toBe(named.toInstant().toString({ smallestUnit: 'second' }));
        expect(moment.local).toBe(named.toPlainDateTime().toString({ smallestUnit: 'second' }));
      }),
      { seed: SEED, numRuns: 6000 },
    );
  });

  test('many days at one clock time are placed as each alone, under every policy', () => {
    const policy = fc.record({
      missing: fc.constantFrom('forward', 'backward'),
      doubled: fc.constantFrom('first', 'second'),
    } as const);
    fc.assert(
      fc.property(local, zones, policy, fc.integer({ min: 1, max: 400 }), (asked, zone, choice, step) => {
        const one = placesAt(timeOf(asked), zone, choice);
        for (let day = dateOf(asked), n = 0; n < 12; n += 1, day = addDays(day, step))
          expect(one(day)).toEqual(place(at(day, timeOf(asked)), zone, choice));
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });

  test('the local time at an instant is the one that Temporal shows', () => {
    fc.assert(
      fc.property(epoch, zones, fc.integer({ min: -7200, max: 7200 }), (seconds, zone, off) => {
        const anywhere = Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toZonedDateTimeISO(zone);
        const beside = (anywhere.getTimeZoneTransition('next') ?? anywhere).add({ seconds: off });
        for (const moment of [anywhere, beside])
          expect(localAt(moment.toInstant().toString(), zone)).toBe(
            moment.toPlainDateTime().toString({ smallestUnit: 'second' }),
          );
      }),
      { seed: SEED, numRuns: 3000 },
    );
  });

  test('every instant is reached by placing its local time, by the first reading or the second', () => {
    fc.assert(
      fc.property(epoch, zones, (seconds, zone) => {
        const instant = instantOf(seconds);
        const shown = localAt(instant, zone);
        const readings = (['first', 'second'] as const).map(
          (doubled) => place(shown, zone, { missing: 'forward', doubled }).moment.instant,
        );
        expect(readings).toContain(instant);
        expect(readings[0] === readings[1]).toBe(place(shown, zone).shift === 'none');
      }),
      { seed: SEED, numRuns: 2000 },
    );
  });

  test('plusSeconds adds time that passes, in any steps', () => {
    const step = fc.integer({ min: -200_000, max: 200_000 });
    fc.assert(
      fc.property(local, zones, step, step, (asked, zone, a, b) => {
        const start = place(asked, zone).moment;
        const end = plusSeconds(start, a + b);
        expect(plusSeconds(plusSeconds(start, a), b)).toEqual(end);
        expect(secondsBetween(start, end)).toBe(a + b);
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });
});

describe('half-open intervals', () => {
  const interval = fc.record({ start: fc.integer({ min: 0, max: 20 }), end: fc.integer({ min: 0, max: 20 }) });
  const moments = Array.from({ length: 21 }, (_, n) => n);
  const law = (name: string, check: (a: Span, b: Span) => void) =>
    test(name, () => fc.assert(fc.property(interval, interval, check), { seed: SEED, numRuns: 2000 }));
  type Span = { start: number; end: number };

  law('overlap is some moment in both', (a, b) => {
    expect(overlaps(a, b)).toBe(moments.some((moment) => contains(a, moment) && contains(b, moment)));
    expect(overlaps(a, b)).toBe(overlaps(b, a));
  });

  law('the intersection holds exactly the moments of both', (a, b) => {
    const both = intersect(a, b);
    for (const moment of moments) {
      expect(both !== null && contains(both, moment)).toBe(contains(a, moment) && contains(b, moment));
    }
    expect(intersect(b, a)).toEqual(both);
  });

  law('what is enclosed adds nothing', (a, b) => {
    const inside = moments.filter((moment) => contains(b, moment)).every((moment) => contains(a, moment));
    expect(encloses(a, b)).toBe(inside);
  });

  law('back to back never overlap', (a, b) => {
    const next = { start: a.end, end: a.end + Math.abs(b.end - b.start) };
    expect(overlaps(a, next)).toBe(false);
    expect(isEmpty(a)).toBe(a.end <= a.start);
  });
});
