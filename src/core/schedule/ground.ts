/** What planning starts from: everything that the same answers follow from. */
import type { ItemId } from '../ids.ts';
import type { Cut } from '../playlist/model.ts';
import type { Alterations } from './alterations.ts';
import type { Schedule } from './model.ts';

/** The sound library as planning sees it: file name as written in the schedule → its cut. */
export type Sounds = ReadonlyMap<string, Cut>;

/** Slot of a strand's place ('segment@local start as asked') → the items that it aired, in order. */
export type Turns = ReadonlyMap<string, readonly ItemId[]>;

export interface Ground {
  readonly schedule: Schedule;
  readonly sounds: Sounds;
  readonly alterations: Alterations;
  /** Of sessions that have begun: what they aired of a strand is settled. */
  readonly turns: Turns;
}
