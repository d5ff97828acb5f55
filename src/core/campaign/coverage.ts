/**
 * Targets against airings: for each target, period and unit what is done, what is still to come by the plan, and what will
 * be missing, told before it is missed.
 *
 * Counts whole airings; an airing heard in part adds its minutes and nothing else. What nobody has spoken of is neither
 * done nor lost. A period that the campaign's own days cut, or that has no end, is counted and not judged.
 */
import type { ItemId, UnitId } from '../ids.ts';
import type { Run } from '../playlist/model.ts';
import type { Campaign, Target, Unit } from '../schedule/model.ts';
import { holdsOn, type LocalDate } from '../time/local.ts';
import { type Airing, withRuns } from './airing.ts';
import { type Period, periodsOf } from './periods.ts';

/**
 * 'on-course': the plan reaches it. 'unconfirmed': reached once what nobody has spoken of is said to have aired, and
 * nothing more is to come. 'will-miss': the plan does not reach it and the period still runs. 'missed': it is over.
 */
export const VERDICTS = ['reached', 'on-course', 'unconfirmed', 'will-miss', 'missed', 'unjudged'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** In the target's own measure; minutes with all their decimals. */
export interface Counts {
  readonly done: number;
  /** Its time is over and nobody has said what happened. */
  readonly unsaid: number;
  readonly toCome: number;
}

export interface TargetCoverage {
  /** Position of the target in its campaign, from 0. */
  readonly index: number;
  readonly target: Target;
  /** null: the campaign as a whole. */
  readonly unit: UnitId | null;
  readonly period: Period;
  readonly counts: Counts;
  /** The same airings in numbers of airings, whatever the measure. */
  readonly runs: Readonly<Record<Run, Counts>>;
  /** Airings said not to have aired, or in part. */
  readonly lost: number;
  /** What even the plan leaves missing, in the measure; never below 0. */
  readonly missing: number;
  readonly verdict: Verdict;
  /** Since when the missing is known: today for what can still be mended, the last day for what is over; null: nothing is. */
  readonly knownOn: LocalDate | null;
}

const MINUTE = 60_000;

/** What a count is made from. */
export interface CoverageGround {
  readonly campaign: Campaign;
  /** All of the campaign's airings since it began, on all days up to `plannedTo`; other campaigns' are left aside. */
  readonly airings: readonly Airing[];
  readonly units: readonly Unit[];
  readonly today: LocalDate;
  /** The last day of which the plan is known; a period that ends later is not judged as missed. */
  readonly plannedTo: LocalDate;
}

/** Every target in every period that shares a day with `from`–`to`; targets in their order, then units, then periods. */
export const coverageOf = (ground: CoverageGround, from: LocalDate, to: LocalDate): TargetCoverage[] => {
  const { campaign, units } = ground;
  const airings = withRuns(ground.airings.filter((airing) => airing.campaign === campaign.id));
  return campaign.targets.flatMap((target, index) => {
    const concerned = airings.filter(
      ({ contentGroup, language }) =>
        (target.contentGroup === null || contentGroup === target.contentGroup) &&
        (target.language === null || language === target.language),
    );
    const wanted: readonly (UnitId | null)[] = target.units.length === 0 ? [null] : target.units;
    return wanted.flatMap((unit) => {
      const own = unit === null ? concerned : concerned.filter((airing) => airing.units.includes(unit));
      const standing = units.find(({ id }) => id === unit);
      return periodsOf(target.per, campaign, from, to)
        .flatMap((period) => within(period, standing))
        .map((period) =>
          judged(
            ground,
            { index, target, unit, period },
            own.filter((one) => holdsOn(period, one.day)),
          ),
        );
    });
  });
};

/** A period as a unit knows it: cut to its days, and none when it was not there at all. */
const within = (period: Period, unit: Unit | undefined): Period[] => {
  if (unit === undefined) return [period];
  const from = unit.from !== null && (period.from === null || period.from < unit.from) ? unit.from : period.from;
  const to = unit.to !== null && (period.to === null || unit.to < period.to) ? unit.to : period.to;
  if (from !== null && to !== null && to < from) return [];
  return [{ from, to, whole: period.whole && from === period.from && to === period.to }];
};

const judged = (
  { today, plannedTo }: CoverageGround,
  what: Pick<TargetCoverage, 'index' | 'target' | 'unit' | 'period'>,
  airings: readonly Airing[],
): TargetCoverage => {
  const { target, period } = what;
  // In whole milliseconds until it is judged: what is just enough must not fall short by a rounding.
  const scale = target.measure === 'minutes' ? MINUTE : 1;
  const counts = countsOf(target.measure, airings);
  const amount = target.amount * scale;
  const missing = Math.max(0, amount - counts.done - counts.unsaid - counts.toCome);
  const verdict = verdictOf(amount, counts, { period, today, plannedTo });
  const isMissed = verdict === 'missed' || verdict === 'will-miss';
  return {
    ...what,
    counts: { done: counts.done / scale, unsaid: counts.unsaid / scale, toCome: counts.toCome / scale },
    runs: { first: runsOf(airings, 'first'), repeat: runsOf(airings, 'repeat') },
    lost: airings.filter(({ state }) => state === 'not-aired' || state === 'partly').length,
    missing: missing / scale,
    verdict,
    knownOn: !isMissed ? null : verdict === 'missed' ? period.to : today,
  };
};

const verdictOf = (
  amount: number,
  { done, unsaid, toCome }: Counts,
  { period, today, plannedTo }: { readonly period: Period; readonly today: LocalDate; readonly plannedTo: LocalDate },
): Verdict => {
  if (done >= amount) return 'reached';
  if (done + unsaid >= amount && toCome === 0) return 'unconfirmed';
  if (done + unsaid + toCome >= amount) return 'on-course';
  if (!period.whole || period.to === null || plannedTo < period.to) return 'unjudged';
  return period.to < today ? 'missed' : 'will-miss';
};

const runsOf = (airings: readonly Airing[], run: Run): Counts =>
  countsOf(
    'airings',
    airings.filter((airing) => airing.run === run),
  );

/** In the measure, minutes in milliseconds. */
const countsOf = (measure: Target['measure'], airings: readonly Airing[]): Counts => {
  switch (measure) {
    case 'airings':
      return sums(airings, () => 1);
    case 'firstRuns':
      return sums(airings, ({ run }) => (run === 'first' ? 1 : 0));
    case 'minutes':
      return lengths(airings);
    case 'items':
      return different(airings);
  }
};

const sums = (airings: readonly Airing[], worth: (airing: Airing) => number): Counts => {
  const sum = (state: Airing['state']): number =>
    airings.reduce((total, airing) => total + (airing.state === state ? worth(airing) : 0), 0);
  return { done: sum('aired'), unsaid: sum('unsaid'), toCome: sum('to-come') };
};

/** In milliseconds, which are whole numbers: added in any order, they make the same. */
const lengths = (airings: readonly Airing[]): Counts =>
  sums(
    airings.map((airing) => (airing.state === 'partly' ? { ...airing, state: 'aired' } : airing)),
    ({ ms }) => ms,
  );

/** An item counts once, where it is surest. */
const different = (airings: readonly Airing[]): Counts => {
  const counted = new Set<ItemId>();
  const fresh = (state: Airing['state']): number => {
    const items = new Set(airings.filter((airing) => airing.state === state).flatMap(({ item }) => item ?? []));
    const added = [...items].filter((item) => !counted.has(item));
    for (const item of added) counted.add(item);
    return added.length;
  };
  return { done: fresh('aired'), unsaid: fresh('unsaid'), toCome: fresh('to-come') };
};
