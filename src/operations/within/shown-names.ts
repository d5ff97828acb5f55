/** Names for ids, as they are today: who did something, and the units. Names are looked up, never copied into rows. */
import type { PersonId, UnitId } from '../../core/ids.ts';
import type { Rows } from '../../store/database.ts';
import { findPerson } from '../../store/people.ts';
import { loadUnits } from '../../store/schedule.ts';
import { findToken } from '../../store/tokens.ts';

export interface NamedUnit {
  readonly id: UnitId;
  readonly name: string;
}

export type ActorKind = 'person' | 'machine' | 'site' | 'system' | 'nobody';

export interface ShownActor {
  /** 'p-…', 't-…'; for the system its part ('cli', 'service'). */
  readonly id: string;
  readonly kind: ActorKind;
  /** null for the system, for nobody, and for a person who was erased. */
  readonly name: string | null;
}

const KINDS: readonly ActorKind[] = ['person', 'machine', 'site', 'system'];

/** An actor as actorOf() wrote it. What an older Loa wrote ('cli', 'service') was the system. */
const parted = (actor: string): readonly [kind: ActorKind, id: string] => {
  if (actor === 'nobody') return ['nobody', ''];
  const [word, ...rest] = actor.split(':');
  const kind = KINDS.find((one) => one === word);
  return kind === undefined ? ['system', actor] : [kind, rest.join(':')];
};

/** Each actor is looked up once, however many rows they have. */
export const actorsIn = (rows: Rows): ((actor: string) => ShownActor) => {
  const known = new Map<string, ShownActor>();
  const nameOf = (kind: ActorKind, id: string): string | null => {
    if (kind === 'person') return findPerson(rows, id as PersonId)?.name || null;
    return kind === 'machine' || kind === 'site' ? (findToken(rows, id)?.name ?? null) : null;
  };
  return (actor) => {
    const before = known.get(actor);
    if (before !== undefined) return before;
    const [kind, id] = parted(actor);
    const shown = { id, kind, name: nameOf(kind, id) };
    known.set(actor, shown);
    return shown;
  };
};

/** Who made something, as one text: a name ('' once erased), or 'system:cli'. */
export const makerIn = (rows: Rows): ((actor: string) => string) => {
  const shown = actorsIn(rows);
  return (actor) => {
    const { kind, name } = shown(actor);
    return kind === 'system' ? actor : (name ?? '');
  };
};

/** A unit that has left the schedule is called by its id; null, the whole centre, stays null. */
export const unitsIn = (rows: Rows): (<U extends UnitId | null>(id: U) => NamedUnit | (U & null)) => {
  const names = new Map(loadUnits(rows).map(({ id, name }) => [id, name]));
  return (id) => (id === null ? (id as typeof id & null) : { id: id as UnitId, name: names.get(id as UnitId) ?? id });
};
