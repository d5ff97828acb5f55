/** What sounds together, from the schedule to the file: two items that cross keep their power, music lies under speech as asked. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IngestedSound } from '../../../src/audio/engine.ts';
import type { Playlist } from '../../../src/core/playlist/model.ts';
import { type RenderSpec, renderSpec, type SoundFormat } from '../../../src/core/playlist/render-spec.ts';
import { must } from '../../../src/core/result.ts';
import { centre, itemsOf, laidOut, playlistsOf, scheduleOf } from '../../support/schedules.ts';
import { type Bench, bench, lag, pcm, speak } from './sounds.ts';

const RATE = 48_000;
let b: Bench;
let sounds: ReadonlyMap<string, IngestedSound>;
beforeAll(async () => {
  b = bench();
  const said = speak(b.path('said.wav'), 'Kính chào bà con. Xã Mỹ Tú mời bà con đến trạm y tế vào sáng thứ bảy.');
  const pink = (seconds: number, seed: number) => `anoisesrc=d=${seconds}:c=pink:r=48000:a=0.25:seed=${seed}`;
  const made = {
    // Speech with two seconds of silence before and behind it: there music is heard alone.
    a: `amovie=${said},atrim=end=4,adelay=2000,apad=pad_dur=2`,
    b: `amovie=${said},atrim=end=3,adelay=2000,apad=pad_dur=2`,
    x: pink(25, 11),
    y: pink(24, 12),
    nen: pink(9.5, 13),
  };
  const taken = new Map<string, IngestedSound>();
  for (const [name, graph] of Object.entries(made))
    taken.set(`${name}.wav`, await b.take(b.make(`${name}.wav`, graph)));
  sounds = taken;
});
afterAll(() => b.close());

const plan = (segments: string): Playlist => {
  const session = `sessions:\n  - { id: s, name: S, channels: [k1], start: 05:00, maxMinutes: 5, pauseMs: 480, from: 2025-04-07, segments: [${segments}] }\n`;
  const strands = 'strands: [{ id: t, name: T, items: [a, b] }]\n';
  const [playlist] = playlistsOf(
    scheduleOf(centre(session + strands + itemsOf('a', 'b', 'x', 'y', 'nen'))),
    sounds,
    '2025-04-07',
  );
  if (playlist === undefined) throw new Error('nothing planned');
  return playlist;
};
const render = async (spec: RenderSpec) => {
  const { output, proof } = must(await b.audio.render(spec));
  const { tries } = JSON.parse(readFileSync(b.audio.shelf.pathOf(proof), 'utf8'));
  // dB by which the whole session was corrected, after everything else.
  return { path: b.audio.shelf.pathOf(output), trim: tries.at(-1).trim as number };
};
const fileOf = async (spec: RenderSpec) => (await render(spec)).path;

/** dB of the power of some samples. */
const power = (samples: Int16Array): number =>
  10 * Math.log10(samples.reduce((sum, sample) => sum + (sample / 32_768) ** 2, 1e-12) / samples.length);

describe('two items of noise that cross for six seconds', () => {
  const crossing = () => plan('{ id: x, title: X, item: x }, { id: y, title: Y, item: y, crossfadeMs: 6000 }');
  /** What is above 200 Hz: below it noise of a second is not steady to half a dB. */
  const steady = (path: string): Int16Array => {
    const args = ['-v', 'error', '-i', path, '-af', 'highpass=f=200', '-f', 's16le', '-'];
    const bytes = execFileSync('ffmpeg', args, { maxBuffer: 1 << 28 });
    return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  };
  /** dB by which every second of the fade is over what both have outside of it. */
  const inFade = async (spec: RenderSpec): Promise<number[]> => {
    const [x, y] = spec.parts;
    if (x === undefined || y === undefined) throw new Error('not two parts');
    const sound = steady(await fileOf(spec));
    const outside = (power(sound.subarray(RATE, y.offset)) + power(sound.subarray(x.length, spec.length - RATE))) / 2;
    const seconds = Array.from({ length: 11 }, (_, n) => y.offset + (n * RATE) / 2);
    return seconds.map((from) => power(sound.subarray(from, from + RATE)) - outside);
  };

  test.each(['wav', 'mp3'] as const)('are as loud in the fade as outside it, ±0.7 dB, as %s', async (format) => {
    const playlist = crossing();
    expect(laidOut(playlist)).toEqual(['x 0+25', 'y 19.008+24']);
    const levels = await inFade(renderSpec(playlist, format));
    expect(Math.max(...levels.map(Math.abs))).toBeLessThanOrEqual(0.7);
  });

  test('with straight fades are heard to sink by three dB', async () => {
    const spec = renderSpec(crossing(), 'wav');
    const levels = await inFade({ ...spec, parts: spec.parts.map((part) => ({ ...part, curve: 'linear' })) });
    expect(Math.min(...levels)).toBeLessThan(-2);
  });
});

