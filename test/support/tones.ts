/** Tones and noise as samples at 48 kHz, made by arithmetic: what meters and measures are held against. Levels in dBFS of the peak. */

const RATE = 48_000;

export interface Part {
  /** dBFS of the sine's peak; −Infinity: silence. */
  readonly level: number;
  readonly seconds: number;
}

const amplitude = (db: number) => 10 ** (db / 20);

/** Parts of one sine, one after the other without a break in phase; the same in every channel. */
export const tone = (parts: readonly Part[], channels: 1 | 2, hertz = 1000): Float32Array => {
  const lengths = parts.map(({ seconds }) => Math.round(seconds * RATE));
  const samples = new Float32Array(lengths.reduce((sum, length) => sum + length, 0) * channels);
  let at = 0;
  parts.forEach(({ level }, index) => {
    const size = amplitude(level);
    for (const end = at + (lengths[index] ?? 0); at < end; at++) {
      samples.fill(size * Math.sin((2 * Math.PI * hertz * at) / RATE), at * channels, (at + 1) * channels);
    }
  });
  return samples;
};

/** One second of a sine given by its part of the sample rate and its phase in degrees, with soft ends. */
export const pureSine = (size: number, partOfRate: number, degrees: number): Float32Array =>
  Float32Array.from({ length: RATE }, (_, n) => {
    const ends = Math.min(1, n / 480, (RATE - 1 - n) / 480);
    return ends * size * Math.sin(2 * Math.PI * n * partOfRate + (degrees * Math.PI) / 180);
  });

/** Noise between −size and size that is the same every time. */
export const noise = (length: number, size: number, seed = 1): Float32Array => {
  let state = seed >>> 0;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return size * (state / 2 ** 31 - 1);
  });
};

/**
 * A sine of fs/6 and half scale with one period of fs/4 and full scale in its middle, made at four times the rate and brought down from
 * a sample that lies `offset` quarters later: Tech 3341 cases 20 to 23.
 */
export const burstBetweenSamples = (offset: 0 | 1 | 2 | 3): Float32Array => {
  const wide = new Float64Array((RATE / 4) * 4);
  const middle = Math.floor(wide.length / 2 / 24) * 24;
  for (let n = 0; n < wide.length; n++) {
    const ends = Math.min(1, n / 480, (wide.length - 1 - n) / 480);
    const inside = n >= middle && n < middle + 16;
    const phase = inside ? (n - middle) / 16 : (n < middle ? n - middle : n - middle - 16) / 24;
    wide[n] = ends * (inside ? 1 : 0.5) * Math.sin(2 * Math.PI * phase);
  }
  const half = 256;
  const low = Float64Array.from({ length: 2 * half + 1 }, (_, k) => {
    const x = (k - half) / 4;
    const window =
      0.42 + 0.5 * Math.cos((Math.PI * (k - half)) / half) + 0.08 * Math.cos((2 * Math.PI * (k - half)) / half);
    return (window * (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x))) / 4;
  });
  return Float32Array.from({ length: Math.floor((wide.length - 4) / 4) }, (_, n) => {
    let sum = 0;
    for (let k = -half; k <= half; k++) sum += (wide[n * 4 + offset + k] ?? 0) * (low[k + half] ?? 0);
    return sum;
  });
};
