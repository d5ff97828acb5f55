/** Work that is broken off or meets a full disk: a clear answer, and nothing half-written. Strange names too. */
import { spawnSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SAMPLE_RATE } from '../../../src/core/playlist/profile.ts';
import { filesUnder } from '../../support/files-under.ts';
import type { Step } from './on-full-disk.ts';
import { type Bench, bench, speak } from './sounds.ts';
import { specOf } from './specs.ts';

let b: Bench;
beforeAll(() => {
  b = bench();
});
afterAll(() => b.close());

describe('names', () => {
  const long = `${'Bản tin sáng về Nghị quyết 57 của Bộ Chính trị ở xã Mỹ Hương; huyện Mỹ Tú '.repeat(3)}`.slice(
    0,
    196,
  );
  test.each([
    ['composed', `${long}.wav`.normalize('NFC')],
    ['decomposed', `${long.slice(0, 120)}.wav`.normalize('NFD')],
    ['full of signs', `-y 'a"b;$(touch x)\n#EXTM3U %d {0} [0:a].wav`],
  ])('a %s name is only a name', async (_, name) => {
    expect(Buffer.byteLength(name)).toBeGreaterThan(10);
    const source = speak(b.path('name.wav'));
    // A folder allows 255 bytes; a longer name reaches us as the name of an upload only.
    const path = Buffer.byteLength(name) <= 255 ? b.path(name) : source;
    if (path !== source) copyFileSync(source, path);
    expect((await b.audio.takeIn(path, name)).ok).toBe(true);
    const empty = await b.audio.takeIn(b.write('empty', ''), name);
    expect(empty).toMatchObject({
      refusals: [{ code: 'media.empty', params: { name: name.normalize('NFC').replaceAll('\n', ' ') } }],
    });
  });
});

describe('cancelled', () => {
  test('taking in', async () => {
    const source = b.make('long.flac', 'sine=440:duration=1200');
    const kept = filesUnder(b.path('data/shelf/sha256'));
    const stop = new AbortController();
    const result = await b.audio.takeIn(source, 'long', { signal: stop.signal, onProgress: () => stop.abort() });
    expect(result).toMatchObject({ refusals: [{ code: 'audio.cancelled', params: { what: 'decode' } }] });
    expect(b.leftovers()).toEqual([]);
    expect(filesUnder(b.path('data/shelf/sha256'))).toEqual(kept);
  });

  test('rendering, at each of its stages', async () => {
    const sound = await b.take(b.make('tone.wav', 'anoisesrc=d=100:c=pink:r=48000:a=0.2:seed=1'));
    const spec = specOf({ length: 450 * SAMPLE_RATE, format: 'mp3', parts: [[sound, 0, 450 * SAMPLE_RATE]] });
    for (const stage of ['level', 'encode'] as const) {
      const stop = new AbortController();
      const result = await b.audio.render(spec, {
        signal: stop.signal,
        onProgress: (now) => now === stage && stop.abort(),
      });
      expect(result).toMatchObject({ refusals: [{ code: 'audio.cancelled' }] });
      expect(b.leftovers()).toEqual([]);
    }
  });

  test('before it began', async () => {
    const result = await b.audio.takeIn(speak(b.path('s.wav')), 's', { signal: AbortSignal.abort() });
    expect(result).toMatchObject({ refusals: [{ code: 'audio.cancelled' }] });
    expect(b.leftovers()).toEqual([]);
  });
});

describe('a disk that is full, or locked', () => {
  const script = join(import.meta.dirname, 'on-full-disk.ts');
  const mount = (flag: readonly string[]) =>
    [
      'unshare',
      ...flag,
      '--mount',
      'sh',
      '-c',
      'mount -t tmpfs -o size=3m tmpfs "$1" && exec "$2" "$3" "$1" tmpfs "$4"',
    ] as const;

  /** A small disk of its own where the machine allows one; otherwise a limit on the size of files. */
  const onSmallDisk = (): unknown => {
    const dir = b.path('small');
    spawnSync('mkdir', ['-p', dir]);
    const wide = b.make('wide.wav', 'anoisesrc=d=60:c=pink:r=48000:a=0.2');
    const args = ['sh', dir, process.execPath, script, wide];
    for (const [program = '', ...rest] of [mount([]), mount(['--map-root-user'])]) {
      const ran = spawnSync(program, [...rest, ...args], { encoding: 'utf8' });
      if (ran.status === 0) return JSON.parse(ran.stdout);
    }
    const ran = spawnSync('prlimit', ['--fsize=3000000', '--', process.execPath, script, dir, 'limit', wide], {
      encoding: 'utf8',
    });
    if (ran.status !== 0) throw new Error(ran.stderr);
    return JSON.parse(ran.stdout);
  };

  test('says so at every step, and leaves nothing half-written', () => {
    const answer = onSmallDisk() as { steps: Step[] };
    expect(answer.steps.map((step) => step.step)).toContain('copy');
    for (const step of answer.steps) {
      const code = step.step === 'locked' ? 'data.read-only' : 'data.full';
      expect(step).toEqual({ step: step.step, code, leftovers: 0, added: 0 });
    }
  });
});
