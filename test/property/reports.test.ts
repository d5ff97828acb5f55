/** Laws of verdicts with machines' rows among the words: one for each airing, the same in any order of arrival, never more than was planned. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  CLOCK_QUALITIES,
  OUTCOMES,
  REASONS,
  REPORT_KINDS,
  type ReportEntry,
  ROLES,
  type StatementEntry,
} from '../../src/core/evidence/entry.ts';
import { airingKey } from '../../src/core/evidence/standing.ts';
import { VERDICTS } from '../../src/core/verdict/judge.ts';
import { judgedAiring } from '../../src/core/verdict/list.ts';
import { observedIn, wordIn } from '../../src/core/verdict/observed.ts';
import { reportWordIn } from '../../src/core/verdict/reported.ts';
import { totalsOf } from '../../src/core/verdict/totals.ts';
import { entryOf } from '../support/store-entries.ts';

const SEED = 20261129;
const NOW = '2026-11-30T20:00:00Z';
const AIRINGS = ['a@1', 'b@1', 'c@1', 'd@1'].map((id) => ({
  ...entryOf({ title: id, day: '2026-11-28' }).planned,
  id,
}));
const airing = fc.constantFrom(...AIRINGS);

const statements = fc.array(
  fc.record({
    planned: airing,
    role: fc.constantFrom(...ROLES),
    outcome: fc.constantFrom(...OUTCOMES),
    heard: fc.nat(61),
  }),
  { maxLength: 8 },
);
const reports = fc.array(
  fc.record({
    planned: airing,
    kind: fc.constantFrom(...REPORT_KINDS),
    level: fc.constantFrom('L3', 'L4', 'L5'),
    device: fc.constantFrom('m', 'n'),
    boot: fc.constantFrom('x', 'y'),
    outcome: fc.constantFrom(...OUTCOMES),
    reason: fc.option(fc.constantFrom(...REASONS)),
    secondsHeard: fc.option(fc.integer({ min: 0, max: 90 })),
    quality: fc.constantFrom(...CLOCK_QUALITIES),
    late: fc.option(fc.integer({ min: -600, max: 600 })),
  }),
  { maxLength: 20 },
);

type Drawn = [typeof statements, typeof reports] extends [fc.Arbitrary<infer S>, fc.Arbitrary<infer R>]
  ? [S, R]
  : never;

const wordsOf = ([said, reported]: Drawn) => {
  const words = said.map(({ planned, role, outcome, heard }, seq) =>
    wordIn({ seq, entry: { planned, role, outcome, reason: null, secondsHeard: heard } as unknown as StatementEntry }),
  );
  const rows = reported.map(({ planned, level, device, boot, quality, late, ...one }, n) => {
    const instant = Temporal.Instant.from(planned.start.instant)
      .add({ seconds: late ?? 0 })
      .toString();
    const entry = {
      ...one,
      planned,
      evidence: one.kind === 'heard' ? level : 'L2',
      source: { device, boot, row: n },
      clock: { quality },
      outcome: one.kind === 'stopped' || one.kind === 'heard' ? one.outcome : null,
      started: late === null ? null : { ...planned.start, instant },
    };
    return reportWordIn(1000 + n, entry as unknown as ReportEntry);
  });
  return { words, rows };
};

const judged = (drawn: ReturnType<typeof wordsOf>) => {
  const observed = observedIn(drawn.words, drawn.rows);
  return AIRINGS.map((planned) => {
    const key = airingKey(planned.channel.id, planned.id);
    return judgedAiring(key, planned, observed.get(planned.channel.id, planned.id), { now: NOW });
  });
};

test('each airing has exactly one verdict, decided by one of its own entries, of no more than was planned', () => {
  fc.assert(
    fc.property(statements, reports, (said, reported) => {
      const drawn = wordsOf([said, reported]);
      for (const one of judged(drawn)) {
        expect(VERDICTS).toContain(one.verdict);
        const own = [...drawn.words, ...drawn.rows].filter(({ id }) => id === one.planned.id);
        expect(one.verdict === 'unknown').toBe(own.length === 0);
        expect(own.length === 0 ? [null] : own.map(({ seq }) => seq)).toContain(one.decidedBy);
        expect(one.heardMs).toBeLessThanOrEqual(one.plannedMs ?? 0);
        const decided = drawn.rows.find(({ seq }) => seq === one.decidedBy);
        expect(decided?.evidence ?? (one.decidedBy === null ? 'L0' : 'statement')).toBe(one.evidence);
        // Only a device’s clock of A or B says anything of the time.
        if (one.onTime !== null) {
          const boot = drawn.rows.filter(
            ({ id, device, boot: of }) => id === decided?.id && device === decided?.device && of === decided?.boot,
          );
          expect(boot.some(({ startedAt }) => startedAt !== null)).toBe(true);
        }
      }
    }),
    { seed: SEED, numRuns: 500 },
  );
});

test('the order in which rows and words arrive does not matter', () => {
  fc.assert(
    fc.property(statements, reports, fc.integer(), (said, reported, turn) => {
      const { words, rows } = wordsOf([said, reported]);
      const mixed = <T>(list: readonly T[]): T[] => {
        const at = list.length === 0 ? 0 : Math.abs(turn) % list.length;
        return [...list.slice(at), ...list.slice(0, at)].reverse();
      };
      expect(judged({ words: mixed(words), rows: mixed(rows) })).toEqual(judged({ words, rows }));
    }),
    { seed: SEED, numRuns: 500 },
  );
});

test('an objection changes nothing but that it is counted', () => {
  fc.assert(
    fc.property(statements, reports, (said, reported) => {
      const [one] = judged(wordsOf([said, reported]));
      if (one === undefined) return;
      const { total } = totalsOf([one]);
      expect(totalsOf([{ ...one, disputedBy: [7] }]).total).toEqual({ ...total, disputed: 1 });
    }),
    { seed: SEED, numRuns: 100 },
  );
});

test('started alone says that something began, unless the same device has told an end in another start', () => {
  const [planned] = AIRINGS;
  const row = (about: Partial<ReportEntry>, seq: number, boot: string) =>
    reportWordIn(seq, {
      ...{ planned, evidence: 'L2', source: { device: 'm', boot, row: seq }, clock: { quality: 'B' } },
      ...{ outcome: null, reason: null, started: planned?.start ?? null, secondsHeard: null },
      ...about,
    } as ReportEntry);
  const began = row({ kind: 'started' }, 1, 'x');
  const ended = row({ kind: 'stopped', outcome: 'partly', reason: 'power-cut', secondsHeard: 40 }, 2, 'y');
  expect(judged({ words: [], rows: [began] })[0]).toMatchObject({ verdict: 'partly', heardMs: 0, onTime: true });
  expect(judged({ words: [], rows: [began, ended] })[0]).toMatchObject({
    verdict: 'partly',
    heardMs: 40_000,
    entries: [2],
  });
  const cut = row({ kind: 'preempted', reason: 'emergency', secondsHeard: 10 }, 3, 'z');
  expect(judged({ words: [], rows: [cut] })[0]).toMatchObject({
    verdict: 'interrupted',
    heardMs: 10_000,
    reason: 'emergency',
  });
  const short = row({ kind: 'stopped', outcome: 'aired', secondsHeard: 59.4 }, 4, 'x');
  expect(judged({ words: [], rows: [short] })[0]).toMatchObject({ verdict: 'partly', heardMs: 59_400 });
  const whole = row({ kind: 'stopped', outcome: 'aired', secondsHeard: 99 }, 5, 'x');
  expect(judged({ words: [], rows: [whole] })[0]).toMatchObject({ verdict: 'aired', heardMs: 61_500 });
});
