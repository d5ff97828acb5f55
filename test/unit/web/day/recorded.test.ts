import { expect, test } from 'vitest';
import type { StatementEntry } from '../../../../src/core/evidence/entry.ts';
import { type Logged, statementsOf } from '../../../../src/web/day/recorded.ts';

const row = (seq: number, over: Partial<StatementEntry> = {}, start = `2026-11-22T22:00:0${seq}Z`): Logged => ({
  seq,
  by: null,
  note: null,
  entry: {
    scope: 'session',
    recordedAt: '2026-11-23T01:00:00Z',
    by: null,
    note: null,
    corrects: null,
    planned: { session: { id: 'sang', name: 'Sáng' }, start: { instant: start } },
    ...over,
  } as StatementEntry,
});

const numbers = (...rows: Logged[]): number[][] => statementsOf(rows).map((group) => group.map(({ seq }) => seq));

test('one sending is told as one, whatever came between is not joined', () => {
  expect(numbers(row(0), row(1), row(2))).toEqual([[0, 1, 2]]);
  expect(numbers(row(0), row(2))).toEqual([[0], [2]]);
  expect(numbers(row(0), row(1, { recordedAt: '2026-11-23T01:00:01Z' }))).toEqual([[0], [1]]);
  expect(numbers(row(0), row(1, { corrects: 0 }))).toEqual([[0], [1]]);
});

test('items spoken of one by one stay apart, and so does the same session said twice in one second', () => {
  expect(numbers(row(0, { scope: 'item' }), row(1, { scope: 'item' }))).toEqual([[0], [1]]);
  expect(numbers(row(0), row(1), row(2, {}, '2026-11-22T22:00:00Z'), row(3))).toEqual([
    [0, 1],
    [2, 3],
  ]);
});
