/** How far a device's clock is believed, which rows are none, and when a machine's clock was set. */
import { expect, test } from 'vitest';
import { behindKnown, clockMove } from '../../../../src/core/evidence/clock-moves.ts';
import { OUTCOMES, REPORT_KINDS } from '../../../../src/core/evidence/entry.ts';
import { clockQuality, isTimely, type ReportRow, rowFault, rowHash } from '../../../../src/core/evidence/report.ts';

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

test('between two looks of one start, offsets count when both are known', () => {
  // Only one was compared: by the clock's own face it went on as it should.
  const compared = reading(AT, 15_000, 3000);
  expect(clockQuality(compared, reading('2026-11-23T00:00:00Z', 5000, null))).toBe('B');
  expect(clockQuality(compared, reading('2026-11-23T00:00:00Z', 5000, 3000))).toBe('B');
  expect(clockQuality(compared, reading('2026-11-23T00:00:00Z', 5000, 0))).toBe('D');
  expect(clockQuality(compared, reading('2026-11-23T00:00:03Z', 5000, 0))).toBe('B');
});

test('only a clock that is right to five seconds shows that something was on time', () => {
  expect((['A', 'B', 'C', 'D'] as const).map(isTimely)).toEqual([true, true, false, false]);
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

/** A row of this kind that has everything a row can have. */
const fullRow = (kind: ReportRow['kind'], outcome: ReportRow['outcome']): ReportRow => ({
  ...{ ...row, kind, outcome, evidence: kind === 'heard' ? 'L4' : 'L2' },
  ...{ reason: 'weather', started: AT, stopped: AT },
});

test('which outcomes a kind may report', () => {
  const taken = REPORT_KINDS.map((kind) => [
    kind,
    ...[null, ...OUTCOMES].filter((outcome) => rowFault(fullRow(kind, outcome)) === null),
  ]);
  expect(taken).toEqual([
    ['started', null],
    ['stopped', 'aired', 'partly', 'not-aired'],
    ['missed', null, 'not-aired'],
    ['preempted', null, 'partly', 'not-aired'],
    ['heard', 'aired', 'partly', 'not-aired'],
  ]);
});

test.each<[Partial<ReportRow>, string, string]>([
  [{ kind: 'started', outcome: null, started: null }, 'started', 'started (started)'],
  [{ kind: 'stopped', outcome: null }, 'outcome', 'outcome (stopped)'],
  [{ kind: 'missed', outcome: null, reason: null }, 'reason', 'reason (missed)'],
  [{ kind: 'preempted', outcome: null, reason: null }, 'reason', 'reason (preempted)'],
  [{ kind: 'heard', outcome: null }, 'outcome', 'outcome (heard)'],
  [{ kind: 'missed', outcome: 'aired' }, 'outcome', 'null | not-aired'],
  [{ outcome: 'partly', secondsHeard: null }, 'secondsHeard', 'secondsHeard >= 0'],
  [{ kind: 'heard', evidence: 'L2' }, 'evidence', 'L3 | L4 | L5'],
  [{ evidence: 'L3' }, 'evidence', 'L2'],
  [{ stopped: '2026-11-23T00:00:09Z' }, 'stopped', `>= ${AT}`],
])('%j: %s has to be %s', (about, field, expected) => {
  expect(rowFault({ ...fullRow('stopped', 'aired'), ...about })).toEqual({ field, expected });
});

test('what was preempted need not say how long it was heard; what only began or ended need not say the rest', () => {
  expect(rowFault({ ...fullRow('preempted', 'partly'), secondsHeard: null })).toBeNull();
  for (const about of [{ started: null }, { stopped: null }, { stopped: '2026-11-23T00:00:11Z' }])
    expect(rowFault({ ...fullRow('stopped', 'aired'), ...about })).toBeNull();
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
  // What counts is how far each went, not where the one that nobody sets stood.
  expect(clockMove(look(5000, 90_000), look(15_000, 100_000))).toBeNull();
  expect(clockMove(look(10_000, 0), look(7999, 0))?.shown).toBe('1970-01-01T00:00:07Z');
  expect(behindKnown([], AT)).toBeNull();
  expect(behindKnown(['2026-11-23T00:00:12Z'], AT)).toBeNull();
  expect(behindKnown(['2026-11-23T00:00:13Z'], AT)?.expected).toBe('2026-11-23T00:00:13Z');
  expect(behindKnown(['2026-11-23T00:00:01Z', '2036-01-01T00:00:00Z'], AT)).toEqual({
    expected: '2036-01-01T00:00:00Z',
    shown: AT,
  });
});
