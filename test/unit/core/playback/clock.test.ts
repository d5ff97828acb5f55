/** What time a player takes it for, by answers that were quick, slow, and days apart. */
import { expect, test } from 'vitest';
import { siteClock } from '../../../../src/core/playback/clock.ts';

const TRUE_MS = Date.parse('2026-11-23T01:00:00.400Z');
const DAY_MS = 86_400_000;

/** A machine that has run for `ranMs`; its wall clock is ten years off. */
const machine = () => {
  let ranMs = 0;
  const clock = siteClock({ wallMs: () => TRUE_MS + ranMs - 3650 * DAY_MS, monotonicMs: () => ranMs });
  return {
    clock,
    pass: (ms: number): void => {
      ranMs += ms;
    },
    /** The centre answers after `thereMs`, and the answer takes `backMs`. */
    asks: (thereMs: number, backMs: number): void => {
      const sentMs = ranMs;
      const dateMs = Math.floor((TRUE_MS + sentMs + thereMs) / 1000) * 1000;
      ranMs += thereMs + backMs;
      clock.exchanged({ sentMs, receivedMs: ranMs, dateMs });
    },
    offMs: (): number => clock.now().wallMs - (TRUE_MS + ranMs),
  };
};

test('a slow answer after three days without one does not move what quick ones agreed on', () => {
  const site = machine();
  for (let n = 0; n < 20; n += 1) {
    site.asks(30, 30);
    site.pass(30_137);
  }
  expect(Math.abs(site.offMs())).toBeLessThan(300);
  const before = site.offMs();
  site.pass(3 * DAY_MS);
  expect(site.clock.reading().errorMs).toBeGreaterThan(12_000);
  site.asks(100, 7800);
  expect(site.offMs()).toBe(before);
  site.asks(7800, 100);
  expect(Math.abs(site.offMs() - before)).toBeLessThan(600);
});

test('a clock that has drifted is brought back by one quick answer, and one that was set by the centre follows it', () => {
  const site = machine();
  site.asks(30, 30);
  site.pass(3 * DAY_MS);
  const drifted = siteClock({ wallMs: () => 0, monotonicMs: () => 0 });
  drifted.exchanged({ sentMs: -3 * DAY_MS, receivedMs: 60 - 3 * DAY_MS, dateMs: TRUE_MS - 3 * DAY_MS - 8000 });
  drifted.exchanged({ sentMs: -60, receivedMs: 0, dateMs: TRUE_MS - 400 });
  expect(Math.abs(drifted.now().wallMs - (TRUE_MS + 100))).toBeLessThan(600);
  drifted.exchanged({ sentMs: -60, receivedMs: 0, dateMs: TRUE_MS - 400 + DAY_MS });
  expect(Math.abs(drifted.now().wallMs - (TRUE_MS + 100 + DAY_MS))).toBeLessThan(600);
});
