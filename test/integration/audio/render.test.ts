/** Rendering: every entry at its planned sample, the profile's loudness, and a proof that holds. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { measurePlan, readMeasure } from '../../../src/audio/arguments/measure.ts';
import type { IngestedSound, RenderedSession } from '../../../src/audio/engine.ts';
import { runPlan } from '../../../src/audio/ffmpeg.ts';
import { levelCut } from '../../../src/audio/level.ts';
import type { Sha256 } from '../../../src/core/ids.ts';
import { PROFILES, type ProfileName, SAMPLE_RATE } from '../../../src/core/playlist/profile.ts';
import type { RenderSpec, SoundFormat } from '../../../src/core/playlist/render-spec.ts';
import { must } from '../../../src/core/result.ts';
import { type Bench, bench, lag, pcm, speak } from './sounds.ts';
import { type Part, specOf } from './specs.ts';

let b: Bench;
let speech: IngestedSound;
let tones: IngestedSound[];
let stereo: IngestedSound;
beforeAll(async () => {
  b = bench();
  speech = await b.take(speak(b.path('speech.wav')));
  tones = [];
  // Noise of five seeds: distinct, of loudness 24 dB apart, and nothing in it fits a shifted copy of itself.
  for (const n of [1, 2, 3, 4, 5]) {
    const graph = `anoisesrc=d=${n + 0.123}:c=pink:r=48000:a=${0.5 / 2 ** (n - 1)}:seed=${n}`;
    tones.push(await b.take(b.make(`cut${n}.wav`, graph)));
  }
  stereo = await b.take(b.make('two.wav', 'aevalsrc=0.02*sin(880*PI*t)|0.01*sin(1320*PI*t):s=48000:d=8'));
});
afterAll(() => b.close());

const cut = (n: number): IngestedSound => {
  const sound = tones[n];
  if (sound === undefined) throw new Error(`no cut ${n}`);
  return sound;
};
const fileOf = (rendered: RenderedSession) => b.audio.shelf.pathOf(rendered.output);
const render = async (spec: RenderSpec) => must(await b.audio.render(spec));
const workshop = () => ({ shelf: b.audio.shelf, tools: { ffmpeg: 'ffmpeg', ffprobe: 'ffprobe' } });
const levelled = async (sound: IngestedSound, profile: ProfileName = 'horn') =>
  must(await levelCut(workshop(), sound.master, PROFILES[profile], {}));
const decoded = new Map<Sha256, Int16Array>();
/** What a cut sounds like once levelled for the horn, sample by sample. */
const levelledPcm = async (sound: IngestedSound): Promise<Int16Array> => {
  const known = decoded.get(sound.master) ?? pcm(b.audio.shelf.pathOf((await levelled(sound)).levelled));
  decoded.set(sound.master, known);
  return known;
};
/** Measured again by ourselves, in another run than the engine's own. */
const heard = async (path: string, channels: 1 | 2) => {
  const about = { what: 'test', timeoutSeconds: 60, dataPath: b.folder };
  const measure = readMeasure(must(await runPlan('ffmpeg', measurePlan(path, channels), about)), channels);
  if (measure === null) throw new Error('not measured');
  return measure;
};

/** Ident, speech, silence to a fixed start, three cuts end to end, a filler that repeats (and fades), silence. */
const FIXED = 20 * SAMPLE_RATE;
const session = (fadeOut = 0): Part[] => [
  [cut(0), 0],
  [speech, cut(0).samples + 24_000],
  [cut(1), FIXED],
  [cut(2), FIXED + cut(1).samples],
  [cut(1), FIXED + cut(1).samples + cut(2).samples],
  [cut(3), 40 * SAMPLE_RATE, 11 * SAMPLE_RATE + 17, fadeOut],
];
const LENGTH = 52 * SAMPLE_RATE;

