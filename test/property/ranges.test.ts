import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentRange, wantedRange } from '../../src/http/ranges.ts';

// The same cases on every run: a red test must be red again when it is looked at.
fc.configureGlobal({ seed: 57 });

const size = fc.nat({ max: 2 ** 40 });
const number = fc.nat({ max: 2 ** 41 });

const header = fc.oneof(
  fc.tuple(number, number).map(([a, b]) => `bytes=${a}-${b}`),
  number.map((a) => `bytes=${a}-`),
  number.map((a) => `bytes=-${a}`),
  fc
    .array(fc.tuple(number, number), { minLength: 2, maxLength: 4 })
    .map((list) => `bytes=${list.map(([a, b]) => `${a}-${b}`).join(',')}`),
  fc.string({ maxLength: 30 }),
  fc.string({ maxLength: 20 }).map((text) => `bytes=${text}`),
);

test('whatever is asked, a part lies inside the file and is not empty', () => {
  fc.assert(
    fc.property(header, size, (asked, bytes) => {
      const wanted = wantedRange(asked, bytes);
      if (wanted.kind !== 'part') return;
      expect(wanted.start).toBeGreaterThanOrEqual(0);
      expect(wanted.end).toBeGreaterThan(wanted.start);
      expect(wanted.end).toBeLessThanOrEqual(bytes);
      expect(Number.isSafeInteger(wanted.start) && Number.isSafeInteger(wanted.end)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('a well-formed range means just what it says', () => {
  fc.assert(
    fc.property(number, number, size, (first, last, bytes) => {
      const wanted = wantedRange(`bytes=${first}-${last}`, bytes);
      if (last < first) expect(wanted).toEqual({ kind: 'whole' });
      else if (first >= bytes) expect(wanted).toEqual({ kind: 'unsatisfiable' });
      else expect(wanted).toEqual({ kind: 'part', start: first, end: Math.min(bytes, last + 1) });
    }),
  );
});

test('what was sent can be asked for again by its own Content-Range', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e9 }), fc.nat(1e9), fc.nat(1e9), (bytes, a, b) => {
      const [start, end] = [Math.min(a, b) % bytes, 0];
      const part = { start, end: Math.max(start + 1, end + (Math.max(a, b) % bytes)) };
      const told = contentRange(part, bytes);
      expect(wantedRange(told.replace(/ (\S+)\/\d+$/, '=$1'), bytes)).toEqual({ kind: 'part', ...part });
    }),
  );
});

test('parts that follow each other cover a file once, whatever the step', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 700 }), (bytes, step) => {
      let at = 0;
      while (at < bytes) {
        const wanted = wantedRange(`bytes=${at}-${at + step - 1}`, bytes);
        expect(wanted).toMatchObject({ kind: 'part', start: at });
        at = wanted.kind === 'part' ? wanted.end : bytes + 1;
      }
      expect(at).toBe(bytes);
      expect(wantedRange(`bytes=${at}-`, bytes)).toEqual({ kind: 'unsatisfiable' });
    }),
  );
});
