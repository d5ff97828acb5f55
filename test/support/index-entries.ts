/** Entries for the air log's index: random ones that repeat, correct and contradict each other, and what they should come to. */
import { mondayOf } from '../../src/core/campaign/periods.ts';
import type { AirLogEntry, StatementEntry } from '../../src/core/evidence/entry.ts';
import { airingKey } from '../../src/core/evidence/standing.ts';
import type { LocalDate } from '../../src/core/time/local.ts';
import { judge } from '../../src/core/verdict/judge.ts';
import { observedIn, wordIn } from '../../src/core/verdict/observed.ts';
import type { TotalledBy, TotalRow } from '../../src/store/airlog-index-totals.ts';
import { entryOf } from './store-entries.ts';

/** Across two weeks and a year's end, so that totals have ends to cut off. */
export const DAYS = ['2025-12-26', '2025-12-28', '2025-12-29', '2026-01-03', '2026-01-04', '2026-01-05'] as const;
const CHANNELS = ['k1', 'k2', 'k3'] as const;
const UNITS = [['xa-a'], ['xa-b'], ['xa-a', 'xa-b'], []] as const;
const OUTCOMES = ['aired', 'partly', 'not-aired'] as const;
const REASONS = ['power-cut', 'emergency', 'weather'] as const;

const pick = <T>(list: readonly T[], random: () => number): T => list[Math.floor(random() * list.length)] as T;

/** A handful of airings, so that many are spoken of again. */
const statementOf = (random: () => number): StatementEntry => {
  const [day, channel] = [pick(DAYS, random), pick(CHANNELS, random)];
  const campaign = pick([null, 'c1', 'c2'], random);
  const told = entryOf({ title: `Tin ${Math.floor(random() * 3)}`, day, channel, campaign });
  const outcome = pick(OUTCOMES, random);
  return {
    ...told,
    outcome,
    reason: outcome === 'aired' ? null : pick(REASONS, random),
    secondsHeard: outcome === 'not-aired' ? 0 : Math.floor(random() * 60_000) / 1000,
    role: pick(['technician', 'operator'] as const, random),
    planned: {
      ...told.planned,
      id: `muc-${Math.floor(random() * 4)}@${day}`,
      language: pick(['vi', 'km', null], random),
      // A merger in between: the same channel has other units afterwards.
      units: pick(UNITS, random).map((id) => ({ id, name: `Xã ${id}` })),
      contentGroup: campaign === null ? null : { id: `${campaign}-nhom`, name: 'Nhóm' },
    },
  };
};

const otherOf = (random: () => number): AirLogEntry => {
  const { format, recordedAt, actor, by, note, statement, planned } = statementOf(random);
  const kept = { format, recordedAt, actor, by, note };
  return random() < 0.5
    ? { ...kept, kind: 'objection', statement, disputes: 0, planned }
    : {
        ...kept,
        kind: 'restart',
        day: random() < 0.5 ? null : planned.day,
        channel: null,
        facts: { version: '1', entries: 0, clean: true },
      };
};

export const someEntries = (count: number, random: () => number): AirLogEntry[] =>
  Array.from({ length: count }, () => (random() < 0.15 ? otherOf(random) : statementOf(random)));

export interface Numbered {
  readonly seq: number;
  readonly entry: AirLogEntry;
}

const isStatement = (row: Numbered): row is { seq: number; entry: StatementEntry } => row.entry.kind === 'statement';

/** What is believed of each airing, worked out row by row. */
export const believedIn = (rows: readonly Numbered[]) => {
  const spoken = rows.filter(isStatement);
  const byDay = Map.groupBy(spoken, ({ entry }) => entry.planned.day);
  return [...byDay.values()].flatMap((some) =>
    [...observedIn(some.map(wordIn)).entries()].map(([channel, id, { observations, word }]) => {
      const said = some.find(({ seq }) => seq === word.seq);
      if (said === undefined) throw new Error('a word from nowhere');
      return {
        key: airingKey(channel, id),
        day: said.entry.planned.day,
        planned: said.entry.planned,
        ...judge(observations),
      };
    }),
  );
};

/** The totals of the rows between two days, added up one airing at a time. */
export const totalsByHand = (
  rows: readonly Numbered[],
  { from, to, by }: { readonly from: string; readonly to: string; readonly by: readonly TotalledBy[] },
): TotalRow[] => {
  const found = new Map<string, TotalRow>();
  for (const { day, planned, verdict, heardMs } of believedIn(rows)) {
    if (day < from || day > to) continue;
    const units = by.includes('unit') && planned.units.length > 0 ? planned.units.map(({ id }) => id) : [null];
    for (const unit of units) {
      const all = {
        unit,
        channel: planned.channel.id,
        campaign: planned.campaign?.id ?? null,
        week: mondayOf(day as LocalDate) as string,
        day,
      };
      const told = Object.fromEntries(by.map((one) => [one, all[one]]));
      const key = JSON.stringify([told, verdict]);
      const before = found.get(key) ?? { by: told, verdict, airings: 0, plannedMs: 0, heardMs: 0 };
      found.set(key, {
        ...before,
        airings: before.airings + 1,
        plannedMs: before.plannedMs + Math.round(planned.seconds * 1000),
        heardMs: before.heardMs + heardMs,
      });
    }
  }
  return inOrder([...found.values()]);
};

export const inOrder = (rows: readonly TotalRow[]): TotalRow[] =>
  rows.toSorted((a, b) => (JSON.stringify([a.by, a.verdict]) < JSON.stringify([b.by, b.verdict]) ? -1 : 1));
