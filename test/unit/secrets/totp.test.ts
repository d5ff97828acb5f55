/** Authenticator codes against the vectors of RFC 6238, with clocks that differ and codes that come twice. */
import { describe, expect, test } from 'vitest';
import { totpStep, totpUri } from '../../../src/secrets/totp.ts';

const SECRET = new TextEncoder().encode('12345678901234567890');
/** RFC 6238 appendix B, SHA-1: seconds since 1970 and the last six of the eight digits. */
const VECTORS = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
] as const;
const instant = (seconds: number): string => Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toString();
const step = (seconds: number): number => Math.floor(seconds / 30);

test.each(VECTORS)('RFC 6238 at %i s: %s', (seconds, code) => {
  expect(totpStep(SECRET, code, instant(seconds), null)).toBe(step(seconds));
  expect(totpStep(SECRET, ` ${code.slice(0, 3)} ${code.slice(3)}`, instant(seconds), null)).toBe(step(seconds));
});

describe('clock skew', () => {
  const [seconds, code] = VECTORS[3];
  test.each([
    [-60, null],
    [-30, step(seconds)],
    [30, step(seconds)],
    [60, null],
  ])('our clock is %i s off', (late, found) => {
    expect(totpStep(SECRET, code, instant(seconds + late), null)).toBe(found);
  });
});

describe('once', () => {
  const [seconds, code] = VECTORS[3];
  const used = step(seconds);
  test('a code of the step that was used last, or of an earlier one, is wrong', () => {
    expect(totpStep(SECRET, code, instant(seconds), used)).toBeNull();
    expect(totpStep(SECRET, code, instant(seconds + 30), used)).toBeNull();
    expect(totpStep(SECRET, code, instant(seconds), used + 1)).toBeNull();
    expect(totpStep(SECRET, code, instant(seconds), used - 1)).toBe(used);
  });
});

test('what is no code is wrong and does no harm', () => {
  for (const code of ['', '28708', '2870820', '28708a', '２８７０８２', '-87082', '287082\u0000', '0x4617a'])
    expect(totpStep(SECRET, code, instant(59), null), code).toBeNull();
});

test('a secret that is a view into larger bytes, as a database hands it out, counts only itself', () => {
  const large = new Uint8Array(64).fill(9);
  large.set(SECRET, 7);
  expect(totpStep(large.subarray(7, 27), VECTORS[0][1], instant(59), null)).toBe(1);
});

test('the address for a QR code names Loa, the login and the secret in base32', () => {
  const url = new URL(totpUri(SECRET, 'lan.tran'));
  expect([url.protocol, url.host, decodeURIComponent(url.pathname)]).toEqual(['otpauth:', 'totp', '/Loa:lan.tran']);
  expect(Object.fromEntries(url.searchParams)).toEqual({
    issuer: 'Loa',
    secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  });
});