describe('a session', () => {
  test.each(['wav', 'flac'] as const)(
    'as %s is the levelled cuts to the sample, with silence between',
    async (format) => {
      const parts = session();
      const rendered = await render(specOf({ length: LENGTH, format, parts }));
      const sound = pcm(fileOf(rendered));
      expect([sound.length, rendered.samples, rendered.measured.seconds]).toEqual([LENGTH, LENGTH, 52]);
      let end = 0;
      for (const [source, offset, length = source.samples] of parts) {
        // Silence to the sample before each part, and the part itself where it was planned, again and again.
        expect(sound.subarray(end, offset).every((sample) => sample === 0)).toBe(true);
        const whole = await levelledPcm(source);
        for (let at = 0; at + 12_600 < length; at += whole.length)
          expect(lag(whole, sound, offset + at, 12_000, 600)).toBe(0);
        end = offset + length;
      }
      expect(sound.subarray(end).every((sample) => sample === 0)).toBe(true);
    },
  );

  test('a fade falls and ends in silence; corrected as a whole, no entry moves by a sample', async () => {
    const parts = session(2 * SAMPLE_RATE);
    const sound = pcm(fileOf(await render(specOf({ length: LENGTH, format: 'wav', parts }))));
    for (const [source, offset] of parts) {
      const whole = await levelledPcm(source);
      expect(lag(whole, sound, offset, 12_000, 600)).toBe(0);
    }
    const end = 51 * SAMPLE_RATE + 17;
    const strength = (from: number) =>
      sound.subarray(from, from + 12_000).reduce((sum, sample) => sum + Math.abs(sample), 0) / 12_000;
    const steps = [-120_000, -72_000, -48_000, -24_000, -12_000].map((back) => strength(end + back));
    for (const [i, step] of steps.slice(1).entries()) expect(step).toBeLessThan((steps[i] ?? 0) * 0.95);
    expect(Math.abs(sound[end - 1] ?? 99)).toBeLessThanOrEqual(2);
  });

  test('as MP3 begins every entry at its planned sample', async () => {
    const parts = session();
    const rendered = await render(specOf({ length: LENGTH, format: 'mp3', parts }));
    const sound = pcm(fileOf(rendered));
    expect(sound.length).toBe(LENGTH);
    for (const [source, offset] of parts) {
      const whole = await levelledPcm(source);
      expect(lag(whole, sound, offset, 12_000, 1200)).toBe(0);
    }
  });

  test.each([
    ['horn', 'mp3'],
    ['horn', 'wav'],
    ['r128', 'mp3'],
    ['web', 'mp3'],
    ['web', 'flac'],
    ['horn', 'm4a'],
    ['horn', 'opus'],
  ] as const)('in profile %s as %s has its loudness and stays under its ceiling', async (name, format) => {
    const profile = PROFILES[name];
    const parts: Part[] = [...session(), [stereo, 51 * SAMPLE_RATE + 24_000]];
    const rendered = await render(specOf({ length: 60 * SAMPLE_RATE, format, profile: name, parts }));
    const measured = await heard(fileOf(rendered), profile.channels);
    expect(Math.abs(measured.integrated - profile.loudness)).toBeLessThanOrEqual(profile.tolerance);
    expect(measured.truePeak).toBeLessThanOrEqual(profile.truePeak);
    expect(Math.abs(measured.samples / SAMPLE_RATE - 60)).toBeLessThanOrEqual(0.05);
    // Put together from what was metered of the pieces; ffmpeg measures the whole file.
    expect(Math.abs(rendered.measured.integrated - measured.integrated)).toBeLessThanOrEqual(0.1);
    expect(Math.abs(rendered.measured.truePeak - measured.truePeak)).toBeLessThanOrEqual(0.3);
  });

  test('of 72 entries from five sounds keeps every start', async () => {
    const parts: Part[] = [];
    let at = 0;
    for (let n = 0; n < 72; n++) {
      const sound = cut(n % 5);
      const length = Math.min(sound.samples, 20_000 + 7 * n);
      parts.push([sound, at, length]);
      at += length + (n % 3) * 480;
    }
    const sound = pcm(fileOf(await render(specOf({ length: at, format: 'wav', parts }))));
    expect(sound.length).toBe(at);
    for (const [source, offset, length = 0] of parts) {
      const whole = (await levelledPcm(source)).subarray(0, length);
      expect(lag(whole, sound, offset, 12_000, 100)).toBe(0);
    }
  });

  test('of nothing but silence is silence of its length', async () => {
    const rendered = await render(specOf({ length: 3 * SAMPLE_RATE, format: 'mp3', parts: [] }));
    expect(rendered.measured).toEqual({
      seconds: 3,
      integrated: -70,
      truePeak: -120,
      silence: { seconds: 3, from: 0 },
    });
  });
});

