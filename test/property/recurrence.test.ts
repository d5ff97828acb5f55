/**
 * Laws of recurrence over random rules, and agreement with rrule-temporal, an implementation that shares no code
 * with the one used. The seed is fixed: a failure here is a change, not bad luck.
 */
import fc from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
import { describe, expect, test } from 'vitest';
import { must } from '../../src/core/result.ts';
import type { LocalDate } from '../../src/core/time/local.ts';
import { addDays, eachDay } from '../../src/core/time/local.ts';
import { expandRule, parseRule } from '../../src/core/time/recurrence.ts';

const SEED = 20250403;
const FIRST = '2024-01-01' as LocalDate;
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

const some = <T>(values: readonly T[], most: number) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: most });
const maybe = (name: string, values: fc.Arbitrary<readonly (string | number)[]>) =>
  fc.option(
    values.map((list) => `;${name}=${list.join(',')}`),
    { nil: '' },
  );
const positions = (most: number) =>
  some(
    [...Array(most).keys()].flatMap((n) => [n + 1, -n - 1]),
    3,
  );
const monthDays = maybe('BYMONTHDAY', positions(31));
const months = maybe(
  'BYMONTH',
  some(
    [...Array(12).keys()].map((n) => n + 1),
    3,
  ),
);
const weekdays = maybe('BYDAY', some(WEEKDAYS, 4));
const ordinals = (most: number) =>
  maybe(
    'BYDAY',
    fc.array(
      fc
        .tuple(
          fc.constantFrom('', ...[...Array(most).keys()].flatMap((n) => [`${n + 1}`, `-${n + 1}`])),
          fc.constantFrom(...WEEKDAYS),
        )
        .map((pair) => pair.join('')),
      { minLength: 1, maxLength: 3 },
    ),
  );
const setPos = (most: number) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant('') }, maybe('BYSETPOS', positions(most)));
const wkst = maybe('WKST', some(WEEKDAYS, 1));
const interval = fc.oneof(
  fc.constant(''),
  fc.integer({ min: 1, max: 9 }).map((n) => `;INTERVAL=${n}`),
);
const end = fc.oneof(
  { weight: 2, arbitrary: fc.constant('') },
  fc.integer({ min: 1, max: 40 }).map((n) => `;COUNT=${n}`),
  fc.integer({ min: 0, max: 1500 }).map((n) => `;UNTIL=${addDays(FIRST, n).replaceAll('-', '')}`),
);
const joined = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((texts) => texts.join(''));

const ruleText = fc
  .oneof(
    joined(fc.constant('FREQ=DAILY'), interval, weekdays, monthDays, months, wkst, end),
    joined(fc.constant('FREQ=WEEKLY'), interval, weekdays, months, wkst, setPos(3), end),
    joined(fc.constant('FREQ=MONTHLY'), interval, fc.oneof(weekdays, ordinals(5)), monthDays, months, setPos(6), end),
    joined(fc.constant('FREQ=YEARLY'), interval, fc.oneof(weekdays, ordinals(20)), monthDays, months, setPos(9), end),
  )
  .filter((text) => parseRule(text).ok);

const dateWithin = (days: number) => fc.integer({ min: 0, max: days }).map((n) => addDays(FIRST, n));
const expandOf = (text: string, start: LocalDate, from: LocalDate, to: LocalDate): LocalDate[] => {
  const days = expandRule(must(parseRule(text)), start, from, to);
  // A start may make a rule impossible (30 February); that it is refused is tested elsewhere.
  return days.ok ? days.value : [];
};

// Two faults of rrule-temporal 2.2.8 are kept out: it drops BYMONTHDAY beside a numbered weekday ('17MO' on day 26
// or 1 gives 22 April 2024), and counts a day before the start in 'MO,11MO;COUNT=1'. python-dateutil gives our answers.
const comparable = ruleText.filter((text) => {
  const days = /BYDAY=([^;]*)/.exec(text)?.[1]?.split(',') ?? [];
  const numbered = days.filter((day) => day.length > 2).length;
  const mixed = numbered > 0 && numbered < days.length;
  return !(numbered > 0 && text.includes('BYMONTHDAY')) && !(mixed && text.includes('COUNT'));
});

