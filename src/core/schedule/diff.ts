/**
 * What applying files would change: things added, changed field by field, removed. Pure comparison by id.
 */
import type { Kind } from '../refusal.ts';
import type { Schedule } from './model.ts';

export interface FieldChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface Change {
  readonly kind: Kind;
  readonly id: string;
  readonly what: 'added' | 'changed' | 'removed';
  /** A name or title for people. */
  readonly name: string;
  readonly fields: readonly FieldChange[];
}

/** The file that gave a thing until now and the one that gives it from now; undefined when that stays. */
export type Moved = (kind: Kind, id: string) => { readonly before: string; readonly after: string } | undefined;

/** Lists of a schedule with the kind that each holds, parents before what refers to them. */
export const LISTS = [
  ['units', 'unit'],
  ['stations', 'station'],
  ['channels', 'channel'],
  ['campaigns', 'campaign'],
  ['items', 'item'],
  ['strands', 'strand'],
  ['sessions', 'session'],
  ['segments', 'segment'],
  ['festivals', 'festival'],
  ['overlays', 'overlay'],
  ['guards', 'guard'],
] as const satisfies readonly (readonly [keyof Schedule, Kind])[];

interface Thing {
  readonly id: string;
  readonly name?: unknown;
  readonly title?: unknown;
  readonly [field: string]: unknown;
}

/**
 * Changes from `before` to `after`, by kind in the order of LISTS, then by id. That a thing moved to another file is
 * told as a change of its field 'file'.
 */
export const diffSchedules = (before: Schedule, after: Schedule, moved: Moved = () => undefined): Change[] =>
  LISTS.flatMap(([list, kind]) => {
    const old = byId(before[list] as readonly unknown[] as readonly Thing[]);
    const now = byId(after[list] as readonly unknown[] as readonly Thing[]);
    const ids = [...new Set([...old.keys(), ...now.keys()])].sort();
    return ids.flatMap((id) => change(kind, old.get(id), now.get(id), moved(kind, id)));
  });

const byId = (things: readonly Thing[]): Map<string, Thing> => new Map(things.map((thing) => [thing.id, thing]));

const nameOf = (thing: Thing): string => String(thing.name ?? thing.title ?? thing.id);

const change = (
  kind: Kind,
  before: Thing | undefined,
  after: Thing | undefined,
  moved: ReturnType<Moved>,
): Change[] => {
  const thing = after ?? before;
  if (thing === undefined) return [];
  const base = { kind, id: thing.id, name: nameOf(thing) };
  if (before === undefined) return [{ ...base, what: 'added', fields: [] }];
  if (after === undefined) return [{ ...base, what: 'removed', fields: [] }];
  const fields = Object.keys(after)
    .filter((field) => !same(before[field], after[field]))
    .map((field): FieldChange => ({ field, before: before[field], after: after[field] }));
  if (moved !== undefined) fields.push({ field: 'file', ...moved });
  return fields.length === 0 ? [] : [{ ...base, what: 'changed', fields }];
};

/** Deep equality of plain data; the order of a list counts, the order of an object's fields does not. */
const same = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && same(left[key], right[key]))
  );
};

/** `base` with the things of `files` put over it, and what those files once gave but no longer do left out. */
export const mergeSchedules = (
  base: Schedule,
  files: Schedule,
  gone: (kind: Kind, id: string) => boolean,
): Schedule => {
  const merged = Object.fromEntries(
    LISTS.map(([list, kind]) => {
      const things = byId(base[list] as readonly unknown[] as readonly Thing[]);
      for (const id of things.keys()) if (gone(kind, id)) things.delete(id);
      for (const thing of files[list] as readonly unknown[] as readonly Thing[]) things.set(thing.id, thing);
      return [list, [...things.values()].sort((a, b) => (a.id < b.id ? -1 : 1))];
    }),
  );
  return merged as unknown as Schedule;
};
