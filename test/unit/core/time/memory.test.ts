import { expect, test } from 'vitest';
import { remembering } from '../../../../src/core/time/memory.ts';

test('works out once, answers the same, and keeps no more than it may', () => {
  const asked: number[] = [];
  const half = remembering(3, (value: number): number => {
    asked.push(value);
    return value / 2;
  });
  expect([0, 2, 0, 2, 4].map(half)).toEqual([0, 1, 0, 1, 2]);
  expect(asked).toEqual([0, 2, 4]);
  // A fourth answer begins anew.
  expect([6, 0, 6].map(half)).toEqual([3, 0, 3]);
  expect(asked).toEqual([0, 2, 4, 6, 0]);
});
