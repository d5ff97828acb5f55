import { describe, expect, test } from 'vitest';
import { contentRange, wantedRange } from '../../../src/http/ranges.ts';

const WHOLE = { kind: 'whole' };
const NOT = { kind: 'unsatisfiable' };
const part = (start: number, end: number) => ({ kind: 'part', start, end });

describe('wantedRange', () => {
  test.each([
    // RFC 9110 §14.1.2's own examples, for a representation of 10,000 bytes.
    ['bytes=0-499', 10_000, part(0, 500)],
    ['bytes=500-999', 10_000, part(500, 1000)],
    ['bytes=-500', 10_000, part(9500, 10_000)],
    ['bytes=9500-', 10_000, part(9500, 10_000)],
    ['bytes=0-0', 10_000, part(0, 1)],
    // Edges.
    ['bytes=0-', 10, part(0, 10)],
    ['bytes=9-', 10, part(9, 10)],
    ['bytes=9-9', 10, part(9, 10)],
    ['bytes=0-9', 10, part(0, 10)],
    ['bytes=0-99999999999999999999', 10, part(0, 10)],
    ['bytes=-10', 10, part(0, 10)],
    ['bytes=-11', 10, part(0, 10)],
    ['BYTES=2-3', 10, part(2, 4)],
    ['bytes= 2-3 ', 10, part(2, 4)],
    // Nothing there.
    ['bytes=10-', 10, NOT],
    ['bytes=10-12', 10, NOT],
    ['bytes=99999999999999999999-', 10, NOT],
    ['bytes=-0', 10, NOT],
    ['bytes=0-', 0, NOT],
    ['bytes=0-0', 0, NOT],
    ['bytes=-0', 0, NOT],
    ['bytes=-5', 0, WHOLE],
    // Malformed, of another unit, or several: the whole file.
    [undefined, 10, WHOLE],
    [null, 10, WHOLE],
    ['', 10, WHOLE],
    ['bytes', 10, WHOLE],
    ['bytes=', 10, WHOLE],
    ['bytes=-', 10, WHOLE],
    ['bytes=5', 10, WHOLE],
    ['bytes=5-2', 10, WHOLE],
    ['bytes=a-b', 10, WHOLE],
    ['bytes=--5', 10, WHOLE],
    ['bytes=1-2-3', 10, WHOLE],
    ['bytes=1.5-2', 10, WHOLE],
    ['bytes=+1-2', 10, WHOLE],
    ['bytes=0x1-2', 10, WHOLE],
    ['bytes =1-2', 10, WHOLE],
    ['lines=1-2', 10, WHOLE],
    ['bytes=0-0,5-9', 10, WHOLE],
    ['bytes=0-0,', 10, WHOLE],
  ])('%s of %i bytes', (header, size, wanted) => {
    expect(wantedRange(header, size)).toEqual(wanted);
  });
});

test('Content-Range counts the last byte in, and says the size where nothing could be given', () => {
  expect(contentRange({ start: 0, end: 500 }, 1234)).toBe('bytes 0-499/1234');
  expect(contentRange(null, 1234)).toBe('bytes */1234');
});
