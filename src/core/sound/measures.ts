/**
 * Everything that is measured of a sound when it is taken in: figures for people to judge by, and for the render to work from.
 *
 * Levels in dBFS, loudness in LUFS (ITU-R BS.1770-4, EBU Tech 3341/3342), times in seconds unless a field says samples.
 */

/** A stretch of a sound, seconds from its beginning; half-open. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface SoundMeasures {
  /** Version of the way of measuring: other versions are measured again. */
  readonly recipe: number;
  /** By decoding, at 48 kHz. */
  readonly samples: number;
  readonly channels: 1 | 2;
  /** As one channel, as a horn gives it. −70 where nothing passed the gate. */
  readonly integrated: number;
  /** In the sound's own channels. */
  readonly integratedOwn: number;
  /** LU. */
  readonly range: number;
  /** Loudest 3 s, LUFS. */
  readonly shortTermMax: number;
  /** dBTP; −120 for digital silence. */
  readonly truePeak: number;
  /** Highest sample, dBFS. */
  readonly samplePeak: number;
  /** Under −50 dBFS: at the beginning, at the end, and inside (stretches of 1 s and more). */
  readonly silence: { readonly head: number; readonly tail: number; readonly inside: readonly Stretch[] };
  /** Highest sample of the first and of the last 20 ms, dBFS: a loud edge is a sound cut off. */
  readonly edges: { readonly head: number; readonly tail: number };
  /** Runs of three and more samples at full scale. */
  readonly clips: { readonly runs: number; readonly samples: number; readonly first: number | null };
  /** Mean of the samples, −1…1: the worse channel. */
  readonly dc: number;
  /** Two channels as one: loudness lost by summing (LU, null for one channel) and their correlation, −1…1. */
  readonly mono: { readonly lost: number | null; readonly correlation: number | null; readonly oneSided: boolean };
  /** A guess, never a decision. `sure` 0–1. */
  readonly kind: { readonly guess: 'speech' | 'music' | 'mixed' | 'silence'; readonly sure: number };
}