/** What rrule-temporal says, as days. */
const oracle = (text: string, start: LocalDate, from: LocalDate, to: LocalDate): string[] => {
  const until = /UNTIL=(\d{8})/.exec(text)?.[1];
  const timed = until === undefined ? text : text.replace(until, `${until}T235959Z`);
  const rule = new RRuleTemporal({ rruleString: `RRULE:${timed}`, dtstart: zoned(start), maxIterations: 100_000 });
  return rule.between(zoned(from), zoned(to), true).map((moment) => moment.toString().slice(0, 10));
};
const zoned = (date: LocalDate) => Temporal.PlainDate.from(date).toZonedDateTime('UTC');

describe('recurrence', () => {
  test('agrees with rrule-temporal', () => {
    fc.assert(
      fc.property(
        comparable,
        dateWithin(800),
        dateWithin(800),
        fc.integer({ min: 0, max: 900 }),
        (text, start, from, length) => {
          const to = addDays(from, length);
          expect(expandOf(text, start, from, to)).toEqual(oracle(text, start, from, to));
        },
      ),
      { seed: SEED, numRuns: 600 },
    );
  });

  test('the days of [a, c] are those of [a, b] and of [b + 1, c]', () => {
    fc.assert(
      fc.property(
        ruleText,
        dateWithin(800),
        dateWithin(800),
        fc.nat(500),
        fc.nat(500),
        (text, start, a, left, right) => {
          const b = addDays(a, left);
          const c = addDays(b, right + 1);
          const parts = [...expandOf(text, start, a, b), ...expandOf(text, start, addDays(b, 1), c)];
          expect(expandOf(text, start, a, c)).toEqual(parts);
        },
      ),
      { seed: SEED, numRuns: 300 },
    );
  });

  test('days are sorted, each once, within the range and not before the start', () => {
    fc.assert(
      fc.property(ruleText, dateWithin(800), dateWithin(800), fc.nat(1000), (text, start, from, length) => {
        const to = addDays(from, length);
        const days = expandOf(text, start, from, to);
        expect(days).toEqual([...new Set(days)].sort());
        expect(days.every((day) => from <= day && day <= to && start <= day)).toBe(true);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  test('a rule is read from its start however far away the range lies', () => {
    fc.assert(
      fc.property(ruleText, dateWithin(365), fc.integer({ min: 0, max: 3000 }), (text, start, distance) => {
        const from = addDays(start, distance);
        const to = addDays(from, 60);
        const near = expandOf(text, start, start, to);
        expect(expandOf(text, start, from, to)).toEqual(near.filter((day) => day >= from));
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  test('(r) no text whatever is left without a quick answer', () => {
    const word = fc.constantFrom(
      'FREQ',
      'DAILY',
      'YEARLY',
      'SECONDLY',
      'BYDAY',
      'BYMONTHDAY',
      'BYSETPOS',
      'COUNT',
      'UNTIL',
    );
    const noise = fc.array(fc.oneof(word, fc.constantFrom('=', ';', ',', '-', '0', '31', '99999', 'Z'), fc.string()));
    fc.assert(
      fc.property(
        fc.oneof(
          noise.map((words) => words.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (text) => {
          const rule = parseRule(text);
          if (rule.ok) expandOf(text, FIRST, FIRST, addDays(FIRST, 3000));
          else expect(rule.refusals.every((refusal) => refusal.code.startsWith('rule.'))).toBe(true);
        },
      ),
      { seed: SEED, numRuns: 2000 },
    );
  });

  test('DAILY is every day', () => {
    const to = addDays(FIRST, 1000);
    expect(expandOf('FREQ=DAILY', FIRST, FIRST, to)).toEqual(eachDay(FIRST, to));
  });
});
