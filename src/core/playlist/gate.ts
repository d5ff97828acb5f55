/** What a rendered session has to be before it may go out: its length, its loudness, its peaks, and no silence that nobody planned. */
import { longestSilence } from '../sound/loudness.ts';
import { UNIT } from '../sound/meter.ts';
import type { RenderSpec } from './render-spec.ts';

/** Longer silence than this (s), under this level (dBFS), is dead air. */
const LONGEST_SILENCE = 3;
const SILENCE_DB = -50;

/** Seconds, to a tenth, of a silence that may not go out; null: there is none. */
export const deadAir = (longest: number | null): number | null =>
  longest !== null && longest > LONGEST_SILENCE ? Math.round(longest * 10) / 10 : null;

export interface Silence {
  readonly seconds: number;
  /** Seconds from the beginning of the session. */
  readonly from: number;
}

/**
 * The longest silence outside what is silent on purpose. `peaks`: highest |sample| of every UNIT samples, of which the
 * first `delay` samples are before the session.
 */
export const unplannedSilence = (
  peaks: Float32Array,
  spec: Pick<RenderSpec, 'length' | 'quiet' | 'sampleRate'>,
  delay = 0,
): Silence => {
  const unit = (sample: number): number => Math.floor((sample + delay) / UNIT);
  const begin = unit(0);
  const heard = peaks.slice(begin, unit(spec.length));
  // What is planned counts as sound.
  for (const { offset, length } of spec.quiet) heard.fill(1, unit(offset) - begin, unit(offset + length) - begin + 1);
  const { seconds, from } = longestSilence(heard, SILENCE_DB);
  return { seconds, from };
};