describe.each<[SoundFormat, number]>([
  ['wav', 18],
  ['mp3', 24],
])('music under two items of speech, as %s, %i dB under its level', (format, underDb) => {
  let playlist: Playlist;
  let sound: Int16Array;
  let trim: number;
  /** The music as it is when it is heard alone. */
  let alone: Int16Array;
  const samples = (seconds: number) => Math.round(seconds * RATE);
  const between = (from: number, to: number) => sound.subarray(samples(from), samples(to));
  /** Where the second item's speech begins, less its silence; where the whole ends. */
  let second: number;
  let end: number;
  beforeAll(async () => {
    playlist = plan(`{ id: tin, title: Tin, strand: t, count: 2, bed: { item: nen, underDb: ${underDb} } }`);
    second = (playlist.entries[1]?.offset ?? 0) / RATE;
    end = playlist.length / RATE;
    const made = await render(renderSpec(playlist, format));
    sound = pcm(made.path);
    trim = made.trim;
    alone = pcm(await fileOf(renderSpec(plan('{ id: nen, title: N, item: nen }'), 'wav')));
  });

  test('is so much lower than alone', () => {
    expect(playlist.entries.map(({ bed }) => bed?.underDb)).toEqual([underDb, underDb]);
    const level = power(between(1.1, 1.9)) - power(alone.subarray(samples(1.1), samples(1.9)));
    expect(Math.abs(level - trim + underDb)).toBeLessThanOrEqual(0.1);
  });

  test('rises within the first second and falls within the last', () => {
    const full = power(alone) - underDb + trim;
    const gains = [0.25, 0.5, 0.75].map((at) => [at, at] as const);
    for (const [at, gain] of gains) {
      const wanted = 20 * Math.log10(gain);
      // Noise of a tenth of a second is within two dB or so of its level.
      for (const heard of [between(at - 0.05, at + 0.05), between(end - at - 0.05, end - at + 0.05)])
        expect(Math.abs(power(heard) - full - wanted)).toBeLessThan(3);
    }
    expect(power(between(0, 0.02))).toBeLessThan(full - 20);
    expect(power(between(end - 0.02, end))).toBeLessThan(full - 20);
  });

  test('goes on from one item to the next, and begins again where it ends', () => {
    const music = sounds.get('nen.wav')?.samples ?? 0;
    // Behind the first item's speech, over the pause, before the second's: one piece of the music, to the sample.
    const from = samples(second - 1.9);
    expect(from + 24_000).toBeLessThan(music);
    for (const at of [from, samples(second - 0.4), samples(second + 0.5)])
      expect(lag(alone.subarray(at % music), sound, at, 24_000, 300)).toBe(0);
    // At the end it has begun once more.
    const late = samples(end - 1.9);
    expect(late).toBeGreaterThan(music);
    expect(lag(alone.subarray(late % music), sound, late, 24_000, 300)).toBe(0);
  });

  test('does not touch the speech', async () => {
    const bare = plan('{ id: tin, title: Tin, strand: t, count: 2 }');
    const speech = pcm(await fileOf(renderSpec(bare, 'wav')));
    for (const at of [samples(2.5), samples(second + 2.5)]) {
      expect(lag(speech.subarray(at), sound, at, 48_000, 300)).toBe(0);
      const level = power(sound.subarray(at, at + 96_000)) - power(speech.subarray(at, at + 96_000));
      expect(Math.abs(level)).toBeLessThan(0.5);
    }
  });
});
