/** Which backups stay: laws that hold for any history of backups, and the plain case of one a night. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KEEP, type Keep, staying } from '../../src/core/backup/rotation.ts';

const instant = fc
  .integer({ min: Date.UTC(2024, 0, 1) / 1000, max: Date.UTC(2028, 0, 1) / 1000 })
  .map((seconds) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toString());
const history = fc.array(instant, { maxLength: 120 });
const keep: fc.Arbitrary<Keep> = fc.record({
  daily: fc.nat({ max: 10 }),
  weekly: fc.nat({ max: 10 }),
  monthly: fc.nat({ max: 15 }),
});

describe('staying', () => {
  test('the newest stays whatever the rule, and nothing stays that was not there', () => {
    fc.assert(
      fc.property(history, keep, (made, rule) => {
        const stay = staying(made, rule);
        const newest = made.toSorted().at(-1);
        if (newest !== undefined) expect(stay.has(newest)).toBe(true);
        expect([...stay].filter((one) => !made.includes(one))).toEqual([]);
      }),
    );
  });

  test('no more stay than are asked for, and asked again all of them stay', () => {
    fc.assert(
      fc.property(history, keep, (made, rule) => {
        const stay = staying(made, rule);
        expect(stay.size).toBeLessThanOrEqual(Math.max(1, rule.daily + rule.weekly + rule.monthly));
        expect(staying([...stay], rule)).toEqual(stay);
      }),
    );
  });

  test('each of the newest days, weeks and months that have a backup keeps its newest', () => {
    fc.assert(
      fc.property(history, keep, (made, rule) => {
        const stay = staying(made, rule);
        const week = (one: string): string => {
          const day = Temporal.PlainDate.from(one.slice(0, 10));
          // The Monday of the week, in place of its number.
          return day.subtract({ days: day.dayOfWeek - 1 }).toString();
        };
        for (const [periods, of] of [
          [rule.daily, (one: string) => one.slice(0, 10)],
          [rule.weekly, week],
          [rule.monthly, (one: string) => one.slice(0, 7)],
        ] as const) {
          const wanted = [...new Set(made.map(of))].sort().reverse().slice(0, periods);
          for (const period of wanted)
            expect(
              stay.has(
                made
                  .filter((one) => of(one) === period)
                  .toSorted()
                  .at(-1) ?? '',
              ),
            ).toBe(true);
        }
      }),
    );
  });

  test('a backup a night for 500 nights, each followed by the rotation: 7 days, 4 weeks, 12 months are covered', () => {
    let there: string[] = [];
    const first = Temporal.Instant.from('2025-01-01T19:00:00Z');
    for (let night = 0; night < 500; night += 1)
      there = [...staying([...there, first.add({ hours: 24 * night }).toString()], KEEP)];
    const last = first.add({ hours: 24 * 499 });
    const ages = there
      .map((one) => Math.round(last.since(Temporal.Instant.from(one)).total('hours') / 24))
      .sort((a, b) => a - b);
    expect(ages.slice(0, 7)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(new Set(there.map((one) => one.slice(0, 7))).size).toBe(12);
    expect(there.length).toBeLessThanOrEqual(23);
    // The last night is 15 May 2026; the twelfth month back is June 2025, kept by its 30th.
    expect(ages.at(-1)).toBe(319);
  });
});
