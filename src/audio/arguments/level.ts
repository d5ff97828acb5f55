/**
 * Argument list for bringing one master to a profile: linear gain, limiter only where needed.
 *
 * Pure. The number of samples never changes: alimiter's look-ahead is compensated (`latency=1`; without it
 * ffmpeg 5.1 shifts the sound by 239 samples), and the length is pinned after the way through 96 kHz.
 */
import { SAMPLE_RATE } from '../../core/playlist/profile.ts';
import { decibel, type FfmpegPlan, LOCAL_ONLY, layoutOf, linear, QUIET, SAME_BYTES } from './plan.ts';

/** Version of the levelling: part of the name under which a levelled cut is kept. */
export const LEVEL_RECIPE = 1;

export interface Correction {
  /** dB. */
  readonly gain: number;
  /** Ceiling of the limiter in dBTP; null: not limited, and with gain 0 not touched at all. */
  readonly limit: number | null;
}

export interface LevelOptions extends Correction {
  readonly master: string;
  readonly levelled: string;
  readonly channels: 1 | 2;
  readonly samples: number;
}

/**
 * Gain and limiter as a filter chain ('' when there is nothing to do). Limiting works at twice the
 * sample rate so that peaks between samples are held too (four times measured the same and took 1.6 times as long).
 */
export const correctionFilter = (correction: Correction, samples: number): string => {
  const gain = correction.gain === 0 ? [] : [`volume=${decibel(correction.gain)}:precision=double`];
  if (correction.limit === null) return gain.join(',');
  return [
    ...gain,
    `aresample=${2 * SAMPLE_RATE}`,
    `alimiter=limit=${linear(correction.limit)}:attack=5:release=50:level=disabled:latency=1`,
    `aresample=${SAMPLE_RATE}`,
    `apad=whole_len=${samples}`,
    `atrim=end_sample=${samples}`,
  ].join(',');
};

/**
 * The same for sound that is measured again after encoding: the limiter at the sound's own rate, which takes a fifth of the
 * time. Peaks between samples may pass it by some tenths of a dB; who uses it leaves room for them.
 */
export const quickCorrection = (correction: Correction): string =>
  [
    ...(correction.gain === 0 ? [] : [`volume=${decibel(correction.gain)}:precision=double`]),
    ...(correction.limit === null
      ? []
      : [`alimiter=limit=${linear(correction.limit)}:attack=5:release=50:level=disabled:latency=1`]),
  ].join(',');

/** A levelled cut is FLAC, 48 kHz, 16 bit, in the profile's channels. */
export const levelPlan = (options: LevelOptions): FfmpegPlan => {
  const chain = [
    `aformat=channel_layouts=${layoutOf(options.channels)}`,
    correctionFilter(options, options.samples),
    'aformat=sample_fmts=s16',
  ].filter((filter) => filter !== '');
  return {
    inputs: [{ path: options.master, options: [...LOCAL_ONLY, '-threads', '1'] }],
    filter: `[0:a:0]${chain.join(',')}[level]`,
    outputs: [
      {
        path: options.levelled,
        options: [...QUIET, '-map', '[level]', '-c:a', 'flac', '-compression_level', '5', ...SAME_BYTES, '-f', 'flac'],
      },
    ],
  };
};
