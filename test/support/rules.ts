/** Random recurrence rules of the subset that Loa allows, for laws and for witnesses. */
import fc from 'fast-check';
import { must } from '../../src/core/result.ts';
import type { LocalDate } from '../../src/core/time/local.ts';
import { addDays } from '../../src/core/time/local.ts';
import { expandRule, parseRule } from '../../src/core/time/recurrence.ts';

export const FIRST = '2024-01-01' as LocalDate;
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

const some = <T>(values: readonly T[], most: number) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: most });
const maybe = (name: string, values: fc.Arbitrary<readonly (string | number)[]>) =>
  fc.option(
    values.map((list) => `;${name}=${list.join(',')}`),
    { nil: '' },
  );
const upTo = (most: number): number[] => Array.from({ length: most }, (_, n) => n + 1);
const positions = (most: number) =>
  some(
    upTo(most).flatMap((n) => [n, -n]),
    3,
  );
const monthDays = maybe('BYMONTHDAY', positions(31));
const months = maybe('BYMONTH', some(upTo(12), 3));
const weekdays = maybe('BYDAY', some(WEEKDAYS, 4));
const ordinals = (most: number) =>
  maybe(
    'BYDAY',
    fc.array(
      fc
        .tuple(fc.constantFrom('', ...upTo(most).flatMap((n) => [`${n}`, `-${n}`])), fc.constantFrom(...WEEKDAYS))
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
  fc.integer({ min: 10, max: 366 }).map((n) => `;INTERVAL=${n}`),
);
const end = fc.oneof(
  { weight: 2, arbitrary: fc.constant('') },
  fc.integer({ min: 1, max: 200 }).map((n) => `;COUNT=${n}`),
  fc.integer({ min: 0, max: 2500 }).map((n) => `;UNTIL=${addDays(FIRST, n).replaceAll('-', '')}`),
);
const joined = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((texts) => texts.join(''));
const daysOfMonths = (most: number) => fc.oneof(weekdays, ordinals(most));

/** Rules that fall on days; a start may still make one impossible (a 30 February). */
export const ruleText = fc
  .oneof(
    joined(fc.constant('FREQ=DAILY'), interval, weekdays, monthDays, months, wkst, setPos(2), end),
    joined(fc.constant('FREQ=DAILY'), interval, wkst, end),
    joined(fc.constant('FREQ=WEEKLY'), interval, weekdays, months, wkst, setPos(4), end),
    joined(fc.constant('FREQ=WEEKLY'), interval, weekdays, wkst, end),
    joined(fc.constant('FREQ=MONTHLY'), interval, daysOfMonths(5), monthDays, months, wkst, setPos(6), end),
    joined(fc.constant('FREQ=YEARLY'), interval, daysOfMonths(5), monthDays, months, wkst, setPos(9), end),
    joined(fc.constant('FREQ=YEARLY'), interval, daysOfMonths(53), wkst, setPos(60), end),
  )
  .filter((text) => parseRule(text).ok);

export const dateWithin = (days: number) => fc.integer({ min: 0, max: days }).map((n) => addDays(FIRST, n));

/** A question: the days of [from, to], both included, on which a rule counted from `start` falls. */
export interface Question {
  readonly rule: string;
  readonly start: LocalDate;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

export const question: fc.Arbitrary<Question> = fc
  .tuple(ruleText, dateWithin(800), fc.integer({ min: -100, max: 1500 }), fc.integer({ min: 0, max: 900 }))
  .map(([rule, start, ahead, length]) => {
    const from = addDays(start, ahead);
    return { rule, start, from, to: addDays(from, length) };
  });

/** Our answer. A start may make a rule impossible (30 February); that this is refused is tested elsewhere. */
export const daysAsked = ({ rule, start, from, to }: Question): LocalDate[] => {
  const days = expandRule(must(parseRule(rule)), start, from, to);
  return days.ok ? days.value : [];
};
