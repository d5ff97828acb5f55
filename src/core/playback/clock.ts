/**
 * What time it is, as well as this machine can know (evidence.md §4.2): the centre's clock, seen through every answer's Date, carried on by the
 * clock that nobody sets. Somebody who sets the clock on the wall by ten years moves nothing here.
 *
 * Each answer bounds the true time: it was made within the second that it names, after the question left and before the answer came. The
 * bounds of all answers are laid over each other, and widen as quartz drifts.
 */
import { clockQuality } from '../evidence/report.ts';
import type { Now } from './model.ts';

/** Quartz: 50 ppm are 4.3 s a day. */
const DRIFT = 50e-6;
/** What an HTTP date leaves open. */
const SECOND_MS = 1000;
/** A wall clock further from the hardware clock than this has not been set by it. */
const NEAR_MS = 60_000;

/** True time less the clock that nobody sets: between these, at `atMs` of that clock. */
interface Bounds {
  readonly low: number;
  readonly high: number;
  /** What it is taken for. */
  readonly best: number;
  readonly atMs: number;
}

export interface Exchange {
  /** By the clock that nobody sets. */
  readonly sentMs: number;
  readonly receivedMs: number;
  /** The Date of the answer, milliseconds since 1970. */
  readonly dateMs: number;
}

export interface Reading {
  readonly wall: string;
  readonly monotonicMs: number;
  readonly offsetMs: number | null;
  readonly errorMs: number | null;
}

export interface SiteClock {
  readonly now: () => Now;
  /** As rows carry it: the wall clock as it stands, and what is known to be wrong with it. */
  readonly reading: () => Reading;
  readonly exchanged: (exchange: Exchange) => void;
}

/** What a machine has of its own: milliseconds since 1970 by the clock on its wall, and by one that nobody sets. */
export interface OwnClocks {
  readonly wallMs: () => number;
  readonly monotonicMs: () => number;
}

export const siteClock = (time: OwnClocks): SiteClock => {
  // Without a word from the centre: the wall clock as it stood at the start.
  const own = time.wallMs() - time.monotonicMs();
  const origin = time.monotonicMs();
  let bounds: Bounds | null = null;
  const widened = (known: Bounds, atMs: number): Bounds => {
    const drift = Math.max(0, atMs - known.atMs) * DRIFT;
    return { ...known, low: known.low - drift, high: known.high + drift, atMs };
  };
  const nowMs = (): number => {
    return (bounds?.best ?? own) + time.monotonicMs();
  };
  const reading = (): Reading => {
    const [wallMs, monotonicMs] = [time.wallMs(), time.monotonicMs()];
    const known = bounds === null ? null : widened(bounds, monotonicMs);
    return {
      wall: new Date(wallMs).toISOString(),
      monotonicMs: Math.round(monotonicMs - origin),
      offsetMs: known === null ? null : Math.round(known.best + monotonicMs - wallMs),
      errorMs: known === null ? null : Math.ceil(Math.max(known.high - known.best, known.best - known.low)),
    };
  };
  return {
    reading,
    now: () => ({ wallMs: nowMs(), monotonicMs: time.monotonicMs(), quality: clockQuality(reading(), null) }),
    exchanged: ({ sentMs, receivedMs, dateMs }) => {
      const [low, high] = [dateMs - receivedMs, dateMs + SECOND_MS - sentMs];
      const seen: Bounds = { low, high, best: (low + high) / 2, atMs: receivedMs };
      bounds = bounds === null ? seen : both(widened(bounds, receivedMs), seen);
    },
  };
};

/**
 * Both bounds hold. What the time was taken for before stays, as long as they allow it: a slow answer bounds it by many seconds, and the
 * middle of those knows less than quartz does after days. It stays half of what an HTTP date leaves open away from either bound.
 */
const both = (before: Bounds, seen: Bounds): Bounds => {
  const [low, high] = [Math.max(before.low, seen.low), Math.min(before.high, seen.high)];
  // Bounds that do not meet: the centre's clock was set, and what it says now is what there is.
  if (low >= high) return seen;
  const edge = Math.min(SECOND_MS, high - low) / 2;
  return { low, high, best: Math.min(high - edge, Math.max(low + edge, before.best)), atMs: seen.atMs };
};

/**
 * Whether the wall clock can be believed although nobody has been asked: a battery kept it over the power cut, and it has not gone back.
 * `hardwareMs`: what the hardware clock shows; null: there is none.
 */
export const keptByBattery = (wallMs: number, hardwareMs: number | null, aliveMs: number | null): boolean =>
  hardwareMs !== null && Math.abs(hardwareMs - wallMs) <= NEAR_MS && wallMs >= (aliveMs ?? 0) - SECOND_MS;
