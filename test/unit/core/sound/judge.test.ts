/** The traffic light: what makes it change, what puts it right, and how a sound is used afterwards. */
import { describe, expect, test } from 'vitest';
import type { Sha256 } from '../../../../src/core/ids.ts';
import { PROFILES } from '../../../../src/core/playlist/profile.ts';
import { type Adjustment, adjustmentFaults, cutOf, untouched } from '../../../../src/core/sound/adjustment.ts';
import { judgeSound, type LightCode } from '../../../../src/core/sound/judge.ts';
import type { SoundMeasures } from '../../../../src/core/sound/measures.ts';

const SAMPLES = 60 * 48_000;
const GOOD: SoundMeasures = {
  recipe: 1,
  samples: SAMPLES,
  channels: 2,
  integrated: -20,
  integratedOwn: -17,
  range: 5,
  shortTermMax: -17,
  truePeak: -3,
  samplePeak: -3.1,
  silence: { head: 0.1, tail: 0.4, inside: [] },
  edges: { head: -90, tail: -80 },
  clips: { runs: 0, samples: 0, first: null },
  dc: 0.0001,
  mono: { lost: 0.2, correlation: 0.95, oneSided: false },
  kind: { guess: 'speech', sure: 0.9 },
};
const judged = (
  change: Partial<SoundMeasures>,
  used: Partial<Adjustment> = {},
  profile = PROFILES.horn as typeof PROFILES.horn | typeof PROFILES.web,
) => judgeSound({ ...GOOD, ...change }, { ...untouched(SAMPLES), ...used }, profile);
const silence = (change: Partial<SoundMeasures['silence']>) => ({ silence: { ...GOOD.silence, ...change } });

test('a good sound is green', () => {
  expect(judged({})).toEqual({ colour: 'green', reasons: [] });
});

const CASES: readonly (readonly [LightCode, 'amber' | 'red', Partial<SoundMeasures>, boolean])[] = [
  ['nothing-heard', 'red', { integrated: -70, integratedOwn: -70 }, false],
  ['head-silence', 'amber', silence({ head: 1.2 }), true],
  ['head-silence', 'red', silence({ head: 4 }), true],
  ['tail-silence', 'amber', silence({ tail: 2.5 }), true],
  ['tail-silence', 'red', silence({ tail: 3.1 }), true],
  ['inside-silence', 'amber', silence({ inside: [{ from: 10, to: 12.5 }] }), false],
  [
    'inside-silence',
    'red',
    silence({
      inside: [
        { from: 10, to: 12.5 },
        { from: 30, to: 34 },
      ],
    }),
    false,
  ],
  ['clipped', 'amber', { clips: { runs: 4, samples: 20, first: 3 } }, false],
  ['clipped', 'red', { clips: { runs: 40, samples: 200, first: 3 } }, false],
  ['too-quiet', 'amber', { integrated: -35, truePeak: -20 }, false],
  ['too-quiet', 'red', { integrated: -45, truePeak: -30 }, false],
  ['peaks', 'amber', { integrated: -28, truePeak: -3 }, true],
  ['uneven', 'amber', { range: 18 }, false],
  ['direct-current', 'amber', { dc: -0.02 }, false],
  ['mono-loss', 'amber', { mono: { lost: 5, correlation: -0.3, oneSided: false } }, false],
  ['mono-loss', 'red', { mono: { lost: 20, correlation: -1, oneSided: false } }, false],
  ['cut-off', 'amber', { edges: { head: -90, tail: -12 } }, true],
];

describe('each reason', () => {
  test.each(CASES)('%s is %s', (code, level, change, hasFix) => {
    const { colour, reasons } = judged(change);
    expect(colour).toBe(level);
    expect(reasons.map((reason) => reason.code)).toEqual([code]);
    expect(reasons[0]?.fix !== null).toBe(hasFix);
  });

  test.each(CASES.filter(([, , , hasFix]) => hasFix))(
    'what is proposed against %s (%s) puts it right',
    (_, __, change) => {
      const [reason] = judged(change).reasons;
      const used = { ...untouched(SAMPLES), ...reason?.fix };
      expect(adjustmentFaults(SAMPLES, used)).toEqual([]);
      expect(judged(change, used)).toEqual({ colour: 'green', reasons: [] });
    },
  );

  test('red comes first', () => {
    const { reasons } = judged({ ...silence({ head: 1, tail: 5 }), range: 18 });
    expect(reasons.map(({ code, level }) => `${level} ${code}`)).toEqual([
      'red tail-silence',
      'amber head-silence',
      'amber uneven',
    ]);
  });
});

describe('how it is used counts', () => {
  test('silence that is cut away by hand is none', () => {
    expect(judged(silence({ head: 4 }), { cueIn: 3.9 * 48_000 }).colour).toBe('green');
    expect(judged(silence({ inside: [{ from: 50, to: 59 }] }), { cueOut: 50 * 48_000 }).colour).toBe('green');
  });
  test('a trim keeps a breath, and leaves no segue behind the end', () => {
    const [head] = judged(silence({ head: 2 })).reasons;
    expect(head?.fix).toEqual({ cueIn: 1.9 * 48_000 });
    const [tail] = judged(silence({ tail: 5 }), { segue: 58 * 48_000 }).reasons;
    expect(tail?.fix).toEqual({ cueOut: 55.4 * 48_000, segue: null });
  });
  test('what matters to a horn need not matter in stereo', () => {
    const oneSided = { mono: { lost: 3, correlation: null, oneSided: true } };
    expect(judged(oneSided).colour).toBe('green');
    expect(judged(oneSided, {}, PROFILES.web).reasons.map(({ code }) => code)).toEqual(['one-sided']);
  });
});

describe('an adjustment', () => {
  const MASTER = 'a'.repeat(64) as Sha256;
  test('becomes a cut of what is heard', () => {
    const used = { cueIn: 4_800, cueOut: 480_000, gainDb: -3, fadeIn: 480, fadeOut: 960, segue: 470_000 };
    expect(cutOf(MASTER, SAMPLES, used)).toEqual({
      master: MASTER,
      samples: 475_200,
      use: { from: 4_800, gainDb: -3, fadeIn: 480, fadeOut: 960, segue: 10_000 },
    });
  });
  test('that changes nothing is none', () => {
    expect(cutOf(MASTER, SAMPLES, null)).toEqual({ master: MASTER, samples: SAMPLES });
    expect(cutOf(MASTER, SAMPLES, untouched(SAMPLES))).toEqual({ master: MASTER, samples: SAMPLES });
  });
  test.each([
    [{ cueIn: -1 }, 'cues'],
    [{ cueIn: 0.5 }, 'cues'],
    [{ cueOut: SAMPLES + 1 }, 'cues'],
    [{ cueIn: 48_000, cueOut: 48_100 }, 'cues'],
    [{ fadeIn: SAMPLES, fadeOut: 1 }, 'fades'],
    [{ segue: SAMPLES + 1 }, 'segue'],
    [{ cueIn: 48_000, segue: 48_000 }, 'segue'],
    [{ gainDb: 24.1 }, 'gain'],
    [{ gainDb: Number.NaN }, 'gain'],
  ])('%o is refused for its %s', (change, part) => {
    const faults = adjustmentFaults(SAMPLES, { ...untouched(SAMPLES), ...change });
    expect(faults).toEqual([{ code: 'sound.adjustment', params: { part, seconds: 60, mostGain: 24 } }]);
  });
});
