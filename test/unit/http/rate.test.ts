import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buckets } from '../../../src/http/rate.ts';

const LIMIT = { tenSeconds: 20, burst: 5 };

describe('a bucket', () => {
  test('gives its burst, then as much as flows in, and says how long to wait', () => {
    const { take } = buckets(LIMIT);
    expect(Array.from({ length: 7 }, () => take('a', 100))).toEqual([0, 0, 0, 0, 0, 1, 1]);
    expect(Array.from({ length: 3 }, () => take('a', 101))).toEqual([0, 0, 1]);
    expect(take('a', 1000)).toBe(0);
  });

  test('is one for each key', () => {
    const { take } = buckets({ tenSeconds: 1, burst: 1 });
    expect([take('a', 0), take('b', 0), take('a', 0), take('b', 0)]).toEqual([0, 0, 10, 10]);
  });

  test('is not filled by a clock that was set back', () => {
    const { take } = buckets({ tenSeconds: 10, burst: 1 });
    expect([take('a', 100), take('a', 50), take('a', 50)]).toEqual([0, 1, 1]);
  });

  test('whatever is asked when: never more than the burst and what flowed in, and the wait that is told is enough', () => {
    const times = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(
        times,
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 30 }),
        (steps, tenSeconds, burst) => {
          const { take } = buckets({ tenSeconds, burst });
          let [now, taken] = [0, 0];
          for (const step of steps) {
            now += step;
            const wait = take('a', now);
            if (wait === 0) taken += 1;
            expect(taken).toBeLessThanOrEqual(burst + (now * tenSeconds) / 10 + 1e-9);
            expect(Number.isInteger(wait)).toBe(true);
          }
          const wait = take('a', now);
          if (wait > 0) expect(take('a', now + wait)).toBe(0);
        },
      ),
      { seed: 57 },
    );
  });
});

describe('what is remembered', () => {
  test('is bounded; who asked longest ago is forgotten first', () => {
    const { take, size } = buckets({ tenSeconds: 1, burst: 1 }, 3);
    for (const key of ['a', 'b', 'c', 'a', 'd']) take(key, 0);
    expect(size()).toBe(3);
    // 'b' was forgotten and is full again; 'a', which asked since, is not.
    expect([take('a', 0), take('b', 0)]).toEqual([10, 0]);
  });

  test('is ten thousand keys', () => {
    const { take, size } = buckets(LIMIT);
    for (let n = 0; n < 25_000; n += 1) take(String(n), 0);
    expect(size()).toBe(10_000);
  });
});
