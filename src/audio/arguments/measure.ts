/**
 * Argument lists for measuring sound, and reading the measures back from what ffmpeg says.
 *
 * Pure. Loudness is ITU-R BS.1770 as ffmpeg's ebur128 reports it, to 0.1 LU; samples are counted by
 * decoding, never taken from a header.
 */
import { SAMPLE_RATE } from '../../core/playlist/profile.ts';
import { type FfmpegPlan, LOCAL_ONLY, layoutOf, QUIET } from './plan.ts';

/** What no loudness can be below: ebur128's own floor. */
export const LOUDNESS_FLOOR = -70;
/** Ours, for the peak of digital silence. */
const PEAK_FLOOR = -120;

export interface Loudness {
  /** Integrated, LUFS; −70 where nothing passed the gate. */
  readonly integrated: number;
  /** Loudness range, LU. */
  readonly range: number;
  /** dBTP; −120 for digital silence. */
  readonly truePeak: number;
}

export interface Measure extends Loudness {
  /** Samples per channel that came out of the decoder. */
  readonly samples: number;
}

/** Measures, then counts samples (astats would count too, and takes a fifth of the time of all the rest). */
export const decoderCheck = 'ebur128=framelog=verbose:peak=true,volumedetect';

/** Sound shorter than this is measured repeated: one gating block is 0.4 s, and a sting has less. */
export const SHORT_SAMPLES = SAMPLE_RATE;

/** Decodes one of our own files and measures it in the given number of channels. */
export const measurePlan = (path: string, channels: 1 | 2, samples?: number): FfmpegPlan => {
  const shape = `aformat=sample_rates=${SAMPLE_RATE}:channel_layouts=${layoutOf(channels)}`;
  const again =
    samples !== undefined && samples < SHORT_SAMPLES
      ? `aloop=loop=-1:size=${samples},atrim=end_sample=${3 * SHORT_SAMPLES},`
      : '';
  return {
    inputs: [{ path, options: [...LOCAL_ONLY, '-threads', '1'] }],
    filter: `[0:a:0]${shape},${again}${decoderCheck}[heard]`,
    outputs: [{ path: null, options: [...QUIET, '-map', '[heard]', '-f', 'null'] }],
  };
};

/** The measures in ffmpeg's messages about so many channels; null when they are not there. */
export const readMeasure = (messages: string, channels: 1 | 2): Measure | null => {
  const summary = messages.lastIndexOf('Integrated loudness:');
  const samples = [...messages.matchAll(/n_samples: (\d+)/g)].at(-1)?.[1];
  if (summary < 0 || samples === undefined) return null;
  const text = messages.slice(summary);
  const figure = (pattern: RegExp, floor: number): number => {
    const value = Number(pattern.exec(text)?.[1] ?? Number.NaN);
    return Number.isFinite(value) ? Math.max(value, floor) : floor;
  };
  return {
    integrated: figure(/\bI:\s+(\S+) LUFS/, LOUDNESS_FLOOR),
    range: figure(/\bLRA:\s+(\S+) LU\b/, 0),
    truePeak: figure(/\bPeak:\s+(\S+) dBFS/, PEAK_FLOOR) + 0,
    samples: Number(samples) / channels,
  };
};

export interface Ends {
  /** Seconds of silence at the beginning and at the end. */
  readonly head: number;
  readonly tail: number;
}

/** Silence at both ends, from silencedetect's messages; `seconds` is the length of the whole. */
export const readEnds = (messages: string, seconds: number): Ends => {
  const spans: { start: number; end: number }[] = [];
  for (const [, edge, at] of messages.matchAll(/silence_(start|end): (-?[\d.]+)/g)) {
    if (edge === 'start') spans.push({ start: Number(at), end: seconds });
    else {
      const span = spans.at(-1);
      if (span) span.end = Number(at);
    }
  }
  const first = spans[0];
  const last = spans.at(-1);
  const clean = (value: number) => Math.round(Math.min(Math.max(value, 0), seconds) * 1000) / 1000;
  return {
    head: first && first.start < 0.02 ? clean(first.end) : 0,
    tail: last && last.end > seconds - 0.02 ? clean(seconds - last.start) : 0,
  };
};
