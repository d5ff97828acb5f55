/**
 * Airings by the units that they reached, in the structure of their own days or of any other day.
 *
 * One airing counts once in a group, however many of its units it reached; over all groups together it is one airing.
 */
import type { UnitMap } from '../access/units.ts';
import type { UnitId } from '../ids.ts';
import { type GroupKind, rollUp } from '../schedule/organisation.ts';
import type { LocalDate } from '../time/local.ts';
import type { Airing } from './airing.ts';

/** 'then': each airing under the units that were there on its day. */
export type Structure = 'then' | LocalDate;

/** Numbers of airings; `planned` is all of them, the others add up to it. */
export interface AiringCounts {
  readonly planned: number;
  readonly aired: number;
  readonly partly: number;
  readonly notAired: number;
  readonly unsaid: number;
  readonly toCome: number;
}

export interface UnitCount extends AiringCounts {
  readonly kind: GroupKind;
  readonly units: readonly UnitId[];
}

export interface CountedByUnit {
  readonly groups: readonly UnitCount[];
  /** Every airing once, also those that reached no unit: the same in any structure. */
  readonly total: AiringCounts;
}

export const countByUnits = (units: UnitMap, airings: readonly Airing[], structure: Structure): CountedByUnit => {
  const reached = airings.flatMap((airing) => airing.units.map((unit) => ({ unit, airing })));
  const groups =
    structure === 'then'
      ? [...Map.groupBy(reached, ({ unit }) => unit)]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([unit, rows]) => ({ kind: 'unit' as const, units: [unit], rows }))
      : rollUp(units, reached, ({ unit }) => unit, structure);
  return {
    groups: groups.map(({ kind, units: own, rows }) => ({
      kind,
      units: own,
      ...countsOf(rows.map(({ airing }) => airing)),
    })),
    total: countsOf(airings),
  };
};

const countsOf = (airings: readonly Airing[]): AiringCounts => {
  const different = [...new Map(airings.map((airing) => [airing.key, airing])).values()];
  const of = (state: Airing['state']): number => different.filter((airing) => airing.state === state).length;
  return {
    planned: different.length,
    aired: of('aired'),
    partly: of('partly'),
    notAired: of('not-aired'),
    unsaid: of('unsaid'),
    toCome: of('to-come'),
  };
};
