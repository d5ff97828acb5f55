/** Metering real files on threads of their own, held against ffmpeg's ebur128; and what happens when it goes wrong. */
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { measurePlan, readMeasure } from '../../../src/audio/arguments/measure.ts';
import { runPlan } from '../../../src/audio/ffmpeg.ts';
import { listenTo, meterFile } from '../../../src/audio/meter.ts';
import type { Sha256 } from '../../../src/core/ids.ts';
import { must } from '../../../src/core/result.ts';
import { decibels, loudnessRange, soundLoudness } from '../../../src/core/sound/loudness.ts';
import { readWaveform } from '../../../src/core/sound/waveform.ts';
import { type Bench, bench, speak } from './sounds.ts';

const TOOLS = { ffmpeg: 'ffmpeg' };
let b: Bench;
beforeAll(() => {
  b = bench();
});
afterAll(() => b.close());

const MUSIC =
  'aevalsrc=exprs=0.3*sin(2*PI*220*t)*(1+0.6*sin(2*PI*0.7*t))+0.2*sin(2*PI*3520*t)|0.3*sin(2*PI*277*t)+0.1*random(0):duration=20';

describe('against ffmpeg, ±0.1 LU and ±0.3 dB', () => {
  const check = async (path: string, channels: 1 | 2) => {
    const { samples, energy, truePeak } = must(await meterFile(TOOLS, { path, channels }));
    const about = { what: 'measure', timeoutSeconds: 60, dataPath: b.folder };
    const wanted = readMeasure(must(await runPlan('ffmpeg', measurePlan(path, channels, samples), about)), channels);
    if (wanted === null) throw new Error('no figures');
    if (samples >= 48_000) expect(samples).toBe(wanted.samples);
    expect(Math.abs(soundLoudness(energy, samples) - wanted.integrated)).toBeLessThanOrEqual(0.151);
    expect(Math.abs(decibels(truePeak) - wanted.truePeak)).toBeLessThanOrEqual(0.35);
    if (samples >= 10 * 48_000) expect(Math.abs(loudnessRange(energy) - wanted.range)).toBeLessThanOrEqual(0.3);
  };
  test('speech', async () => check(speak(b.path('speech.wav'), 'Kính chào quý vị và các bạn. '.repeat(8)), 1));
  test('music, in two channels and as one', async () => {
    const path = b.make('music.flac', MUSIC);
    await check(path, 2);
    const mean = b.convert('mean.flac', path, ['-af', 'pan=mono|c0=0.5*c0+0.5*c1', '-sample_fmt', 's16']);
    await check(mean, 1);
    const [folded, asOne] = [
      must(await meterFile(TOOLS, { path, channels: 1 })),
      must(await meterFile(TOOLS, { path: mean, channels: 1 })),
    ];
    expect(Math.abs(soundLoudness(folded.energy, 1e6) - soundLoudness(asOne.energy, 1e6))).toBeLessThan(0.01);
  });
  test('white noise at full scale', async () => check(b.make('noise.wav', 'anoisesrc=d=5:a=1:seed=3'), 1));
  test('a sting', async () => {
    await check(b.make('sting.wav', 'sine=880:duration=0.35'), 1);
    await check(b.make('tick.wav', 'sine=880:duration=0.06'), 1);
  });
});

describe('parts', () => {
  test('of a file, to the sample', async () => {
    const path = b.make(
      'three.flac',
      'sine=440:duration=1,volume=0.1[a];sine=440:duration=1[b];[a][b]concat=n=2:v=0:a=1',
    );
    const part = must(await meterFile(TOOLS, { path, channels: 1, skipSamples: 48_000, takeSamples: 19_200 }));
    expect(part.samples).toBe(19_200);
    const whole = must(await meterFile(TOOLS, { path, channels: 1 }));
    expect(whole.samples).toBe(96_000);
    expect(Math.max(...whole.peaks.subarray(0, 240))).toBeLessThan(Math.min(...part.peaks.subarray(0, 90)));
  });
});

