/** RFC 8785 by its own examples, and by what an air log carries. */
import { describe, expect, test } from 'vitest';
import { canonicalJson, isCanonical } from '../../../../src/core/evidence/canonical.ts';

describe('RFC 8785', () => {
  test('§3.2.2: its first example', () => {
    const written = String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`;
    expect(canonicalJson(JSON.parse(written))).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  test('§3.2.3: keys are sorted by UTF-16 code units', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(canonicalJson(value)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign",' +
        '"\ud83d\ude00":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    );
  });

  test.each([
    [0, '0'],
    [-0, '0'],
    [5e-324, '5e-324'],
    [-5e-324, '-5e-324'],
    [1.7976931348623157e308, '1.7976931348623157e+308'],
    [9007199254740992, '9007199254740992'],
    [295147905179352830000, '295147905179352830000'],
    [9.999999999999997e22, '9.999999999999997e+22'],
    [1e23, '1e+23'],
    [999999999999999700000, '999999999999999700000'],
    [1e21, '1e+21'],
    [9.999999999999997e-7, '9.999999999999997e-7'],
    [0.000001, '0.000001'],
    [333333333.33333325, '333333333.33333325'],
    [-0.0000033333333333333333, '-0.0000033333333333333333'],
    [1424953923781206.2, '1424953923781206.2'],
  ])('appendix B: %d', (number, text) => {
    expect(canonicalJson(number)).toBe(text);
  });
});

test('escapes are the shortest, and nothing else is escaped', () => {
  expect(canonicalJson('\b\t\n\f\r"\\/\u0000\u001f\u007f\u2028đ')).toBe(
    '"\\b\\t\\n\\f\\r\\"\\\\/\\u0000\\u001f\u007f\u2028đ"',
  );
});

test('the order of members makes no difference, the order of a list does', () => {
  expect(canonicalJson({ b: [2, 1], a: { d: null, c: '' } })).toBe('{"a":{"c":"","d":null},"b":[2,1]}');
  expect(canonicalJson({ a: { c: '', d: null }, b: [2, 1] })).toBe('{"a":{"c":"","d":null},"b":[2,1]}');
  expect(canonicalJson([])).toBe('[]');
  expect(canonicalJson({})).toBe('{}');
  expect(canonicalJson(JSON.parse('{"__proto__":1,"constructor":2}'))).toBe('{"__proto__":1,"constructor":2}');
});

test('objects that begin alike are each written with their own members', () => {
  const alike = [
    { a: 1 },
    { a: 1, b: 2 },
    { a: 1, c: 2 },
    { a: 1, b: 2, c: 3 },
    { a: 1, b: 2, d: 3 },
    { a: 1, x: 2, d: 3 },
  ];
  const written = [
    '{"a":1}',
    '{"a":1,"b":2}',
    '{"a":1,"c":2}',
    '{"a":1,"b":2,"c":3}',
    '{"a":1,"b":2,"d":3}',
    '{"a":1,"d":3,"x":2}',
  ];
  // Twice: what was seen before is known the second time.
  for (let n = 0; n < 2; n += 1) {
    expect(alike.map(canonicalJson)).toEqual(written);
    expect(alike.toReversed().map(canonicalJson)).toEqual(written.toReversed());
  }
  const rows = Array.from({ length: 500 }, (_, n) => ({ [`k${n}`]: 0, b: n, a: n }));
  for (const [n, row] of rows.entries()) expect(canonicalJson(row)).toBe(`{"a":${n},"b":${n},"k${n}":0}`);
  const tails = rows.map((_, n) => ({ z: 0, [`k${n}`]: n }));
  for (const [n, tail] of tails.entries()) expect(canonicalJson(tail)).toBe(`{"k${n}":${n},"z":0}`);
});

test('a text is canonical when it is written so again', () => {
  for (const text of ['{"a":1,"b":[true,null]}', '"Mỹ Tú"', '0', '[]']) expect(isCanonical(text)).toBe(true);
  for (const text of ['{"b":1,"a":2}', '{"a": 1}', '1.0', '"\\u1ef9"', ' 1', '{', '', '"\\ud800"', '{"a":1,"a":1}'])
    expect(isCanonical(text), text).toBe(false);
});

test('NFC and NFD stay two texts: nothing is rewritten here', () => {
  expect(canonicalJson('Mỹ'.normalize('NFD'))).not.toBe(canonicalJson('Mỹ'.normalize('NFC')));
});

test.each([
  ['NaN', Number.NaN],
  ['infinity', Number.POSITIVE_INFINITY],
  ['undefined', undefined],
  ['an undefined member', { a: undefined }],
  ['a function', () => 1],
  ['a big integer', 1n],
  ['half a surrogate pair', 'a\ud83d'],
  ['half a pair in a key', { '\ud83d': 1 }],
])('%s is not JSON', (_, value) => {
  expect(() => canonicalJson(value)).toThrow();
});
