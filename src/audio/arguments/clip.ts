/**
 * Argument lists for a clip: its sound as AAC, how loud its moments are, where nobody speaks, and the picture around them.
 *
 * Pure. The ground is made inside the graph; words are in a file (clip-text.ts) that libass reads with the house fonts
 * beside it. Limits: H.264 High 4.0, yuv420p, 25 frames a second, at most 600 kbit/s, AAC 48 kHz stereo 128 kbit/s,
 * index first: what Facebook and Zalo take without encoding it badly again.
 */
import { FRAMES } from '../../core/clips/card.ts';
import type { ClipShape } from '../../core/clips/spec.ts';
import { SAMPLE_RATE } from '../../core/playlist/profile.ts';
import { GROUND } from './clip-text.ts';
import { type Correction, correctionFilter } from './level.ts';
import { type FfmpegPlan, LOCAL_ONLY, QUIET, SAME_BYTES } from './plan.ts';

const FRAME_RATE = 25;

/** Picture that never waits for more than this is kept still between key frames: 2 s. */
const KEY_FRAMES = 2 * FRAME_RATE;

const OWN = [...LOCAL_ONLY, '-threads', '1'] as const;

export interface ClipSoundOptions {
  readonly sound: string;
  readonly output: string;
  readonly samples: number;
  readonly correction: Correction;
}

/** The clip's sound alone, so that it can be measured and corrected before any picture is drawn. */
export const clipSoundPlan = ({ sound, output, samples, correction }: ClipSoundOptions): FfmpegPlan => {
  const chain = [
    `aformat=sample_rates=${SAMPLE_RATE}:channel_layouts=stereo`,
    correctionFilter(correction, samples),
    'aformat=sample_fmts=fltp',
  ].filter((filter) => filter !== '');
  return {
    inputs: [{ path: sound, options: [...OWN] }],
    filter: `[0:a:0]${chain.join(',')}[sound]`,
    outputs: [
      {
        path: output,
        options: [
          ...QUIET,
          '-map',
          '[sound]',
          '-c:a',
          'aac',
          '-b:a',
          '128k',
          '-ar',
          '48000',
          ...SAME_BYTES,
          '-f',
          'mp4',
        ],
      },
    ],
  };
};

/** Samples a second of the coarse form that bars are drawn from. */
export const COARSE_RATE = 4000;

/** One channel, 16 bit, little-endian, without a head: small enough to be read whole. */
export const coarsePlan = (sound: string, output: string): FfmpegPlan => ({
  inputs: [{ path: sound, options: [...OWN] }],
  filter: `[0:a:0]aformat=channel_layouts=mono,aresample=${COARSE_RATE},aformat=sample_fmts=s16[coarse]`,
  outputs: [{ path: output, options: [...QUIET, '-map', '[coarse]', '-c:a', 'pcm_s16le', '-f', 's16le'] }],
});

/** Below this a levelled sound is a pause between words (dBFS), when it lasts so many seconds. */
const PAUSE_DB = -38;
const PAUSE_SECONDS = 0.25;

/** Pauses of speech, in what ffmpeg says: a little noise of the studio is a pause too. */
export const pausesPlan = (sound: string): FfmpegPlan => ({
  inputs: [{ path: sound, options: [...OWN] }],
  filter: `[0:a:0]aformat=channel_layouts=mono,silencedetect=noise=${PAUSE_DB}dB:duration=${PAUSE_SECONDS}[heard]`,
  outputs: [{ path: null, options: [...QUIET, '-map', '[heard]', '-f', 'null'] }],
});

export interface ClipPlanOptions {
  readonly shape: ClipShape;
  /** AAC in MP4; goes in as it is. */
  readonly sound: string;
  readonly script: string;
  /** A folder with the house fonts and nothing else. */
  readonly fonts: string;
  readonly output: string;
  readonly samples: number;
}

export const clipPlan = ({ shape, sound, script, fonts, output, samples }: ClipPlanOptions): FfmpegPlan => {
  const { width, height } = FRAMES[shape];
  // Every frame that begins while something is heard.
  const frames = Math.ceil((samples / SAMPLE_RATE) * FRAME_RATE);
  const picture = [
    `color=c=0x${GROUND}:s=${width}x${height}:r=${FRAME_RATE}`,
    `trim=end_frame=${frames}`,
    'format=rgb24',
    `ass=filename=${filterPath(script)}:fontsdir=${filterPath(fonts)}:shaping=complex`,
    'scale=out_color_matrix=bt709:out_range=tv',
    'format=yuv420p',
  ];
  return {
    inputs: [{ path: sound, options: [...LOCAL_ONLY, '-threads', '1', '-f', 'mp4'] }],
    filter: `${picture.join(',')}[picture]`,
    outputs: [
      {
        path: output,
        options: [
          ...QUIET,
          ...['-map', '[picture]', '-map', '0:a:0', '-c:a', 'copy'],
          ...['-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'high', '-level:v', '4.0', '-threads', '2'],
          ...['-crf', '20', '-maxrate', '500k', '-bufsize', '1000k', '-g', String(KEY_FRAMES), '-bf', '2'],
          ...['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709', '-color_range', 'tv'],
          ...SAME_BYTES,
          ...['-flags:v', '+bitexact', '-movflags', '+faststart', '-f', 'mp4'],
        ],
      },
    ],
  };
};

/**
 * A path inside a filter graph: read twice, once as a graph and once as a filter's options, so it is escaped twice.
 * See "Notes on filtergraph escaping" in ffmpeg-filters(1).
 */
const filterPath = (path: string): string =>
  path.replace(/[\\':]/g, (sign) => `\\${sign}`).replace(/[\\'[\],;]/g, (sign) => `\\${sign}`);
