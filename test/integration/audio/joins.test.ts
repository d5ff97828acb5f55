/**
 * Joins of pieces in a session's MP3: heard against the session before encoding and against one encoding of the whole,
 * frame by frame against encodings that begin elsewhere; and the same ears hear every join that was damaged on purpose.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IngestedSound } from '../../../src/audio/engine.ts';
import type { Sha256 } from '../../../src/core/ids.ts';
import { SAMPLE_RATE } from '../../../src/core/playlist/profile.ts';
import type { RenderSpec } from '../../../src/core/playlist/render-spec.ts';
import { must } from '../../../src/core/result.ts';
import {
  type Cut,
  DELAY,
  encodedAlone,
  energyOfDifference,
  FRAME,
  floats,
  frameSize,
  oneStream,
} from './one-stream.ts';
import { type Bench, bench, pcm, speak } from './sounds.ts';
import { specOf } from './specs.ts';

let b: Bench;
let speech: IngestedSound;
let noise: IngestedSound;
let music: IngestedSound;
beforeAll(async () => {
  b = bench();
  const text = 'Kính chào bà con. Trạm y tế xã Mỹ Tú tiêm phòng cho trẻ em dưới năm tuổi vào sáng thứ bảy.';
  const said = speak(b.path('said.wav'), text);
  speech = await b.take(b.make('speech.wav', `amovie=${said},aloop=loop=-1:size=2e9,atrim=end=29.7,asetpts=N/SR/TB`));
  noise = await b.take(b.make('noise.wav', 'anoisesrc=d=30.3:c=pink:r=48000:a=0.3:seed=5'));
  const voice = (hertz: number, slow: number) => `0.1*sin(2*PI*${hertz}*t)*(1+sin(2*PI*${slow}*t))`;
  const bell = '0.06*sin(2*PI*659.26*t)*exp(-4*mod(t\\,0.5))';
  const two = `${voice(220, 0.7)}+${voice(277.18, 1.1)}+${bell}|${voice(220, 0.9)}+${voice(329.63, 1.3)}+${bell}`;
  music = await b.take(b.make('music.wav', `aevalsrc=${two}:s=48000:d=23.7`));
});
afterAll(() => b.close());

/** Speech, noise right behind it, half a second of silence, music that repeats and fades: borders of every kind. */
const specFor = (profile: 'horn' | 'web', format: 'mp3' | 'wav'): RenderSpec => {
  const last = speech.samples + noise.samples + 24_000;
  const length = 75 * SAMPLE_RATE + 5000;
  return specOf({
    length: last + length + SAMPLE_RATE,
    format,
    profile,
    parts: [
      [speech, 0],
      [noise, speech.samples],
      [music, last, length, 72_000],
    ],
  });
};

/** Samples in which a join is listened to: 50 ms. */
const WINDOW = 2400;
/**
 * How much more energy of error a join may have than the same span of one encoding. Measured: 1.000 inside a sound, since
 * the frames are the same; 1.02 where a sound begins after silence. Damaged joins have 8 and more.
 */
const MOST = 1.5;
/** Less than this is no error: a tenth of the last bit of 16, in every sample of the window. */
const NOTHING = WINDOW * (0.1 / 32_768) ** 2;
/** A border may be met up to eight frames later, where the windows fit. */
const LATEST = 8;
/** Frames before and behind a join that are decoded to hear it: they need no others. */
const BEFORE = 8;
const BEHIND = 16;

interface Session {
  readonly spec: RenderSpec;
  readonly cuts: readonly Cut[];
  readonly file: string;
  /** Bytes of a frame, and the frames without the header frame: joined, and of one encoding. */
  readonly size: number;
  readonly joined: Buffer;
  readonly single: Buffer;
  readonly wav: string;
  /** Before encoding. */
  readonly plain: Float32Array;
  /** First frames of pieces that begin where a sound goes on, and of those that begin in silence. */
  readonly inside: readonly number[];
  readonly silent: readonly number[];
}

const pathOf = (hash: string): string => b.audio.shelf.pathOf(hash as Sha256);

const made = async (profile: 'horn' | 'web'): Promise<Session> => {
  const spec = specFor(profile, 'mp3');
  const rendered = must(await b.audio.render(spec));
  const wav = pathOf(must(await b.audio.render(specFor(profile, 'wav'))).output);
  const proof = JSON.parse(readFileSync(pathOf(rendered.proof), 'utf8'));
  // One try, nothing lowered: then both forms and the one encoding are of the same samples.
  expect(proof.tries.length).toBe(1);
  const pieces: { first: number; frames: number; lowered: number }[] = proof.tries[0].how.pieces;
  expect(pieces.map(({ lowered }) => lowered)).toEqual(pieces.map(() => 0));
  const meets = ({ first }: { first: number }) => pieces.some((one) => one.first + one.frames === first);
  const path = b.path(`${profile}.single`);
  oneStream(spec, proof.cuts, pathOf, [{ begin: 0, frames: Math.ceil((spec.length + DELAY) / FRAME), path }]);
  const size = frameSize(spec.profile.channels);
  const file = pathOf(rendered.output);
  return {
    spec,
    cuts: proof.cuts,
    file,
    size,
    joined: readFileSync(file).subarray(size),
    single: readFileSync(path),
    wav,
    plain: floats(readFileSync(wav)),
    inside: pieces.filter(meets).map(({ first }) => first),
    silent: pieces.filter((one) => !meets(one)).map(({ first }) => Math.max(0, first)),
  };
};

