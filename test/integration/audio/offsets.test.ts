/**
 * From a schedule to the sample: bursts at known samples of items are found in the rendered file where the plan says — after
 * a cue point, at fixed starts on and off the encoder's frames, after a crossfade, in music that repeats.
 */
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wavEnd, wavHeader } from '../../../src/core/container/wav.ts';
import type { CutUse } from '../../../src/core/playlist/cut.ts';
import type { Playlist } from '../../../src/core/playlist/model.ts';
import { renderSpec } from '../../../src/core/playlist/render-spec.ts';
import { must } from '../../../src/core/result.ts';
import type { Sounds } from '../../../src/core/schedule/ground.ts';
import { centre, itemsOf, laidOut, playlistsOf, scheduleOf } from '../../support/schedules.ts';
import { type Bench, bench, lag, pcm } from './sounds.ts';

const RATE = 48_000;
const LENGTH = 4800;
/** A tenth of a second rising from 500 Hz to 3 kHz, with soft ends: it fits itself at one place only. */
const BURST = Int16Array.from({ length: LENGTH }, (_, n) => {
  const phase = 2 * Math.PI * (500 + (1250 * n) / LENGTH) * (n / RATE);
  return Math.round(12_000 * Math.sin((Math.PI * n) / LENGTH) ** 2 * Math.sin(phase));
});

/** Samples of each sound and where its bursts begin; odd numbers, that no grid of frames or milliseconds has. */
const SOUNDS = {
  a: { samples: 590_417, bursts: [0, 101_113, 580_003] },
  b: { samples: 473_809, bursts: [24_001, 240_007, 400_009] },
  c: { samples: 336_001, bursts: [0, 77_777, 330_001] },
  d: { samples: 481_003, bursts: [1, 199_999, 350_003] },
  e: { samples: 401_001, bursts: [150_001, 396_001] },
  nhac: { samples: 150_077, bursts: [7, 71_011] },
} as const;
type Name = keyof typeof SOUNDS;
const NAMES = Object.keys(SOUNDS) as Name[];
/** Of b the first 4807 samples and the last 9001 are not heard. */
const USE: CutUse = { from: 4807, gainDb: -2, fadeIn: 480, fadeOut: 960, segue: 0 };

let b: Bench;
let playlist: Playlist;
beforeAll(async () => {
  b = bench();
  const sounds = new Map<string, { master: never; samples: number; use?: CutUse }>();
  for (const name of NAMES) {
    const { samples, bursts } = SOUNDS[name];
    const sound = new Int16Array(samples);
    for (const at of bursts) sound.set(BURST.subarray(0, samples - at), at);
    const format = { sampleRate: RATE, channels: 1, bits: 16, samples } as const;
    const path = b.path(`${name}.wav`);
    writeFileSync(path, Buffer.concat([wavHeader(format, []), Buffer.from(sound.buffer), wavEnd(format)]));
    const { master } = await b.take(path);
    const heard = name === 'b' ? { samples: samples - USE.from - 9001, use: USE } : { samples };
    sounds.set(`${name}.wav`, { master: master as never, ...heard });
  }
  const segments = [
    '{ id: a, title: A, item: a }',
    '{ id: b, title: B, item: b }',
    '{ id: nhac, title: N, filler: nhac }',
    '{ id: c, title: C, item: c, start: "05:00:37" }',
    '{ id: d, title: D, item: d, start: "05:01:00" }',
    '{ id: e, title: E, item: e, crossfadeMs: 2000 }',
  ];
  const session = `sessions:\n  - { id: s, name: S, channels: [k1], start: 05:00, maxMinutes: 5, pauseMs: 500, from: 2025-04-07, segments: [${segments.join(', ')}] }\n`;
  const schedule = scheduleOf(centre(session + itemsOf(...NAMES)));
  const [planned] = playlistsOf(schedule, sounds as unknown as Sounds, '2025-04-07');
  if (planned === undefined) throw new Error('nothing planned');
  playlist = planned;
});
afterAll(() => b.close());

/** 'name sample' of every burst, reckoned here: an item's own offset and what its cue point leaves out. */
const expected = (): { readonly what: string; readonly at: number }[] =>
  playlist.entries.flatMap(({ item, offset, length, cut }) => {
    const { bursts } = SOUNDS[item as unknown as Name];
    const { from } = cut?.use ?? { from: 0 };
    const round = cut?.samples ?? length;
    const rounds = Array.from({ length: Math.ceil(length / round) }, (_, n) => n * round);
    return rounds
      .flatMap((begin) => bursts.map((burst) => begin + burst - from))
      .filter((at) => at >= 0 && at + LENGTH <= length)
      .map((at) => ({ what: `${item} at ${offset + at}`, at: offset + at }));
  });

test('fixed starts are at their second, everything else on the frames counted from there', () => {
  const frame = 1152 / RATE;
  const next = (seconds: number) => Math.ceil(seconds / frame - 1e-9) * frame;
  const seconds = (name: Name) => playlist.entries.find(({ item }) => item === name)?.offset ?? Number.NaN;
  expect(laidOut(playlist).map((line) => line.split(' ')[0])).toEqual(['a', 'b', 'nhac', 'c', 'd', 'e']);
  expect(seconds('a')).toBe(0);
  expect(seconds('b') / RATE).toBeCloseTo(next(590_417 / RATE + 0.5), 9);
  expect(seconds('c')).toBe(37 * RATE);
  expect(seconds('d')).toBe(60 * RATE);
  expect(seconds('e') / RATE).toBeCloseTo(60 + next(481_003 / RATE - 2), 9);
});

test.each(['wav', 'flac', 'mp3'] as const)('as %s every burst begins at its sample', async (format) => {
  const { output } = must(await b.audio.render(renderSpec(playlist, format)));
  const sound = pcm(b.audio.shelf.pathOf(output));
  expect(sound.length).toBe(playlist.length);
  const bursts = expected();
  expect(bursts.length).toBe(3 + 3 + 9 + 3 + 3 + 2);
  for (const { what, at } of bursts) expect(lag(BURST, sound, at, LENGTH, 300), what).toBe(0);
});
