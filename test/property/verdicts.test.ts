/** Laws of verdicts: one for each planned airing, the same in any order of entries, and totals that agree in every grouping. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OUTCOMES, REASONS, ROLES, type StatementEntry } from '../../src/core/evidence/entry.ts';
import { freezing } from '../../src/core/evidence/planned.ts';
import { type Numbered, standingWords } from '../../src/core/evidence/standing.ts';
import { EVIDENCE, judge, type Observation, VERDICTS } from '../../src/core/verdict/judge.ts';
import { type JudgedAiring, judgedIn } from '../../src/core/verdict/list.ts';
import { observedIn, wordIn } from '../../src/core/verdict/observed.ts';
import { COUNTED, totalsOf, type VerdictCounts } from '../../src/core/verdict/totals.ts';
import { playlistsOf, scheduleOf, soundsOf } from '../support/schedules.ts';

const SEED = 20261129;
const DAYS = ['2026-11-28', '2026-11-29', '2026-11-30', '2026-12-01'];
/** The last day's sessions are still to come. */
const NOW = '2026-11-30T20:00:00Z';

/** k1 reaches two units, k2 one, from December on none; c has no sound and is therefore left out. */
const schedule = scheduleOf(`
units: [{ id: a, name: A, kind: xã }, { id: b, name: B, kind: xã }]
stations: [{ id: dai, name: Đài, zone: Asia/Ho_Chi_Minh, responsible: [{ unit: a }] }]
channels:
  - { id: k1, name: Kênh 1, station: dai, carrier: loudspeaker, units: [{ unit: a }, { unit: b }] }
  - { id: k2, name: Kênh 2, station: dai, carrier: loudspeaker, units: [{ unit: b, to: 2026-11-30 }] }
campaigns: [{ id: dot, name: Đợt, owner: a, contentGroups: [{ id: g, name: Nhóm }] }]
items:
  - { id: t1, title: Một, genre: newsItem, campaign: dot, contentGroup: g, sound: t1.wav }
  - { id: t2, title: Hai, genre: newsItem, sound: t2.wav }
  - { id: t3, title: Ba, genre: newsItem, campaign: dot, contentGroup: g, sound: t3.wav }
sessions:
  - { id: s, name: S, channels: [k1, k2], start: "05:00", maxMinutes: 30, from: 2026-11-01, segments: [{ id: m1, title: M1, item: t1 }, { id: m2, title: M2, item: t2 }, { id: m3, title: M3, item: t3 }, { id: m4, title: M4, item: t1 }] }
`);
const sounds = soundsOf({ t1: 30.5, t2: 12.25 });
const playlists = DAYS.flatMap((day) => ['k1', 'k2'].flatMap((channel) => playlistsOf(schedule, sounds, day, channel)));
const freeze = freezing(schedule);
const items = new Map(schedule.items.map((item) => [item.id as string, item]));
const airings = playlists.flatMap((playlist) => playlist.entries.map(freeze(playlist, 1)));
const places = playlists.reduce((sum, { entries, absences }) => sum + entries.length + absences.length, 0);

const logs = fc
  .array(
    fc.record({
      airing: fc.nat({ max: airings.length - 1 }),
      role: fc.constantFrom(...ROLES),
      outcome: fc.constantFrom(...OUTCOMES),
      reason: fc.constantFrom(...REASONS),
      heard: fc.integer({ min: 1, max: 30_000 }),
    }),
    { maxLength: 60 },
  )
  .map((said) =>
    said.map(({ airing, role, outcome, reason, heard }, seq): Numbered => {
      const planned = airings[airing] as StatementEntry['planned'];
      const secondsHeard = { aired: planned.seconds, partly: heard / 1000, 'not-aired': 0 }[outcome];
      const entry = { role, outcome, reason: outcome === 'aired' ? null : reason, secondsHeard, planned };
      return { seq, entry: entry as StatementEntry };
    }),
  );

const judged = (rows: readonly Numbered[]): JudgedAiring[] => {
  const frozenIn = (seq: number) => rows.find((row) => row.seq === seq)?.entry.planned ?? expect.fail('no entry');
  const ground = { freeze, items, observed: observedIn(rows.map(wordIn)), frozenIn, now: NOW };
  return playlists.flatMap((playlist) => judgedIn(ground, playlist, 1));
};

test('there is something to judge, and something that was left out', () => {
  expect(airings).toHaveLength(24);
  expect(places).toBe(32);
});