const cutFrames = (bytes: Buffer, size: number, n: number, m = n + 1): Buffer => bytes.subarray(n * size, m * size);

/** A join and the frames in which it is heard. */
type Heard = readonly [join: number, frames: Buffer];

/** The largest ratio of each join's error to that of one encoding, over where it may be met. */
const errorsAt = ({ plain, single, size, spec }: Session, joins: readonly Heard[]): number[] => {
  const { channels } = spec.profile;
  const decoded = (framesOf: (heard: Heard) => Buffer): Float32Array =>
    floats(Buffer.concat(joins.map((one) => cutFrames(framesOf(one), size, one[0] - BEFORE, one[0] + BEHIND))));
  const got = decoded(([, frames]) => frames);
  const wanted = decoded(() => single);
  return joins.map(([join], n) => {
    const error = (sound: Float32Array, from: number): number => {
      const here = n * (BEFORE + BEHIND) * FRAME + from;
      const there = (join - BEFORE) * FRAME - DELAY + from;
      const part = sound.subarray(here * channels, (here + WINDOW) * channels);
      return energyOfDifference(part, plain.subarray(there * channels)) + NOTHING;
    };
    const around = Array.from({ length: LATEST + 1 }, (_, later) => (BEFORE + later) * FRAME - WINDOW / 2);
    return Math.max(...around.map((from) => error(got, from) / error(wanted, from)));
  });
};

describe.each(['horn', 'web'] as const)('a session in profile %s', (profile) => {
  let session: Session;
  beforeAll(async () => {
    session = await made(profile);
  });

  test('has borders inside speech, noise and repeated music, and in silence', () => {
    const at = (frame: number) => (frame * FRAME - DELAY) / SAMPLE_RATE;
    const places = session.inside.map((frame) => (at(frame) < 29.7 ? 'speech' : at(frame) < 60 ? 'noise' : 'music'));
    expect(places).toEqual(['speech', 'speech', 'noise', 'noise', 'music']);
    expect(session.silent.length).toBe(2);
  });

  test('is as long as before encoding, and no join has more error than one encoding of the whole', () => {
    const { file, inside, silent, joined, plain } = session;
    expect(pcm(file).length).toBe(plain.length);
    const errors = errorsAt(
      session,
      [...inside, ...silent.slice(1)].map((join) => [join, joined]),
    );
    expect(Math.max(...errors)).toBeLessThan(MOST);
  });

  test('has the frames of one encoding of the whole, but where sound begins after silence', () => {
    const { joined, single, size, silent } = session;
    expect(joined.length).toBe(single.length);
    const other = Array.from({ length: single.length / size }, (_, n) => n).filter(
      (n) => !cutFrames(joined, size, n).equals(cutFrames(single, size, n)),
    );
    for (const n of other) expect(silent.some((first) => n >= first && n < first + 8)).toBe(true);
  });

  test('has them 30 frames after the beginning of an encoding that begins anywhere', () => {
    const { spec, cuts, joined, size } = session;
    const paths = [300, 411, 1000, 1655, 2600, 4000, 5000].map((begin) => ({
      begin,
      frames: 90,
      path: b.path(`${profile}.${begin}`),
    }));
    oneStream(spec, cuts, pathOf, paths);
    const after = paths.map(({ begin, path }) => {
      const bytes = readFileSync(path);
      const same = Array.from({ length: 88 }, (_, n) =>
        cutFrames(bytes, size, n).equals(cutFrames(joined, size, begin + n)),
      );
      return same.lastIndexOf(false) + 1;
    });
    expect(Math.max(...after)).toBeLessThanOrEqual(30);
    // As it begins the encoder knows nothing of what was before: otherwise this would compare nothing.
    expect(Math.min(...after)).toBeGreaterThan(0);
  });

  /** Each join's error when it is damaged: `damage` gives the frames from the join on. */
  const errorsOf = (damage: (session: Session, join: number) => readonly Buffer[]): number[] => {
    const { inside, joined, size } = session;
    return errorsAt(
      session,
      inside.map((join) => [join, Buffer.concat([cutFrames(joined, size, 0, join), ...damage(session, join)])]),
    );
  };
  const from = ({ joined, size }: Session, n: number, m = n + 20): Buffer => cutFrames(joined, size, n, m);

  test.each<[string, (session: Session, join: number) => readonly Buffer[]]>([
    ['a frame left out', (s, join) => [from(s, join + 1)]],
    [
      'two frames that changed places',
      (s, join) => [from(s, join + 1, join + 2), from(s, join, join + 1), from(s, join + 2)],
    ],
    ['a silent frame', (s, join) => [from(s, (s.silent[1] ?? 0) - 2, (s.silent[1] ?? 0) - 1), from(s, join + 1)]],
  ])('with %s is refused at every join', (_, damage) => {
    expect(Math.min(...errorsOf(damage))).toBeGreaterThan(MOST);
  });

  test('whose pieces were encoded without the sound before them is refused at the joins', () => {
    const errors = errorsOf(({ wav, spec }, join) => [
      encodedAlone(wav, spec.profile.channels, join * FRAME, (join + 20) * FRAME),
    ]);
    // A pause in the speech may hide one.
    expect(errors.filter((error) => error > MOST).length).toBeGreaterThanOrEqual(errors.length - 1);
  });
});
