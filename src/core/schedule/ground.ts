/** What planning starts from: everything that the same answers follow from. */
import type { ItemId, SessionId, StrandId } from '../ids.ts';
import type { Cut } from '../playlist/model.ts';
import type { Alterations } from './alterations.ts';
import type { Schedule } from './model.ts';

/** The sound library as planning sees it: file name as written in the schedule → its cut. */
export type Sounds = ReadonlyMap<string, Cut>;

/** What a strand gave a place, in order; nothing when the place was cancelled. */
export interface SettledTurn {
  readonly strand: StrandId;
  readonly language: string;
  readonly session: SessionId;
  readonly items: readonly ItemId[];
  /** What of it was heard, there or at a repeat: the rest found no room, and its first airing is still to come. */
  readonly aired: readonly ItemId[];
}

/** By slot ('segment@local start as asked'). It counts even when its place has left the schedule since. */
export type Turns = ReadonlyMap<string, SettledTurn>;

export interface Ground {
  readonly schedule: Schedule;
  readonly sounds: Sounds;
  readonly alterations: Alterations;
  /** Of sessions that have begun: what they aired of a strand is settled. */
  readonly turns: Turns;
}
