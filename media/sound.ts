/**
 * The two programs that make this folder's sound, espeak-ng and ffmpeg, and what is asked of them.
 *
 * Encodes bit-exactly, so that the same scripts give the same files with the same versions of both
 * programs. Decides nothing about what is said or played.
 */
import { spawnSync } from 'node:child_process';

export class ToolMissing extends Error {}

/** Runs a program to its end; its standard error as text. Throws ToolMissing, or what it said when it failed. */
export const run = (program: string, args: readonly string[], input?: string): string => {
  const { error, status, stderr } = spawnSync(program, args, { input: input ?? '', encoding: 'utf8' });
  if (error !== undefined && 'code' in error && error.code === 'ENOENT') throw new ToolMissing(program);
  if (error !== undefined) throw error;
  if (status !== 0)
    throw new Error(`${program} ended with ${status}:\n${stderr.trim().split('\n').slice(-8).join('\n')}`);
  return stderr;
};

const ffmpeg = (args: readonly string[]): string => run('ffmpeg', ['-hide_banner', '-nostdin', '-y', ...args]);

/** `text` spoken into a WAV file. Slower and with a little more room between words than espeak's own pace. */
export const speak = (text: string, voice: string, wav: string): void => {
  run(
    'espeak-ng',
    ['-v', voice, '-s', '172', '-p', '42', '-a', '70', '-g', '1', '-b', '1', '--stdin', '-w', wav],
    text,
  );
};

const SPEECH_CHAIN = [
  'aresample=48000:resampler=swr',
  'highpass=f=110',
  'equalizer=f=320:t=q:w=1.1:g=-2.5',
  'equalizer=f=2800:t=q:w=1.2:g=2.5',
  'lowpass=f=9500',
  'acompressor=threshold=0.05:ratio=3:attack=5:release=120:knee=4',
  // Silence off both ends: forwards, then backwards.
  'silenceremove=start_periods=1:start_threshold=-48dB',
  'areverse',
  'silenceremove=start_periods=1:start_threshold=-48dB',
  'areverse',
  'afade=t=in:d=0.015',
  'areverse',
  'afade=t=in:d=0.06',
  'areverse',
  'adelay=120',
  'apad=pad_dur=0.25',
].join(',');

/** A spoken WAV made clear and even, 48 kHz mono float: 0.12 s of silence before, 0.25 s after. */
export const cleanSpeech = (wav: string, out: string): void => {
  ffmpeg(['-i', wav, '-af', SPEECH_CHAIN, '-ac', '1', '-c:a', 'pcm_f32le', out]);
};

/** A filter graph with one output `[music]`, optionally over input files, into a float WAV. */
export const synthesise = (graph: string, inputs: readonly string[], out: string): void => {
  const files = inputs.flatMap((file) => ['-i', file]);
  ffmpeg([...files, '-filter_complex', graph, '-map', '[music]', '-ac', '1', '-c:a', 'pcm_f32le', out]);
};

export interface Measured {
  readonly seconds: number;
  /** Integrated loudness, LUFS. */
  readonly loudness: number;
  /** dBTP. */
  readonly truePeak: number;
  /** The longest silence below −50 dB inside or at an end, in seconds. */
  readonly longestGap: number;
  /** Silence before the first sound, in seconds. */
  readonly headSilence: number;
}

const last = (pattern: RegExp, text: string): number => Number([...text.matchAll(pattern)].at(-1)?.[1] ?? Number.NaN);

/** Measures a sound file by decoding all of it. */
export const measure = (file: string): Measured => {
  const said = ffmpeg([
    ...['-i', file, '-af', 'silencedetect=n=-50dB:d=0.05,ebur128=peak=true:framelog=verbose,ashowinfo'],
    ...['-f', 'null', '-'],
  ]);
  const frames = [...said.matchAll(/pts_time:([\d.]+).*?rate:(\d+) nb_samples:(\d+)/g)].at(-1);
  const seconds = Number(frames?.[1]) + Number(frames?.[3]) / Number(frames?.[2]);
  const gaps = [...said.matchAll(/silence_duration: ([\d.]+)/g)].map((match) => Number(match[1]));
  const head = /silence_start: (-?[\d.]+)[\s\S]*?silence_duration: ([\d.]+)/.exec(said);
  return {
    seconds,
    loudness: last(/^\s+I:\s+(-?[\d.]+) LUFS/gm, said),
    truePeak: last(/^\s+Peak:\s+(-?[\d.]+) dBFS/gm, said),
    longestGap: Math.max(0, ...gaps),
    headSilence: head !== null && Number(head[1]) <= 0.001 ? Number(head[2]) : 0,
  };
};

/** Brings a WAV to `loudness` LUFS under a limiter and writes it as Ogg Opus, mono, with its tags. */
export const master = (
  wav: string,
  out: string,
  wanted: { readonly loudness: number; readonly kilobits: number; readonly tags: Readonly<Record<string, string>> },
): void => {
  const gain = wanted.loudness - measure(wav).loudness;
  const tags = Object.entries(wanted.tags).flatMap(([name, value]) => ['-metadata', `${name}=${value}`]);
  ffmpeg([
    ...['-i', wav, '-af', `volume=${gain.toFixed(2)}dB,alimiter=limit=0.62:attack=4:release=60:level=disabled`],
    ...['-map_metadata', '-1', ...tags, '-fflags', '+bitexact', '-flags:a', '+bitexact'],
    ...['-ac', '1', '-ar', '48000', '-c:a', 'libopus', '-b:a', `${wanted.kilobits}k`, '-application', 'audio', out],
  ]);
};

/** The tags of a sound file as ffmpeg prints them; none when the file does not exist. */
export const tagOf = (file: string, tag: string): string | null => {
  const { error, stdout } = spawnSync(
    'ffprobe',
    ['-v', 'error', '-of', 'default=nw=1:nk=1', '-show_entries', `stream_tags=${tag}:format_tags=${tag}`, file],
    { encoding: 'utf8' },
  );
  if (error !== undefined && 'code' in error && error.code === 'ENOENT') throw new ToolMissing('ffprobe');
  return stdout.trim().split('\n')[0] || null;
};
