/** Taking sound in: every form that people bring, and what is known about it afterwards. */
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAudio } from '../../../src/audio/engine.ts';
import { createLanes } from '../../../src/audio/lanes.ts';
import { inTurn } from '../../../src/audio/turns.ts';
import { urgently } from '../../../src/audio/urgency.ts';
import type { Sha256 } from '../../../src/core/ids.ts';
import { itemSpec } from '../../../src/core/playlist/item-spec.ts';
import { must } from '../../../src/core/result.ts';
import { type Bench, bench, pcm, speak } from './sounds.ts';

let b: Bench;
let speech: string;
beforeAll(() => {
  b = bench();
  speech = speak(b.path('speech.wav'));
});
afterAll(() => b.close());

const FORMS: readonly (readonly [name: string, options: string[], format: string, slack: number])[] = [
  ['a.wav', [], 'wav/pcm_s16le', 0],
  ['a.mp3', ['-b:a', '64k'], 'mp3/mp3', 0],
  ['a.m4a', [], 'mp4/aac', 1300],
  ['a.ogg', ['-c:a', 'libvorbis'], 'ogg/vorbis', 0],
  ['a.opus', ['-c:a', 'libopus'], 'ogg/opus', 0],
  ['a.flac', [], 'flac/flac', 0],
  ['a.aac', [], 'aac/aac', 3000],
  ['a.aiff', [], 'aiff/pcm_s16be', 0],
  ['a.webm', ['-c:a', 'libopus'], 'matroska/opus', 0],
  ['a.w64', [], 'w64/pcm_s16le', 2],
];

describe('forms', () => {
  test.each(FORMS)('%s is taken in whole', async (name, options, format, slack) => {
    const file = b.convert(name, speech, ['-ar', '48000', ...options]);
    const seconds = pcm(b.convert('reference.wav', speech, ['-ar', '48000'])).length;
    const sound = must(await b.audio.takeIn(file, name));
    expect(sound.originalFormat).toBe(format);
    expect(Math.abs(sound.samples - seconds)).toBeLessThanOrEqual(slack);
    expect(sound.channels).toBe(1);
    expect(sound.originalBytes).toBe(readFileSync(file).length);
    expect(sound.original).toBe(createHash('sha256').update(readFileSync(file)).digest('hex'));
    expect(await b.audio.shelf.verify(sound.original)).toBe(true);
    expect(await b.audio.shelf.verify(sound.master)).toBe(true);
    expect(pcm(b.audio.shelf.pathOf(sound.master)).length).toBe(sound.samples);
    expect(b.leftovers()).toEqual([]);
  });

  test('the sound of an mp4 video, with a cover picture and an .mp3 name, is its first audio stream', async () => {
    b.make('video.mp4', 'sine=440:duration=2', [
      '-c:a',
      'aac',
      '-filter_complex',
      'color=red:s=64x64:d=2[v]',
      '-map',
      '[v]',
      '-c:v',
      'mpeg4',
    ]);
    const sound = await b.take(b.convert('wrong-name.mp3', b.path('video.mp4'), ['-c', 'copy', '-f', 'mp4']));
    expect(sound.originalFormat).toBe('mp4/aac');
    expect(Math.abs(sound.samples - 96_000)).toBeLessThan(2500);
  });

  test('stereo stays stereo, 44.1 kHz becomes 48 kHz', async () => {
    b.make('two.wav', 'aevalsrc=0.1*sin(880*PI*t)|0.05*sin(1320*PI*t):s=44100:d=3', ['-ar', '44100']);
    const sound = await b.take(b.path('two.wav'));
    expect([sound.channels, sound.samples]).toEqual([2, 144_000]);
  });

  test('a WAV from a stream, which says its length is unknown, is as long as it decodes', async () => {
    const bytes = readFileSync(b.make('stream.wav', 'sine=300:duration=1'));
    bytes.writeUInt32LE(0xffffffff, 4);
    bytes.writeUInt32LE(0xffffffff, bytes.indexOf('data') + 4);
    expect((await b.take(b.write('stream2.wav', bytes))).samples).toBe(48_000);
  });
});

describe('measures', () => {
  test('a tone with silence around it: loudness, peak, and the silence at both ends', async () => {
    // A 997 Hz sine of −20 dBFS peak measures −23.0 LUFS in one channel (ITU-R BS.1770-4, annex 1).
    const tone = `aevalsrc=0.1*sin(2*PI*997*t)*between(t\\,1\\,5):s=48000:d=7`;
    const sound = await b.take(b.make('ends.wav', tone));
    expect(sound.loudness.integrated).toBeCloseTo(-23, 0);
    expect(sound.loudness.truePeak).toBeCloseTo(-20, 0);
    expect(sound.silence.head).toBeCloseTo(1, 1);
    expect(sound.silence.tail).toBeCloseTo(2, 1);
  });

  test('a sting shorter than a gating block has a loudness all the same', async () => {
    const sound = await b.take(b.make('sting.wav', 'aevalsrc=0.1*sin(2*PI*997*t):s=48000:d=0.25'));
    expect(sound.samples).toBe(12_000);
    expect(sound.loudness.integrated).toBeGreaterThan(-24);
    expect(sound.loudness.integrated).toBeLessThan(-22);
  });
});

