/**
 * The organisation of a day: which units there were, under whom, and where a unit's figures belong in the structure of
 * another day.
 *
 * Units merge and split; figures are of the unit that it was then. Nothing is divided here: what cannot be given to one
 * unit of the other day stays a group of its own, so that every grouping has the same total.
 */
import { isUnder, type UnitMap } from '../access/units.ts';
import type { UnitId } from '../ids.ts';
import { holdsOn, type LocalDate } from '../time/local.ts';
import type { Unit } from './model.ts';

/** A unit as it was on a day. */
export interface UnitOfDay {
  readonly id: UnitId;
  readonly name: string;
  readonly kind: string;
  readonly code: string | null;
  /** Those above it on that day. */
  readonly parents: readonly UnitId[];
  /** How many stand above it, by its first parent: 0 at the top. */
  readonly level: number;
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

/** The units of a day as a tree: each once, after its first parent; beside each other in order of code, then id. */
export const unitsOn = (units: UnitMap, day: LocalDate): UnitOfDay[] => {
  const there = [...units.values()].filter((unit) => holdsOn(unit, day));
  const ids = new Set(there.map(({ id }) => id));
  const parentsOf = (unit: Unit): UnitId[] =>
    unit.parents.filter((link) => holdsOn(link, day) && ids.has(link.unit)).map((link) => link.unit);
  const beneath = Map.groupBy(there, (unit) => parentsOf(unit)[0] ?? null);
  const inOrder = (a: Unit, b: Unit): number =>
    a.code === b.code ? byId(a, b) : (a.code ?? '~') < (b.code ?? '~') ? -1 : 1;
  const listed: UnitOfDay[] = [];
  // By hand, not by calls: a chain of units may be longer than the stack is deep.
  const open = (parent: UnitId | null, level: number) =>
    (beneath.get(parent) ?? [])
      .toSorted(inOrder)
      .map((unit) => ({ unit, level }))
      .reverse();
  const waiting = open(null, 0);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { unit, level } = next;
    listed.push({
      id: unit.id,
      name: unit.name,
      kind: unit.kind,
      code: unit.code,
      parents: parentsOf(unit),
      level,
    });
    waiting.push(...open(unit.id, level + 1));
  }
  return listed;
};

/** Follows `next` from `unit` to those that are there on `day`, in order of id; a circle ends where it closes. */
const follow = (units: UnitMap, unit: UnitId, day: LocalDate, next: (from: UnitId) => readonly UnitId[]): UnitId[] => {
  const found = new Set<UnitId>();
  const seen = new Set<UnitId>();
  const waiting = [unit];
  for (let here = waiting.pop(); here !== undefined; here = waiting.pop()) {
    const known = units.get(here);
    if (known === undefined || seen.has(here)) continue;
    seen.add(here);
    if (holdsOn(known, day)) found.add(here);
    else waiting.push(...next(here));
  }
  return [...found].sort();
};

/** The units that stand for `unit` on `day`, which is not before its time: itself, or those that took over from it. */
export const successorsOn = (units: UnitMap, unit: UnitId, day: LocalDate): UnitId[] =>
  follow(units, unit, day, (from) => units.get(from)?.succeededBy ?? []);

/** The units that stood for `unit` on `day`, which is not after its time: itself, or those that it took over from. */
export const predecessorsOn = (units: UnitMap, unit: UnitId, day: LocalDate): UnitId[] => {
  const before = Map.groupBy(
    [...units.values()].flatMap(({ id, succeededBy }) => succeededBy.map((successor) => ({ id, successor }))),
    ({ successor }) => successor,
  );
  return follow(units, unit, day, (from) => (before.get(from) ?? []).map(({ id }) => id));
};

/**
 * Where figures belong in the structure of a day. 'unit': to one unit of that day. 'together': to several that later
 * became one, and nobody knows which share is whose. 'apart': to a unit that is not there on that day and went to
 * several units, or to none.
 */
export const GROUP_KINDS = ['unit', 'together', 'apart'] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];

export interface UnitGroup<Row> {
  readonly kind: GroupKind;
  /** 'unit', 'apart': that one unit. 'together': those of the day, in order of id. */
  readonly units: readonly UnitId[];
  readonly rows: readonly Row[];
}

/**
 * `rows` under the units of the day `to`, every row in just one group, groups in order of kind, then of their units' ids.
 * Forward, what a unit left to one successor is wholly that one's; what went to several stays apart. Backward, what
 * several became is theirs together; of units above each other the lowest are named.
 */
export const rollUp = <Row>(
  units: UnitMap,
  rows: readonly Row[],
  unitOf: (row: Row) => UnitId,
  to: LocalDate,
): UnitGroup<Row>[] => {
  const homes = new Map<UnitId, Home>();
  const homeOf = (unit: UnitId): Home => {
    const known = homes.get(unit);
    if (known !== undefined) return known;
    const home = homeOn(units, unit, to);
    homes.set(unit, home);
    return home;
  };
  const grouped = Map.groupBy(rows, (row) => {
    const { kind, ids } = homeOf(unitOf(row));
    return [kind, ...ids].join(' ');
  });
  return [...grouped]
    .sort(([a], [b]) => GROUP_KINDS.indexOf(kindIn(a)) - GROUP_KINDS.indexOf(kindIn(b)) || (a < b ? -1 : 1))
    .map(([key, own]) => ({
      kind: kindIn(key),
      units: key.split(' ').slice(1) as UnitId[],
      rows: own,
    }));
};

interface Home {
  readonly kind: GroupKind;
  readonly ids: readonly UnitId[];
}

const kindIn = (key: string): GroupKind => key.split(' ')[0] as GroupKind;

const homeOn = (units: UnitMap, unit: UnitId, to: LocalDate): Home => {
  const found = units.get(unit);
  if (found === undefined) return { kind: 'apart', ids: [unit] };
  const later = found.from !== null && to < found.from;
  const ids = later ? lowest(units, predecessorsOn(units, unit, to), to) : successorsOn(units, unit, to);
  if (ids.length === 1) return { kind: 'unit', ids };
  return later && ids.length > 1 ? { kind: 'together', ids } : { kind: 'apart', ids: [unit] };
};

/** Without those that stand above another of them. */
const lowest = (units: UnitMap, ids: readonly UnitId[], day: LocalDate): UnitId[] =>
  ids.filter((top) => !ids.some((one) => one !== top && isUnder(units, top, one, day)));
