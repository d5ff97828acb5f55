/** Laws of passphrases: what is refused stays refused in another dress, what is taken is long and comes back whole. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { goodPassphrase, LOCAL_WORDS, PASSPHRASE_LENGTH } from '../../src/core/access/passphrase.ts';

const SEED = 20261123;
const COMMON = ['password1234', 'correcthorsebatterystaple', 'iloveyouforever', 'manchesterunited'] as const;
const common: ReadonlySet<string> = new Set(COMMON);
const check = (text: string, own: readonly string[] = []) => goodPassphrase(text, { common, own });
const words = fc.string({ unit: 'grapheme', minLength: 0, maxLength: 60 });

test('whatever is typed: an answer, in NFC, of 12 to 256 code points, and the same for both normal forms', () => {
  fc.assert(
    fc.property(words, words, (typed, own) => {
      const judged = check(typed, [own]);
      expect(check(typed.normalize('NFD'), [own])).toEqual(judged);
      if (!judged.ok) return;
      expect(judged.value).toBe(typed.normalize('NFC'));
      const length = [...judged.value].length;
      expect(length).toBeGreaterThanOrEqual(PASSPHRASE_LENGTH.least);
      expect(length).toBeLessThanOrEqual(PASSPHRASE_LENGTH.most);
      // Taken once, it is taken again: nobody is told no about what they already have.
      expect(check(judged.value, [own])).toEqual(judged);
    }),
    { seed: SEED, numRuns: 1000 },
  );
});

test('a known one is refused in any case, with any separators, and with digits around it', () => {
  const dressed = fc.tuple(
    fc.constantFrom(...COMMON),
    fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }),
    fc.array(fc.constantFrom('', '', '', '-', ' ', '.', '_', '!'), { minLength: 30, maxLength: 30 }),
  );
  fc.assert(
    fc.property(dressed, ([word, upper, between]) => {
      const text = [...word].map((letter, n) => (upper[n] ? letter.toUpperCase() : letter) + between[n]).join('');
      expect(check(text)).toMatchObject({ refusals: [{ code: 'passphrase.common' }] });
    }),
    { seed: SEED, numRuns: 500 },
  );
});

test('local words, however many and in whatever order, with any digits between, are refused', () => {
  const made = fc.array(
    fc.tuple(fc.constantFrom(...LOCAL_WORDS.filter(({ length }) => length >= 3)), fc.nat({ max: 9999 })),
    { minLength: 4, maxLength: 10 },
  );
  fc.assert(
    fc.property(made, (parts) => {
      const text = parts.map(([word, number]) => `${word}${number}`).join('');
      fc.pre([...text].length >= PASSPHRASE_LENGTH.least);
      expect(check(text).ok, text).toBe(false);
    }),
    { seed: SEED, numRuns: 500 },
  );
});

test("one's own name, repeated and numbered, is refused", () => {
  const name = fc.string({ unit: fc.constantFrom(...'bcdfghklmnpqrstvx'), minLength: 4, maxLength: 12 });
  fc.assert(
    fc.property(name, fc.integer({ min: 1, max: 5 }), fc.nat({ max: 999_999_999 }), (own, times, number) => {
      const text = `${own.repeat(times)}${String(number).padStart(12, '0')}`;
      expect(check(text, [own]).ok, text).toBe(false);
    }),
    { seed: SEED, numRuns: 500 },
  );
});

test('a few unrelated letters are enough: no rule about their kinds', () => {
  const letters = fc.uniqueArray(fc.constantFrom(...'bcfgjklpqrsvwxz'), { minLength: 14, maxLength: 15 });
  fc.assert(
    fc.property(letters, (unlike) => {
      expect(check(unlike.join('')).ok, unlike.join('')).toBe(true);
    }),
    { seed: SEED, numRuns: 300 },
  );
});