describe('levelling', () => {
  test('a loud and peaky voice is limited without losing or shifting a sample', async () => {
    const made = await levelled(speech);
    expect(made.correction.limit).toBe(-3);
    expect(made.after.samples).toBe(speech.samples);
    expect(Math.abs(made.after.integrated + 18)).toBeLessThanOrEqual(0.3);
    expect(made.after.truePeak).toBeLessThanOrEqual(-2.5);
    const [before, after] = [speech.master, made.levelled].map((hash) => pcm(b.audio.shelf.pathOf(hash)));
    for (const at of [0, 60_000, speech.samples - 20_000]) {
      if (before && after) expect(lag(before.subarray(at), after, at, 12_000, 600)).toBe(0);
    }
    expect(after?.length).toBe(before?.length);
  });

  test('quiet sound is raised by a plain gain', async () => {
    const made = await levelled(stereo, 'r128');
    expect(made.correction.limit).toBeNull();
    expect(Math.abs(made.after.integrated + 23)).toBeLessThanOrEqual(0.1);
  });

  test('a click once a second cannot be loud under the ceiling: refused, and nothing is kept', async () => {
    const clicks = await b.take(b.make('clicks.wav', 'aevalsrc=0.9*lt(mod(t\\,1)\\,0.0001):s=48000:d=5'));
    const spec = specOf({ length: 5 * SAMPLE_RATE, format: 'wav', parts: [[clicks, 0]] });
    const result = await b.audio.render(spec);
    expect(result).toMatchObject({ refusals: [{ code: 'render.loudness', params: { wanted: -18 } }] });
    expect(b.leftovers()).toEqual([]);
  });

  test('a master that is not on the shelf is named', async () => {
    const master = 'f'.repeat(64) as Sha256;
    const spec = specOf({ length: SAMPLE_RATE, format: 'mp3', parts: [[{ ...cut(0), master }, 0, SAMPLE_RATE]] });
    expect(await b.audio.render(spec)).toEqual({
      ok: false,
      refusals: [{ code: 'media.unknown', params: { id: master } }],
    });
  });
});

describe('the proof', () => {
  const spec = (format: SoundFormat) => specOf({ length: LENGTH, format, parts: session() });

  test('names inputs, tool, arguments, measures and the result, and no folder of this machine', async () => {
    const rendered = await render(spec('mp3'));
    const text = readFileSync(b.audio.shelf.pathOf(rendered.proof), 'utf8');
    expect(createHash('sha256').update(text).digest('hex')).toBe(rendered.proof);
    expect(text).not.toContain(b.folder);
    const proof = JSON.parse(text);
    expect(proof.spec).toEqual(spec('mp3'));
    expect(proof.result).toMatchObject({ key: rendered.key, output: rendered.output, bytes: rendered.bytes });
    expect(proof.tools.ffmpeg).toBe(must(await b.audio.versions()).ffmpeg);
    expect(new Set(proof.cuts.map((c: { master: string }) => c.master))).toEqual(
      new Set(session().map(([s]) => s.master)),
    );
    const last = proof.tries.at(-1);
    expect(last.how.pieces.length).toBeGreaterThan(1);
    for (const piece of last.how.pieces) {
      expect(await b.audio.shelf.verify(piece.kept)).toBe(true);
      expect(piece.argv).toContain('file:{output}');
    }
    expect(last.measured.integrated).toBe(rendered.measured.integrated);
    expect(await b.audio.shelf.verify(rendered.output)).toBe(true);
  });

  test('the same spec elsewhere gives the same bytes and the same proof; here it is not made again', async () => {
    const elsewhere = bench();
    try {
      for (const n of [1, 2, 3, 4]) await elsewhere.take(b.path(`cut${n}.wav`));
      await elsewhere.take(b.path('speech.wav'));
      const here = await render(spec('mp3'));
      expect(must(await elsewhere.audio.render(spec('mp3')))).toEqual(here);
      const stages: string[] = [];
      expect(must(await b.audio.render(spec('mp3'), { onProgress: (stage) => stages.push(stage) }))).toEqual(here);
      expect(stages).toEqual([]);
    } finally {
      elsewhere.close();
    }
  });
});
