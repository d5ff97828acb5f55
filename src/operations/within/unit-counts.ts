/** Counts of airings by unit, with the units' names beside their ids. */
import type { UnitCount } from '../../core/campaign/by-unit.ts';
import type { Unit } from '../../core/schedule/model.ts';
import type { NamedUnit } from './shown-names.ts';

export interface ShownUnitCount extends Omit<UnitCount, 'units'> {
  readonly units: readonly NamedUnit[];
}

export const shownUnitCounts = (units: readonly Unit[], groups: readonly UnitCount[]): ShownUnitCount[] => {
  const names = new Map(units.map(({ id, name }) => [id, name]));
  return groups.map(({ units: own, ...counts }) => ({
    ...counts,
    units: own.map((id) => ({ id, name: names.get(id) ?? id })),
  }));
};
