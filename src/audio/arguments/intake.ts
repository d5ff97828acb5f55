/**
 * Argument lists for sound that we did not make: looking into it, and decoding it to the house master.
 *
 * Pure. Only local files and only the container formats listed here are opened, whatever the file's name
 * says; only its first audio stream is read, and never more than the limits allow.
 */
import { SAMPLE_RATE } from '../../core/playlist/profile.ts';
import { decoderCheck } from './measure.ts';
import { type FfmpegPlan, fileArgument, LOCAL_ONLY, layoutOf, QUIET, SAME_BYTES } from './plan.ts';

/** Demuxers allowed to look at a stranger's file. Those that open other files (hls, concat, dash, sdp) are not. */
const INTAKE_FORMATS = 'wav,w64,aiff,mp3,mov,ogg,flac,aac,matroska';

const LOCKED = [...LOCAL_ONLY, '-format_whitelist', INTAKE_FORMATS] as const;

/** ffprobe's arguments: container, audio and video streams as JSON. */
export const probeArguments = (path: string): string[] => [
  '-hide_banner',
  '-v',
  'error',
  ...LOCKED,
  '-show_entries',
  'format=format_name,duration:stream=index,codec_type,codec_name,sample_rate,channels,duration:stream_disposition=attached_pic:stream_tags=DURATION',
  '-of',
  'json',
  '-i',
  fileArgument(path),
];

/** Levels below this count as silence at the ends of a cut (dBFS), when they last at least 0.1 s. */
const SILENCE_DB = -50;

export interface IntakeOptions {
  readonly source: string;
  readonly master: string;
  readonly channels: 1 | 2;
  /** The source's samples are floats, which may be no numbers at all. */
  readonly floats: boolean;
  /** Decoding stops one second after this, which is enough to see that it is too long. */
  readonly limitSeconds: number;
  /** The master may never become larger. */
  readonly limitBytes: number;
}

/**
 * What is no number, or endless, is silence: converting it to whole numbers gives a click at full scale, and so does a
 * number too large for that. What is merely too loud is clipped, as any other sound.
 */
const NUMBERS_ONLY = 'aeval=if(isnan(val(ch))+isinf(val(ch))\\,0\\,clip(val(ch)\\,-2\\,2)):c=same,';

/** One pass over a stranger's file: the master (FLAC, 48 kHz, 16 bit) and its measures as mono. */
export const intakePlan = (options: IntakeOptions): FfmpegPlan => {
  const until = ['-t', String(options.limitSeconds + 1)];
  const shape = `aformat=sample_fmts=s16:sample_rates=${SAMPLE_RATE}:channel_layouts=${layoutOf(options.channels)}`;
  return {
    inputs: [{ path: options.source, options: [...LOCKED, '-threads', '1', '-vn', '-sn', '-dn', ...until] }],
    filter: [
      `[0:a:0]${options.floats ? NUMBERS_ONLY : ''}${shape},asplit=2[master][copy]`,
      `[copy]aformat=channel_layouts=mono,silencedetect=noise=${SILENCE_DB}dB:duration=0.1,${decoderCheck}[heard]`,
    ].join(';'),
    outputs: [
      {
        path: options.master,
        options: [
          ...QUIET,
          ...['-map', '[master]', '-vn', '-sn', '-dn', ...until, '-fs', String(options.limitBytes)],
          ...['-c:a', 'flac', '-compression_level', '5', ...SAME_BYTES, '-f', 'flac'],
        ],
      },
      { path: null, options: ['-map', '[heard]', ...until, '-f', 'null'] },
    ],
  };
};
