/**
 * Whether a machine's clock was set between two looks: it went on by another time than a clock that nobody sets.
 *
 * Recorded as an event. Entries go on being numbered in the order of their writing, whatever the clock shows.
 */
import type { EventFacts } from './entry.ts';
import { JUMP_MS } from './report.ts';

/** Both in milliseconds: since 1970, and since some beginning that nobody moves. */
export interface ClockLook {
  readonly wallMs: number;
  readonly monotonicMs: number;
}

export type ClockMove = EventFacts['clock'];

/** RFC 3339 in UTC with whole seconds. */
const instantOf = (ms: number): string =>
  Temporal.Instant.fromEpochMilliseconds(ms).toString({ smallestUnit: 'second' });

const msOf = (at: string): number => Temporal.Instant.from(at).epochMilliseconds;

export const clockMove = (before: ClockLook, now: ClockLook): ClockMove | null => {
  const expectedMs = before.wallMs + (now.monotonicMs - before.monotonicMs);
  if (Math.abs(now.wallMs - expectedMs) <= JUMP_MS) return null;
  return { expected: instantOf(expectedMs), shown: instantOf(now.wallMs) };
};

/** Against times that were written before (`known`, RFC 3339): only that it goes behind them can be seen. */
export const behindKnown = (known: readonly string[], shown: string): ClockMove | null => {
  if (known.length === 0) return null;
  const latest = Math.max(...known.map(msOf));
  return latest - msOf(shown) > JUMP_MS ? { expected: instantOf(latest), shown } : null;
};
