/**
 * Verdicts counted: over all, by channel, by the unit reached, by campaign and week. The groupings agree with each other.
 *
 * Channels, and campaigns with their weeks, divide the airings: their groups add up to the total in every figure. An airing
 * that reached several units stands once in each of their groups; `again` is what it is counted more than once there, so
 * that groups = total + again. Figures are whole numbers, times in milliseconds: added in any order they are the same.
 */
import { mondayOf } from '../campaign/periods.ts';
import type { LocalDate } from '../time/local.ts';
import type { JudgedAiring } from './list.ts';

export const COUNTED = [
  'planned',
  'aired',
  'partly',
  'interrupted',
  'notAired',
  'unknown',
  'toCome',
  'disagreeing',
  'disputed',
  'onTime',
  'plannedMs',
  'heardMs',
] as const;

/**
 * `planned` is all of them; 'aired' to 'unknown' add up to it. `toCome`: of the unknown, those whose time has not come.
 * `disagreeing`: of all, those whose observations say different things; `disputed`: those that somebody objects to; `onTime`: those
 * that began at their time by a clock that can be believed in that.
 */
export type VerdictCounts = Readonly<Record<(typeof COUNTED)[number], number>>;

interface Named {
  readonly id: string;
  readonly name: string;
}

export interface VerdictTotals {
  readonly total: VerdictCounts;
  /** In order of id. */
  readonly channels: readonly (Named & VerdictCounts)[];
  /** By the units of each airing's day, in order of id; null: it reached none. */
  readonly units: readonly ({ readonly unit: Named | null } & VerdictCounts)[];
  /** What the units' groups have more than the total. */
  readonly again: VerdictCounts;
  /** In order of campaign (null, of none, last), then week, told by its Monday. */
  readonly campaigns: readonly ({ readonly campaign: Named | null; readonly week: LocalDate } & VerdictCounts)[];
}

type Tally = Record<(typeof COUNTED)[number], number>;
const FIELD = {
  aired: 'aired',
  partly: 'partly',
  interrupted: 'interrupted',
  'not-aired': 'notAired',
  unknown: 'unknown',
} as const;

const nothing = (): Tally => Object.fromEntries(COUNTED.map((name) => [name, 0])) as Tally;

const count = (tally: Tally, judged: JudgedAiring, times = 1): void => {
  const { verdict, unknown, disagree, disputedBy, onTime, plannedMs, heardMs } = judged;
  tally.planned += times;
  tally[FIELD[verdict]] += times;
  if (unknown === 'to-come') tally.toCome += times;
  if (disagree) tally.disagreeing += times;
  if (disputedBy.length > 0) tally.disputed += times;
  if (onTime === true) tally.onTime += times;
  tally.plannedMs += (plannedMs ?? 0) * times;
  tally.heardMs += heardMs * times;
};

/** Groups by a key, each with what it is about as the first airing has it. */
const grouping = <About>() => {
  const groups = new Map<string, { readonly about: About; readonly tally: Tally }>();
  return {
    tally: (key: string, about: () => About): Tally => {
      const found = groups.get(key);
      if (found !== undefined) return found.tally;
      const tally = nothing();
      groups.set(key, { about: about(), tally });
      return tally;
    },
    inOrder: (): (About & VerdictCounts)[] =>
      [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { about, tally }]) => ({ ...about, ...tally })),
  };
};

/** After every id. */
const LAST = '\u{10ffff}';

export const totalsOf = (airings: Iterable<JudgedAiring>): VerdictTotals => {
  const [total, again] = [nothing(), nothing()];
  const channels = grouping<Named>();
  const units = grouping<{ unit: Named | null }>();
  const campaigns = grouping<{ campaign: Named | null; week: LocalDate }>();
  const weeks = new Map<string, LocalDate>();
  const weekOf = (day: string): LocalDate => {
    const week = weeks.get(day) ?? mondayOf(day as LocalDate);
    weeks.set(day, week);
    return week;
  };
  for (const airing of airings) {
    const { channel, units: reached, campaign, day } = airing.planned;
    const week = weekOf(day);
    count(total, airing);
    count(
      channels.tally(channel.id, () => channel),
      airing,
    );
    for (const unit of reached)
      count(
        units.tally(unit.id, () => ({ unit })),
        airing,
      );
    if (reached.length === 0)
      count(
        units.tally(LAST, () => ({ unit: null })),
        airing,
      );
    if (reached.length > 1) count(again, airing, reached.length - 1);
    count(
      campaigns.tally(`${campaign?.id ?? LAST} ${week}`, () => ({ campaign, week })),
      airing,
    );
  }
  return { total, channels: channels.inOrder(), units: units.inOrder(), again, campaigns: campaigns.inOrder() };
};
