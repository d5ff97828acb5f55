/**
 * Guesses whether a sound is spoken or music. A guess for a person to look at: nothing is decided by it.
 *
 * Speech falls silent several times a second, between syllables, and changes between hiss and tone (Saunders 1996; Scheirer and
 * Slaney 1997): second by second, the share of quiet 20 ms and how much their zero crossings differ.
 */

import type { SoundMeasures } from './measures.ts';
import { UNIT } from './meter.ts';

const FRAME = 5;
const FRAMES = 50;
const SECOND = FRAME * FRAMES;
/** A second with less mean power than this (about −60 dBFS) says nothing. */
const QUIET = 1e-6;
/** A frame with less of the second's mean energy than this is a pause between syllables. */
const PAUSE = 0.25;
/** Frames under this part of the mean are left out of the crossings: there it is noise that crosses. */
const FAINT = 0.02;
const PAUSES_OF_SPEECH = 0.14;
/** Spread of the crossings, as a part of their mean. */
const SPREAD_OF_SPEECH = 0.42;

/** `energy` and `crossings` of every unit of the sound as one channel. */
export const guessKind = (energy: Float32Array, crossings: Uint8Array): SoundMeasures['kind'] => {
  let seconds = 0;
  let spoken = 0;
  for (let from = 0; from + SECOND <= energy.length; from += SECOND) {
    const verdict = isSpoken(energy, crossings, from);
    if (verdict === null) continue;
    seconds++;
    if (verdict) spoken++;
  }
  if (seconds === 0) return { guess: energy.some((unit) => unit > QUIET * UNIT) ? 'mixed' : 'silence', sure: 0 };
  const share = spoken / seconds;
  const heardEnough = Math.min(1, seconds / 5);
  if (share >= 0.7) return { guess: 'speech', sure: rounded(((share - 0.4) / 0.6) * heardEnough) };
  if (share <= 0.3) return { guess: 'music', sure: rounded(((0.6 - share) / 0.6) * heardEnough) };
  return { guess: 'mixed', sure: rounded((1 - Math.abs(share - 0.5) * 2.5) * heardEnough) };
};

const rounded = (value: number) => Math.round(value * 100) / 100;

/** null: too quiet to tell. */
const isSpoken = (energy: Float32Array, crossings: Uint8Array, from: number): boolean | null => {
  const power = new Float64Array(FRAMES);
  const turns = new Float64Array(FRAMES);
  let sum = 0;
  for (let unit = 0; unit < SECOND; unit++) {
    const frame = Math.floor(unit / FRAME);
    power[frame] = (power[frame] as number) + (energy[from + unit] as number);
    turns[frame] = (turns[frame] as number) + (crossings[from + unit] as number);
    sum += energy[from + unit] as number;
  }
  if (sum < QUIET * SECOND * UNIT) return null;
  const mean = sum / FRAMES;
  const pauses = power.filter((frame) => frame < PAUSE * mean).length / FRAMES;
  const loud = turns.filter((_, frame) => (power[frame] as number) > FAINT * mean);
  const middle = loud.reduce((all, count) => all + count, 0) / loud.length;
  const spread = Math.sqrt(loud.reduce((all, count) => all + (count - middle) ** 2, 0) / loud.length);
  return pauses >= PAUSES_OF_SPEECH && spread >= SPREAD_OF_SPEECH * middle;
};
