import { describe, expect, test } from 'vitest';
import { intakePlan, probeArguments } from '../../../../src/audio/arguments/intake.ts';
import { levelPlan } from '../../../../src/audio/arguments/level.ts';
import { measurePlan } from '../../../../src/audio/arguments/measure.ts';
import { rowPlan } from '../../../../src/audio/arguments/pcm.ts';
import { framesPlan, samplesPlan } from '../../../../src/audio/arguments/piece.ts';
import { argv, type FfmpegPlan } from '../../../../src/audio/arguments/plan.ts';
import { commandOf } from '../../../../src/audio/ffmpeg.ts';
import type { Sha256 } from '../../../../src/core/ids.ts';
import type { PiecePart } from '../../../../src/core/playlist/pieces.ts';

const master = 'a'.repeat(64) as Sha256;
const part: PiecePart = {
  master,
  at: 55_296,
  length: 96_000,
  from: 0,
  loop: null,
  gainDb: 0,
  fadeIn: 0,
  fadeOut: 0,
  curve: 'linear',
};
const one = (...parts: PiecePart[]) => ({
  piece: { first: 0, frames: 100, parts },
  output: '/d/out',
  levelOf: () => ({ gain: 2.5, limit: -3 }),
  ceiling: -2.5,
});
const way = { channels: 1, pathOf: () => '/d/a b', trim: 0, kilobits: 128, makeUp: 0.45 } as const;

const plans: Record<string, FfmpegPlan> = {
  intake: intakePlan({
    source: '/d/Mỹ Tú/in',
    master: '/d/out',
    channels: 2,
    floats: false,
    limitSeconds: 60,
    limitBytes: 1000,
  }),
  measure: measurePlan('/d/in', 1),
  'measure of a sting': measurePlan('/d/in', 2, 9600),
  level: levelPlan({ master: '/d/in', levelled: '/d/out', channels: 1, samples: 96_000, gain: -3.25, limit: null }),
  limit: levelPlan({ master: '/d/in', levelled: '/d/out', channels: 2, samples: 96_000, gain: 4, limit: -3 }),
  piece: framesPlan([one(part)], way),
  'two pieces, one far inside a long cut': framesPlan(
    [one(part), { ...one({ ...part, at: 0, from: 5_760_123, length: 200_000 }), output: '/d/out2' }],
    way,
  ),
  'music that repeats and fades under speech': framesPlan(
    [
      one(part, {
        ...part,
        loop: { from: 4800, samples: 48_000 },
        from: 9600,
        gainDb: -18,
        fadeIn: 4800,
        fadeOut: 48_000,
      }),
    ],
    { ...way, channels: 2, trim: 0.4 },
  ),
  'long music that repeats': framesPlan(
    [one({ ...part, loop: { from: 0, samples: 3_000_000 }, from: 2_990_000, curve: 'power', fadeOut: 480 })],
    way,
  ),
  'samples of a piece': samplesPlan(one(part), way, 55_296, 170_496),
  silence: framesPlan([one()], way),
  row: rowPlan(
    [
      { path: '/d/a', samples: 48_000 },
      { path: '/d/b', samples: 96_000 },
    ],
    2,
  ),
};

describe.each(Object.entries(plans))('%s', (_, plan) => {
  test('its argument list', () => {
    expect(argv(plan).join('\n')).toMatchSnapshot();
  });
  test('opens files only, waits for no keyboard, uses no lavfi and no concat list', () => {
    const args = argv(plan);
    expect(args).toContain('-nostdin');
    expect(args).not.toContain('lavfi');
    for (const [i, arg] of args.entries()) {
      if (arg === '-i') expect(args[i + 1]).toMatch(/^file:\//);
      if (arg === '-f') expect(args[i + 1]).not.toBe('concat');
    }
    for (const input of plan.inputs) {
      expect(input.options.join(' ')).toContain('-protocol_whitelist file,pipe');
    }
  });
  test('is what fluent-ffmpeg would run, argument for argument', () => {
    // The library's own `-y` comes or goes with how it reads an output's name; ours is in the options.
    const theirs: string[] = Reflect.get(commandOf(plan), '_getArguments').call(commandOf(plan));
    const repeated = theirs.indexOf('-filter_complex') - 1;
    if (theirs[repeated] === '-y') theirs.splice(repeated, 1);
    expect(theirs).toEqual(argv(plan));
  });
});

test('a stranger is opened in known formats only, its first sound alone, and bounded', () => {
  const [input, ...more] = plans['intake']?.inputs ?? [];
  expect(more).toEqual([]);
  const options = input?.options.join(' ') ?? '';
  for (const part of ['-format_whitelist wav,w64,aiff,mp3,mov,ogg,flac,aac,matroska', '-vn -sn -dn', '-t 61']) {
    expect(options).toContain(part);
  }
  expect(plans['intake']?.filter).toMatch(/^\[0:a:0\]/);
  expect(plans['intake']?.outputs[0].options.join(' ')).toContain('-t 61 -fs 1000');
  expect(probeArguments('/d/in').join(' ')).toContain('-protocol_whitelist file,pipe -format_whitelist wav,');
});

test('a relative path is a bug', () => {
  expect(() => argv(measurePlan('in.wav', 1))).toThrow('not an absolute path');
  expect(() => probeArguments('http://example.org/a')).toThrow('not an absolute path');
});
