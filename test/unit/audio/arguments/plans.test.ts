import { describe, expect, test } from 'vitest';
import { intakePlan, probeArguments } from '../../../../src/audio/arguments/intake.ts';
import { levelPlan } from '../../../../src/audio/arguments/level.ts';
import { measurePlan } from '../../../../src/audio/arguments/measure.ts';
import { argv, type FfmpegPlan } from '../../../../src/audio/arguments/plan.ts';
import { assemblePlan } from '../../../../src/audio/arguments/render.ts';
import { commandOf } from '../../../../src/audio/ffmpeg.ts';
import type { Sha256 } from '../../../../src/core/ids.ts';
import type { RenderSpec } from '../../../../src/core/playlist/render-spec.ts';

const master = 'a'.repeat(64) as Sha256;
const spec: RenderSpec = {
  recipe: 1,
  profile: { channels: 1, loudness: -18, tolerance: 0.5, truePeak: -2 },
  sampleRate: 48_000,
  length: 480_000,
  format: 'mp3',
  parts: [
    { master, offset: 0, length: 96_000, sourceSamples: 96_000, fadeOut: 0 },
    { master, offset: 240_000, length: 200_000, sourceSamples: 96_000, fadeOut: 48_000 },
  ],
};
const untouched = { gain: 0, limit: null };

const plans: Record<string, FfmpegPlan> = {
  intake: intakePlan({ source: '/d/Mỹ Tú/in', master: '/d/out', channels: 2, limitSeconds: 60, limitBytes: 1000 }),
  measure: measurePlan('/d/in', 1),
  'measure of a sting': measurePlan('/d/in', 2, 9600),
  level: levelPlan({ master: '/d/in', levelled: '/d/out', channels: 1, samples: 96_000, gain: -3.25, limit: null }),
  limit: levelPlan({ master: '/d/in', levelled: '/d/out', channels: 2, samples: 96_000, gain: 4, limit: -3 }),
  session: assemblePlan({ spec, cuts: ['/d/a b', '/d/b'], output: '/d/out', correction: untouched }),
  'corrected session': assemblePlan({
    spec: { ...spec, format: 'wav', profile: { ...spec.profile, channels: 2 } },
    cuts: ['/d/a', '/d/b'],
    output: '/d/out',
    correction: { gain: 0.45, limit: -2.5 },
  }),
  silence: assemblePlan({
    spec: { ...spec, format: 'flac', parts: [] },
    cuts: [],
    output: '/d/out',
    correction: untouched,
  }),
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
