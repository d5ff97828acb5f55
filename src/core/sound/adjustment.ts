/**
 * How a sound is used without touching it: cue points, gain, fades and segue over the master. Checks and turns them into a cut;
 * knows no rows and no people.
 */
import type { Sha256 } from '../ids.ts';
import type { Cut } from '../playlist/cut.ts';
import type { Refusal } from '../refusal.ts';
import { refusal } from '../result.ts';

const RATE = 48_000;
/** Less than this heard is nothing, samples: 0.1 s. */
const LEAST = 4_800;
/** Most gain on top of the profile's, dB either way. */
const MOST_GAIN = 24;

/** Samples at 48 kHz from the master's beginning, where nothing else is said. */
export interface Adjustment {
  /** First sample heard. */
  readonly cueIn: number;
  /** The sample after the last that is heard. */
  readonly cueOut: number;
  /** dB on top of what the profile asks for. */
  readonly gainDb: number;
  /** Lengths. */
  readonly fadeIn: number;
  readonly fadeOut: number;
  /** From here the next may begin; null: at the cue-out. */
  readonly segue: number | null;
}

/** The whole master as it is. */
export const untouched = (samples: number): Adjustment => ({
  cueIn: 0,
  cueOut: samples,
  gainDb: 0,
  fadeIn: 0,
  fadeOut: 0,
  segue: null,
});

export const sameAdjustment = (a: Adjustment, b: Adjustment): boolean =>
  (Object.keys(untouched(0)) as (keyof Adjustment)[]).every((field) => a[field] === b[field]);

/** What is wrong with an adjustment of a sound of so many samples: sound.adjustment, once for each part of it. */
export const adjustmentFaults = (samples: number, wanted: Adjustment): Refusal[] => {
  const { cueIn, cueOut, gainDb, fadeIn, fadeOut, segue } = wanted;
  const heard = cueOut - cueIn;
  const fault = (part: 'cues' | 'fades' | 'segue' | 'gain') =>
    refusal('sound.adjustment', { part, seconds: Math.round((samples / RATE) * 1000) / 1000, mostGain: MOST_GAIN });
  const whole = [cueIn, cueOut, fadeIn, fadeOut, segue ?? 0].every((value) => Number.isInteger(value) && value >= 0);
  if (!whole || cueOut > samples || heard < Math.min(LEAST, samples)) return [fault('cues')];
  return [
    ...(fadeIn + fadeOut > heard ? [fault('fades')] : []),
    ...(segue !== null && (segue <= cueIn || segue > cueOut) ? [fault('segue')] : []),
    ...(Number.isFinite(gainDb) && Math.abs(gainDb) <= MOST_GAIN ? [] : [fault('gain')]),
  ];
};

/** The cut that planning lays: null is no adjustment. */
export const cutOf = (master: Sha256, samples: number, adjustment: Adjustment | null): Cut => {
  if (adjustment === null || sameAdjustment(adjustment, untouched(samples))) return { master, samples };
  const { cueIn, cueOut, gainDb, fadeIn, fadeOut, segue } = adjustment;
  return {
    master,
    samples: cueOut - cueIn,
    use: { from: cueIn, gainDb, fadeIn, fadeOut, segue: segue === null ? 0 : cueOut - segue },
  };
};
