/** How long failures make the next attempt wait, and what counts as one address. */
import { describe, expect, test } from 'vitest';
import { BACK_OFF, oneMore, secondsLeft, waitAfter } from '../../../../src/core/access/back-off.ts';
import { networkOf } from '../../../../src/core/access/network.ts';

const NOW = '2026-11-23T01:00:00Z';
const later = (seconds: number): string => Temporal.Instant.from(NOW).add({ seconds }).toString();

test('one person from one address: five are free, then 1, 2, 4 … seconds, fifteen minutes at most', () => {
  const waits = Array.from({ length: 18 }, (_, n) => waitAfter(BACK_OFF.pair, n));
  expect(waits).toEqual([0, 0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
  expect(waitAfter(BACK_OFF.pair, 100_000)).toBe(900);
});

test('an address has twenty free, and a person from anywhere ten and never waits more than a minute', () => {
  expect([20, 21, 22, 40].map((n) => waitAfter(BACK_OFF.address, n))).toEqual([0, 1, 2, 900]);
  expect([10, 11, 12, 16, 17, 5000].map((n) => waitAfter(BACK_OFF.person, n))).toEqual([0, 1, 2, 32, 60, 60]);
});

describe('seconds left', () => {
  const known = { failures: 9, lastAt: NOW };
  test.each([
    [0, 8],
    [1, 7],
    [7, 1],
    [8, 0],
    [3600, 0],
  ])('%i s after the last failure: %i', (seconds, left) => {
    expect(secondsLeft(BACK_OFF.pair, known, later(seconds))).toBe(left);
  });

  test('parts of a second are rounded up', () => {
    expect(secondsLeft(BACK_OFF.pair, known, '2026-11-23T01:00:07.400Z')).toBe(1);
  });

  test('nobody waits who has not failed', () => expect(secondsLeft(BACK_OFF.pair, undefined, NOW)).toBe(0));

  test('a clock that was put back by a day or a year locks nobody out', () => {
    expect(secondsLeft(BACK_OFF.pair, { failures: 50, lastAt: later(365 * 86_400) }, NOW)).toBe(0);
    expect(secondsLeft(BACK_OFF.pair, known, later(-3))).toBe(5);
  });
});

test('a failure is one more, and after a day without one the first again', () => {
  expect(oneMore(BACK_OFF.person, undefined, NOW)).toEqual({ failures: 1, lastAt: NOW });
  expect(oneMore(BACK_OFF.person, { failures: 4, lastAt: NOW }, later(86_399))).toEqual({
    failures: 5,
    lastAt: later(86_399),
  });
  expect(oneMore(BACK_OFF.person, { failures: 4, lastAt: NOW }, later(86_400))).toEqual({
    failures: 1,
    lastAt: later(86_400),
  });
});

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['::FFFF:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::9', '2001:db8:0:0::/64'],
  ['2001:db8:1:2:ffff::', '2001:db8:1:2::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['', ''],
  ['unix', 'unix'],
])('%s counts as %s', (address, network) => expect(networkOf(address)).toBe(network));
