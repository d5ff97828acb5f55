/** One pass over sounds whose answers are known: silence, clips, DC, two channels as one, speech or music, the outline. */
import { describe, expect, test } from 'vitest';
import { createListening, type Listened } from '../../../../src/core/sound/listen.ts';
import { columnsOf, PAIR, readWaveform } from '../../../../src/core/sound/waveform.ts';
import { noise, tone } from '../../../support/tones.ts';

const SILENT = Number.NEGATIVE_INFINITY;

const listened = (samples: Float32Array, channels: 1 | 2, chunk = samples.length): Listened => {
  const listening = createListening(channels);
  for (let at = 0; at < samples.length; at += chunk) listening.add(samples.subarray(at, at + chunk));
  return listening.finish();
};
const measured = (samples: Float32Array, channels: 1 | 2) => listened(samples, channels).measures;
const stereo = (left: Float32Array, right: Float32Array): Float32Array =>
  Float32Array.from({ length: left.length * 2 }, (_, n) => (n % 2 === 0 ? left : right)[n >> 1] ?? 0);

describe('silence', () => {
  test('at the beginning, at the end and inside, to a unit', () => {
    const parts = [
      [SILENT, 0.5],
      [-20, 1],
      [-60, 1.2],
      [-20, 1],
      [SILENT, 0.9],
      [-20, 1],
      [SILENT, 2],
    ] as const;
    const { silence, samples } = measured(
      tone(
        parts.map(([level, seconds]) => ({ level, seconds })),
        1,
      ),
      1,
    );
    expect(samples).toBe(7.6 * 48_000);
    expect(silence.head).toBeCloseTo(0.5, 2);
    expect(silence.tail).toBeCloseTo(2, 2);
    // The shorter gap is a pause.
    expect(silence.inside).toHaveLength(1);
    expect(silence.inside[0]?.from).toBeCloseTo(1.5, 2);
    expect(silence.inside[0]?.to).toBeCloseTo(2.7, 2);
  });

  test('a silent sound is all head', () => {
    const { silence, integrated, kind, truePeak } = measured(new Float32Array(48_000), 1);
    expect(silence).toEqual({ head: 1, tail: 0, inside: [] });
    expect({ integrated, truePeak, guess: kind.guess }).toEqual({ integrated: -70, truePeak: -120, guess: 'silence' });
  });

  test('no samples at all', () => {
    const { measures, waveform } = listened(new Float32Array(0), 1);
    expect(measures).toMatchObject({ samples: 0, silence: { head: 0, tail: 0 }, dc: 0 });
    expect(readWaveform(waveform)).toHaveLength(0);
  });
});

describe('clipping', () => {
  const FULL = 32_767 / 32_768;
  test('runs of three and more at full scale, on either side, also over a border of what arrives', () => {
    const samples = new Float32Array(9_600);
    samples.fill(FULL, 4_800, 4_803);
    samples.fill(-1, 4_803, 4_808);
    samples.fill(FULL, 6_000, 6_002);
    samples.fill(-1, 9_596, 9_600);
    for (const chunk of [9_600, 4_801, 7])
      expect(listened(samples, 1, chunk).measures.clips).toEqual({ runs: 3, samples: 12, first: 0.1 });
  });

  test('a tone at full scale that was not clipped has none', () => {
    expect(measured(tone([{ level: -0.01, seconds: 1 }], 1), 1).clips).toEqual({ runs: 0, samples: 0, first: null });
  });
});

test('DC of the worse channel, with its sign', () => {
  const left = new Float32Array(48_000).fill(0.01);
  const right = new Float32Array(48_000).fill(-0.03);
  expect(measured(stereo(left, right), 2).dc).toBeCloseTo(-0.03, 5);
});