describe('the shelf', () => {
  test('the same sound has the same master on every machine, and is decoded once', async () => {
    const elsewhere = bench();
    try {
      const there = await elsewhere.take(speech);
      const here = await b.take(speech);
      expect(here).toEqual(there);
      const again = createAudio({
        dataDir: `${b.folder}/data`,
        tools: { ffmpeg: '/nowhere/ffmpeg', ffprobe: '/nowhere/ffprobe' },
      });
      expect(await again.takeIn(speech, 'again')).toEqual({ ok: true, value: here });
    } finally {
      elsewhere.close();
    }
  });

  test('ranges of a stored file are half-open, and what is not there is null', async () => {
    const { original } = await b.take(speech);
    const bytes = readFileSync(speech);
    const opened = await b.audio.shelf.open(original);
    expect(opened?.size).toBe(bytes.length);
    const read = async (start?: number, end?: number) =>
      Buffer.from(await new Response(opened?.stream(start, end)).arrayBuffer());
    expect(await read()).toEqual(bytes);
    expect(await read(10, 70_000)).toEqual(bytes.subarray(10, 70_000));
    expect(await read(bytes.length - 5, bytes.length + 100)).toEqual(bytes.subarray(-5));
    expect(await b.audio.shelf.open('0'.repeat(64) as Sha256)).toBeNull();
    expect(() => b.audio.shelf.pathOf('../../etc/passwd' as Sha256)).toThrow('not a hash');
  });

  test('a reader who leaves early leaves no open file behind', async () => {
    const { original } = await b.take(speech);
    const reader = (await b.audio.shelf.open(original))?.stream().getReader();
    await reader?.read();
    await reader?.cancel();
    expect(await reader?.closed).toBeUndefined();
  });

  test('left-overs of a dead process are swept when the shelf is opened, others stay', async () => {
    const { mkdirSync, writeFileSync } = await import('node:fs');
    const temporary = (name: string) => {
      const folder = b.path(`data/shelf/tmp/${name}`);
      mkdirSync(folder, { recursive: true });
      writeFileSync(`${folder}/part`, 'half');
      return folder;
    };
    const dead = temporary('4194400-abcDEF');
    const formerSelf = temporary(`${process.pid}-zzzzzz`);
    const alive = temporary(`${process.ppid}-abcDEF`);
    const strange = temporary('not-ours');
    createAudio({ dataDir: b.path('data') });
    expect([dead, formerSelf, alive, strange].map((folder) => existsSync(folder))).toEqual([false, false, true, true]);
    await b.audio.shelf.discard(`${alive}/part`);
    await b.audio.shelf.discard(`${strange}/part`);
  });

  test('a missing tool is named', async () => {
    const audio = createAudio({ dataDir: b.path('none'), tools: { ffmpeg: 'no-such-ffmpeg', ffprobe: 'ffprobe' } });
    const answer = { ok: false, refusals: [{ code: 'audio.tool-missing', params: { tool: 'no-such-ffmpeg' } }] };
    expect(await audio.versions()).toEqual(answer);
    expect(await audio.takeIn(speech, 'speech')).toEqual(answer);
  });

  test('strangers are decoded with their processor time and memory limited', async () => {
    const versions = must(await b.audio.versions());
    expect(versions.ffmpeg).toMatch(/^\S+$/);
    // util-linux is on every Debian and Ubuntu; the network lock depends on the machine.
    expect(versions.locks).toContain('limits');
  });
});

describe('what is urgent', () => {
  test('is taken in and rendered at normal priority; the usual stands back', async () => {
    const log = b.path('niceness');
    const ffmpeg = b.write('witness-ffmpeg', `#!/bin/sh\nnice >> ${log}\nexec ffmpeg "$@"\n`);
    chmodSync(ffmpeg, 0o755);
    const audio = createAudio({ dataDir: b.path('urgent'), tools: { ffmpeg, ffprobe: 'ffprobe' } });
    must(await audio.versions());
    const told = (): string[] => {
      const lines = readFileSync(log, 'utf8').trim().split('\n');
      writeFileSync(log, '');
      return [...new Set(lines)];
    };
    const own = told();
    expect(own).toHaveLength(1);
    must(await audio.takeIn(b.make('usual.wav', 'sine=440:duration=2'), 'usual.wav'));
    expect(told()).toEqual([String(Number(own[0]) + 10)]);
    const rendered = await audio.urgently(async () => {
      const { master, samples } = must(await audio.takeIn(b.make('urgent.wav', 'sine=330:duration=2'), 'urgent.wav'));
      return audio.render(itemSpec({ master, samples }, 'mp3'));
    });
    expect(must(rendered).measured.seconds).toBeGreaterThan(1.9);
    expect(told()).toEqual(own);
  }, 60_000);

  test('waits for no place that other work holds', async () => {
    const [lanes, turn] = [createLanes(1), inTurn(1)];
    const held = Promise.withResolvers<string>();
    const usual = [lanes.run(() => held.promise), turn(() => held.promise), turn(async () => 'after')];
    const done = async (): Promise<string> => 'now';
    expect(await urgently(() => Promise.all([lanes.run(done), turn(done)]))).toEqual(['now', 'now']);
    held.resolve('usual');
    expect(await Promise.all(usual)).toEqual(['usual', 'usual', 'after']);
  });
});
