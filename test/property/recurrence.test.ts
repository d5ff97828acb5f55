/**
 * Laws of recurrence over random rules, and agreement with three implementations that share no code with ours. The seed
 * is fixed: a failure here is a change, not bad luck. For more rules: node test/torture/recurrence.ts --rules 100000.
 */
import fc from 'fast-check';
import rrule from 'rrule';
import { describe, expect, test } from 'vitest';
import { must } from '../../src/core/result.ts';
import { expandOne } from '../../src/core/schedule/expand.ts';
import { cycleOf } from '../../src/core/time/cycle.ts';
import type { LocalDate, LocalDateTime } from '../../src/core/time/local.ts';
import { addDays, dateOf, eachDay } from '../../src/core/time/local.ts';
import { dayNumber } from '../../src/core/time/periods.ts';
import { parseRule } from '../../src/core/time/recurrence.ts';
import { dateWithin, daysAsked, FIRST, type Question, question, ruleText } from '../support/rules.ts';
import { answerOf, compare } from '../support/witnesses.ts';

const SEED = 20250403;
const expandOf = (rule: string, start: LocalDate, from: LocalDate, to: LocalDate): LocalDate[] =>
  daysAsked({ rule, start, from, to });

describe('recurrence', () => {
  test('rrule-temporal, rrule-rust and python3-dateutil give the same days, but for known differences', () => {
    const questions = fc.sample(question, { seed: SEED, numRuns: 2000 });
    const { unexplained, alone, explained, agreed } = compare(questions, questions.map(daysAsked));
    expect(unexplained).toEqual([]);
    expect(alone).toEqual([]);
    // How many answers differ in each known way; all others are the same.
    expect(Object.fromEntries(explained)).toEqual({
      'rrule-rust: an UNTIL before the start': 132,
      'rrule-rust: the fifth weekday from the end': 7,
      'rrule-rust: BYSETPOS in the week of the start': 4,
      'rrule-temporal: a numbered weekday beside a day of the month, in years': 3,
    });
    expect(agreed).toBe(3 * questions.length - 146);
  });

  describe('a known difference', () => {
    const ask = (rule: string, start: string, from: string, to: string) => ({ rule, start, from, to }) as Question;
    // what, question, our days, who differs and how
    test.each([
      [
        'a plain weekday beside a numbered one',
        ask('FREQ=MONTHLY;BYDAY=MO,1FR', '2025-04-01', '2025-04-01', '2025-04-30'),
        ['2025-04-04', '2025-04-07', '2025-04-14', '2025-04-21', '2025-04-28'],
        { 'rrule-rust': [], 'python3-dateutil': [] },
      ],
      [
        'a plain weekday beside a numbered one, in a year',
        ask('FREQ=YEARLY;BYDAY=MO,2FR', '2025-01-01', '2025-01-01', '2025-01-20'),
        ['2025-01-06', '2025-01-10', '2025-01-13', '2025-01-20'],
        { 'rrule-temporal': ['2025-01-10'], 'rrule-rust': [], 'python3-dateutil': [] },
      ],
      [
        'BYSETPOS in the week of the start',
        ask('FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2', '2025-04-09', '2025-04-07', '2025-04-20'),
        ['2025-04-09', '2025-04-16'],
        { 'rrule-rust': ['2025-04-11', '2025-04-16'], 'python3-dateutil': ['2025-04-11', '2025-04-16'] },
      ],
      [
        'an UNTIL before the start',
        ask('FREQ=DAILY;UNTIL=20250401', '2025-04-07', '2025-04-01', '2025-04-30'),
        [],
        { 'rrule-rust': { failed: expect.stringContaining('is later') } },
      ],
      [
        'the fifth weekday from the end',
        ask('FREQ=MONTHLY;BYDAY=-5MO', '2025-01-01', '2025-01-01', '2025-06-30'),
        ['2025-03-03', '2025-06-02'],
        { 'rrule-rust': { failed: expect.stringContaining('is not allowed outside the range') } },
      ],
      [
        'a numbered weekday beside a day of the month, in years',
        ask('FREQ=YEARLY;BYDAY=17MO;BYMONTHDAY=26,1', '2024-01-01', '2024-01-01', '2027-12-31'),
        ['2027-04-26'],
        { 'rrule-temporal': ['2024-04-22', '2025-04-28', '2026-04-27', '2027-04-26'] },
      ],
      [
        'the 53rd weekday of a year that has 52',
        ask('FREQ=YEARLY;BYDAY=53TH', '2025-01-01', '2025-01-01', '2027-12-31'),
        ['2026-12-31'],
        { 'rrule-temporal': ['2026-01-01', '2026-12-31'] },
      ],
    ] as const)('%s', (_, asked, ours, differing) => {
      expect(daysAsked(asked)).toEqual(ours);
      for (const witness of ['rrule-temporal', 'rrule-rust', 'python3-dateutil'] as const)
        expect([witness, answerOf(witness, asked)]).toEqual([
          witness,
          witness in differing ? differing[witness as keyof typeof differing] : ours,
        ]);
    });
  });

  test('days that are a sum are the days that the library finds', () => {
    const plain = question.filter(({ rule, start }) => cycleOf(must(parseRule(rule)), dayNumber(start)) !== null);
    const asUtc = (date: LocalDate) => `${date.replaceAll('-', '')}T000000Z`;
    fc.assert(
      fc.property(plain, (asked) => {
        const library = rrule.rrulestr(
          `DTSTART:${asUtc(asked.start)}\nRRULE:${asked.rule.replace(/UNTIL=(\d{8})/, 'UNTIL=$1T235959Z')}`,
        );
        const found = library.between(new Date(asked.from), new Date(asked.to), true);
        expect(daysAsked(asked)).toEqual(found.map((date) => date.toISOString().slice(0, 10)));
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });

  test('the order of parts and of lists means nothing, nor does asking again', () => {
    const shuffled = question.chain((asked) => {
      const parts = asked.rule.split(';').map((part) => {
        const [name = '', values = ''] = part.split('=');
        return fc
          .shuffledSubarray(values.split(','), { minLength: values.split(',').length })
          .map((list) => `${name}=${list}`);
      });
      return fc
        .tuple(...parts)
        .chain((list) => fc.shuffledSubarray(list, { minLength: list.length }))
        .map((list) => [asked, list.join(';')] as const);
    });
    fc.assert(
      fc.property(shuffled, ([asked, rule]) => {
        const days = daysAsked(asked);
        expect(daysAsked({ ...asked, rule })).toEqual(days);
        expect(daysAsked(asked)).toEqual(days);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test('rules together are the union of each, with single days more and less', () => {
    const someDays = fc.array(dateWithin(900), { maxLength: 4 });
    fc.assert(
      fc.property(question, ruleText, someDays, someDays, ({ rule, start, from, to }, other, also, not) => {
        const at = `${start}T05:00:00` as LocalDateTime;
        const daysOf = (rules: readonly string[], single = { also: [] as LocalDate[], not: [] as LocalDate[] }) => {
          const found = expandOne(rules, at, 'Asia/Ho_Chi_Minh', from, to, undefined, single);
          return found.ok ? found.value.map(({ local }) => dateOf(local)) : null;
        };
        const [one, two] = [daysOf([rule]), daysOf([other])];
        const together = daysOf([rule, other, rule], { also, not });
        if (one === null || two === null) return expect(together).toBeNull();
        const within = also.filter((day) => from <= day && day <= to);
        const all = [...new Set([...one, ...two, ...within])].filter((day) => !not.includes(day)).sort();
        expect(together).toEqual(all);
      }),
      { seed: SEED, numRuns: 500 },
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