describe('two channels as one', () => {
  const left = noise(96_000, 0.3, 1);
  test('the same in both loses nothing', () => {
    const { mono, integrated, integratedOwn } = measured(stereo(left, left), 2);
    expect(mono).toEqual({ lost: 0, correlation: 1, oneSided: false });
    expect(integratedOwn - integrated).toBeCloseTo(3.01, 1);
  });
  test('what has nothing in common loses 3 LU', () => {
    const { lost, correlation } = measured(stereo(left, noise(96_000, 0.3, 99)), 2).mono;
    expect(lost).toBeCloseTo(3, 0);
    expect(Math.abs(correlation ?? 1)).toBeLessThan(0.05);
  });
  test('opposites vanish', () => {
    const { mono, integrated, silence } = measured(
      stereo(
        left,
        left.map((x) => -x),
      ),
      2,
    );
    expect(mono.correlation).toBe(-1);
    expect(mono.lost).toBeGreaterThan(40);
    expect(integrated).toBe(-70);
    // It is no silence: each channel is heard.
    expect(silence.head).toBe(0);
  });
  test('one channel that is not there', () => {
    expect(measured(stereo(left, new Float32Array(96_000)), 2).mono).toMatchObject({
      oneSided: true,
      correlation: null,
    });
    expect(measured(left, 1).mono).toEqual({ lost: null, correlation: null, oneSided: false });
  });
});

describe('a guess of what it is', () => {
  /** Syllables: tone and hiss in turn, with a pause after each. */
  const syllables = (seconds: number): Float32Array => {
    const hiss = noise(48_000 * seconds, 0.1, 5);
    return hiss.map((x, n) => {
      const within = (n / 48_000) % 0.25;
      if (within > 0.15) return 0;
      return within < 0.05 ? x : 0.4 * Math.sin((2 * Math.PI * 180 * n) / 48_000);
    });
  };
  test('syllables are speech, a steady sound is music, one after the other is both', () => {
    expect(measured(syllables(10), 1).kind).toMatchObject({ guess: 'speech' });
    const steady = tone([{ level: -15, seconds: 10 }], 1, 440);
    expect(measured(steady, 1).kind).toEqual({ guess: 'music', sure: 1 });
    const both = new Float32Array(20 * 48_000);
    both.set(syllables(10));
    both.set(steady, 10 * 48_000);
    expect(measured(both, 1).kind.guess).toBe('mixed');
  });
  test('little to go by is little sureness', () => {
    expect(measured(tone([{ level: -15, seconds: 1 }], 1), 1).kind.sure).toBeLessThan(0.3);
    expect(measured(tone([{ level: -15, seconds: 0.5 }], 1), 1).kind.sure).toBe(0);
  });
});

test('edges tell a sound that ends at once from one that dies away', () => {
  expect(measured(tone([{ level: -12, seconds: 1 }], 1), 1).edges.tail).toBeCloseTo(-12, 0);
  expect(
    measured(
      tone(
        [
          { level: -12, seconds: 1 },
          { level: SILENT, seconds: 0.1 },
        ],
        1,
      ),
      1,
    ).edges.tail,
  ).toBe(-120);
});

describe('the outline', () => {
  const { waveform } = listened(
    tone(
      [
        { level: SILENT, seconds: 1 },
        { level: 0, seconds: 1 },
      ],
      1,
    ),
    1,
  );
  const pairs = readWaveform(waveform);
  test('is two bytes for every 20 ms after a head of 16', () => {
    expect(waveform).toHaveLength(16 + 2 * ((2 * 48_000) / PAIR));
    expect([...waveform.slice(0, 5)]).toEqual([...'LOAW'].map((letter) => letter.charCodeAt(0)).concat(1));
    expect([...(pairs?.slice(0, 2) ?? [])]).toEqual([0, 0]);
    expect([...(pairs?.slice(-2) ?? [])]).toEqual([-127, 127]);
  });
  test('is drawn in as many columns as there are, at most', () => {
    expect(columnsOf(pairs ?? new Int8Array(), 4)).toEqual([
      { low: 0, high: 0 },
      { low: 0, high: 0 },
      { low: -127, high: 127 },
      { low: -127, high: 127 },
    ]);
    expect(columnsOf(new Int8Array([-3, 5]), 500)).toEqual([{ low: -3, high: 5 }]);
    expect(columnsOf(new Int8Array(), 500)).toEqual([]);
  });
  test('what is no outline, or half of one, is not read', () => {
    expect(readWaveform(waveform.slice(0, -1))).toBeNull();
    expect(readWaveform(new Uint8Array(40))).toBeNull();
    expect(readWaveform(new Uint8Array(3))).toBeNull();
  });
});

test('how the samples arrive changes nothing', () => {
  const samples = noise(2 * 40_123, 0.8, 11);
  const whole = listened(samples, 2);
  for (const chunk of [2, 1_022, 30_000]) expect(listened(samples, 2, chunk)).toEqual(whole);
});
