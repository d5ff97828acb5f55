/**
 * A playlist: one session's rundown as exact sound. Offsets and lengths are whole samples at 48 kHz from
 * the session's start, so that a fixed start is fixed to the sample. A playlist knows no files, only hashes.
 */

import type { CampaignId, ChannelId, ContentGroupId, ItemId, SegmentId, SessionId, StrandId } from '../ids.ts';
import type { Priority } from '../schedule/model.ts';
import type { LocalDate, LocalDateTime } from '../time/local.ts';
import type { Moment } from '../time/moment.ts';
import type { Cut } from './cut.ts';

export type { Cut } from './cut.ts';

export type Run = 'first' | 'repeat';

export interface PlaylistEntry {
  /** 'segment-id@2025-04-07T05:00:00', with '#2' for the second piece of one slot: stable over re-planning. */
  readonly id: string;
  readonly segment: SegmentId;
  readonly kind: 'sound' | 'relay' | 'filler';
  /** What is heard, as a person reads it. */
  readonly title: string;
  readonly item: ItemId | null;
  readonly genre: string | null;
  readonly strand: StrandId | null;
  readonly language: string | null;
  readonly run: Run | null;
  readonly campaign: CampaignId | null;
  readonly contentGroup: ContentGroupId | null;
  /** The sound laid here; for a relay the fallback beneath it; null is silence. */
  readonly cut: Cut | null;
  /** First sample, from the start of the session. */
  readonly offset: number;
  /** Samples heard. A filler or fallback longer than its cut repeats it; a shorter one fades out. */
  readonly length: number;
  /** Fade at the end, in samples (0: none). Speech is never faded. */
  readonly fadeOut: number;
  /** Samples for which it sounds together with its neighbours, each at equal power; not given: it does not. */
  readonly crossfade?: { readonly in: number; readonly out: number };
  /** Samples before its end at which the next begins, both heard as they are; not given: it does not. */
  readonly segue?: number;
  /** Music beneath it for its whole length, so many dB under its own level; not given or null: none. */
  readonly bed?: Bed | null;
  readonly start: Moment;
  /** Why this sounds here. */
  readonly reasons: readonly Reason[];
}

export interface Bed {
  readonly item: ItemId;
  readonly cut: Cut;
  readonly underDb: number;
}

/** Something that should have been in the playlist and is not, with the reason code. */
export interface Absence {
  readonly id: string;
  readonly segment: SegmentId;
  readonly title: string;
  readonly item: ItemId | null;
  readonly language: string | null;
  readonly reason: Reason;
}

/** Why something is as it is; sentences in src/contract/sentences. */
export type Reason =
  | { readonly code: 'by-rule'; readonly rule: string }
  | { readonly code: 'rotation'; readonly strand: string; readonly turn: number; readonly of: number }
  | { readonly code: 'repeat-of'; readonly segment: string }
  | { readonly code: 'waits-for-recording'; readonly language: string }
  | { readonly code: 'sound-missing'; readonly sound: string }
  | { readonly code: 'no-version'; readonly language: string }
  | { readonly code: 'not-valid'; readonly day: string }
  | { readonly code: 'strand-empty'; readonly strand: string }
  | { readonly code: 'nothing-to-repeat'; readonly segment: string }
  | { readonly code: 'no-room'; readonly needed: number; readonly left: number }
  /** Music that stretches found nothing to fill: no fixed start follows, or the gap is too short or taken. */
  | { readonly code: 'no-gap' }
  /** It sounds without the music under it, which has no sound or may not air. */
  | {
      readonly code: 'bed-missing';
      readonly bed: string;
      /** The name of the order that removes it, when one does. */
      readonly order?: string;
    }
  | { readonly code: 'session-clash'; readonly with: string }
  | { readonly code: 'fixed-start-passed'; readonly at: string }
  | { readonly code: 'fills-until'; readonly at: string }
  | {
      readonly code: 'hour-moved';
      readonly asked: string;
      readonly placed: string;
      /** The station's policy; older plans do not say it. */
      readonly policy?: 'forward' | 'backward';
    }
  | { readonly code: 'hour-doubled'; readonly asked: string; readonly policy?: 'first' | 'second' }
  // what people altered; who and why is with the alteration
  | { readonly code: 'cancelled'; readonly alteration: number }
  | { readonly code: 'moved-away'; readonly alteration: number; readonly to: string }
  | { readonly code: 'moved-here'; readonly alteration: number; readonly from: string }
  | {
      readonly code: 'edited';
      readonly alteration: number;
      readonly what: 'replaced' | 'added' | 'length' | 'channels';
    }
  // what was ordered
  | {
      readonly code: 'suspended';
      readonly overlay: string;
      readonly name: string;
      readonly authority: string;
      readonly document: string | null;
    }
  | { readonly code: 'replaced'; readonly overlay: string; readonly name: string; readonly authority: string }
  | { readonly code: 'guard-hours'; readonly guard: string; readonly allowed: string }
  | { readonly code: 'guard-sessions'; readonly guard: string; readonly most: number }
  | { readonly code: 'guard-length'; readonly guard: string; readonly seconds: number }
  // what else wanted the same time
  | { readonly code: 'preempted'; readonly by: string; readonly priority: Priority }
  | { readonly code: 'yields'; readonly to: string; readonly alteration: number }
  | { readonly code: 'decision-open'; readonly with: string }
  | { readonly code: 'begins-late'; readonly seconds: number; readonly after: string | null }
  /** Moved to the front of its stretch (Circular 39/2020: priority items are played first within the programme). */
  | { readonly code: 'priority-first' }
  // what the item itself does not allow
  | { readonly code: 'draft' }
  | { readonly code: 'embargoed'; readonly until: string }
  | { readonly code: 'expired'; readonly at: string }
  /** What it repeats did not air, so this is the first run. */
  | { readonly code: 'first-run-missed'; readonly segment: string };

export interface Playlist {
  readonly channel: ChannelId;
  readonly channelName: string;
  /** The broadcast day. */
  readonly day: LocalDate;
  readonly session: SessionId;
  readonly sessionName: string;
  /** The local time that the schedule asks for, whatever moved it; older plans do not say it. */
  readonly asked?: LocalDateTime;
  readonly start: Moment;
  readonly profile: string;
  /** Length of the rendered file in samples. */
  readonly length: number;
  readonly entries: readonly PlaylistEntry[];
  readonly absences: readonly Absence[];
}
