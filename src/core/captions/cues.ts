/**
 * Captions laid over speech: which lines are read while which part of the sound is heard.
 *
 * Nobody said when each word is spoken, so it is worked out: as long as a caption is to read, it is spoken, counted over the
 * stretches in which somebody speaks; where a sentence's end is near a pause, it ends there, and what follows is counted
 * from that pause on, so that a caption that is early or late does not make all others so.
 */
import type { Stretch } from '../sound/measures.ts';
import type { CaptionText } from './lines.ts';

export interface Cue {
  /** Milliseconds from the beginning of the sound; half-open, never overlapping. */
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

/** No caption is shown for less, while the sound is long enough for all of them. */
export const LEAST_MS = 1000;
/** No caption is shown for longer. */
export const LONGEST_MS = 8000;
/** A caption stays until the next when less than this is between them. */
const NO_FLICKER_MS = 600;
/** How far a pause may be from where a sentence's end was expected: a share of the captions since the last pause. */
const NEAR_SHARE = 0.3;
const NEAR_LEAST_MS = 500;
const NEAR_MOST_MS = 2500;

interface Pause {
  /** Milliseconds of speech before it. */
  readonly at: number;
  readonly length: number;
}

/** What is not silent, from what is; stretches in milliseconds. The whole when nothing else is left. */
export const speechIn = (silences: readonly Stretch[], totalMs: number): Stretch[] => {
  const speech: Stretch[] = [];
  let at = 0;
  const until = (to: number): void => {
    if (to - at >= 1) speech.push({ from: at, to });
  };
  for (const { from, to } of silences.toSorted((a, b) => a.from - b.from)) {
    until(Math.round(Math.min(from * 1000, totalMs)));
    at = Math.max(at, Math.round(Math.min(to * 1000, totalMs)));
  }
  until(totalMs);
  return speech.length === 0 ? [{ from: 0, to: totalMs }] : speech;
};

/** Times for captions. `speech`: milliseconds, in order, never empty, all within `totalMs`. */
export const cuesOf = (captions: readonly CaptionText[], speech: readonly Stretch[], totalMs: number): Cue[] => {
  if (captions.length === 0) return [];
  const ends = spokenEnds(captions, speech);
  const raw = captions.map(({ lines }, n) => ({
    lines,
    from: clock(speech, n === 0 ? 0 : (ends[n - 1] ?? 0), 'after'),
    to: clock(speech, ends[n] ?? 0, 'before'),
  }));
  return fitted(raw, totalMs);
};

/** Where each caption ends, in milliseconds of speech. */
const spokenEnds = (captions: readonly CaptionText[], speech: readonly Stretch[]): number[] => {
  const pauses: Pause[] = [];
  let spoken = 0;
  for (const [n, { from, to }] of speech.entries()) {
    spoken += to - from;
    const next = speech[n + 1];
    if (next !== undefined) pauses.push({ at: spoken, length: next.from - to });
  }
  let widthLeft = captions.reduce((sum, { width }) => sum + Math.max(width, 1), 0);
  let anchor = 0;
  let since = 0;
  let used = -1;
  return captions.map(({ width, stop }) => {
    since += Math.max(width, 1);
    const expected = anchor + ((spoken - anchor) * since) / widthLeft;
    if (stop < 2) return expected;
    const near = Math.min(Math.max((expected - anchor) * NEAR_SHARE, NEAR_LEAST_MS), NEAR_MOST_MS);
    let best: { readonly index: number; readonly worth: number } | null = null;
    for (const [index, pause] of pauses.entries()) {
      const off = Math.abs(pause.at - expected);
      if (index <= used || off > near || pause.at <= anchor) continue;
      // A long pause a little further off is more likely a sentence's end than a short one close by.
      const worth = Math.min(pause.length, 1000) / 1000 - off / near;
      if (best === null || worth > best.worth) best = { index, worth };
    }
    const pause = best === null ? undefined : pauses[best.index];
    if (best === null || pause === undefined) return expected;
    used = best.index;
    widthLeft -= since;
    since = 0;
    anchor = pause.at;
    return pause.at;
  });
};

/** Speech counted → the clock. At a pause: the end of what is before it, or the beginning of what is after it. */
const clock = (speech: readonly Stretch[], at: number, side: 'before' | 'after'): number => {
  let left = at;
  for (const [n, { from, to }] of speech.entries()) {
    const length = to - from;
    const last = n === speech.length - 1;
    if (left < length || last || (side === 'before' && left <= length)) return from + Math.min(left, length);
    left -= length;
  }
  throw new Error('no speech');
};

/** Whole milliseconds in order, none shorter or longer than it may be, no gap that flickers. */
const fitted = (raw: readonly Cue[], totalMs: number): Cue[] => {
  const least = Math.min(LEAST_MS, Math.floor(totalMs / raw.length));
  const starts: number[] = [];
  for (const [n, { from }] of raw.entries()) {
    const earliest = n === 0 ? 0 : (starts[n - 1] ?? 0) + least;
    const latest = totalMs - least * (raw.length - n);
    starts.push(Math.min(Math.max(Math.round(from), earliest), latest));
  }
  return raw.map(({ lines, to }, n) => {
    const from = starts[n] ?? 0;
    const next = starts[n + 1] ?? totalMs;
    const wanted = Math.max(Math.round(to), from + least);
    const kept = next - wanted < NO_FLICKER_MS ? next : wanted;
    return { from, to: Math.min(kept, next, from + LONGEST_MS), lines };
  });
};
