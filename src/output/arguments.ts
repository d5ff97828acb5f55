/** Argument lists of ffmpeg for what goes out: our own files and relays decoded, samples into a device, samples into MP3. Pure. */
import { fileArgument, LOCAL_ONLY, QUIET } from '../audio/arguments/plan.ts';
import type { Sound } from './model.ts';

/** 48 kHz, two channels, 16-bit little-endian. */
export const BYTES_PER_MS = 192;
/** One sample of both channels. */
export const FRAME = 4;
const SHAPE = ['-ar', '48000', '-ac', '2'] as const;
const PCM = ['-c:a', 'pcm_s16le', ...SHAPE] as const;
const QUIETLY = [...QUIET, '-v', 'error'] as const;
/** A device begins with 20 ms, and holds no more than a fifth: the sound server's own two seconds would be two seconds late. */
const BEGINS_AT_ONCE = ['-buffer_duration', '200', '-prebuf', `${20 * BYTES_PER_MS}`] as const;
const SAMPLES_IN = ['-f', 's16le', ...SHAPE, '-i', 'pipe:0'] as const;

/** One of our own files as samples on ffmpeg's output, as fast as they are taken. */
export const decodeArguments = ({ fromMs, volume }: Sound, path: string): readonly string[] => [
  ...QUIETLY,
  ...LOCAL_ONLY,
  ...(fromMs > 0 ? ['-ss', (fromMs / 1000).toFixed(3)] : []),
  ...['-i', fileArgument(path), '-map', '0:a:0'],
  ...(volume === null ? [] : ['-af', `volume=${(volume / 100).toFixed(2)}`]),
  ...['-f', 's16le', ...PCM, 'pipe:1'],
];

export type Device = { readonly to: 'alsa'; readonly device: string } | { readonly to: 'pulse' };

/** Samples from ffmpeg's input into a device of ALSA, or into the sound server; how much of them is written it says on its output. */
export const deviceArguments = (target: Device): readonly string[] => [
  ...QUIETLY,
  // Samples are what we say: nothing is to be found out about them first.
  ...['-probesize', '32', '-analyzeduration', '0', '-progress', 'pipe:1', '-stats_period', '0.2'],
  ...SAMPLES_IN,
  ...PCM,
  ...(target.to === 'alsa' ? ['-f', 'alsa', target.device] : ['-name', 'Loa', ...BEGINS_AT_ONCE, '-f', 'pulse', 'Loa']),
];

/** Samples from ffmpeg's input as MP3 on its output, each frame at once, without a head that would tell a length. */
export const streamArguments: readonly string[] = [
  ...QUIETLY,
  ...SAMPLES_IN,
  ...['-c:a', 'libmp3lame', '-b:a', '128k', '-write_xing', '0', '-id3v2_version', '0'],
  ...['-flush_packets', '1', '-f', 'mp3', 'pipe:1'],
];

/** What a relay may come from, and nothing that reaches the disk; looked at no longer than it takes to know its kind. */
const FROM_NETWORK = [
  ...['-protocol_whitelist', 'http,https,tcp,tls,crypto,hls'],
  ...['-probesize', '65536', '-analyzeduration', '1000000'],
] as const;

/** Whether something can be relayed: http://…, https://…, alsa:DEVICE, pulse, pulse:SOURCE. */
export const isRelayInput = (text: string): boolean =>
  /^(alsa:\S+|pulse(:\S+)?)$/.test(text) || /^https?:$/.test(URL.parse(text)?.protocol ?? '');

/** A relay as samples on ffmpeg's output; a line that is silent for five seconds is cut. `input`: isRelayInput(). */
export const relayArguments = (input: string): readonly string[] => {
  const [kind = '', ...rest] = input.split(':');
  const device = rest.join(':');
  return [
    ...QUIETLY,
    ...(kind === 'alsa' || kind === 'pulse'
      ? ['-f', kind, ...(kind === 'alsa' ? SHAPE : []), '-i', device === '' ? 'default' : device]
      : [...FROM_NETWORK, '-rw_timeout', '5000000', '-i', input]),
    ...['-map', '0:a:0', '-f', 's16le', ...PCM, 'pipe:1'],
  ];
};
