/**
 * The peak between the samples of one channel: four times oversampling as ITU-R BS.1770-4 annex 2 asks for.
 *
 * The filter is a windowed sinc of 24 taps a phase, flat to 20 kHz. Its own zeroth phase is the sample itself, so a true peak
 * is never under the sample peak. Where the samples around cannot give more than what was already found, nothing is
 * calculated; what comes out is the same.
 */

/** Samples that are looked at together; a unit has a whole number of them. */
export const CELL = 32;
const HALF = 12;
const TAPS = 2 * HALF;
const PHASES = 4;
const BETA = 6;

/** Modified Bessel function of the first kind, order 0: the Kaiser window's shape. */
const bessel = (x: number): number => {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
};

/** Of each phase after the zeroth: the weights of the samples from n − 11 to n + 12; the point lies phase/4 after n. */
const PHASE_TAPS: readonly Float64Array[] = [1, 2, 3].map((phase) => {
  const taps = Float64Array.from({ length: TAPS }, (_, k) => {
    const x = k - (HALF - 1) - phase / PHASES;
    const window = bessel(BETA * Math.sqrt(Math.max(0, 1 - (x / HALF) ** 2))) / bessel(BETA);
    return (Math.sin(Math.PI * x) / (Math.PI * x)) * window;
  });
  const sum = taps.reduce((total, tap) => total + tap, 0);
  return taps.map((tap) => tap / sum);
});

const [EARLY = new Float64Array(TAPS), MIDDLE = new Float64Array(TAPS), LATE = new Float64Array(TAPS)] = PHASE_TAPS;
/** The four weights nearest to the point of each phase; what all the others can add at most, as a part of the local peak. */
const near = (taps: Float64Array) => [10, 11, 12, 13].map((k) => taps[k] ?? 0) as [number, number, number, number];
const [E0, E1, E2, E3] = near(EARLY);
const [M0, M1, M2, M3] = near(MIDDLE);
const absolute = (taps: Float64Array, but: (k: number) => boolean) =>
  taps.reduce((sum, tap, k) => (but(k) ? sum : sum + Math.abs(tap)), 0);
const isNear = (k: number) => k >= 10 && k <= 13;
const REST = Math.max(...PHASE_TAPS.map((taps) => absolute(taps, isNear)));
const ALL = Math.max(...PHASE_TAPS.map((taps) => absolute(taps, () => false)));

const at = (samples: Float32Array, n: number, taps: Float64Array): number => {
  let sum = 0;
  for (let k = 0, i = n - (HALF - 1); k < TAPS; k++, i++) sum += (taps[k] as number) * (samples[i] as number);
  return Math.abs(sum);
};

/**
 * The higher of `found` and the points after each sample of one cell, beginning at `start`; `around` is the highest sample of the
 * cell and its two neighbours, which must be there.
 */
export const peakOfCell = (samples: Float32Array, start: number, around: number, found: number): number => {
  if (around * ALL <= found) return found;
  const rest = around * REST;
  let highest = found;
  let a = samples[start - 1] as number;
  let b = samples[start] as number;
  let c = samples[start + 1] as number;
  for (let n = start; n < start + CELL; n++) {
    const d = samples[n + 2] as number;
    const room = highest - rest;
    if (Math.abs(E0 * a + E1 * b + E2 * c + E3 * d) > room) highest = Math.max(highest, at(samples, n, EARLY));
    if (Math.abs(M0 * a + M1 * b + M2 * c + M3 * d) > room) highest = Math.max(highest, at(samples, n, MIDDLE));
    // The last phase is the first one mirrored.
    if (Math.abs(E3 * a + E2 * b + E1 * c + E0 * d) > room) highest = Math.max(highest, at(samples, n, LATE));
    a = b;
    b = c;
    c = d;
  }
  return highest;
};
