import { expect, test } from 'vitest';
import { nearest } from '../../../src/core/near.ts';

test.each([
  ['chanels', ['channels', 'name', 'id'], 'channels'],
  ['huyen-my-tuu', ['xa-my-tu', 'huyen-my-tu', 'xa-my-tu-cu'], 'huyen-my-tu'],
  ['tittle', ['title', 'item'], 'title'],
  ['xyz', ['channels', 'name'], null],
  ['a', ['b', 'ab'], 'b'],
  ['anything', [], null],
  ['', ['a'], 'a'],
])('%s among %j is %s', (word, candidates, near) => {
  expect(nearest(word, candidates)).toBe(near);
});

test('the first of equals is taken, and a hopeless length is not measured', () => {
  expect(nearest('kenh-3', ['kenh-1', 'kenh-2'])).toBe('kenh-1');
  const start = performance.now();
  expect(nearest('x'.repeat(1_000_000), ['channels', 'title'])).toBeNull();
  expect(performance.now() - start).toBeLessThan(500);
});
