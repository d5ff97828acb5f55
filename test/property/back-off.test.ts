/** Laws of the back-off: what guessing costs, and what a stranger can cost somebody. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  BACK_OFF,
  type BackOffRule,
  type Failures,
  oneMore,
  secondsLeft,
  waitAfter,
} from '../../src/core/access/back-off.ts';
import { base32, fromBase32 } from '../../src/core/access/base32.ts';
import { networkOf } from '../../src/core/access/network.ts';

const SEED = 20261124;
const START = Temporal.Instant.from('2026-11-23T01:00:00Z');
const at = (seconds: number): string => START.add({ seconds }).toString();
const rules = fc.constantFrom<BackOffRule>(...Object.values(BACK_OFF));

test('waits never shrink with failures, are whole seconds, and stay within their limit', () => {
  fc.assert(
    fc.property(rules, fc.nat({ max: 5000 }), (rule, failures) => {
      const wait = waitAfter(rule, failures);
      expect(Number.isInteger(wait)).toBe(true);
      expect(wait).toBeLessThanOrEqual(rule.most);
      expect(wait).toBeLessThanOrEqual(waitAfter(rule, failures + 1));
    }),
    { seed: SEED },
  );
});

test('what is told to be left, waited for, is enough; a second less is not', () => {
  fc.assert(
    fc.property(rules, fc.nat({ max: 60 }), fc.nat({ max: 2000 }), (rule, failures, later) => {
      const known: Failures = { failures, lastAt: at(0) };
      const left = secondsLeft(rule, known, at(later));
      expect(secondsLeft(rule, known, at(later + left))).toBe(0);
      if (left > 0) expect(secondsLeft(rule, known, at(later + left - 1))).toBe(1);
    }),
    { seed: SEED },
  );
});

test('however patiently: a guesser who asks again as soon as they may gets at most 120 guesses a day', () => {
  let known: Failures | undefined;
  let [now, guesses] = [0, 0];
  while (now < 86_400) {
    now += secondsLeft(BACK_OFF.pair, known, at(now));
    known = oneMore(BACK_OFF.pair, known, at(now));
    guesses += 1;
  }
  expect(guesses).toBeGreaterThan(90);
  expect(guesses).toBeLessThanOrEqual(120);
});

test('however many strangers fail: the owner waits a minute at most for that', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 100_000 }), { maxLength: 200 }), (pauses) => {
      let known: Failures | undefined;
      let now = 0;
      for (const pause of pauses) {
        now += pause;
        known = oneMore(BACK_OFF.person, known, at(now));
      }
      expect(secondsLeft(BACK_OFF.person, known, at(now))).toBeLessThanOrEqual(60);
      expect(secondsLeft(BACK_OFF.person, known, at(now + 60))).toBe(0);
    }),
    { seed: SEED },
  );
});

test('an IPv6 address counts as its /64, however it is written', () => {
  const groups = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 });
  fc.assert(
    fc.property(groups, groups, (one, other) => {
      const long = (all: readonly number[]): string => all.map((g) => g.toString(16).padStart(4, '0')).join(':');
      const short = new URL(`http://[${long(one)}]/`).hostname.slice(1, -1);
      fc.pre(one.slice(0, 5).some((group) => group !== 0));
      const network = networkOf(long(one));
      expect(networkOf(short)).toBe(network);
      expect(networkOf(long([...one.slice(0, 4), ...other.slice(4)]).toUpperCase())).toBe(network);
      const elsewhere = networkOf(long([...other.slice(0, 4), ...one.slice(4)]));
      expect(elsewhere === network).toBe(one.slice(0, 4).join() === other.slice(0, 4).join());
    }),
    { seed: SEED },
  );
});

test('base32 comes back as it was', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      expect(fromBase32(base32(bytes))).toEqual(bytes);
    }),
    { seed: SEED },
  );
});
