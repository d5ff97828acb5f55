/** Laws of counting: weeks add up to the whole, order does not matter, nothing is counted twice or lost. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unitMap } from '../../src/core/access/units.ts';
import type { Airing, AiringState } from '../../src/core/campaign/airing.ts';
import { countByUnits } from '../../src/core/campaign/by-unit.ts';
import { type CoverageGround, coverageOf, type TargetCoverage } from '../../src/core/campaign/coverage.ts';
import type { Outcome, Role, StatementEntry } from '../../src/core/evidence/entry.ts';
import { standingWords } from '../../src/core/evidence/standing.ts';
import type { UnitId } from '../../src/core/ids.ts';
import { addDays, type LocalDate } from '../../src/core/time/local.ts';
import { scheduleOf } from '../support/schedules.ts';

const SEED = 20251124;
const FROM = '2026-11-01' as LocalDate;
const TO = '2026-12-31' as LocalDate;
const STATES: readonly AiringState[] = ['aired', 'partly', 'not-aired', 'unsaid', 'to-come'];
const MEASURES = ['airings', 'firstRuns', 'minutes', 'items'] as const;

const airings = fc
  .array(
    fc.record({
      n: fc.nat({ max: 60 }),
      channel: fc.constantFrom('k1', 'k2'),
      units: fc.subarray(['a', 'b', 'b-cu'] as const),
      item: fc.option(fc.constantFrom('t1', 't2', 't3')),
      group: fc.constantFrom('g1', 'g2'),
      language: fc.constantFrom('vi', 'km'),
      run: fc.option(fc.constantFrom('first', 'repeat')),
      state: fc.constantFrom(...STATES),
      ms: fc.nat({ max: 200_000 }),
    }),
    { maxLength: 40 },
  )
  .map((drawn) =>
    drawn.map(({ n, group, ...rest }, index): Airing => {
      const day = addDays(FROM, n);
      const key = `${rest.channel} ${index}`;
      return { ...rest, key, day, at: `${day}T05:00:00Z`, campaign: 'dot', contentGroup: group } as unknown as Airing;
    }),
  );

const { campaigns, units } = scheduleOf(`
units:
  - { id: a, name: A, kind: xã }
  - { id: b-cu, name: B cũ, kind: xã, to: 2026-11-30, succeededBy: [b] }
  - { id: b, name: B, kind: xã, from: 2026-12-01 }
campaigns:
  - id: dot
    name: Đợt
    owner: a
    from: ${FROM}
    to: ${TO}
    contentGroups: [{ id: g1, name: Một }, { id: g2, name: Hai }]
    targets:
${MEASURES.flatMap((measure) => ['', ', per: week', ', per: month'].map((per) => `      - { measure: ${measure}, amount: 5${per} }\n`)).join('')}`);
const [campaign] = campaigns;
const ground = (counted: readonly Airing[]): CoverageGround => {
  if (campaign === undefined) throw new Error('no campaign');
  return { campaign, units, airings: counted, today: '2026-11-23' as LocalDate, plannedTo: TO };
};
const rowsOf = (counted: readonly Airing[]): TargetCoverage[] => coverageOf(ground(counted), FROM, TO);
const sum = (rows: readonly TargetCoverage[], of: (row: TargetCoverage) => number): number =>
  Math.round(rows.reduce((total, row) => total + of(row), 0) * 60_000) / 60_000;

test('the weeks, and the months, add up to the whole campaign; of items they never know fewer', () => {
  fc.assert(
    fc.property(airings, (counted) => {
      const rows = rowsOf(counted);
      for (const measure of MEASURES) {
        const own = rows.filter(({ target }) => target.measure === measure);
        const [whole, weeks, months] = [null, 'week', 'month'].map((per) =>
          own.filter(({ target }) => target.per === per),
        );
        for (const parts of [weeks, months]) {
          if (measure === 'items') {
            const done = ({ counts }: TargetCoverage) => counts.done;
            expect(sum(parts ?? [], done)).toBeGreaterThanOrEqual(sum(whole ?? [], done));
            continue;
          }
          for (const of of [
            ({ counts }: TargetCoverage) => counts.done,
            ({ counts }: TargetCoverage) => counts.unsaid,
            ({ counts }: TargetCoverage) => counts.toCome,
            ({ lost }: TargetCoverage) => lost,
            ({ runs }: TargetCoverage) => runs.first.done + runs.repeat.toCome,
          ])
            expect(sum(parts ?? [], of)).toBeCloseTo(sum(whole ?? [], of), 6);
        }
      }
    }),
    { seed: SEED },
  );
});

test('counting does not depend on the order of what is counted', () => {
  fc.assert(
    fc.property(airings, fc.infiniteStream(fc.nat()), (counted, random) => {
      const keyed = counted.map((airing) => ({ airing, at: random.next().value ?? 0 }));
      const shuffled = keyed.toSorted((x, y) => x.at - y.at).map(({ airing }) => airing);
      expect(rowsOf(shuffled)).toEqual(rowsOf(counted));
    }),
    { seed: SEED },
  );
});

test('a verdict says what the figures say', () => {
  fc.assert(
    fc.property(airings, (counted) => {
      for (const { counts, missing, verdict, target, knownOn, period } of rowsOf(counted)) {
        const reach = counts.done + counts.unsaid + counts.toCome;
        expect(missing).toBeCloseTo(Math.max(0, target.amount - reach), 6);
        expect(verdict === 'reached').toBe(counts.done >= target.amount);
        if (missing > 0) expect(['will-miss', 'missed', 'unjudged']).toContain(verdict);
        expect(knownOn === null).toBe(!['will-miss', 'missed'].includes(verdict));
        if (verdict === 'unjudged') expect(period.whole).toBe(false);
      }
    }),
    { seed: SEED },
  );
});

test('one more that airs never leaves more missing', () => {
  fc.assert(
    fc.property(airings, fc.nat(), (counted, at) => {
      const index = counted.length === 0 ? 0 : at % counted.length;
      const more = counted.map((one, n) => (n === index ? { ...one, state: 'aired' as const } : one));
      const [before, after] = [rowsOf(counted), rowsOf(more)].map((rows) =>
        rows.filter(({ target }) => target.measure !== 'minutes' && target.measure !== 'firstRuns'),
      );
      before?.forEach((row, n) => {
        expect(after?.[n]?.missing).toBeLessThanOrEqual(row.missing);
      });
    }),
    { seed: SEED },
  );
});

test('by unit: the total is every airing once, whatever the structure; a group counts an airing once', () => {
  fc.assert(
    fc.property(airings, fc.constantFrom('then' as const, FROM, TO), (counted, structure) => {
      const map = unitMap(units);
      const { groups, total } = countByUnits(map, counted, structure);
      expect(total).toEqual(countByUnits(map, counted, 'then').total);
      expect(total.planned).toBe(counted.length);
      for (const { planned, aired, partly, notAired, unsaid, toCome } of [...groups, total])
        expect(aired + partly + notAired + unsaid + toCome).toBe(planned);
      for (const group of groups) expect(group.planned).toBeLessThanOrEqual(total.planned);
      if (structure === TO) {
        const b = groups.find(({ units: own }) => own[0] === ('b' as UnitId));
        const reached = counted.filter(({ units: own }) => own.some((id) => id === 'b' || id === 'b-cu'));
        expect(b?.planned ?? 0).toBe(reached.length);
      }
    }),
    { seed: SEED },
  );
});

test('of what was said of an airing the latest word of each role counts, the least of them, in any order', () => {
  const said = fc.array(
    fc.record({
      id: fc.constantFrom('x', 'y'),
      role: fc.constantFrom<Role>('technician', 'operator'),
      outcome: fc.constantFrom<Outcome>('aired', 'partly', 'not-aired'),
      seconds: fc.nat({ max: 100 }),
    }),
    { minLength: 1, maxLength: 8 },
  );
  fc.assert(
    fc.property(said, (drawn) => {
      const rows = drawn.map(({ id, role, outcome, seconds }, seq) => ({
        seq,
        entry: {
          role,
          outcome,
          reason: null,
          secondsHeard: seconds,
          planned: { id, channel: { id: 'k' } },
        } as StatementEntry,
      }));
      const words = standingWords(rows);
      expect(standingWords(rows.toReversed())).toEqual(words);
      for (const id of new Set(drawn.map((one) => one.id))) {
        const latest = (role: Role) => drawn.findLast((one) => one.id === id && one.role === role)?.outcome;
        const both = [latest('technician'), latest('operator')];
        const least = (['not-aired', 'partly', 'aired'] as const).find((outcome) => both.includes(outcome));
        expect(words.get(`k ${id}`)?.outcome).toBe(least);
      }
    }),
    { seed: SEED },
  );
});
