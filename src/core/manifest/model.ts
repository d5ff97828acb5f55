/**
 * A manifest: what one site is to play, for some days, in one signed text. A site plays nothing that stands in no manifest.
 *
 * It refers to sound by its hash only, and repeats the hours in which the site may sound, so that a site without the centre
 * still knows everything that it needs. Versions rise by one for each site and never come back.
 */
import type { Sha256 } from '../ids.ts';
import type { Authorisation } from '../schedule/model.ts';
import type { LocalDate, LocalTime } from '../time/local.ts';
import type { Moment } from '../time/moment.ts';

export const MANIFEST_FORMAT = 'loa-manifest/1';

/** What a site does with a session whose start it missed. */
export const LATE_POLICIES = ['skip', 'from-start', 'join'] as const;
export type LatePolicy = (typeof LATE_POLICIES)[number];

interface Named {
  readonly id: string;
  readonly name: string;
}

/** One item of a session, for the list that people read and for the air log. */
export interface ManifestItem {
  /** The planned airing's id: stable over re-planning. */
  readonly id: string;
  readonly title: string;
  readonly kind: 'sound' | 'relay' | 'filler';
  readonly language: string | null;
  /** Of a relay: the name of what is relayed, as the schedule has it; which socket or address that is, every player knows for itself. */
  readonly source?: string;
  /** Milliseconds from the start of the session, and its length. */
  readonly offsetMs: number;
  readonly lengthMs: number;
}

export interface ManifestSound {
  readonly sha256: Sha256;
  readonly bytes: number;
  /** 'mp3', 'wav' …: what follows the dot of a file's name. */
  readonly format: string;
  readonly lengthMs: number;
}

export interface ManifestSession {
  readonly id: string;
  readonly name: string;
  readonly start: Moment;
  readonly lengthMs: number;
  /** null: nothing of it sounds from a file. */
  readonly sound: ManifestSound | null;
  readonly late: LatePolicy;
  /** How late it may still begin from its start, seconds. */
  readonly graceSeconds: number;
  /** 0–100, as the site's amplifier has it; null: as it stands. */
  readonly volume: number | null;
  /** Who ordered the emergency for which it may sound outside the allowed hours; null: it may not. */
  readonly authorised: Authorisation | null;
  readonly items: readonly ManifestItem[];
}

export interface ManifestDay {
  readonly day: LocalDate;
  /** Of the rundown that a second person approved, and its hash. */
  readonly version: number;
  readonly hash: Sha256;
  /** In order of start. None: nothing sounds on that day, and somebody approved that. */
  readonly sessions: readonly ManifestSession[];
}

/** A stretch of the clock [from, to) in which the site may sound. `to` 00:00:00 is the end of the day. */
export interface AllowedHours {
  readonly from: LocalTime;
  readonly to: LocalTime;
}

/** Of one calendar day, in order and apart from each other; none: nothing may sound on it. */
export interface HoursOfDay {
  readonly day: LocalDate;
  readonly spans: readonly AllowedHours[];
}

export interface Manifest {
  readonly format: typeof MANIFEST_FORMAT;
  /** The centre that signs, by its key's name. */
  readonly origin: string;
  readonly site: Named;
  readonly zone: string;
  /** From 1, for this site. */
  readonly version: number;
  /** RFC 3339 instants. */
  readonly issuedAt: string;
  readonly validUntil: string;
  /** When the site may sound, on each calendar day that its sessions may touch; on a day not named it may not. Checked at the site too. */
  readonly hours: readonly HoursOfDay[];
  /** In order of day, each once. */
  readonly days: readonly ManifestDay[];
  /** The air log's newest signed checkpoint when it was issued: every site keeps one. null: there was none. */
  readonly checkpoint: string | null;
}
