/** DER as X.690 has it: one way to write each value, and everything else is none. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { der, derIn, derInteger, sequenceIn, TAG } from '../../../../src/core/evidence/der.ts';

const hex = (text: string): Uint8Array => Uint8Array.fromHex(text.replaceAll(' ', ''));
const { octets } = TAG;
/** So many bytes that differ. */
const some = (length: number): Uint8Array => new Uint8Array(length).map((_, n) => n * 7);
const head = (...bytes: readonly number[]): Uint8Array => Uint8Array.from(bytes);
const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

test('the tags are those of X.680 §8.6, sequence and set constructed', () => {
  expect(TAG).toEqual({
    ...{ boolean: 1, integer: 2, bits: 3, octets: 4, nothing: 5, oid: 6, sequence: 48, set: 49 },
    ...{ shortTime: 23, time: 24, context0: 160, context3: 163 },
  });
});

describe('written and read', () => {
  test.each([
    [0, '04 00'],
    [1, '04 01'],
    [127, '04 7f'],
    [128, '04 81 80'],
    [255, '04 81 ff'],
    [256, '04 82 01 00'],
    [0x1234, '04 82 12 34'],
    [65_535, '04 82 ff ff'],
  ])('%i bytes begin with %s', (length, begins) => {
    const whole = joined(hex(begins), some(length));
    expect(Buffer.from(der(octets, some(length))).equals(whole)).toBe(true);
    const read = derIn(whole, octets);
    expect(read?.tag).toBe(octets);
    expect(Buffer.from(read?.content ?? []).equals(some(length))).toBe(true);
    expect(Buffer.from(read?.whole ?? []).equals(whole)).toBe(true);
    // Neither longer nor shorter, and no other kind of value.
    for (const other of [joined(whole, head(0)), whole.slice(0, -1)]) expect(derIn(other, octets)).toBeNull();
    expect(derIn(whole, TAG.integer)).toBeNull();
  });

  test('more than 65,535 bytes are not written, and are read', () => {
    expect(() => der(octets, some(65_536))).toThrow('too long');
    expect(derIn(joined(hex('04 83 01 00 00'), some(65_536)), octets)?.content).toHaveLength(65_536);
  });

  test('parts stand one after another', () => {
    expect(der(TAG.sequence, hex('05 00'), hex('04 01 aa'))).toEqual(hex('30 05 05 00 04 01 aa'));
  });

  test('from the middle of a larger buffer', () => {
    expect(derIn(hex('ff 04 02 aa bb ff').subarray(1, 5), octets)?.content).toEqual(hex('aa bb'));
  });
});

describe('read strictly', () => {
  test.each([
    ['nothing', head()],
    ['a tag alone', head(4)],
    ['a length that is left open', head(4, 0x80, 0, 0)],
    ['a length in a needless byte', joined(head(4, 0x81, 127), some(127))],
    ['the length nought in a needless byte', head(4, 0x81, 0)],
    ['a length in two bytes where one does', joined(head(4, 0x82, 0, 255), some(255))],
    ['a length in three bytes where two do', joined(head(4, 0x83, 0, 255, 255), some(65_535))],
    ['a length in four bytes', joined(head(4, 0x84, 1, 0, 0, 0), new Uint8Array(2 ** 24))],
    ['a length that breaks off', head(4, 0x82, 1)],
    ['a length that is not there', head(4, 0x81)],
    ['less than the length', head(4, 2, 1)],
    ['more than the length', head(4, 1, 1, 1)],
  ])('%s is no value', (_, bytes) => expect(derIn(bytes, octets)).toBeNull());

  test('a tag of further bytes is none of ours', () => {
    for (const tag of [0x1f, 0x3f, 0x9f, 0xbf, 0xff]) expect(derIn(head(tag, 0), tag)).toBeNull();
    for (const tag of [0x1e, 0x20, 0x9e, 0xa0]) expect(derIn(head(tag, 0), tag)?.tag).toBe(tag);
  });
});

describe('a sequence', () => {
  test('is its parts', () => {
    const parts = sequenceIn(hex('30 09 02 01 07 04 02 aa bb 05 00'));
    expect(parts?.map(({ tag }) => tag)).toEqual([TAG.integer, octets, TAG.nothing]);
    expect(parts?.map(({ whole }) => whole.toHex())).toEqual(['020107', '0402aabb', '0500']);
    expect(sequenceIn(hex('30 00'))).toEqual([]);
  });

  test.each([
    ['not there', undefined],
    ['empty', head()],
    ['a set', hex('31 02 05 00')],
    ['followed by something', hex('30 02 05 00 00')],
    ['with half a part', hex('30 05 05 00 04 02 aa')],
    ['with a tag too many', hex('30 03 05 00 05')],
  ])('%s is none', (_, bytes) => expect(sequenceIn(bytes)).toBeNull());
});

describe('a whole number', () => {
  test.each([
    ['', '02 01 00'],
    ['00', '02 01 00'],
    ['00 00', '02 01 00'],
    ['01', '02 01 01'],
    ['7f', '02 01 7f'],
    ['80', '02 02 00 80'],
    ['00 80', '02 02 00 80'],
    ['00 00 7f', '02 01 7f'],
    ['01 00', '02 02 01 00'],
    ['ff ff', '02 03 00 ff ff'],
  ])('of the bytes [%s] is %s', (bytes, written) => expect(derInteger(hex(bytes))).toEqual(hex(written)));

  test('is never negative, and as short as it can be', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const content = derIn(derInteger(bytes), TAG.integer)?.content ?? head();
        expect(BigInt(`0x0${content.toHex()}`)).toBe(BigInt(`0x0${bytes.toHex()}`));
        const [first = 0, second = 0] = content;
        expect(first < 0x80 && (first > 0 || second >= 0x80 || content.length === 1)).toBe(true);
      }),
      { seed: 57 },
    );
  });
});
