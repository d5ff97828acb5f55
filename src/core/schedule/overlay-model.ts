/**
 * What lies over the base schedule for some days: orders to suspend or replace, and festivals with their dates.
 *
 * Neither changes the schedule beneath; without them it is what it was.
 */
import type { ChannelId, FestivalId, ItemId, OverlayId, UnitId } from '../ids.ts';
import type { LocalDate } from '../time/local.ts';

export const OVERLAY_KINDS = ['mourning', 'holiday', 'election', 'other'] as const;
export type OverlayKind = (typeof OVERLAY_KINDS)[number];

/** An order for some days, both included: quốc tang, Tết, bầu cử… */
export interface Overlay {
  readonly id: OverlayId;
  readonly name: string;
  readonly kind: OverlayKind;
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Channels that serve these units, or units beneath them, on the day; with `channels` empty too: every channel. */
  readonly units: readonly UnitId[];
  readonly channels: readonly ChannelId[];
  /** Kinds of items that it removes ('music'); empty: everything that is not an emergency. */
  readonly genres: readonly string[];
  /** What sounds in their place; null: nothing. */
  readonly replacement: ItemId | null;
  /** Who ordered it, and in which document. */
  readonly authority: string;
  readonly document: string | null;
  readonly reason: string;
}

export const FESTIVAL_KINDS = ['khmer', 'holiday', 'other'] as const;
export type FestivalKind = (typeof FESTIVAL_KINDS)[number];

/** One year's days of a festival, both included, as somebody found them announced. */
export interface FestivalDays {
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Where these dates were found. */
  readonly source: string;
}

/**
 * A festival whose days are announced, not computed. Its days count once a person has confirmed them. Those of kind
 * 'holiday' are days off: for allowed hours, public holidays.
 */
export interface Festival {
  readonly id: FestivalId;
  readonly name: string;
  readonly kind: FestivalKind;
  readonly days: readonly FestivalDays[];
}
