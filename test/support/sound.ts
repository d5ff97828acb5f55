/** Measuring sound from outside: ffmpeg called by the test itself, not by Loa's own plans. */
import { spawnSync } from 'node:child_process';

export interface MeasuredSound {
  /** By decoding every sample. */
  readonly seconds: number;
  /** LUFS. */
  readonly integrated: number;
  /** dBTP. */
  readonly truePeak: number;
}

const ffmpeg = (words: readonly string[], input: Uint8Array): { out: Buffer; err: string } => {
  const ran = spawnSync('ffmpeg', ['-hide_banner', '-i', 'pipe:0', ...words], {
    input,
    maxBuffer: 2 ** 30,
  });
  if (ran.status !== 0) throw new Error(ran.stderr.toString());
  return { out: ran.stdout, err: ran.stderr.toString() };
};

const last = (text: string, pattern: RegExp): number => {
  const found = [...text.matchAll(pattern)].at(-1)?.[1];
  if (found === undefined) throw new Error(`no ${pattern} in:\n${text}`);
  return Number(found);
};

/** Length by decoding to mono PCM at 48 kHz; loudness and true peak by ebur128. */
export const measureSound = (bytes: Uint8Array): MeasuredSound => {
  const pcm = ffmpeg(['-f', 's16le', '-ac', '1', '-ar', '48000', 'pipe:1'], bytes).out;
  const { err } = ffmpeg(['-af', 'ebur128=peak=true', '-f', 'null', '-'], bytes);
  return {
    seconds: pcm.byteLength / 2 / 48_000,
    integrated: last(err, /I:\s+(-?[\d.]+) LUFS/g),
    truePeak: last(err, /Peak:\s+(-?[\d.]+) dBFS/g),
  };
};