test('each planned airing has exactly one verdict, and unknown is what nobody has said', () => {
  fc.assert(
    fc.property(logs, (rows) => {
      const verdicts = judged(rows);
      expect(verdicts).toHaveLength(places);
      expect(new Set(verdicts.map(({ key }) => key)).size).toBe(places);
      const words = standingWords(rows);
      for (const { key, verdict, leftOut, unknown, decidedBy, heardMs, plannedMs } of verdicts) {
        expect(VERDICTS).toContain(verdict);
        const word = words.get(key);
        expect(decidedBy).toBe(word?.seq ?? null);
        expect(verdict === 'unknown').toBe(unknown !== null);
        if (word === undefined) expect(verdict).toBe(leftOut !== null && unknown === null ? 'not-aired' : 'unknown');
        else expect(verdict === 'interrupted' ? 'partly' : verdict).toBe(word.outcome);
        expect(heardMs).toBeLessThanOrEqual(plannedMs === null ? 0 : 30_500);
      }
    }),
    { seed: SEED, numRuns: 200 },
  );
});

test('the order of entries does not matter', () => {
  fc.assert(
    fc.property(logs, fc.infiniteStream(fc.nat()), (rows, draws) => {
      const shuffled = rows
        .map((row) => ({ row, at: draws.next().value as number }))
        .sort((a, b) => a.at - b.at)
        .map(({ row }) => row);
      expect(judged(shuffled)).toEqual(judged(rows));
    }),
    { seed: SEED, numRuns: 200 },
  );
});

const sumOf = (groups: readonly VerdictCounts[]): VerdictCounts =>
  Object.fromEntries(
    COUNTED.map((name) => [name, groups.reduce((sum, group) => sum + group[name], 0)]),
  ) as VerdictCounts;
const countsOf = (group: VerdictCounts): VerdictCounts => sumOf([group]);

test('totals agree in every grouping, in every figure, whatever the order', () => {
  fc.assert(
    fc.property(logs, fc.nat({ max: 8 }), fc.boolean(), (rows, leave, backwards) => {
      const all = judged(rows).filter((_, n) => n % 9 !== leave);
      const { total, channels, units, again, campaigns } = totalsOf(backwards ? all.toReversed() : all);
      expect(total.planned).toBe(all.length);
      expect(total.aired + total.partly + total.interrupted + total.notAired + total.unknown).toBe(total.planned);
      expect(sumOf(channels)).toEqual(total);
      expect(sumOf(campaigns)).toEqual(total);
      expect(sumOf(units)).toEqual(sumOf([total, again]));
      // Each group is the total of just its own airings.
      for (const { id, name: _name, ...counts } of channels)
        expect(totalsOf(all.filter(({ planned }) => planned.channel.id === id)).total).toEqual(counts);
      for (const { unit, ...counts } of units) {
        const own = all.filter(({ planned }) =>
          unit === null ? planned.units.length === 0 : planned.units.some(({ id }) => id === unit.id),
        );
        expect(totalsOf(own).total).toEqual(counts);
      }
      for (const { campaign, week, ...counts } of campaigns) {
        const own = all.filter(
          ({ planned }) =>
            planned.campaign?.id === campaign?.id &&
            (planned.day < '2026-11-30' ? '2026-11-23' : '2026-11-30') === week,
        );
        expect(totalsOf(own).total).toEqual(countsOf(counts));
      }
    }),
    { seed: SEED, numRuns: 200 },
  );
});

const observations = fc
  .array(
    fc.record({
      evidence: fc.constantFrom('L2', 'L3', 'L4', 'L5', 'statement'),
      outcome: fc.constantFrom(...OUTCOMES),
      reason: fc.constantFrom(...REASONS),
      heardMs: fc.integer({ min: 0, max: 30_000 }),
    }),
    { maxLength: 6 },
  )
  .map((drawn) => drawn.map((one, seq): Observation => ({ ...one, seq }) as Observation));

test('one more observation raises the level at most to its own', () => {
  const rank = (evidence: (typeof EVIDENCE)[number]): number => (evidence === 'statement' ? 0 : Number(evidence[1]));
  fc.assert(
    fc.property(observations, fc.boolean(), (all, published) => {
      const before = judge(all.slice(0, -1), published);
      const after = judge(all, published);
      const added = all.at(-1);
      if (added === undefined) return;
      expect(EVIDENCE).toContain(after.evidence);
      expect(rank(after.evidence)).toBeLessThanOrEqual(Math.max(rank(before.evidence), rank(added.evidence)));
      expect(after.entries).toEqual(all.map(({ seq }) => seq));
      const decides = all.find(({ seq }) => seq === after.decidedBy);
      expect(decides?.evidence).toBe(after.evidence);
      expect(judge(all.toReversed(), published)).toEqual(after);
    }),
    { seed: SEED, numRuns: 2000 },
  );
});

test('an entry of an airing that stands in no plan is nobody’s verdict', () => {
  const [first] = airings;
  if (first === undefined) throw new Error('nothing planned');
  const stray = { ...first, id: 'khong-co@2026-11-28T05:00:00' };
  const entry = { role: 'operator', outcome: 'aired', secondsHeard: 1, planned: stray } as unknown as StatementEntry;
  expect(observedIn([wordIn({ seq: 0, entry })]).get('k1', stray.id)).toBeDefined();
  expect(judged([{ seq: 0, entry }]).filter(({ decidedBy }) => decidedBy !== null)).toEqual([]);
});
