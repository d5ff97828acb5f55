import { describe, expect, test } from 'vitest';
import { judge, rangeHolds } from '../../../src/http/conditions.ts';

const TAG = '"abc"';

describe('If-None-Match compares weakly', () => {
  test.each([
    ['"abc"', 'not-modified'],
    ['W/"abc"', 'not-modified'],
    ['*', 'not-modified'],
    ['"x", "abc"', 'not-modified'],
    ['"x",W/"abc" , "y"', 'not-modified'],
    ['"with,comma", "abc"', 'not-modified'],
    ['"ABC"', 'send'],
    ['"x", "y"', 'send'],
    ['abc', 'send'],
    ['"abc', 'send'],
    ['"abc" "x"', 'send'],
    ['', 'send'],
    [undefined, 'send'],
  ])('%s → %s', (ifNoneMatch, verdict) => {
    expect(judge({ ifNoneMatch }, TAG)).toBe(verdict);
  });
});

describe('If-Match compares strongly and goes first', () => {
  test.each([
    ['"abc"', 'send'],
    ['*', 'send'],
    ['"x", "abc"', 'send'],
    ['W/"abc"', 'failed'],
    ['"x"', 'failed'],
    ['nonsense', 'failed'],
  ])('%s → %s', (ifMatch, verdict) => {
    expect(judge({ ifMatch }, TAG)).toBe(verdict);
  });

  test('a failed If-Match is told even when If-None-Match would be a 304', () => {
    expect(judge({ ifMatch: '"x"', ifNoneMatch: TAG }, TAG)).toBe('failed');
    expect(judge({ ifMatch: TAG, ifNoneMatch: TAG }, TAG)).toBe('not-modified');
  });
});

describe('If-Range', () => {
  test.each([
    [undefined, true],
    ['"abc"', true],
    ['W/"abc"', false],
    ['"abd"', false],
    ['Mon, 23 Nov 2026 01:00:00 GMT', false],
    ['*', false],
    ['', false],
  ])('%s → %s', (ifRange, holds) => {
    expect(rangeHolds(ifRange, TAG)).toBe(holds);
  });
});
