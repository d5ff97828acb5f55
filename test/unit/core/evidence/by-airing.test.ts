/** One thing of each airing, by its channel and its id there. */
import { expect, test } from 'vitest';
import { ByAiring } from '../../../../src/core/evidence/by-airing.ts';

test('the same id on two channels is two airings; what is set again replaces, what is deleted is gone', () => {
  const kept = new ByAiring<number>();
  expect(kept.get('k1', 'a')).toBeUndefined();
  kept.set('k1', 'a', 1);
  kept.set('k1', 'b', 2);
  kept.set('k2', 'a', 3);
  expect([kept.get('k1', 'a'), kept.get('k1', 'b'), kept.get('k2', 'a'), kept.get('k2', 'b')]).toEqual([
    1,
    2,
    3,
    undefined,
  ]);
  kept.set('k1', 'a', 4);
  kept.delete('k1', 'b');
  kept.delete('k3', 'a');
  expect([...kept.entries()]).toEqual([
    ['k1', 'a', 4],
    ['k2', 'a', 3],
  ]);
});
