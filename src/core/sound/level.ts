/** How loud a short stretch of sound is. */

/** RMS of all samples, in dBFS of full scale (a full-scale square wave is 0); −Infinity for silence, and for no samples at all. */
export const rmsDb = (samples: Int16Array): number => {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return samples.length === 0
    ? Number.NEGATIVE_INFINITY
    : 10 * Math.log10(sum / samples.length) - 20 * Math.log10(32_768);
};
