/** How far a device's clock is believed, which rows are none, and when a machine's clock was set. */
import { expect, test } from 'vitest';
import { behindKnown, clockMove } from '../../../../src/core/evidence/clock-moves.ts';
import { clockQuality, type ReportRow, rowFault, rowHash } from '../../../../src/core/evidence/report.ts';

const reading = (wall: string, monotonicMs: number, offsetMs: number | null = 0, errorMs: number | null = 10) => ({
  ...{ wall, monotonicMs, offsetMs, errorMs },
});
const AT = '2026-11-23T00:00:10Z';

test.each([
  [0, 1000, 'A'],
  [-600, 400, 'A'],
  [600, 401, 'B'],
  [4000, 1000, 'B'],
  [4000, 1001, 'C'],
  [-315_360_000_000, 50, 'C'],
  [null, 50, 'D'],
  [50, null, 'D'],
] as const)('offset %s ± %s is %s', (offset, error, letter) => {
  expect(clockQuality(reading(AT, 10_000, offset, error), null)).toBe(letter);
});

test('a clock that was set since it was compared is its own claim only', () => {
  const before = reading('2026-11-23T00:00:00Z', 0);
  expect(clockQuality(reading(AT, 10_000), before)).toBe('A');
  expect(clockQuality(reading(AT, 8000), before)).toBe('A');
  expect(clockQuality(reading(AT, 7999), before)).toBe('D');
  expect(clockQuality(reading('2016-11-23T00:00:10Z', 10_000), before)).toBe('D');
  // Set right by an exchange that knows it: by true time it went on as it should.
  expect(clockQuality(reading(AT, 10_000), reading('2026-11-22T23:00:00Z', 0, 3_600_000))).toBe('A');
});

const row: ReportRow = {
  ...{ device: 'd', boot: 'b', row: 0, channel: 'k', day: '2026-11-23', entry: 'e', title: null },
  ...{ kind: 'stopped', evidence: 'L2', clock: reading(AT, 0) },
  ...{ outcome: 'aired', reason: null, started: null, stopped: null, secondsHeard: 3 },
};

test.each<[Partial<ReportRow>, string | null]>([
  [{}, null],
  [{ outcome: null }, 'outcome'],
  [{ secondsHeard: null }, 'secondsHeard'],
  [{ outcome: 'not-aired', secondsHeard: null }, null],
  [{ kind: 'missed', outcome: null }, 'reason'],
  [{ kind: 'missed', outcome: 'aired', reason: 'weather' }, 'outcome'],
  [{ kind: 'preempted', outcome: null, reason: 'emergency', secondsHeard: null }, null],
  [{ kind: 'started', outcome: null, started: AT }, null],
  [{ kind: 'started', started: AT }, 'outcome'],
  [{ kind: 'heard' }, 'evidence'],
  [{ evidence: 'L5' }, 'evidence'],
  [{ kind: 'heard', evidence: 'L3' }, null],
  [{ started: AT, stopped: '2026-11-23T00:00:09Z' }, 'stopped'],
])('%j → %s', (about, field) => {
  expect(rowFault({ ...row, ...about })?.field ?? null).toBe(field);
});

test('a row’s hash is over everything that was sent, and over nothing else', () => {
  expect(rowHash({ ...row })).toBe(rowHash(Object.fromEntries(Object.entries(row).reverse()) as unknown as ReportRow));
  for (const about of [{ title: 't' }, { secondsHeard: 4 }, { clock: { ...row.clock, errorMs: 11 } }])
    expect(rowHash({ ...row, ...about })).not.toBe(rowHash(row));
});

test('two looks at a clock', () => {
  const look = (wallMs: number, monotonicMs: number) => ({ wallMs, monotonicMs });
  expect(clockMove(look(0, 0), look(12_000, 10_000))).toBeNull();
  expect(clockMove(look(0, 0), look(8000, 10_000))).toBeNull();
  expect(clockMove(look(0, 0), look(12_001, 10_000))).toEqual({
    expected: '1970-01-01T00:00:10Z',
    shown: '1970-01-01T00:00:12Z',
  });
  expect(clockMove(look(10_000, 0), look(7999, 0))?.shown).toBe('1970-01-01T00:00:07Z');
  expect(behindKnown([], AT)).toBeNull();
  expect(behindKnown(['2026-11-23T00:00:12Z'], AT)).toBeNull();
  expect(behindKnown(['2026-11-23T00:00:01Z', '2036-01-01T00:00:00Z'], AT)).toEqual({
    expected: '2036-01-01T00:00:00Z',
    shown: AT,
  });
});
