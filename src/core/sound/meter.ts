/**
 * Listens to PCM at 48 kHz and keeps what loudness, silence and peaks are reckoned from: a few figures for every 4 ms.
 *
 * The figures of pieces that end on whole units can be laid one after the other and are then those of the whole. It decodes
 * nothing, and judges nothing; loudness is in loudness.ts.
 */
import { CELL, peakOfCell } from './true-peak.ts';

/** Samples in one unit, 4 ms: 100 units are a gating block of 400 ms, 25 its step, 6 one MP3 frame. */
export const UNIT = 192;

export interface Metered {
  /** Per channel. */
  readonly samples: number;
  /** Of every unit: the K-weighted samples squared and summed over the channels. The last unit may be shorter. */
  readonly energy: Float32Array;
  /** Of every unit: the highest |sample| of any channel; 1 is full scale. */
  readonly peaks: Float32Array;
  /** Linear, the highest of the channels; never under the highest sample. */
  readonly truePeak: number;
}

export interface Meter {
  /** The next samples, channels taking turns; whole frames, any number of them. */
  readonly add: (interleaved: Float32Array) => void;
  /** The end: what was heard. Nothing can be added after it. */
  readonly finish: () => Metered;
}

const CELLS = UNIT / CELL;
/** Units that are worked on together. */
const BLOCK_UNITS = 64;
const BLOCK = BLOCK_UNITS * UNIT;
/** Two cells of what came before: the one whose peaks wait for what follows, and the one before it. */
const LEAD = 2 * CELL;

/** One channel: what it has of the current block, the state of its filters, its peaks. */
interface Channel {
  readonly samples: Float32Array;
  readonly cells: Float32Array;
  /** Of the two filters of BS.1770, two delays each. */
  readonly state: Float64Array;
}

/** The filters of BS.1770-4 tables 1 and 2 (48 kHz): the head's shelf, then the high pass. */
const [SB0, SB1, SB2, SA1, SA2] = [
  1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585,
] as const;
const [PA1, PA2] = [-1.99004745483398, 0.99007225036621] as const;
/** Under this a filter's memory is nothing; left alone it would shrink to numbers that processors are slow with. */
const NOTHING = 1e-25;

/** Weighs one unit; its energy comes back, and the peaks of its cells are written. */
const weigh = (channel: Channel, start: number, firstCell: number, state: Float64Array): number => {
  const { samples, cells } = channel;
  let s1 = state[0] as number;
  let s2 = state[1] as number;
  let p1 = state[2] as number;
  let p2 = state[3] as number;
  let energy = 0;
  let i = start;
  for (let cell = 0; cell < CELLS; cell++) {
    let peak = 0;
    for (const end = i + CELL; i < end; i++) {
      const x = samples[i] as number;
      const size = x < 0 ? -x : x;
      if (size > peak) peak = size;
      const shelved = SB0 * x + s1;
      s1 = SB1 * x - SA1 * shelved + s2;
      s2 = SB2 * x - SA2 * shelved;
      const passed = shelved + p1;
      p1 = -2 * shelved - PA1 * passed + p2;
      p2 = shelved - PA2 * passed;
      energy += passed * passed;
    }
    cells[firstCell + cell] = peak;
  }
  state[0] = Math.abs(s1) < NOTHING ? 0 : s1;
  state[1] = Math.abs(s2) < NOTHING ? 0 : s2;
  state[2] = Math.abs(p1) < NOTHING ? 0 : p1;
  state[3] = Math.abs(p2) < NOTHING ? 0 : p2;
  return energy;
};

const grown = (figures: Float32Array<ArrayBuffer>, needed: number): Float32Array<ArrayBuffer> => {
  if (needed <= figures.length) return figures;
  const more = new Float32Array(Math.max(needed, 2 * figures.length));
  more.set(figures);
  return more;
};

export const createMeter = (channels: 1 | 2): Meter => {
  const heard: readonly Channel[] = Array.from({ length: channels }, () => ({
    samples: new Float32Array(LEAD + BLOCK),
    cells: new Float32Array(2 + BLOCK_UNITS * CELLS),
    state: new Float64Array(4),
  }));
  let filled = 0;
  let total = 0;
  let units = 0;
  let energy = new Float32Array(4096);
  let peaks = new Float32Array(4096);
  let truePeak = 0;

  /** Works off the first so many units of the block, the rest of which is empty. */
  const work = (count: number) => {
    energy = grown(energy, units + count);
    peaks = grown(peaks, units + count);
    for (const channel of heard) {
      for (let unit = 0; unit < count; unit++) {
        const slot = units + unit;
        energy[slot] = (energy[slot] as number) + weigh(channel, LEAD + unit * UNIT, 2 + unit * CELLS, channel.state);
        for (let cell = 2 + unit * CELLS; cell < 2 + (unit + 1) * CELLS; cell++) {
          const peak = channel.cells[cell] as number;
          if (peak > (peaks[slot] as number)) peaks[slot] = peak;
          if (peak > truePeak) truePeak = peak;
        }
      }
    }
    for (const { samples, cells } of heard) {
      const cellCount = count * CELLS;
      for (let cell = 1; cell <= cellCount; cell++) {
        const around = Math.max(cells[cell - 1] as number, cells[cell] as number, cells[cell + 1] as number);
        truePeak = peakOfCell(samples, cell * CELL, around, truePeak);
      }
      samples.copyWithin(0, count * UNIT, count * UNIT + LEAD);
      cells.copyWithin(0, cellCount, cellCount + 2);
    }
    units += count;
  };

  return {
    add: (interleaved) => {
      const frames = Math.floor(interleaved.length / channels);
      total += frames;
      for (let from = 0; from < frames; ) {
        const many = Math.min(frames - from, BLOCK - filled);
        for (let index = 0; index < channels; index++) {
          const { samples } = heard[index] as Channel;
          if (channels === 1) samples.set(interleaved.subarray(from, from + many), LEAD + filled);
          else {
            let read = from * 2 + index;
            const end = LEAD + filled + many;
            for (let write = LEAD + filled; write < end; write++, read += 2)
              samples[write] = interleaved[read] as number;
          }
        }
        from += many;
        filled += many;
        if (filled === BLOCK) {
          work(BLOCK_UNITS);
          filled = 0;
        }
      }
    },
    finish: () => {
      const whole = Math.ceil(total / UNIT);
      // Silence behind the end: the unit it ends in, and what the last cell's peaks need.
      for (const { samples } of heard) samples.fill(0, LEAD + filled);
      if (filled > 0) work(Math.ceil(filled / UNIT));
      for (const { samples } of heard) samples.fill(0, LEAD);
      work(1);
      return { samples: total, energy: energy.slice(0, whole), peaks: peaks.slice(0, whole), truePeak };
    },
  };
};

/** Pieces one after the other; all but the last must be whole units long. Peaks between samples over a seam are each piece's own. */
export const joinMetered = (pieces: readonly Metered[]): Metered => {
  const units = pieces.reduce((sum, piece) => sum + piece.energy.length, 0);
  const energy = new Float32Array(units);
  const peaks = new Float32Array(units);
  let at = 0;
  for (const piece of pieces) {
    energy.set(piece.energy, at);
    peaks.set(piece.peaks, at);
    at += piece.energy.length;
  }
  return {
    samples: pieces.reduce((sum, piece) => sum + piece.samples, 0),
    energy,
    peaks,
    truePeak: pieces.reduce((highest, piece) => Math.max(highest, piece.truePeak), 0),
  };
};
