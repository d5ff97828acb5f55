/** The meter against EBU Tech 3341 and 3342's minimum cases for one and two channels, made as tones here. */
import { describe, expect, test } from 'vitest';
import {
  decibels,
  integratedLoudness,
  longestSilence,
  loudnessRange,
  momentaryMax,
  shortTermMax,
  soundLoudness,
} from '../../../../src/core/sound/loudness.ts';
import { createMeter, joinMetered, type Metered, UNIT } from '../../../../src/core/sound/meter.ts';
import { CELL, peakOfCell } from '../../../../src/core/sound/true-peak.ts';
import { burstBetweenSamples, noise, type Part, pureSine, tone } from '../../../support/tones.ts';

const meter = (samples: Float32Array, channels: 1 | 2, chunk = samples.length): Metered => {
  const listening = createMeter(channels);
  for (let at = 0; at < samples.length; at += chunk) listening.add(samples.subarray(at, at + chunk));
  return listening.finish();
};
const heard = (...parts: readonly (readonly [level: number, seconds: number])[]) =>
  meter(
    tone(
      parts.map(([level, seconds]): Part => ({ level, seconds })),
      2,
    ),
    2,
  );
const times = <T>(count: number, what: T[]): T[] => Array.from({ length: count }, () => what).flat();
const SILENT = Number.NEGATIVE_INFINITY;

describe('EBU Tech 3341: integrated loudness, ±0.1 LU', () => {
  test.each([
    ['1', [[-23, 20]], -23],
    ['2', [[-33, 20]], -33],
    [
      '3',
      [
        [-36, 10],
        [-23, 60],
        [-36, 10],
      ],
      -23,
    ],
    [
      '4',
      [
        [-72, 10],
        [-36, 10],
        [-23, 60],
        [-36, 10],
        [-72, 10],
      ],
      -23,
    ],
    [
      '5',
      [
        [-26, 20],
        [-20, 20.1],
        [-26, 20],
      ],
      -23,
    ],
  ] as const)('case %s', (_, parts, expected) => {
    expect(Math.abs(integratedLoudness(heard(...parts).energy) - expected)).toBeLessThanOrEqual(0.1);
  });
});

describe('EBU Tech 3341: short-term and momentary loudness, ±0.1 LU', () => {
  test.each([1, 2])('case %i: a steady tone is the same in all three', (number) => {
    const level = number === 1 ? -23 : -33;
    const { energy } = heard([level, 20]);
    expect(Math.abs(shortTermMax(energy) - level)).toBeLessThanOrEqual(0.1);
    expect(Math.abs(momentaryMax(energy) - level)).toBeLessThanOrEqual(0.1);
  });

  test('case 9: short-term is steady over a level that changes within it', () => {
    const { energy } = heard(
      ...times(5, [
        [-20, 1.34],
        [-30, 1.66],
      ] as [number, number][]),
    );
    const perSecond = 48_000 / UNIT;
    for (let from = 0; from + 3 * perSecond <= energy.length; from += perSecond / 10) {
      const window = energy.slice(from, from + 3 * perSecond);
      expect(Math.abs(shortTermMax(window) + 23)).toBeLessThanOrEqual(0.1);
    }
  });

  test('case 10: three seconds of tone anywhere are found', () => {
    for (let i = 0; i < 20; i++) {
      const { energy } = heard([SILENT, i * 0.15], [-23, 3], [SILENT, 1]);
      expect(Math.abs(shortTermMax(energy) + 23)).toBeLessThanOrEqual(0.1);
    }
  });

  test('case 12: momentary is steady over a level that changes within it', () => {
    const { energy } = heard(
      ...times(25, [
        [-20, 0.18],
        [-30, 0.22],
      ] as [number, number][]),
    );
    for (let from = 250; from + 100 <= energy.length; from += 10) {
      expect(Math.abs(momentaryMax(energy.slice(from, from + 100)) + 23)).toBeLessThanOrEqual(0.1);
    }
  });

  test('case 13: four tenths of a second of tone anywhere are found', () => {
    for (let i = 0; i < 20; i++) {
      const { energy } = heard([SILENT, i * 0.02], [-23, 0.4], [SILENT, 1]);
      expect(Math.abs(momentaryMax(energy) + 23)).toBeLessThanOrEqual(0.1);
    }
  });
});

