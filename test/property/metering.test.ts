/** Laws of metering: pieces joined are the whole, gain shifts loudness by itself, silence changes nothing that was heard. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decibels, integratedLoudness, loudnessRange, shortTermMax } from '../../src/core/sound/loudness.ts';
import { createMeter, joinMetered, type Metered, UNIT } from '../../src/core/sound/meter.ts';
import { noise } from '../support/tones.ts';

// The same cases on every run: a red test must be red again when it is looked at.
fc.configureGlobal({ seed: 57 });

const meter = (samples: Float32Array): Metered => {
  const listening = createMeter(1);
  listening.add(samples);
  return listening.finish();
};

/** Three steps of the gate. */
const PART = 14_400;
/** Levels that change every 0.3 s, over noise; made where it is used, so that a failure tells the levels and not the samples. */
const recipe = fc.record({
  seed: fc.nat(),
  levels: fc.array(fc.integer({ min: -60, max: -6 }), { minLength: 4, maxLength: 20 }),
});
const soundOf = ({ seed, levels }: { readonly seed: number; readonly levels: readonly number[] }): Float32Array =>
  noise(levels.length * PART, 1, seed).map((x, n) => x * 10 ** ((levels[Math.floor(n / PART)] ?? 0) / 20));

test('figures of pieces, metered one after the other, are the figures of the whole', () => {
  fc.assert(
    fc.property(recipe, fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 5 }), (made, lengths) => {
      const samples = soundOf(made);
      const whole = meter(samples);
      const pieces: Metered[] = [];
      let at = 0;
      for (const units of lengths) {
        pieces.push(meter(samples.subarray(at, at + units * UNIT)));
        at = Math.min(samples.length, at + units * UNIT);
      }
      const joined = joinMetered([...pieces.filter((piece) => piece.samples > 0), meter(samples.subarray(at))]);
      expect(joined.samples).toBe(whole.samples);
      expect(joined.peaks).toEqual(whole.peaks);
      expect(Math.abs(integratedLoudness(joined.energy) - integratedLoudness(whole.energy))).toBeLessThan(0.05);
    }),
    { numRuns: 60 },
  );
});

test('gain shifts every loudness by just that gain, and changes no range', () => {
  fc.assert(
    fc.property(recipe, fc.double({ min: -9, max: 12, noNaN: true }), (made, gain) => {
      const samples = soundOf(made);
      const before = meter(samples);
      const after = meter(samples.map((x) => x * 10 ** (gain / 20)));
      const [one, other] = [integratedLoudness(before.energy), integratedLoudness(after.energy)];
      // Near the absolute gate a gain decides what is heard at all.
      if (one < -50 || other < -50) return;
      expect(Math.abs(shortTermMax(after.energy) - shortTermMax(before.energy) - gain)).toBeLessThan(0.01);
      expect(Math.abs(decibels(after.truePeak) - decibels(before.truePeak) - gain)).toBeLessThan(0.01);
      const quietest = before.energy.reduce((least, unit) => Math.min(least, unit), 1);
      if (quietest > 1e-4) {
        expect(Math.abs(other - one - gain)).toBeLessThan(0.01);
        expect(Math.abs(loudnessRange(after.energy) - loudnessRange(before.energy))).toBeLessThan(0.01);
      }
    }),
    { numRuns: 60 },
  );
});

test('digital silence behind a sound changes neither loudness nor peaks', () => {
  fc.assert(
    fc.property(recipe, fc.integer({ min: 1, max: 200_000 }), (made, length) => {
      const samples = soundOf(made);
      // On the step of the gate, so that the same blocks are looked at: those that hang over the end, and the filter's last ringing.
      const padded = new Float32Array(samples.length + 4 * 4_800);
      padded.set(samples);
      const longer = new Float32Array(padded.length + length);
      longer.set(samples);
      const [before, after] = [meter(padded), meter(longer)];
      expect(after.truePeak).toBe(before.truePeak);
      expect(Math.abs(integratedLoudness(after.energy) - integratedLoudness(before.energy))).toBeLessThan(0.001);
      expect(after.peaks.subarray(0, before.peaks.length)).toEqual(before.peaks);
    }),
    { numRuns: 40 },
  );
});
