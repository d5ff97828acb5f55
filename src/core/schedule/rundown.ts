/**
 * A channel's broadcast day before it is laid out as sound: its sessions, what fills each place, and why.
 */
import type { ItemId, StrandId } from '../ids.ts';
import type { Cut, Reason, Run } from '../playlist/model.ts';
import type { LocalDate } from '../time/local.ts';
import type { Channel, Item, ItemVersion, Segment, Session, Station } from './model.ts';
import type { Occurrence } from './occurrences.ts';

/** One item's sound chosen for a place. */
export interface Piece {
  readonly item: Item;
  readonly version: ItemVersion;
  readonly cut: Cut;
  readonly strand: StrandId | null;
  readonly run: Run | null;
  readonly reasons: readonly Reason[];
}

/** Something that a place should have had. */
export interface Missing {
  readonly item: Item | null;
  readonly title: string;
  readonly reason: Reason;
}

export interface PlaceBed {
  readonly item: Item;
  readonly cut: Cut | null;
  /** The order that removes it, by name; null: none does. */
  readonly order: string | null;
  readonly underDb: number;
}

export interface Place {
  /** 'segment@local start of its session as asked': stable over re-planning. */
  readonly slot: string;
  readonly segment: Segment;
  readonly pieces: readonly Piece[];
  readonly missing: readonly Missing[];
  /** What its strand gave it, whether or not it airs; nothing for other content. */
  readonly given: readonly ItemId[];
  /** Music under what is spoken here; its cut is null while it has no sound or may not air. */
  readonly bed: PlaceBed | null;
  /** Set when nothing of it airs, not even a relay: an edit or an order took it away. */
  readonly removed: Reason | null;
}

export interface RundownSession {
  /** With what edits changed of it (its longest duration). */
  readonly session: Session;
  readonly occurrence: Occurrence;
  readonly places: readonly Place[];
  /** What edits did to this occurrence; part of every reason in it. */
  readonly reasons: readonly Reason[];
  /** Why nothing of it airs here: cancelled, or moved elsewhere. */
  readonly removed: Reason | null;
}

export interface Rundown {
  readonly channel: Channel;
  readonly station: Station;
  readonly day: LocalDate;
  readonly sessions: readonly RundownSession[];
}
