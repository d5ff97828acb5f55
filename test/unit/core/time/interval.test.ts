import { expect, test } from 'vitest';
import { contains, encloses, intersect, overlaps } from '../../../../src/core/time/interval.ts';

const span = (start: number, end: number) => ({ start, end });

test('back to back is no overlap; one second in common is', () => {
  expect(overlaps(span(0, 60), span(60, 120))).toBe(false);
  expect(overlaps(span(0, 61), span(60, 120))).toBe(true);
  expect(intersect(span(0, 60), span(60, 120))).toBeNull();
  expect(intersect(span(0, 61), span(60, 120))).toEqual(span(60, 61));
});

test('the start is inside, the end is not', () => {
  expect([-1, 0, 59, 60].map((moment) => contains(span(0, 60), moment))).toEqual([false, true, true, false]);
});

test('an empty stretch overlaps nothing, though it lies inside another', () => {
  expect(overlaps(span(0, 60), span(30, 30))).toBe(false);
  expect(encloses(span(0, 60), span(30, 30))).toBe(true);
  expect(encloses(span(0, 60), span(30, 61))).toBe(false);
});

test('works on texts that sort: instants and local times', () => {
  const morning = { start: '2025-04-07T05:00:00', end: '2025-04-07T06:30:00' };
  const news = { start: '2025-04-07T06:00:00', end: '2025-04-07T07:00:00' };
  expect(intersect(morning, news)).toEqual({ start: '2025-04-07T06:00:00', end: '2025-04-07T06:30:00' });
});
