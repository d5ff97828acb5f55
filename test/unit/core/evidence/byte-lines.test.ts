/** Bytes in pieces, cut into lines: the same lines wherever the pieces end, and none that is too long. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byteLines } from '../../../../src/core/evidence/byte-lines.ts';

const utf8 = new TextEncoder();
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
/** What comes out for these pieces, and what is left; null: a line was too long. */
const cut = (most: number, ...pieces: readonly string[]): readonly string[] | null => {
  const lines = byteLines(most);
  const out: string[] = [];
  for (const piece of pieces) {
    const done = lines.cut(utf8.encode(piece));
    if (done === null) return null;
    out.push(...done.map(text));
  }
  return [...out, text(lines.rest())];
};

test('lines are cut wherever the pieces end', () => {
  expect(cut(5)).toEqual(['']);
  expect(cut(5, 'ab', 'c\n\nde\nf')).toEqual(['abc', '', 'de', 'f']);
  expect(cut(5, 'ab', '', 'c', '\n', '\n')).toEqual(['abc', '', '']);
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'ỹ', '\n', '\r', 'b\n'), { maxLength: 30 }),
      fc.array(fc.nat(40)),
      (drawn, cuts) => {
        const whole = drawn.join('');
        const at = [0, ...cuts.map((one) => Math.min(one, whole.length)), whole.length].toSorted((a, b) => a - b);
        const pieces = at.slice(1).map((end, n) => whole.slice(at[n], end));
        expect(cut(200, ...pieces)).toEqual(whole.split('\n'));
      },
    ),
    { seed: 57 },
  );
});

test('what was left is handed out once, and what comes after it begins anew', () => {
  const lines = byteLines(5);
  expect(lines.cut(utf8.encode('ab'))).toEqual([]);
  expect(text(lines.rest())).toBe('ab');
  expect(text(lines.rest())).toBe('');
  expect(lines.cut(utf8.encode('cdefg\n'))?.map(text)).toEqual(['cdefg']);
});

test('a line is as long as it may be, and no longer, in one piece or in many', () => {
  expect(cut(5, '12345\n12345')).toEqual(['12345', '12345']);
  expect(cut(5, '123', '45', '\n1', '2345\n')).toEqual(['12345', '12345', '']);
  for (const pieces of [
    ['123456\n'],
    ['123456'],
    ['1\n123456\n'],
    ['123', '456'],
    ['123', '456\n'],
    ['12345', '6\n'],
    ['\n12345', '6'],
  ])
    expect(cut(5, ...pieces), pieces.join('|')).toBeNull();
  // The lines of one piece may be longer together.
  expect(cut(1, '1\n2\n3\n4\n', '5')).toEqual(['1', '2', '3', '4', '5']);
});

test('a piece may be written over by the next one', () => {
  const lines = byteLines(10);
  const piece = utf8.encode('abc');
  lines.cut(piece);
  piece.set(utf8.encode('d\ne'));
  expect(lines.cut(piece)?.map(text)).toEqual(['abcd']);
  piece.fill(0);
  expect(text(lines.rest())).toBe('e');
});
