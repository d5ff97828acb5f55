/** Laws of retention: what is held, needed or young is never due, whatever the rest; a wrong clock is not believed. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Candidate,
  decideRetention,
  type Hold,
  holdOn,
  isClockBelieved,
  type Span,
} from '../../src/core/retention/decide.ts';
import { addDays, daysBetween, type LocalDate } from '../../src/core/time/local.ts';

const SEED = 20261129;
const START = '2026-01-01' as LocalDate;
const date = fc.integer({ min: 0, max: 60 }).map((n) => addDays(START, n));
const channel = fc.constantFrom(null, 'my-tu', 'long-hung');
const span = fc
  .tuple(date, fc.nat({ max: 20 }), channel)
  .map(([from, days, on]): Span => ({ from, to: addDays(from, days), channel: on }));
const candidates = fc
  .array(fc.record({ day: date, span: fc.option(span), needed: fc.boolean() }), { maxLength: 30 })
  .map((list) => list.map((one, n): Candidate => ({ ...one, id: String(n) })));
const holds = fc
  .array(fc.tuple(date, fc.nat({ max: 10 }), channel), { maxLength: 4 })
  .map((list) =>
    list.map(([from, days, on], n): Hold => ({ id: `h-${n}`, name: 'x', from, to: addDays(from, days), channel: on })),
  );
const asked = fc.record({ keepDays: fc.integer({ min: 1, max: 60 }), today: date, holds });

/** Said day by day, without an interval in it. */
const touches = (one: Candidate, hold: Hold): boolean => {
  if (one.span === null) return true;
  for (let day = one.span.from; day <= one.span.to; day = addDays(day, 1))
    if (day >= hold.from && day <= hold.to)
      return hold.channel === null || one.span.channel === null || hold.channel === one.span.channel;
  return false;
};

test('nothing held, needed or young is ever due, and all else is', () => {
  fc.assert(
    fc.property(candidates, asked, (all, how) => {
      const { due, held, needed } = decideRetention(all, how);
      const isDue = new Set(due.map(({ id }) => id));
      for (const one of all) {
        const isOld = daysBetween(one.day, how.today) > how.keepDays;
        const isHeld = how.holds.some((hold) => touches(one, hold));
        expect(isDue.has(one.id)).toBe(isOld && !isHeld && !one.needed);
      }
      expect(due.length + held.length + needed.length).toBe(
        all.filter(({ day }) => daysBetween(day, how.today) > how.keepDays).length,
      );
    }),
    { seed: SEED, numRuns: 500 },
  );
});

test('one more hold, and a longer time, never make more due', () => {
  const ids = (list: readonly Candidate[]): string[] => list.map(({ id }) => id);
  fc.assert(
    fc.property(candidates, asked, holds, fc.nat({ max: 30 }), (all, how, more, longer) => {
      const before = new Set(ids(decideRetention(all, how).due));
      const after = decideRetention(all, { ...how, keepDays: how.keepDays + longer, holds: [...how.holds, ...more] });
      for (const id of ids(after.due)) expect(before.has(id)).toBe(true);
    }),
    { seed: SEED, numRuns: 300 },
  );
});

test('a hold of one channel lets the records of another go, and none that name no channel', () => {
  const hold: Hold = { id: 'h', name: 'x', from: START, to: START, channel: 'my-tu' };
  const on = (of: string | null): Span => ({ from: START, to: START, channel: of });
  expect([on('my-tu'), on('long-hung'), on(null), null].map((one) => holdOn(one, [hold])?.id)).toEqual([
    'h',
    undefined,
    'h',
    'h',
  ]);
});

test('a clock that went back or leapt ahead is not believed', () => {
  const last = '2026-11-29' as LocalDate;
  const days = [-3650, -1, 0, 1, 31, 32, 3650];
  expect(days.map((n) => isClockBelieved(last, addDays(last, n)))).toEqual([
    false,
    false,
    true,
    true,
    true,
    false,
    false,
  ]);
  expect(isClockBelieved(null, last)).toBe(true);
});
