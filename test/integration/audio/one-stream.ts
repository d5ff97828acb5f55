/**
 * A whole session encoded as one MP3 stream by ffmpeg alone: what joined pieces are held against. And what a joined file
 * is, heard against the session as it was before encoding.
 */
import { execFileSync } from 'node:child_process';
import type { RenderSpec } from '../../../src/core/playlist/render-spec.ts';

/** Samples of a frame, and how many a decoder gives before the sound: ISO/IEC 11172-3 and LAME's own. */
export const FRAME = 1152;
export const DELAY = 1105;

/** Bytes of every frame: 144 × bit rate / 48 kHz; mono has 128 kbit/s, stereo 192. */
export const frameSize = (channels: 1 | 2): number => (channels === 1 ? 384 : 576);
const kilobits = (channels: 1 | 2): string => (channels === 1 ? '128k' : '192k');

/** What a master was brought to its loudness with, as the proof of a render tells it. */
export interface Cut {
  readonly master: string;
  readonly correction: { readonly gain: number; readonly limit: number | null };
}

const ffmpeg = (words: readonly string[], input?: Uint8Array): Buffer =>
  execFileSync('ffmpeg', ['-nostdin', '-v', 'error', ...words], { input, maxBuffer: 1 << 30 });

/** Gain, limiter, repeats, fades and place of a part, as anybody would write them for one run. */
const chainOf = ({ parts, profile }: RenderSpec, cuts: readonly Cut[]): readonly string[] =>
  parts.map(({ master, offset, length, sourceSamples, fadeIn, fadeOut }, n) => {
    const { gain, limit } = cuts.find((cut) => cut.master === master)?.correction ?? { gain: 0, limit: null };
    const words = [
      `aformat=sample_fmts=s16:channel_layouts=${profile.channels === 1 ? 'mono' : 'stereo'}`,
      'aformat=sample_fmts=fltp',
      `volume=${gain}dB:precision=double`,
      limit === null
        ? ''
        : `alimiter=limit=${(10 ** (limit / 20)).toFixed(6)}:attack=5:release=50:level=disabled:latency=1`,
      length > sourceSamples ? `aloop=loop=-1:size=${sourceSamples},atrim=end_sample=${length}` : '',
      fadeIn > 0 ? `afade=type=in:start_sample=0:nb_samples=${fadeIn}` : '',
      fadeOut > 0 ? `afade=type=out:start_sample=${length - fadeOut}:nb_samples=${fadeOut}` : '',
      `adelay=delays=${offset}S:all=1[p${n}]`,
    ];
    return `[${n}:a]${words.filter((word) => word !== '').join(',')}`;
  });

/** Frames of encodings of the same session that begin at these frames; LAME's loss of 0.45 dB is given back beforehand. */
export const oneStream = (
  spec: RenderSpec,
  cuts: readonly Cut[],
  pathOf: (master: string) => string,
  paths: readonly { readonly begin: number; readonly frames: number; readonly path: string }[],
): void => {
  const { channels } = spec.profile;
  const names = spec.parts.map((_, n) => `[p${n}]`).join('');
  const split = paths.map((_, n) => `[s${n}]`).join('');
  const graph = [
    ...chainOf(spec, cuts),
    `${names}amix=inputs=${spec.parts.length}:normalize=0:duration=longest,volume=0.45dB:precision=double,apad=whole_len=${spec.length},asplit=${paths.length}${split}`,
    ...paths.map(
      ({ begin, frames }, n) =>
        `[s${n}]atrim=start_sample=${begin * FRAME}:end_sample=${(begin + frames) * FRAME},asetpts=N/SR/TB,aformat=sample_fmts=fltp[o${n}]`,
    ),
  ].join(';');
  const bare = ['-b:a', kilobits(channels), '-reservoir', '0', '-write_xing', '0', '-id3v2_version', '0', '-f', 'mp3'];
  ffmpeg([
    '-y',
    ...spec.parts.flatMap(({ master }) => ['-i', pathOf(master)]),
    '-filter_complex',
    graph,
    ...paths.flatMap(({ path }, n) => ['-map', `[o${n}]`, '-c:a', 'libmp3lame', ...bare, path]),
  ]);
};

/** Samples `from` to `to` of a file (mono or stereo, channels taking turns), encoded with no sound around them. */
export const encodedAlone = (wav: string, channels: 1 | 2, from: number, to: number): Buffer =>
  ffmpeg([
    ...['-i', wav, '-af', `atrim=start_sample=${from}:end_sample=${to},asetpts=N/SR/TB,volume=0.45dB`],
    ...['-c:a', 'libmp3lame', '-b:a', kilobits(channels), '-reservoir', '0', '-write_xing', '0'],
    ...['-id3v2_version', '0', '-f', 'mp3', '-'],
  ]);

/** All samples of a sound, channels taking turns; 1 is full scale. */
export const floats = (sound: Uint8Array): Float32Array => {
  const bytes = ffmpeg(['-i', 'pipe:0', '-f', 'f32le', '-'], sound);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
};

/** Energy of the difference between a sound and as much of another. */
export const energyOfDifference = (one: Float32Array, other: Float32Array): number =>
  one.reduce((sum, sample, n) => sum + (sample - (other[n] ?? 0)) ** 2, 0);
