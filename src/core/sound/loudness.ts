/**
 * Loudness from what a meter kept: integrated (ITU-R BS.1770-4), momentary and short-term (EBU Tech 3341), range (EBU Tech 3342);
 * and the longest silence. LUFS, LU and seconds; digital silence is −70.
 */
import { UNIT } from './meter.ts';

/** What no loudness can be below: the absolute gate. */
const LOUDNESS_FLOOR = -70;
/** Ours, for the peak of digital silence. */
const PEAK_FLOOR = -120;
const RATE = 48_000;
const STEP = 25;
const MOMENTARY = 100;
const SHORT_TERM = 750;
/** Sound shorter than this is reckoned as if it were repeated: a sting has less than one gating block. */
const SHORT_SAMPLES = RATE;

/** LUFS of the mean of the weighted samples squared, summed over channels. */
const lufs = (power: number): number =>
  power > 0 ? Math.max(-0.691 + 10 * Math.log10(power), LOUDNESS_FLOOR) : LOUDNESS_FLOOR;
const power = (loudness: number): number => 10 ** ((loudness + 0.691) / 10);

/** dB of a linear peak; −120 for digital silence. */
export const decibels = (linear: number): number =>
  linear > 0 ? Math.max(20 * Math.log10(linear), PEAK_FLOOR) : PEAK_FLOOR;

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean power of every window of so many units, one for each step; the last window is whole. */
const windows = (energy: Float32Array, units: number): Float64Array => {
  const steps = Math.floor(energy.length / STEP);
  const sums = new Float64Array(steps);
  for (let step = 0; step < steps; step++) {
    let sum = 0;
    for (let unit = step * STEP; unit < (step + 1) * STEP; unit++) sum += energy[unit] as number;
    sums[step] = sum;
  }
  const wide = units / STEP;
  const found = new Float64Array(Math.max(0, steps - wide + 1));
  for (let at = 0; at < found.length; at++) {
    let sum = 0;
    for (let step = at; step < at + wide; step++) sum += sums[step] as number;
    found[at] = sum / (units * UNIT);
  }
  return found;
};

/** The gated mean of BS.1770-4: nothing under −70, then nothing more than 10 LU under the mean of the rest. */
const gated = (blocks: Float64Array): number => {
  const loud = blocks.filter((block) => block > power(LOUDNESS_FLOOR));
  if (loud.length === 0) return LOUDNESS_FLOOR;
  const gate = mean(loud) / 10;
  return lufs(mean(loud.filter((block) => block > gate)));
};

/** Integrated loudness, LUFS. Blocks that the end cuts off are not used. */
export const integratedLoudness = (energy: Float32Array): number => gated(windows(energy, MOMENTARY));

/** The same for a sound of so many samples, which may be a sting: under a second it is reckoned as repeated for three. */
export const soundLoudness = (energy: Float32Array, samples: number): number => {
  if (samples >= SHORT_SAMPLES || samples === 0) return integratedLoudness(energy);
  const until = new Float64Array(energy.length + 1);
  for (let unit = 0; unit < energy.length; unit++) until[unit + 1] = (until[unit] as number) + (energy[unit] as number);
  const whole = until[energy.length] as number;
  /** Energy from the beginning of the first time to a sample of any of the repeats. */
  const upTo = (sample: number): number => {
    const within = sample % samples;
    const unit = Math.floor(within / UNIT);
    const length = Math.min(UNIT, samples - unit * UNIT);
    const part = ((energy[unit] as number) * (within - unit * UNIT)) / length;
    return Math.floor(sample / samples) * whole + (until[unit] as number) + part;
  };
  const block = MOMENTARY * UNIT;
  const count = Math.floor((3 * SHORT_SAMPLES - block) / (STEP * UNIT)) + 1;
  const starts = Array.from({ length: count }, (_, at) => at * STEP * UNIT);
  return gated(Float64Array.from(starts, (from) => (upTo(from + block) - upTo(from)) / block));
};

/** Highest mean power over so many units, looked at from unit to unit; of a shorter sound, the mean of all. */
const loudest = (energy: Float32Array, units: number): number => {
  const wide = Math.min(units, energy.length);
  if (wide === 0) return LOUDNESS_FLOOR;
  let sum = 0;
  let highest = 0;
  for (let unit = 0; unit < energy.length; unit++) {
    sum += energy[unit] as number;
    if (unit >= wide) sum -= energy[unit - wide] as number;
    if (unit >= wide - 1 && sum > highest) highest = sum;
  }
  return lufs(highest / (wide * UNIT));
};

/** The loudest 400 ms, LUFS. */
export const momentaryMax = (energy: Float32Array): number => loudest(energy, MOMENTARY);
/** The loudest 3 s, LUFS. */
export const shortTermMax = (energy: Float32Array): number => loudest(energy, SHORT_TERM);

/** Loudness range, LU: from the 10th to the 95th of a hundred of the 3 s that are loud enough. 0 under 3 s. */
export const loudnessRange = (energy: Float32Array): number => {
  const loud = windows(energy, SHORT_TERM).filter((block) => block > power(LOUDNESS_FLOOR));
  if (loud.length === 0) return 0;
  const gate = mean(loud) / 100;
  const kept = loud.filter((block) => block > gate).sort();
  const nth = (part: number) => lufs(kept[Math.round((kept.length - 1) * part)] ?? 0);
  return nth(0.95) - nth(0.1);
};

/** The longest stretch whose peaks stay under a level (dBFS): how long, and where it begins. 0 and 0 where there is none. */
export const longestSilence = (
  peaks: Float32Array,
  belowDb: number,
): { readonly seconds: number; readonly from: number } => {
  const limit = 10 ** (belowDb / 20);
  let longest = 0;
  let from = 0;
  let run = 0;
  for (let unit = 0; unit < peaks.length; unit++) {
    run = (peaks[unit] as number) < limit ? run + 1 : 0;
    if (run > longest) {
      longest = run;
      from = unit - run + 1;
    }
  }
  return { seconds: (longest * UNIT) / RATE, from: (from * UNIT) / RATE };
};
