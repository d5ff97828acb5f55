/**
 * What is counted sample by sample beside loudness: clipped runs, DC, how two channels agree, zero crossings and the outline.
 *
 * Counts only; listen.ts makes measures of them.
 */
import type { SoundMeasures } from './measures.ts';
import { UNIT } from './meter.ts';
import { PAIR } from './waveform.ts';

/** From here a sample is at full scale: the highest of 16 bit, less a little for rounding. */
const FULL = 32_766.5 / 32_768;
/** So many in a row are clipped. */
const RUN = 3;
const RATE = 48_000;

export interface Tallied {
  readonly clips: SoundMeasures['clips'];
  /** Of the channel where it is further from nothing. */
  readonly dc: number;
  /** Powers and product of two channels; null for one. */
  readonly stereo: { readonly left: number; readonly right: number; readonly both: number } | null;
  /** Of every unit, as one channel. */
  readonly crossings: Uint8Array;
  /** Lowest and highest of any channel for every PAIR of samples, −127…127. */
  readonly outline: Int8Array;
}

export interface Tally {
  /** Counts, and answers the same as one channel: their mean. What it answers is good until it is asked again. */
  readonly add: (interleaved: Float32Array) => Float32Array;
  readonly finish: () => Tallied;
}

interface Side {
  sum: number;
  squares: number;
  /** Length of the run at full scale that is going on, and which side it is on. */
  run: number;
  high: boolean;
}

export const createTally = (channels: 1 | 2): Tally => {
  const sides: readonly Side[] = Array.from({ length: channels }, () => ({ sum: 0, squares: 0, run: 0, high: true }));
  const clips = { runs: 0, samples: 0, first: null as number | null };
  let one = new Float32Array(0);
  let crossings = new Uint8Array(8192);
  let outline = new Int8Array(4096);
  let total = 0;
  let both = 0;
  let below = false;
  let low = 0;
  let high = 0;

  const endRun = (side: Side, at: number) => {
    if (side.run >= RUN) {
      clips.runs++;
      clips.samples += side.run;
      const first = (at - side.run) / RATE;
      clips.first = clips.first === null ? first : Math.min(clips.first, first);
    }
    side.run = 0;
  };

  const look = (side: Side, interleaved: Float32Array, channel: number) => {
    let at = total;
    let { sum, squares } = side;
    for (let i = channel; i < interleaved.length; i += channels, at++) {
      const x = interleaved[i] as number;
      sum += x;
      squares += x * x;
      if (x >= FULL || x <= -FULL) {
        if (side.run > 0 && side.high !== x > 0) endRun(side, at);
        side.high = x > 0;
        side.run++;
      } else if (side.run > 0) endRun(side, at);
    }
    side.sum = sum;
    side.squares = squares;
  };

  const draw = () => {
    const pair = Math.floor((total - 1) / PAIR);
    outline[2 * pair] = Math.round(Math.max(low, -1) * 127);
    outline[2 * pair + 1] = Math.round(Math.min(high, 1) * 127);
    low = 0;
    high = 0;
  };

  const makeRoom = (frames: number) => {
    const units = Math.ceil((total + frames) / UNIT) + 1;
    if (units > crossings.length) {
      const more = new Uint8Array(2 * units);
      more.set(crossings);
      crossings = more;
    }
    const pairs = Math.ceil((total + frames) / PAIR) + 1;
    if (2 * pairs > outline.length) {
      const more = new Int8Array(4 * pairs);
      more.set(outline);
      outline = more;
    }
    if (frames > one.length) one = new Float32Array(frames);
  };

  return {
    add: (interleaved) => {
      const frames = Math.floor(interleaved.length / channels);
      makeRoom(frames);
      for (const [channel, side] of sides.entries()) look(side, interleaved, channel);
      let turn = total % UNIT;
      let unit = Math.floor(total / UNIT);
      for (let n = 0; n < frames; n++) {
        const left = interleaved[n * channels] as number;
        const right = channels === 1 ? left : (interleaved[2 * n + 1] as number);
        const x = 0.5 * (left + right);
        both += left * right;
        one[n] = x;
        if (x < 0 !== below) {
          below = x < 0;
          crossings[unit] = (crossings[unit] as number) + 1;
        }
        low = Math.min(low, left, right);
        high = Math.max(high, left, right);
        total++;
        if (++turn === UNIT) {
          turn = 0;
          unit++;
          if (total % PAIR === 0) draw();
        }
      }
      return one.subarray(0, frames);
    },
    finish: () => {
      if (total % PAIR !== 0) draw();
      for (const side of sides) endRun(side, total);
      const dcs = sides.map(({ sum }) => (total === 0 ? 0 : sum / total));
      const [left, right] = sides;
      return {
        clips,
        dc: dcs.reduce((worst, dc) => (Math.abs(dc) > Math.abs(worst) ? dc : worst), 0),
        stereo: left && right ? { left: left.squares, right: right.squares, both } : null,
        crossings: crossings.subarray(0, Math.ceil(total / UNIT)),
        outline: outline.slice(0, 2 * Math.ceil(total / PAIR)),
      };
    },
  };
};
