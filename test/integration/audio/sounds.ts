/**
 * Small sounds and damaged files for the audio tests, made by the real ffmpeg and espeak-ng in a folder that
 * is thrown away, and the PCM they decode to.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Audio, createAudio, type IngestedSound } from '../../../src/audio/engine.ts';
import { must } from '../../../src/core/result.ts';
import { filesUnder } from '../../support/files-under.ts';

export interface Bench {
  readonly folder: string;
  readonly audio: Audio;
  readonly path: (name: string) => string;
  readonly write: (name: string, bytes: string | Uint8Array) => string;
  /** A sound from a filter graph without inputs: `sine=440:duration=2`. */
  readonly make: (name: string, graph: string, options?: readonly string[]) => string;
  /** An existing sound in another form. */
  readonly convert: (name: string, from: string, options?: readonly string[]) => string;
  /** The first `share` of a file's bytes. */
  readonly cut: (name: string, from: string, share: number) => string;
  readonly take: (path: string) => Promise<IngestedSound>;
  /** What is lying half-written on the shelf. */
  readonly leftovers: () => string[];
  readonly close: () => void;
}

const ffmpeg = (args: readonly string[]) => execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...args]);

export const bench = (): Bench => {
  const folder = mkdtempSync(join(tmpdir(), 'loa-audio-'));
  const audio = createAudio({ dataDir: join(folder, 'data') });
  const path = (name: string) => join(folder, name);
  return {
    folder,
    audio,
    path,
    write: (name, bytes) => {
      writeFileSync(path(name), bytes);
      return path(name);
    },
    make: (name, graph, options = []) => {
      ffmpeg([
        '-filter_complex',
        `${graph},aformat=sample_fmts=s16:sample_rates=48000[o]`,
        '-map',
        '[o]',
        ...options,
        path(name),
      ]);
      return path(name);
    },
    convert: (name, from, options = []) => {
      ffmpeg(['-i', from, ...options, path(name)]);
      return path(name);
    },
    cut: (name, from, share) => {
      const whole = readFileSync(from);
      writeFileSync(path(name), whole.subarray(0, Math.floor(whole.length * share)));
      return path(name);
    },
    take: async (source) => must(await audio.takeIn(source, source)),
    leftovers: () => filesUnder(join(folder, 'data', 'shelf', 'tmp')),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
};

/** A sentence spoken by espeak-ng (22,050 Hz, mono). */
export const speak = (path: string, text = 'Kính chào quý vị và các bạn. Đây là Đài truyền thanh Mỹ Tú.'): string => {
  execFileSync('espeak-ng', ['-v', 'vi', '-w', path, text]);
  return path;
};

/** Every sample of a file's first channel, decoded by ffmpeg itself. */
export const pcm = (path: string): Int16Array => {
  const args = ['-nostdin', '-v', 'error', '-i', path, '-map', '0:a:0', '-f', 's16le', '-c:a', 'pcm_s16le', '-'];
  const bytes = execFileSync('ffmpeg', args, { maxBuffer: 1 << 30 });
  return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
};

/** By how many samples `heard` is late against `wanted`, where they fit best within ±`reach`. */
export const lag = (wanted: Int16Array, heard: Int16Array, at: number, length: number, reach: number): number => {
  let best = { lag: Number.NaN, sum: Number.NEGATIVE_INFINITY };
  for (let shift = -reach; shift <= reach; shift++) {
    let sum = 0;
    for (let i = 0; i < length; i++) sum += (wanted[i] ?? 0) * (heard[at + shift + i] ?? 0);
    if (sum > best.sum) best = { lag: shift, sum };
  }
  return best.lag;
};
