/** Of all that was said about an airing, the one thing that counts. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Outcome, Role, StatementEntry } from '../../../../src/core/evidence/entry.ts';
import {
  airingKey,
  lastOfEach,
  leastFirst,
  type Numbered,
  standingWords,
} from '../../../../src/core/evidence/standing.ts';
import { entryOf } from '../../../support/store-entries.ts';

const KEY = airingKey('k1', 'tin-sang@2025-04-07T05:00:00');

/** What a role says under a number: an outcome, with seconds heard. */
const word = (
  seq: number,
  role: Role,
  outcome: Outcome,
  secondsHeard: number | null = null,
  about: Partial<StatementEntry> = {},
): Numbered => ({
  seq,
  entry: { ...entryOf({ title: `Tin ${seq}`, channel: 'k1' }), role, outcome, secondsHeard, ...about },
});
const counts = (...words: readonly Numbered[]): number | undefined => standingWords(words).get(KEY)?.seq;

test('an airing is known by its channel and its id together', () => {
  expect(airingKey('k1', 's1@2025-04-07T05:00:00')).toBe('k1 s1@2025-04-07T05:00:00');
  const elsewhere = entryOf({ title: 'Tin', channel: 'k2' });
  const words = standingWords([word(1, 'operator', 'aired'), { seq: 2, entry: elsewhere }]);
  expect([...words.keys()]).toEqual([KEY, airingKey('k2', elsewhere.planned.id)]);
  expect(standingWords([])).toEqual(new Map());
});

test('what counts says why, how long, and of which airing as it was frozen then', () => {
  const { entry } = word(7, 'operator', 'partly', 12.3456, { reason: 'power-cut' });
  expect(standingWords([{ seq: 7, entry }]).get(KEY)).toEqual({
    ...{ outcome: 'partly', reason: 'power-cut', heardMs: 12_346, planned: entry.planned, seq: 7 },
  });
  expect(standingWords([word(7, 'operator', 'not-aired', null)]).get(KEY)).toMatchObject({ reason: null, heardMs: 0 });
});

const spoken = (row: Numbered) => ({ seq: row.seq, role: row.entry.role, row });

test('within a role the latest word holds, whatever it says', () => {
  expect(counts(word(1, 'operator', 'not-aired'), word(2, 'operator', 'aired', 60))).toBe(2);
  expect(counts(word(1, 'operator', 'aired', 60), word(2, 'operator', 'not-aired'))).toBe(2);
  expect(
    counts(word(3, 'operator', 'aired', 60), word(2, 'operator', 'partly', 5), word(1, 'operator', 'not-aired')),
  ).toBe(3);
});

test('an entry that comes twice was said once', () => {
  const [row, again] = [spoken(word(1, 'operator', 'aired', 60)), spoken(word(1, 'operator', 'aired', 60))];
  const [kept, ...more] = lastOfEach([row, again]);
  expect(kept).toBe(row);
  expect(more).toEqual([]);
});

test.each<readonly [string, Numbered, Numbered, number]>([
  ['not aired before partly', word(1, 'operator', 'not-aired'), word(2, 'technician', 'partly', 5), 1],
  ['not aired before aired', word(1, 'operator', 'aired', 60), word(2, 'technician', 'not-aired'), 2],
  [
    'partly before aired, even where it heard more',
    word(1, 'operator', 'aired', 60),
    word(2, 'technician', 'partly', 61),
    2,
  ],
  ['fewer seconds before more', word(1, 'operator', 'partly', 30), word(2, 'technician', 'partly', 29.999), 2],
  ['no seconds before some', word(1, 'operator', 'partly', 0.001), word(2, 'technician', 'partly'), 2],
  ['of the same, the one that was said first', word(1, 'operator', 'aired', 60), word(2, 'technician', 'aired', 60), 1],
  ['less than a millisecond is nothing', word(1, 'operator', 'aired', 60.0001), word(2, 'technician', 'aired', 60), 1],
])('where roles disagree the least is believed: %s', (_, a, b, seq) => {
  expect(counts(a, b)).toBe(seq);
  expect(counts(b, a)).toBe(seq);
});

test('a correction by one role leaves the word of the other', () => {
  const [sent, silent, sentAfterAll] = [
    word(1, 'operator', 'not-aired'),
    word(2, 'technician', 'partly', 20),
    word(3, 'operator', 'aired', 60),
  ];
  expect(counts(sent, silent)).toBe(1);
  expect(counts(sent, silent, sentAfterAll)).toBe(2);
});

test('in which order entries come makes no difference', () => {
  const words = fc.uniqueArray(
    fc.record({
      seq: fc.nat(50),
      role: fc.constantFrom<Role>('operator', 'technician'),
      outcome: fc.constantFrom<Outcome>('aired', 'partly', 'not-aired'),
      seconds: fc.constantFrom(null, 0, 5, 60),
    }),
    { selector: ({ seq }) => seq, minLength: 1, maxLength: 8 },
  );
  fc.assert(
    fc.property(words, fc.infiniteStream(fc.nat()), (drawn, order) => {
      const rows = drawn.map(({ seq, role, outcome, seconds }) => word(seq, role, outcome, seconds));
      const shuffled = rows.map((row) => ({ row, at: order.next().value })).toSorted((a, b) => a.at - b.at);
      const standing = standingWords(shuffled.map(({ row }) => row));
      expect(standing).toEqual(standingWords(rows));
      // The last words of the roles, and of them none that says less.
      const last = new Map(rows.toSorted((a, b) => a.seq - b.seq).map((row) => [row.entry.role, row]));
      const kept = lastOfEach(rows.map(spoken));
      expect(new Set(kept.map(({ row }) => row))).toEqual(new Set(last.values()));
      const least = standing.get(KEY);
      const ranks = [...last.values()].map(({ entry }) => ['not-aired', 'partly', 'aired'].indexOf(entry.outcome));
      expect(['not-aired', 'partly', 'aired'].indexOf(least?.outcome ?? '')).toBe(Math.min(...ranks));
    }),
    { seed: 57, numRuns: 60 },
  );
});

test('sorted by what is believed', () => {
  const said = [
    { outcome: 'aired', heardMs: 60_000, seq: 1 },
    { outcome: 'partly', heardMs: 2, seq: 5 },
    { outcome: 'partly', heardMs: 2, seq: 4 },
    { outcome: 'partly', heardMs: 10, seq: 0 },
    { outcome: 'not-aired', heardMs: 0, seq: 9 },
  ] as const;
  expect(said.toSorted(leastFirst).map(({ seq }) => seq)).toEqual([9, 4, 5, 0, 1]);
});
