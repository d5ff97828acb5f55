/**
 * What people did to single occurrences after the schedule was written: edits, decisions, confirmations, lifted orders.
 *
 * An alteration lies over the schedule and changes nothing beneath it; undone, it counts for nothing and stays in the
 * history. Who and why are kept with the row (store), not here: planning does not depend on them.
 */
import type { ChannelId, FestivalId, OverlayId, SegmentId, SessionId } from '../ids.ts';
import type { LocalDate, LocalTime } from '../time/local.ts';
import type { Content } from './model.ts';

/** Which occurrences: the one that the rules ask for on `day`, that and all later ones, or all. */
export const EDIT_SCOPES = ['this', 'following', 'all'] as const;
export type EditScope = (typeof EDIT_SCOPES)[number];

/** What can be done to a session's occurrence. */
export type SessionAction =
  | { readonly kind: 'cancel' }
  /** To another time and, with scope 'this', another day. */
  | { readonly kind: 'move'; readonly day: LocalDate | null; readonly time: LocalTime }
  /** To other channels. */
  | { readonly kind: 'channels'; readonly channels: readonly ChannelId[] }
  | { readonly kind: 'length'; readonly maxSeconds: number }
  /** One more place in it, after `after` (null: first): a notice, a make-good. */
  | {
      readonly kind: 'add';
      readonly after: SegmentId | null;
      readonly title: string;
      readonly content: Content;
      readonly language: string;
    };

/** What can be done to a segment's occurrence. */
export type SegmentAction =
  | { readonly kind: 'cancel' }
  | { readonly kind: 'replace'; readonly content: Content; readonly title: string | null }
  /** Into another session of the same broadcast day, after one of its segments (null: first). */
  | { readonly kind: 'move'; readonly session: SessionId; readonly after: SegmentId | null };

export type EditTarget =
  | { readonly of: 'session'; readonly session: SessionId; readonly action: SessionAction }
  | { readonly of: 'segment'; readonly segment: SegmentId; readonly action: SegmentAction };

/** Where several edits touch one occurrence, they hold in the order of their ids. */
export type Edit = EditTarget & {
  readonly id: number;
  readonly scope: EditScope;
  /** The calendar date on which the rules ask for the (first) occurrence; for 'all' where it was made from. */
  readonly day: LocalDate;
};

/** Of two that cannot both air, which keeps its place: a person's order, for one channel's day. */
export interface Decision {
  readonly id: number;
  readonly channel: ChannelId;
  readonly day: LocalDate;
  /** Slots or session keys: 'segment@local start as asked', 'session@…'. */
  readonly first: string;
  readonly second: string;
}

/** Somebody stands for a festival's days being right. */
export interface Confirmation {
  readonly id: number;
  readonly festival: FestivalId;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** An order that holds no more from this day on. */
export interface Lift {
  readonly id: number;
  readonly overlay: OverlayId;
  readonly from: LocalDate;
}

/** All that count, each list in order of id. */
export interface Alterations {
  readonly edits: readonly Edit[];
  readonly decisions: readonly Decision[];
  readonly confirmations: readonly Confirmation[];
  readonly lifts: readonly Lift[];
}

export const NO_ALTERATIONS: Alterations = { edits: [], decisions: [], confirmations: [], lifts: [] };
