/** A rendered MP3 as HLS, in mono and stereo, as ffmpeg reads it: every frame at its own time, the same sound as the file. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { IngestedSound } from '../../../src/audio/engine.ts';
import { type HlsPiece, hlsList, hlsPieces, hlsTag } from '../../../src/core/container/hls.ts';
import { must } from '../../../src/core/result.ts';
import { type Bench, bench } from './sounds.ts';
import { specOf } from './specs.ts';

let b: Bench;
let sound: IngestedSound;
beforeAll(async () => {
  b = bench();
  sound = await b.take(b.make('pink.wav', 'anoisesrc=d=45.123:c=pink:r=48000:a=0.3:seed=5'));
});
afterAll(() => b.close());

const run = (program: string, words: readonly string[]) => {
  const done = spawnSync(program, words, { maxBuffer: 1 << 28 });
  expect(done.status).toBe(0);
  return { out: done.stdout, said: done.stderr.toString() };
};

/** Writes the list and its pieces into a folder of their own; answers the list's path. */
const written = (name: string, bytes: Uint8Array, pieces: readonly HlsPiece[]): string => {
  const folder = b.path(name);
  mkdirSync(folder);
  writeFileSync(join(folder, 'list.m3u8'), hlsList(pieces));
  for (const [n, piece] of pieces.entries())
    writeFileSync(join(folder, `${n}.mp3`), Buffer.concat([hlsTag(piece), bytes.subarray(piece.from, piece.to)]));
  return join(folder, 'list.m3u8');
};

/** Ticks of the 90 kHz clock from each frame's time to the next's: 2160 is a frame. */
const stepsOf = (list: string): Set<number> => {
  const words = ['-v', 'error', '-show_entries', 'packet=pts', '-of', 'csv=p=0', list];
  const times = run('ffprobe', words).out.toString().trim().split('\n').map(Number.parseFloat);
  return new Set(times.slice(1).map((time, n) => time - (times[n] ?? 0)));
};

test.each(['horn', 'web'] as const)('in profile %s no two frames have one time, and none is lost', async (profile) => {
  const spec = specOf({ length: sound.samples + 10_000, format: 'mp3', profile, parts: [[sound, 4000]] });
  const { output, samples } = must(await b.audio.render(spec));
  const bytes = readFileSync(b.audio.shelf.pathOf(output));
  const pieces = hlsPieces(bytes.length, samples) ?? [];
  expect(pieces.length).toBe(5);
  const list = written(profile, bytes, pieces);
  expect(stepsOf(list)).toEqual(new Set([2160]));
  const { out, said } = run('ffmpeg', ['-v', 'warning', '-i', list, '-f', 's16le', '-']);
  expect(said).toBe('');
  // Without the header frame nothing is left out at the ends: the file's own sound begins 1105 samples in.
  const frame = spec.profile.channels * 2;
  const file = run('ffmpeg', ['-v', 'warning', '-i', b.audio.shelf.pathOf(output), '-f', 's16le', '-']).out;
  expect(file.length).toBe(samples * frame);
  expect(out.length).toBe(Math.ceil((samples + 1105) / 1152) * 1152 * frame);
  const heard = out.subarray(1105 * frame, 1105 * frame + file.length);
  expect(heard.equals(file)).toBe(true);
});