describe('EBU Tech 3341: true peak, +0.2/−0.4 dB', () => {
  const within = (found: number, expected: number) => {
    expect(found).toBeLessThanOrEqual(expected + 0.2);
    expect(found).toBeGreaterThanOrEqual(expected - 0.4);
  };
  test.each([
    ['15', 0.5, 1 / 4, 0, -6],
    ['16', 0.5, 1 / 4, 45, -6],
    ['17', 0.5, 1 / 6, 60, -6],
    ['18', 0.5, 1 / 8, 67.5, -6],
    ['19', 1.41, 1 / 4, 45, 3],
  ] as const)('case %s', (_, size, part, degrees, expected) => {
    within(decibels(meter(pureSine(size, part, degrees), 1).truePeak), expected);
  });

  test.each([0, 1, 2, 3] as const)('cases 20 to 23: a peak %i quarters of a sample away', (offset) => {
    within(decibels(meter(burstBetweenSamples(offset), 1).truePeak), 0);
  });
});

describe('EBU Tech 3342: loudness range, ±1 LU', () => {
  test.each([
    [
      '1',
      [
        [-20, 20],
        [-30, 20],
      ],
      10,
    ],
    [
      '2',
      [
        [-20, 20],
        [-15, 20],
      ],
      5,
    ],
    [
      '3',
      [
        [-40, 20],
        [-20, 20],
      ],
      20,
    ],
    [
      '4',
      [
        [-50, 20],
        [-35, 20],
        [-20, 20],
        [-35, 20],
        [-50, 20],
      ],
      15,
    ],
  ] as const)('case %s', (_, parts, expected) => {
    expect(Math.abs(loudnessRange(heard(...parts).energy) - expected)).toBeLessThanOrEqual(1);
  });
});

describe('one pass', () => {
  test('true peak with points left out is the true peak of every point', () => {
    const loud = noise(60_000, 0.9, 7);
    // Told that the surroundings could give anything, a cell leaves no point out.
    let everywhere = 0;
    for (let at = CELL; at + 2 * CELL <= loud.length; at += CELL) {
      everywhere = Math.max(everywhere, peakOfCell(loud, at, Number.POSITIVE_INFINITY, 0));
    }
    expect(everywhere).toBeGreaterThan(0.9);
    expect(meter(loud, 1).truePeak).toBe(everywhere);
  });

  test('how the samples arrive changes nothing', () => {
    const samples = noise(2 * 31_337, 0.7, 3);
    const whole = meter(samples, 2);
    expect(whole.samples).toBe(31_337);
    expect(whole.energy).toHaveLength(Math.ceil(31_337 / UNIT));
    for (const chunk of [2, 998, 2 * UNIT, 40_000]) expect(meter(samples, 2, chunk)).toEqual(whole);
  });

  test('two channels are the louder by the sum, and peak as the higher', () => {
    const samples = tone([{ level: -23, seconds: 2 }], 2).map((sample, n) => (n % 2 === 0 ? sample : 0));
    const left = meter(samples, 2);
    expect(integratedLoudness(left.energy)).toBeCloseTo(-26.02, 1);
    expect(decibels(left.truePeak)).toBeCloseTo(-23, 1);
  });

  test('nothing at all, and silence', () => {
    const none = meter(new Float32Array(0), 1);
    expect(none).toMatchObject({ samples: 0, truePeak: 0 });
    expect(none.energy).toHaveLength(0);
    expect(soundLoudness(none.energy, 0)).toBe(-70);
    const silence = meter(new Float32Array(96_000), 1);
    expect(soundLoudness(silence.energy, 96_000)).toBe(-70);
    expect(momentaryMax(silence.energy)).toBe(-70);
    expect(decibels(silence.truePeak)).toBe(-120);
    expect(longestSilence(silence.peaks, -50)).toEqual({ seconds: 2, from: 0 });
  });

  test('a sting is as loud as its own tone', () => {
    for (const seconds of [0.05, 0.123, 0.399, 0.75]) {
      const { energy, samples } = heard([-20, seconds]);
      expect(Math.abs(soundLoudness(energy, samples) + 20)).toBeLessThan(0.25);
    }
  });

  test('the longest silence of several', () => {
    const { peaks } = heard([-20, 1], [-60, 0.5], [-20, 1], [-60, 2], [-20, 1], [SILENT, 1]);
    const { seconds, from } = longestSilence(peaks, -50);
    expect(seconds).toBeCloseTo(2, 1);
    expect(from).toBeCloseTo(2.5, 1);
    expect(longestSilence(peaks, -70)).toEqual({ seconds: 1, from: 5.5 });
  });

  test('pieces that end on whole units are the whole when joined', () => {
    const parts = [tone([{ level: -23, seconds: 4 }], 1), tone([{ level: -30, seconds: 3.001 }], 1)];
    const joined = joinMetered(parts.map((part) => meter(part, 1)));
    const whole = meter(Float32Array.from(parts.flatMap((part) => [...part])), 1);
    expect(joined.samples).toBe(whole.samples);
    expect(joined.peaks).toEqual(whole.peaks);
    expect(Math.abs(integratedLoudness(joined.energy) - integratedLoudness(whole.energy))).toBeLessThan(0.01);
  });
});
