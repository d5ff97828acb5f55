/**
 * The dated tree of units as rights see it: who is above whom on a day, and who came after whom.
 *
 * Reading follows history both ways: whoever had a unit then, and whoever has it (or its successor) now. Acting does
 * not: a unit that has ended acts no more, and its successor does not sign in its name.
 */
import type { UnitId } from '../ids.ts';
import type { Unit } from '../schedule/model.ts';
import { holdsOn, type LocalDate } from '../time/local.ts';

/** The units by id, as one schedule has them. */
export type UnitMap = ReadonlyMap<UnitId, Unit>;

export const unitMap = (units: readonly Unit[]): UnitMap => new Map(units.map((unit) => [unit.id, unit]));

/** Whether `top` is `unit` or above it on `day`. A circle in the parents ends the walk and finds nothing. */
export const isUnder = (units: UnitMap, top: UnitId, unit: UnitId, day: LocalDate): boolean => {
  const seen = new Set<UnitId>();
  const waiting = [unit];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const found = units.get(next);
    if (found === undefined || seen.has(next) || !holdsOn(found, day)) continue;
    if (next === top) return true;
    seen.add(next);
    waiting.push(...found.parents.filter((link) => holdsOn(link, day)).map((link) => link.unit));
  }
  return false;
};

/** `unit` and everything that took over from it, and from that. */
export const withSuccessors = (units: UnitMap, unit: UnitId): ReadonlySet<UnitId> => {
  const found = new Set<UnitId>();
  const waiting = [unit];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    waiting.push(...(units.get(next)?.succeededBy ?? []));
  }
  return found;
};

/** `unit` with everything that it took over from and everything that took over from it, near and far. */
export const withHistory = (units: UnitMap, unit: UnitId): ReadonlySet<UnitId> =>
  new Set([
    ...withSuccessors(units, unit),
    ...[...units.keys()].filter((earlier) => withSuccessors(units, earlier).has(unit)),
  ]);

/** Whether someone with a right on `top` may read what `unit` had on `day`, asking on `today`. */
export const reachesToRead = (
  units: UnitMap,
  top: UnitId,
  unit: UnitId,
  { day, today }: { readonly day: LocalDate; readonly today: LocalDate },
): boolean =>
  isUnder(units, top, unit, day) || [...withSuccessors(units, unit)].some((one) => isUnder(units, top, one, today));

/** Whether someone with a right on `top` may act for `unit` concerning `day`: both must still be there today. */
export const reachesToAct = (
  units: UnitMap,
  top: UnitId,
  unit: UnitId,
  { day, today }: { readonly day: LocalDate; readonly today: LocalDate },
): boolean => {
  const standing = units.get(top);
  return (
    standing !== undefined &&
    holdsOn(standing, today) &&
    isUnder(units, top, unit, day) &&
    isUnder(units, top, unit, today)
  );
};
