/** Laws of canonical JSON: one text for one value, whoever writes it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../src/core/evidence/canonical.ts';
import { entryBytes, entryFrom, type StatementEntry } from '../../src/core/evidence/entry.ts';

const SEED = 20250403;
const value = fc
  .jsonValue({ depthSize: 'medium', stringUnit: 'binary' })
  .filter((one) => JSON.stringify(one).isWellFormed());

/** The same value with the members of every object the other way round. */
const turned = (one: unknown): unknown => {
  if (Array.isArray(one)) return one.map(turned);
  if (one === null || typeof one !== 'object') return one;
  const back: Record<string, unknown> = Object.create(null);
  for (const [key, member] of Object.entries(one).toReversed()) back[key] = turned(member);
  return back;
};

test('is JSON of the same value, and of its own text', () => {
  fc.assert(
    fc.property(value, (one) => {
      const text = canonicalJson(one);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(one)));
      expect(canonicalJson(JSON.parse(text))).toBe(text);
    }),
    { seed: SEED, numRuns: 1000 },
  );
});

test('does not depend on the order of members', () => {
  fc.assert(
    fc.property(value, (one) => {
      expect(canonicalJson(turned(one))).toBe(canonicalJson(one));
    }),
    { seed: SEED, numRuns: 1000 },
  );
});

test('keys are in order of their UTF-16 code units', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.integer()), (one) => {
      const keys = [...Object.keys(one)].sort((a, b) => (a < b ? -1 : 1));
      expect(canonicalJson(one)).toBe(`{${keys.map((key) => `${JSON.stringify(key)}:${one[key]}`).join(',')}}`);
    }),
    { seed: SEED, numRuns: 500 },
  );
});

test('an entry’s bytes are UTF-8 and read back as they were, whatever its words', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), (title, name) => {
      const entry = { title, session: { name } } as unknown as StatementEntry;
      const bytes = entryBytes(entry);
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
      expect(text).toBe(canonicalJson(entry));
      expect(entryFrom(text)).toEqual(entry);
    }),
    { seed: SEED, numRuns: 1000 },
  );
});
