/** The one allowed form of text, names, numbers and base64 in signed notes. */
import { describe, expect, test } from 'vitest';
import {
  bytesIn,
  decimalIn,
  hashesIn,
  hashIn,
  isKeyName,
  isPlainText,
  linesIn,
  partedAt,
} from '../../../../src/core/evidence/written.ts';

describe('plain text', () => {
  test.each(['', '\n', ' ', 'Mỹ Tú\n', '\u007f\u0085\u2028', '\u{10ffff}', 'a'.repeat(1_000_000)])('%#', (text) => {
    expect(isPlainText(text)).toBe(true);
  });
  test.each(['\r\n', '\t', '\u0000', 'a\u001fb', '\ud800', 'a\udc00', 'a'.repeat(1_000_001)])('not %#', (text) => {
    expect(isPlainText(text)).toBe(false);
  });
});

describe('names of keys', () => {
  test.each(['a', 'loa.example.vn/nhật-ký', '—', 'example.com/foo:1'])('%s', (name) => {
    expect(isKeyName(name)).toBe(true);
  });
  test.each(['', 'a b', 'a+b', '+', 'a\u00a0b', 'a\u0085', '\u3000', 'a\u2028', 'a\n', 'a\u0001', '\ud800'])(
    'not %j',
    (name) => {
      expect(isKeyName(name)).toBe(false);
    },
  );
});

test('lines are those that a line feed ends', () => {
  expect(linesIn('a\n')).toEqual(['a']);
  expect(linesIn('a\n\nb\n')).toEqual(['a', '', 'b']);
  expect(linesIn('\n')).toEqual(['']);
  expect(linesIn('')).toBeNull();
  expect(linesIn('a\nb')).toBeNull();
});

describe('decimals', () => {
  test.each([
    ['0', 0],
    ['9', 9],
    ['10', 10],
    ['20852163', 20_852_163],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
  ])('%s', (text, value) => {
    expect(decimalIn(text)).toBe(value);
  });
  test.each([
    ...['', ' ', '00', '01', '-0', '-1', '+1', '1.0', '1e3', '0x10', '1_000', '１', '1\n', ' 1', '1 '],
    ...['9007199254740992', '9007199254740993', '1'.repeat(400)],
  ])('not %j', (text) => {
    expect(decimalIn(text)).toBeNull();
  });
});

describe('base64', () => {
  test.each([
    ['AA==', [0]],
    ['AAE=', [0, 1]],
    ['+/+/', [251, 255, 191]],
  ])('%s', (text, bytes) => {
    expect([...(bytesIn(text) ?? [])]).toEqual(bytes);
  });
  test.each([
    ['nothing', ''],
    ['a space inside', 'AA E='],
    ['a line feed at the end', 'AAE=\n'],
    ['no padding', 'AAE'],
    ['padding too much', 'AAE=='],
    ['padding alone', '===='],
    ['bits that say nothing', 'AAF='],
    ['bits that say nothing, of one byte', 'AB=='],
    ['the alphabet of addresses', '-_-_'],
    ['another letter', 'AAÉ='],
    ['padding inside', 'AA==AAE='],
  ])('not with %s', (_, text) => {
    expect(bytesIn(text)).toBeNull();
  });
});

test('a hash has 32 bytes', () => {
  const text = (length: number): string => new Uint8Array(length).fill(7).toBase64();
  expect(hashIn(text(32))).toEqual(new Uint8Array(32).fill(7));
  for (const length of [1, 31, 33, 64]) expect(hashIn(text(length))).toBeNull();
  expect(hashesIn([text(32), text(32)])).toHaveLength(2);
  expect(hashesIn([])).toEqual([]);
  expect(hashesIn([text(32), text(31)])).toBeNull();
  expect(hashesIn([''])).toBeNull();
});

test('parted at a blank line, the first part keeps its end', () => {
  expect(partedAt('a\nb\n\nc\n', 3)).toEqual(['a\nb\n', 'c\n']);
  expect(partedAt('\n\n', 0)).toEqual(['\n', '']);
  expect(partedAt('ab', -1)).toBeNull();
});
