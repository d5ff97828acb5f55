/** HLS as ffprobe and ffmpeg read it back: every sample once, at its time. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChannelId } from '../../../src/core/ids.ts';
import { type App, createApp } from '../../../src/http/app.ts';
import { makePackWorld } from '../../support/pack-world.ts';
import { TODAY, type World } from '../../support/world.ts';
import { ask, codeOf } from './asking.ts';

const folder = mkdtempSync(join(tmpdir(), 'loa-hls-'));
let world: World;
let app: App;
let sound: { readonly output: string; readonly samples: number };

const run = (program: string, words: readonly string[]): string => {
  const done = spawnSync(program, words, { encoding: 'utf8', timeout: 60_000 });
  expect(`${done.error?.message ?? ''}${done.status === 0 ? '' : done.stderr + done.stdout}`).toBe('');
  return done.stdout;
};

beforeAll(async () => {
  world = await makePackWorld();
  app = createApp(world.ctx, { trace: (line) => expect.fail(line) });
  const [first] = await world.render('dai-my-tu' as ChannelId, TODAY);
  if (first === undefined) throw new Error('nothing rendered');
  sound = { output: first.rendering.output, samples: first.rendering.samples };
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the list and its pieces are the whole sound, frame by frame', async () => {
  const at = `/media/sha256/${sound.output}/hls`;
  const response = await ask(app, `${at}/list.m3u8`);
  expect(response.headers.get('content-type')).toContain('application/vnd.apple.mpegurl');
  const list = await response.text();
  writeFileSync(join(folder, 'list.m3u8'), list);
  const names = list.split('\n').filter((line) => line.endsWith('.mp3'));
  expect(names.length).toBe(8);
  const lengths = [...list.matchAll(/#EXTINF:([\d.]+),/g)].map((found) => Number(found[1]));
  for (const [n, name] of names.entries()) {
    const bytes = await (await ask(app, `${at}/${name}`)).bytes();
    const path = join(folder, name);
    writeFileSync(path, bytes);
    const probed = run('ffprobe', [
      '-v',
      'error',
      '-count_packets',
      '-show_entries',
      'stream=nb_read_packets',
      '-of',
      'csv=p=0',
      path,
    ]);
    expect((Number(probed.trim()) * 1152) / 48_000).toBeCloseTo(lengths[n] ?? 0, 6);
    const tag = Buffer.from(bytes.subarray(0, 73));
    expect(tag.includes('com.apple.streaming.transportStreamTimestamp')).toBe(true);
    expect(Number(tag.readBigUInt64BE(65))).toBe(n * 416 * 2160);
  }
  // Not one warning: every frame has a time of its own.
  const words = ['-v', 'warning', '-i', join(folder, 'list.m3u8'), '-f', 's16le', '-'];
  const done = spawnSync('ffmpeg', words, { maxBuffer: 1 << 28 });
  expect([done.status, done.stderr.toString()]).toEqual([0, '']);
  const frames = Math.ceil((sound.samples + 1105) / 1152);
  expect(done.stdout.length / 2).toBe(frames * 1152);
  expect(lengths.reduce((sum, length) => sum + length, 0)).toBeCloseTo((frames * 1152) / 48_000, 6);
});

test('no such piece, no such sound', async () => {
  expect(await codeOf(await ask(app, `/media/sha256/${sound.output}/hls/8.mp3`))).toBe('media.unknown');
  expect(await codeOf(await ask(app, `/media/sha256/${'0'.repeat(64)}/hls/list.m3u8`))).toBe('media.unknown');
});