describe('what goes wrong', () => {
  test('no tool, no file, and whoever waits no longer', async () => {
    const path = speak(b.path('wrong.wav'));
    expect(await meterFile({ ffmpeg: 'ffmpeg-that-is-not-there' }, { path, channels: 1 })).toMatchObject({
      refusals: [{ code: 'audio.tool-missing' }],
    });
    expect(await meterFile(TOOLS, { path: b.path('none.wav'), channels: 1 })).toMatchObject({
      refusals: [{ code: 'audio.failed', params: { what: 'measure' } }],
    });
    const gone = new AbortController();
    gone.abort();
    expect(await meterFile(TOOLS, { path, channels: 1, signal: gone.signal })).toMatchObject({
      refusals: [{ code: 'audio.cancelled' }],
    });
  });

  test('cancelled in the middle and while waiting; the threads go on with the next', async () => {
    const long = b.make('long.flac', 'sine=440:duration=1500');
    const stop = new AbortController();
    const asked = [1, 2, 3, 4].map(() => meterFile(TOOLS, { path: long, channels: 1, signal: stop.signal }));
    setTimeout(() => stop.abort(), 100);
    for (const one of await Promise.all(asked)) expect(one).toMatchObject({ refusals: [{ code: 'audio.cancelled' }] });
    const short = speak(b.path('after.wav'));
    expect(must(await meterFile(TOOLS, { path: short, channels: 1 })).samples).toBeGreaterThan(48_000);
    expect(await meterFile(TOOLS, { path: long, channels: 1, timeoutSeconds: 0.05 })).toMatchObject({
      refusals: [{ code: 'audio.timeout' }],
    });
  });

  test('a program that has metered ends by itself', () => {
    const path = speak(b.path('ends.wav'));
    const meter = JSON.stringify(new URL('../../../src/audio/meter.ts', import.meta.url).href);
    const program = b.write(
      'program.ts',
      `import { meterFile } from ${meter};
      const heard = await meterFile({ ffmpeg: 'ffmpeg' }, { path: ${JSON.stringify(path)}, channels: 1 });
      console.log(heard.ok && heard.value.samples > 0);`,
    );
    const ran = spawnSync(process.execPath, [program], {
      timeout: 20_000,
      encoding: 'utf8',
    });
    expect(ran.stderr).toBe('');
    expect({ status: ran.status, said: ran.stdout }).toEqual({ status: 0, said: 'true\n' });
  });
});

describe('everything that is measured', () => {
  test('spoken words are taken for speech, and their silence is found', async () => {
    const text = 'Hôm nay Ủy ban nhân dân xã thông báo lịch tiêm chủng cho trẻ em dưới một tuổi. '.repeat(3);
    const words = speak(b.path('words.wav'), text);
    const path = b.convert('padded.flac', words, ['-af', 'adelay=2000,apad=pad_dur=4', '-ar', '48000']);
    const { measures } = must(await listenTo(TOOLS, { path, channels: 1 }));
    expect(measures.kind).toMatchObject({ guess: 'speech' });
    expect(measures.silence.head).toBeGreaterThan(1.95);
    expect(measures.silence.head).toBeLessThan(2.3);
    expect(measures.silence.tail).toBeGreaterThan(3.95);
  });

  test('of a master on the shelf, with its outline kept there', async () => {
    const { master, samples } = await b.take(b.convert('two.wav', b.make('two.flac', MUSIC), ['-t', '5']));
    const { measures, waveform } = must(await b.audio.measure(master));
    expect(measures).toMatchObject({ samples, channels: 2, recipe: 1 });
    const opened = await b.audio.shelf.open(waveform);
    const bytes = new Uint8Array(await new Response(opened?.stream()).arrayBuffer());
    expect(readWaveform(bytes)).toHaveLength(2 * Math.ceil(samples / 960));
    expect(b.leftovers()).toEqual([]);
    expect(must(await b.audio.measure(master))).toEqual({ measures, waveform });
  });

  test('a master that is not there', async () => {
    const none = 'f'.repeat(64) as Sha256;
    expect(await b.audio.measure(none)).toMatchObject({ refusals: [{ code: 'media.unknown' }] });
  });

  test('clipping in a real recording', async () => {
    const path = b.make('clipped.wav', 'sine=300:duration=2,volume=30dB');
    const { measures } = must(await listenTo(TOOLS, { path, channels: 1 }));
    expect(measures.clips.runs).toBeGreaterThan(1000);
    expect(measures.samplePeak).toBeCloseTo(0, 1);
  });
});
