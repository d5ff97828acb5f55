/**
 * The schedule as values: who, where, when and what, as people wrote it, before any rule is expanded.
 *
 * Everything that changes over the years is dated data (units, parents, who answers for a station).
 * Nothing here is a row or a file; store and contract map to and from these shapes.
 */
import type {
  CampaignId,
  ChannelId,
  ContentGroupId,
  ItemId,
  SegmentId,
  SessionId,
  StationId,
  StrandId,
  UnitId,
} from '../ids.ts';
import type { Dated, LocalDate, LocalDateTime, LocalTime } from '../time/local.ts';
import type { ClockChangePolicy } from '../time/zone.ts';
import type { Guard } from './guard-model.ts';
import type { Festival, Overlay } from './overlay-model.ts';

/** A link that holds for some days: a parent, or who answers for a station. */
export interface DatedUnit extends Dated {
  readonly unit: UnitId;
}

/** An organisation, with its days of validity. Codes and names are both reused over time; `id` is not. */
export interface Unit extends Dated {
  readonly id: UnitId;
  readonly name: string;
  /** What it is called in its own country: 'huyện', 'xã', 'thị trấn', 'thành phố'. Data, never a rule. */
  readonly kind: string;
  readonly code: string | null;
  readonly parents: readonly DatedUnit[];
  /** Units that took over when this one ended. */
  readonly succeededBy: readonly UnitId[];
}

/** Who is responsible for sound, in one time zone. */
export interface Station {
  readonly id: StationId;
  readonly name: string;
  /** IANA zone of every local time of this station. */
  readonly zone: string;
  /** The broadcast day begins here: what starts earlier belongs to the day before. Normally 00:00:00. */
  readonly dayStart: LocalTime;
  /** What is done with a local time that a clock change removed or doubled. */
  readonly clockChange: ClockChangePolicy;
  readonly responsible: readonly DatedUnit[];
  /** Name of the loudness profile of what this station renders (src/core/playlist/profile.ts). */
  readonly profile: string;
  /** Where its people are reached, as the telephone page dials it ('+842993871234', '0299 387 1234'); null: nobody said. */
  readonly phone: string | null;
}

/** One continuous output on which one thing airs at a time. */
export interface Channel extends Dated {
  readonly id: ChannelId;
  readonly name: string;
  readonly station: StationId;
  /** What carries it: 'fm', 'loudspeaker', 'mobile'. Data. */
  readonly carrier: string;
  readonly units: readonly DatedUnit[];
}

/**
 * When something recurs: RRULE texts (RFC 5545 §3.3.10, without DTSTART) from a first day, plus single
 * days, minus excepted days. The clock time is not in the rule; it is the session's or the segment's.
 */
export interface Recurrence extends Dated {
  readonly rules: readonly string[];
  /** The day the rules count from (DTSTART's date). */
  readonly from: LocalDate;
  /** The last day, included. */
  readonly to: LocalDate | null;
  readonly alsoOn: readonly LocalDate[];
  readonly notOn: readonly LocalDate[];
}

/** Buổi phát: a recurring container on channels. */
export interface Session {
  readonly id: SessionId;
  readonly name: string;
  readonly channels: readonly ChannelId[];
  readonly recurrence: Recurrence;
  readonly start: LocalTime;
  /** The longest it may last, in seconds, relays included. */
  readonly maxSeconds: number;
  /** How many seconds later it may begin when what airs before it has not ended; 0: at its time or not at all. */
  readonly graceSeconds: number;
  /** Silence laid between two pieces that follow each other, in milliseconds. */
  readonly pauseMs: number;
}

/** What fills a segment's place. */
export type Content =
  | { readonly kind: 'item'; readonly item: ItemId }
  /** The next `count` items of a strand, by rotation. */
  | { readonly kind: 'strand'; readonly strand: StrandId; readonly count: number }
  /** What `of` played earlier the same broadcast day, again. */
  | { readonly kind: 'repeat'; readonly of: SegmentId }
  /** Another station's sound for a fixed time; `fallback` sounds in the rendered file beneath it. */
  | { readonly kind: 'relay'; readonly source: string; readonly seconds: number; readonly fallback: ItemId | null }
  /** Music that stretches to the next hard start. */
  | { readonly kind: 'filler'; readonly item: ItemId };

export type Start = { readonly kind: 'soft' } | { readonly kind: 'hard'; readonly at: LocalTime };

/** What a collision with something of equal rank means is in the rules of priority (domain.md §3.2). */
export type Priority = 'normal' | 'priority' | 'emergency';

/** Who ordered an emergency, and on what ground: without it, nothing passes the hours that are allowed. */
export interface Authorisation {
  readonly by: string;
  readonly reason: string;
  readonly document: string | null;
}

