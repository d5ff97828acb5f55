/** Argument list for encoding a whole session from plain samples on standard input. Pure. MP3 is not made so (piece.ts). */
import { SAMPLE_RATE } from '../../core/playlist/profile.ts';
import type { SoundFormat } from '../../core/playlist/render-spec.ts';
import { fileArgument, QUIET, SAME_BYTES } from './plan.ts';

export interface EncodeOptions {
  readonly format: SoundFormat;
  readonly channels: 1 | 2;
  readonly output: string;
}

const ENCODERS: Readonly<Record<Exclude<SoundFormat, 'mp3'>, (channels: 1 | 2) => readonly string[]>> = {
  m4a: (channels) => ['-c:a', 'aac', '-b:a', channels === 1 ? '96k' : '160k', '-movflags', '+faststart', '-f', 'ipod'],
  opus: (channels) => [
    '-c:a',
    'libopus',
    '-b:a',
    channels === 1 ? '64k' : '112k',
    '-application',
    'audio',
    '-f',
    'ogg',
  ],
  flac: () => ['-c:a', 'flac', '-compression_level', '5', '-f', 'flac'],
  wav: () => ['-c:a', 'pcm_s16le', '-rf64', 'auto', '-f', 'wav'],
};

/** ffmpeg's own arguments; there is no fluent command for standard input. */
export const encodeArguments = ({ format, channels, output }: EncodeOptions): string[] => {
  if (format === 'mp3') throw new Error('MP3 is joined from pieces');
  return [
    ...QUIET,
    ...[
      '-v',
      'error',
      '-protocol_whitelist',
      'file,pipe',
      '-f',
      's16le',
      '-ar',
      String(SAMPLE_RATE),
      '-ac',
      String(channels),
    ],
    ...['-i', 'pipe:0', '-map', '0:a:0', ...ENCODERS[format](channels), ...SAME_BYTES, fileArgument(output)],
  ];
};
