/**
 * Half-open stretches [start, end): the first moment is inside, the last is not.
 *
 * Works on anything that `<` orders: seconds, milliseconds, or the fixed-width texts of local.ts and the
 * instants of moment.ts. Two that meet back to back do not overlap, so a session ending at 06:00:00 and one
 * beginning then are no conflict. Nothing here knows what the numbers count.
 */
export interface Interval<T extends number | string = number> {
  readonly start: T;
  /** Not inside. An interval whose end is not after its start is empty. */
  readonly end: T;
}

/** Whether nothing lies in it. */
export const isEmpty = <T extends number | string>(interval: Interval<T>): boolean => interval.end <= interval.start;

/** Whether some moment lies in both. An empty interval overlaps nothing, not even itself. */
export const overlaps = <T extends number | string>(a: Interval<T>, b: Interval<T>): boolean =>
  !isEmpty(a) && !isEmpty(b) && a.start < b.end && b.start < a.end;

/** Whether the moment lies in it: the start does, the end does not. */
export const contains = <T extends number | string>(interval: Interval<T>, moment: T): boolean =>
  interval.start <= moment && moment < interval.end;

/** Whether every moment of `inner` lies in `outer`; an empty `inner` is inside everything. */
export const encloses = <T extends number | string>(outer: Interval<T>, inner: Interval<T>): boolean =>
  isEmpty(inner) || (outer.start <= inner.start && inner.end <= outer.end);

/** What lies in both; null when they do not overlap. */
export const intersect = <T extends number | string>(a: Interval<T>, b: Interval<T>): Interval<T> | null =>
  overlaps(a, b) ? { start: contains(a, b.start) ? b.start : a.start, end: contains(b, a.end) ? a.end : b.end } : null;
