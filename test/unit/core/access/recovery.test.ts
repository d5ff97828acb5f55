/** Recovery codes and the letters they are written in. */
import { expect, test } from 'vitest';
import { base32, fromBase32 } from '../../../../src/core/access/base32.ts';
import { RECOVERY_BYTES, recoveryHash, recoveryText } from '../../../../src/core/access/recovery.ts';
import { tokenHash } from '../../../../src/core/access/token.ts';

/** RFC 4648 §10, without padding. */
test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('base32 of %j is %j, and back', (plain, text) => {
  const bytes = new TextEncoder().encode(plain);
  expect(base32(bytes)).toBe(text);
  expect(fromBase32(text)).toEqual(bytes);
  expect(fromBase32(text.toLowerCase())).toEqual(bytes);
});

test('what base32 never writes is no secret', () => {
  for (const text of ['M', 'MZX', 'MZ', 'M1', 'M8', 'MY==', 'M Y', 'MÝ', 'ſſ'])
    expect(fromBase32(text), text).toBeNull();
});

test('a recovery code is 120 bits in six groups', () => {
  const code = recoveryText(Uint8Array.from({ length: RECOVERY_BYTES }, (_, n) => n * 25));
  expect(RECOVERY_BYTES * 8).toBe(120);
  expect(code).toMatch(/^(?:[a-z2-7]{4}-){5}[a-z2-7]{4}$/);
});

test('how it was typed does not matter, which one it is does', () => {
  const hash = recoveryHash('abcd-efgh-ijkl-mnop-qrst-uvwx');
  expect(hash).toBe(tokenHash('abcdefghijklmnopqrstuvwx'));
  for (const typed of ['ABCD-EFGH-IJKL-MNOP-QRST-UVWX', 'abcdefghijklmnopqrstuvwx', ' abcd efgh ijkl mnop qrst uvwx\n'])
    expect(recoveryHash(typed)).toBe(hash);
  expect(recoveryHash('abcd-efgh-ijkl-mnop-qrst-uvwy')).not.toBe(hash);
});
