/**
 * The answer to "why did this (not) air on that day", as facts: what was planned, what removed it, what people said.
 *
 * Sentences are made of it elsewhere (contract/sentences/why.ts). Everything here was stored before anybody asked, except
 * that a day nobody has planned is worked out, and says so.
 */
import type { NotAiredReason, Outcome, Role } from '../evidence/entry.ts';
import type { SegmentId, SessionId } from '../ids.ts';
import type { Reason } from '../playlist/model.ts';
import type { LocalDate, LocalDateTime } from '../time/local.ts';
import type { GuardFinding } from './guard-model.ts';
import type { Authorisation } from './model.ts';
import type { Overlay } from './overlay-model.ts';

/**
 * 'planned': it is to come. 'aired', 'partly', 'not-aired': people said so. 'not-planned': it has no place in the day, or had
 * one that was taken away. 'unknown': it was to air by now, and nobody has said what became of it.
 */
export const WHY_STATUSES = ['planned', 'aired', 'partly', 'not-aired', 'not-planned', 'unknown'] as const;
export type WhyStatus = (typeof WHY_STATUSES)[number];

/** Why the rules do not ask for something on a day: before its first day, after its last, taken out, or other days. */
export const OFF_RULES = ['not-yet', 'over', 'excepted', 'other-days'] as const;

export interface OffRule {
  /** Whose days: the channel's, the session's, or the segment's own. */
  readonly of: 'channel' | 'session' | 'segment';
  readonly why: (typeof OFF_RULES)[number];
  /** As written; empty for a channel. */
  readonly rules: readonly string[];
  readonly alsoOn: readonly LocalDate[];
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  /** Festivals that its rules name, with announced days from this one on for which nobody stands yet. */
  readonly festivals: readonly {
    /** The rule as written. */
    readonly rule: string;
    readonly name: string;
    readonly waiting: readonly { readonly from: LocalDate; readonly to: LocalDate }[];
  }[];
  /** The next day after it on which the rules ask for it and nobody has cancelled it; null when none is near. */
  readonly next: LocalDate | null;
}

/** Something that was laid in the day. */
export interface WhyPiece {
  /** Id of the playlist's entry, which the air log speaks of. */
  readonly id: string;
  readonly title: string;
  /** The station's local time. */
  readonly at: LocalDateTime;
  readonly seconds: number;
  /** What stands of what was said; null: nothing was. */
  readonly outcome: Outcome | null;
  readonly reasons: readonly Reason[];
}

export interface WhyAbsence {
  readonly title: string;
  readonly reason: Reason;
}

/** What the day itself says: a session's, or a segment's in one session. */
export interface Explained {
  /** null: the session as a whole. */
  readonly segment: SegmentId | null;
  readonly session: SessionId;
  readonly sessionName: string;
  readonly title: string;
  readonly status: WhyStatus;
  /** Local time at which it begins or began by the plan; of what has no place, null. */
  readonly at: LocalDateTime | null;
  readonly pieces: readonly WhyPiece[];
  readonly absences: readonly WhyAbsence[];
  readonly off: OffRule | null;
  /** Who ordered an emergency. */
  readonly authorised: Authorisation | null;
  readonly findings: readonly GuardFinding[];
}

/** Who did something, by the name they have today; null: the system, or somebody who was erased. */
export interface WhyActor {
  readonly id: string;
  readonly kind: 'person' | 'machine' | 'site' | 'system' | 'nobody';
  readonly name: string | null;
}

/** An edit or decision that reasons speak of. */
export interface WhyAlteration {
  readonly id: number;
  readonly kind: string;
  readonly by: WhyActor;
  /** The station's local time. */
  readonly at: LocalDateTime;
  readonly reason: string;
  readonly undone: { readonly by: WhyActor; readonly at: LocalDateTime; readonly reason: string } | null;
}

/** One person's word about a piece. */
export interface WhySaid {
  /** Number in the air log. */
  readonly seq: number;
  readonly entry: string;
  readonly title: string;
  readonly outcome: Outcome;
  readonly reason: NotAiredReason | null;
  readonly role: Role;
  /** null: never given, or erased. */
  readonly by: string | null;
  /** The station's local time. */
  readonly at: LocalDateTime;
  readonly secondsHeard: number | null;
  readonly note: string | null;
  /** Whether it is what counts of all that was said of this piece. */
  readonly stands: boolean;
}

export interface WhyAnswer extends Explained {
  readonly day: LocalDate;
  readonly channelName: string;
  /** 'stored': the rundown that was in force; 'worked-out': by the rules as they are now. */
  readonly source: 'stored' | 'worked-out';
  /** Whether what people said of the day was looked at: it may not be the asker's to read. */
  readonly logRead: boolean;
  readonly alterations: readonly WhyAlteration[];
  readonly orders: readonly Pick<
    Overlay,
    'id' | 'name' | 'kind' | 'from' | 'to' | 'authority' | 'document' | 'reason'
  >[];
  /** In order of number. */
  readonly said: readonly WhySaid[];
  /** Titles of segments, sessions and strands that reasons name by id. */
  readonly names: Readonly<Record<string, string>>;
}
