/**
 * One pass over a sound's PCM at 48 kHz: everything of SoundMeasures, and the outline for drawing.
 *
 * It measures and never judges (judge.ts); kept of the sound are a few figures for every 4 ms.
 */
import { guessKind } from './kind.ts';
import { decibels, integratedLoudness, loudnessRange, shortTermMax, soundLoudness } from './loudness.ts';
import type { SoundMeasures, Stretch } from './measures.ts';
import { createMeter, UNIT } from './meter.ts';
import { createTally } from './tally.ts';
import { packWaveform } from './waveform.ts';

/** Version of the way of measuring: measures of another are made again. */
export const MEASURE_RECIPE = 1;
/** Under this it is silence, dBFS. */
const SILENCE_DB = -50;
/** Silence inside counts from this many seconds on. */
const INSIDE_SECONDS = 1;
/** Units of an edge: 20 ms. */
const EDGE = 5;
const RATE = 48_000;
/** Two channels of the same are this much louder than one of them, LU: no loss. */
const DOUBLED = 10 * Math.log10(2);
/** A channel this much under the other is not there, as a part of its power: 40 dB. */
const ABSENT = 1e-4;

export interface Listened {
  readonly measures: SoundMeasures;
  readonly waveform: Uint8Array;
}

export interface Listening {
  /** The next samples, channels taking turns; whole frames. */
  readonly add: (interleaved: Float32Array) => void;
  readonly finish: () => Listened;
}

export const createListening = (channels: 1 | 2): Listening => {
  const own = createMeter(channels);
  const folded = channels === 1 ? own : createMeter(1);
  const tally = createTally(channels);
  return {
    add: (interleaved) => {
      own.add(interleaved);
      const one = tally.add(interleaved);
      if (folded !== own) folded.add(one);
    },
    finish: () => {
      const heard = own.finish();
      const mono = folded === own ? heard : folded.finish();
      const counted = tally.finish();
      const { samples, energy, peaks } = heard;
      const integrated = rounded(soundLoudness(mono.energy, samples));
      const integratedOwn = rounded(soundLoudness(energy, samples));
      const measures: SoundMeasures = {
        recipe: MEASURE_RECIPE,
        samples,
        channels,
        integrated,
        integratedOwn,
        range: rounded(loudnessRange(mono.energy)),
        shortTermMax: rounded(shortTermMax(mono.energy)),
        truePeak: rounded(decibels(heard.truePeak)),
        samplePeak: highest(peaks),
        silence: silences(peaks, samples),
        edges: { head: highest(peaks.subarray(0, EDGE)), tail: highest(peaks.subarray(-EDGE)) },
        clips: counted.clips,
        dc: Math.round(counted.dc * 1e6) / 1e6,
        mono:
          counted.stereo === null
            ? { lost: null, correlation: null, oneSided: false }
            : monoOf(counted.stereo, integratedLoudness(energy) <= -70 ? 0 : integratedOwn - integrated - DOUBLED),
        kind: guessKind(mono.energy, counted.crossings),
      };
      return { measures, waveform: packWaveform(counted.outline) };
    },
  };
};

const rounded = (value: number) => Math.round(value * 100) / 100 + 0;
/** dBFS of the highest peak. */
const highest = (peaks: Float32Array) => rounded(decibels(peaks.reduce((most, peak) => Math.max(most, peak), 0)));
const thousandths = (value: number) => Math.round(value * 1000) / 1000;

interface Stereo {
  readonly left: number;
  readonly right: number;
  /** Sum of the products. */
  readonly both: number;
}

const monoOf = ({ left, right, both }: Stereo, lost: number): SoundMeasures['mono'] => {
  const oneSided = Math.min(left, right) < ABSENT * Math.max(left, right);
  const correlation = left > 0 && right > 0 ? Math.round((both / Math.sqrt(left * right)) * 1000) / 1000 : null;
  return { lost: rounded(lost), correlation, oneSided };
};

/** Where every channel stays under SILENCE_DB; a sound that is silent throughout is all head. */
const silences = (peaks: Float32Array, samples: number): SoundMeasures['silence'] => {
  const limit = 10 ** (SILENCE_DB / 20);
  const seconds = (unit: number) => thousandths(Math.min(unit * UNIT, samples) / RATE);
  const loud = (unit: number) => (peaks[unit] as number) >= limit;
  let first = 0;
  while (first < peaks.length && !loud(first)) first++;
  let last = peaks.length;
  while (last > first && !loud(last - 1)) last--;
  const inside: Stretch[] = [];
  for (let unit = first; unit < last; unit++) {
    if (loud(unit)) continue;
    const from = unit;
    while (!loud(unit)) unit++;
    if ((unit - from) * UNIT >= INSIDE_SECONDS * RATE) inside.push({ from: seconds(from), to: seconds(unit) });
  }
  return {
    head: seconds(first),
    tail: first === peaks.length ? 0 : thousandths(seconds(peaks.length) - seconds(last)),
    inside,
  };
};