/** Tiết mục: a place in a session. `position` orders places within one session. */
export interface Segment {
  readonly id: SegmentId;
  readonly title: string;
  readonly session: SessionId;
  readonly position: number;
  /** null: at every occurrence of its session. */
  readonly recurrence: Recurrence | null;
  readonly start: Start;
  /** How many seconds after a fixed start it may begin, so that speech before it is heard to its end. */
  readonly graceSeconds: number;
  /** A segment that is not required may be left out to keep a fixed start. */
  readonly required: boolean;
  readonly priority: Priority;
  /** Only an emergency has one. */
  readonly authorised: Authorisation | null;
  /** Which version of an item airs here: BCP 47 primary tag, 'vi' or 'km'. */
  readonly language: string;
  readonly content: Content;
  /** Begins while what is before it is still heard, both at equal power, for so many ms; in place of the pause. 0: does not. */
  readonly crossfadeMs: number;
  readonly bed: SegmentBed | null;
}

/** Music under the speech of a segment. */
export interface SegmentBed {
  readonly item: ItemId;
  /** dB that it lies under the speech. */
  readonly underDb: number;
}

/** Chuyên mục: a regular feature, its items in their order of rotation. */
export interface Strand {
  readonly id: StrandId;
  readonly name: string;
  readonly campaign: CampaignId | null;
  readonly items: readonly ItemId[];
}

/** One language's form of an item. */
export interface ItemVersion {
  readonly language: string;
  readonly script: string | null;
  /** File name of its sound as taken into the library; null while it waits for a recording. */
  readonly sound: string | null;
  /** Whether the voice is synthetic. */
  readonly synthetic: boolean;
}

/** Tin, bài, phóng sự…: a piece of content. It may air from `from` to `to`, both days included. */
export interface Item extends Dated {
  readonly id: ItemId;
  readonly title: string;
  /** 'newsItem', 'article', 'featureReport', 'notice', 'stationIdent', 'sting', 'music', 'signOff'… */
  readonly genre: string;
  readonly campaign: CampaignId | null;
  readonly contentGroup: ContentGroupId | null;
  readonly audiences: readonly string[];
  /** Not before this local time of the station (embargo); null: from the first day of its validity. */
  readonly notBefore: LocalDateTime | null;
  /** Not from this local time of the station on; null: to the end of the last day of its validity. */
  readonly notFrom: LocalDateTime | null;
  /** A draft is in the library and takes no turn until somebody has approved it. */
  readonly draft: boolean;
  readonly versions: readonly ItemVersion[];
}

export interface ContentGroup {
  readonly id: ContentGroupId;
  readonly name: string;
  /** Position in the plan's own numbering. */
  readonly position: number;
}

/** A figure to reach for a content group (null: the whole campaign). */
export interface Target {
  readonly contentGroup: ContentGroupId | null;
  /** 'airings' counts first runs and repeats, 'items' different items. */
  readonly measure: 'airings' | 'firstRuns' | 'minutes' | 'items';
  readonly amount: number;
  /** In each calendar week (Monday to Sunday) or month; null: over the whole campaign. */
  readonly per: 'week' | 'month' | null;
  /** Only this language's versions; null: any. */
  readonly language: string | null;
  /** Each of these units has to be reached so often; empty: the campaign as a whole. */
  readonly units: readonly UnitId[];
}

export interface Deadline {
  readonly name: string;
  /** Reports are due on or before this day. */
  readonly due: LocalDate;
  readonly senders: readonly UnitId[];
  readonly receiver: string;
  readonly via: string | null;
}

/** A document that a campaign rests on: '114-KH/HU', its day and issuer. */
export interface BasisDocument {
  readonly number: string;
  readonly title: string;
  readonly issued: LocalDate;
  readonly issuer: string;
}

export interface Campaign extends Dated {
  readonly id: CampaignId;
  readonly name: string;
  readonly owner: UnitId;
  readonly basis: readonly BasisDocument[];
  readonly contentGroups: readonly ContentGroup[];
  readonly targets: readonly Target[];
  readonly deadlines: readonly Deadline[];
}

/** Everything a centre has written down. Lists are in order of id, except where an order is data. */
export interface Schedule {
  readonly units: readonly Unit[];
  readonly stations: readonly Station[];
  readonly channels: readonly Channel[];
  readonly sessions: readonly Session[];
  readonly strands: readonly Strand[];
  readonly items: readonly Item[];
  readonly segments: readonly Segment[];
  readonly campaigns: readonly Campaign[];
  readonly festivals: readonly Festival[];
  readonly overlays: readonly Overlay[];
  readonly guards: readonly Guard[];
}
