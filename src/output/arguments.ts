/** Argument lists for playing one of our own files: into a device, into a pipe, or decoded only. Pure. */
import { fileArgument, LOCAL_ONLY, QUIET } from '../audio/arguments/plan.ts';
import type { Sound } from './model.ts';

/** 48 kHz, two channels, 16-bit little-endian. */
export const BYTES_PER_MS = 192;
const PCM = ['-f', 's16le', '-c:a', 'pcm_s16le', '-ar', '48000', '-ac', '2'] as const;

/** `device`: of ALSA or the sound server; `named`: an absolute path of a named pipe; `stdout`: ffmpeg's own. */
export type Target =
  | { readonly to: 'alsa'; readonly device: string }
  | { readonly to: 'pulse' }
  | { readonly to: 'named'; readonly path: string }
  | { readonly to: 'stdout'; readonly paced: boolean };

/** Devices take sound as fast as they play it; a pipe takes it as fast as it comes, so ffmpeg keeps the pace there. */
export const playArguments = ({ path, fromMs, volume }: Sound, target: Target): readonly string[] => [
  ...QUIET,
  '-v',
  'error',
  ...LOCAL_ONLY,
  ...(target.to === 'named' || (target.to === 'stdout' && target.paced) ? ['-re'] : []),
  ...(fromMs > 0 ? ['-ss', (fromMs / 1000).toFixed(3)] : []),
  '-i',
  fileArgument(path),
  '-map',
  '0:a:0',
  ...(volume === null ? [] : ['-af', `volume=${(volume / 100).toFixed(2)}`]),
  ...into(target),
];

const into = (target: Target): readonly string[] => {
  switch (target.to) {
    case 'alsa':
      return ['-c:a', 'pcm_s16le', '-ar', '48000', '-ac', '2', '-f', 'alsa', target.device];
    case 'pulse':
      return ['-c:a', 'pcm_s16le', '-ar', '48000', '-ac', '2', '-name', 'Loa', '-f', 'pulse', 'Loa'];
    case 'named':
      return [...PCM, fileArgument(target.path)];
    case 'stdout':
      return [...PCM, 'pipe:1'];
  }
};
