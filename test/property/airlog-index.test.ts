/** The index says what the leaves say: after whatever was appended, in whatever portions, asked in whatever way. */
import { describe, expect, test } from 'vitest';
import { listedUnder } from '../../src/contract/air-log-any.ts';
import { type AirLogEntry, isOfAiring } from '../../src/core/evidence/entry.ts';
import { airingKey } from '../../src/core/evidence/standing.ts';
import { must } from '../../src/core/result.ts';
import type { LocalDate } from '../../src/core/time/local.ts';
import { wordIn } from '../../src/core/verdict/observed.ts';
import { openAirLog } from '../../src/store/airlog.ts';
import type { EntryFilter, Position } from '../../src/store/airlog-index-read.ts';
import { TOTALLED } from '../../src/store/airlog-index-totals.ts';
import { believedIn, DAYS, inOrder, type Numbered, someEntries, totalsByHand } from '../support/index-entries.ts';
import { inFolder, seeded } from '../support/store-entries.ts';

const EVER = { from: '2000-01-01' as LocalDate, to: '2199-12-31' as LocalDate };

/** Whether an entry is what a filter asks for, read from the entry itself. */
const fits = ({ seq, entry }: Numbered, filter: EntryFilter, verdicts: ReadonlyMap<string, string>): boolean => {
  const day = listedUnder(entry);
  const planned = isOfAiring(entry) ? entry.planned : null;
  const verdict =
    entry.kind === 'statement' && planned !== null
      ? verdicts.get(`${planned.day} ${airingKey(planned.channel.id, planned.id)}`)
      : undefined;
  return (
    day >= filter.from &&
    day <= filter.to &&
    (filter.channel === undefined || planned?.channel.id === filter.channel) &&
    (filter.units === undefined || (planned?.units ?? []).some(({ id }) => filter.units?.includes(id))) &&
    (filter.campaign === undefined || planned?.campaign?.id === filter.campaign) &&
    (filter.contentGroup === undefined || planned?.contentGroup?.id === filter.contentGroup) &&
    (filter.language === undefined || planned?.language === filter.language) &&
    (filter.outcome === undefined || ('outcome' in entry && entry.outcome === filter.outcome)) &&
    (filter.verdict === undefined || verdict === filter.verdict) &&
    (filter.evidence === undefined || ('evidence' in entry && entry.evidence === filter.evidence)) &&
    (filter.kind === undefined || entry.kind === filter.kind) &&
    (filter.below === undefined || seq < filter.below)
  );
};

const VALUES = {
  channel: ['k1', 'k9'],
  units: [['xa-a'], ['xa-b', 'xa-a'], ['xa-khong-co']],
  campaign: ['c1'],
  contentGroup: ['c2-nhom'],
  language: ['km', 'vi'],
  outcome: ['aired', 'partly', 'not-aired'],
  verdict: ['aired', 'partly', 'interrupted', 'not-aired'],
  evidence: ['statement', 'L2'],
  kind: ['statement', 'objection', 'restart'],
} as const;

const someFilter = (random: () => number): EntryFilter => {
  const days = [DAYS[Math.floor(random() * DAYS.length)], DAYS[Math.floor(random() * DAYS.length)]].sort();
  const span = random() < 0.5 ? EVER : { from: days[0] as LocalDate, to: days[1] as LocalDate };
  const chosen = Object.entries(VALUES)
    .filter(() => random() < 0.25)
    .map(([name, values]) => [name, values[Math.floor(random() * values.length)]]);
  return { ...span, ...Object.fromEntries(chosen), ...(random() < 0.2 ? { below: 40 } : {}) };
};

describe.each([1, 2, 3, 4])('run %i', (seed) => {
  test('pages, words and totals are those of the leaves', () =>
    inFolder((folder) => {
      const random = seeded(seed);
      const airlog = must(openAirLog(folder));
      const rows: Numbered[] = [];
      for (let portion = 0; portion < 6; portion += 1) {
        const more: AirLogEntry[] = someEntries(1 + Math.floor(random() * 30), random);
        const first = must(airlog.append(more, []));
        rows.push(...more.map((entry, n) => ({ seq: first + n, entry })));
        const verdicts = new Map(believedIn(rows).map(({ day, key, verdict }) => [`${day} ${key}`, verdict as string]));
        for (let n = 0; n < 25; n += 1) {
          const filter = someFilter(random);
          const limit = 1 + Math.floor(random() * 9);
          const read: Position[] = [];
          for (let after: Position | null = null; ; ) {
            const page: Position[] = must(airlog.index.read((index) => index.page(filter, after, limit)));
            read.push(...page);
            after = page.at(-1) ?? null;
            if (page.length < limit) break;
          }
          const wanted = rows
            .filter((row) => fits(row, filter, verdicts))
            .map(({ seq, entry }) => ({ day: listedUnder(entry), seq }))
            .sort((a, b) => (a.day === b.day ? a.seq - b.seq : a.day < b.day ? -1 : 1));
          expect(read, JSON.stringify(filter)).toEqual(wanted);
        }
        for (const day of DAYS) {
          const words = must(airlog.index.read((index) => index.words(day as LocalDate, undefined)));
          const spoken = rows.flatMap(({ seq, entry }) =>
            entry.kind === 'statement' && entry.planned.day === day ? [wordIn({ seq, entry })] : [],
          );
          expect(words.toSorted((a, b) => a.seq - b.seq)).toEqual(spoken);
        }
        for (let n = 0; n < 12; n += 1) {
          const { from, to } = someFilter(random);
          const by = TOTALLED.filter(() => random() < 0.4);
          const asked = { from, to, by };
          const totals = must(airlog.index.read((index) => index.totals(asked)));
          expect(inOrder(totals), JSON.stringify(asked)).toEqual(totalsByHand(rows, asked));
        }
      }
      airlog.close();
    }));
});
