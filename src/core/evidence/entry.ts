/**
 * What an air-log entry says, and its one byte form.
 *
 * An entry is a frozen copy: it keeps the titles and the unit names of that day, so that nothing which may
 * later change or go can change what it says. Names of people and free text stay outside, as salted hashes:
 * erasing the salt erases the person and leaves the entry whole.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Sha256 } from '../ids.ts';
import type { Run } from '../playlist/model.ts';
import type { Moment } from '../time/moment.ts';
import { canonicalJson } from './canonical.ts';

export const OUTCOMES = ['aired', 'partly', 'not-aired'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Why something did not air, or not wholly. 'other' needs a note. */
export const REASONS = [
  'power-cut',
  'device-fault',
  'line-fault',
  'weather',
  'sound-missing',
  'ordered-off',
  'emergency',
  'other',
] as const;
export type NotAiredReason = (typeof REASONS)[number];

export const ROLES = ['technician', 'operator'] as const;
export type Role = (typeof ROLES)[number];

interface Named {
  readonly id: string;
  readonly name: string;
}

/** The planned airing, as it stood in the rundown that was in force. */
export interface PlannedAiring {
  readonly id: string;
  readonly channel: Named;
  /** The units that this channel served on that day, by their names of that day. */
  readonly units: readonly Named[];
  readonly day: string;
  readonly session: Named;
  readonly segment: string;
  readonly title: string;
  readonly kind: 'sound' | 'relay' | 'filler';
  readonly item: string | null;
  readonly genre: string | null;
  readonly language: string | null;
  readonly run: Run | null;
  readonly campaign: Named | null;
  readonly contentGroup: Named | null;
  readonly start: Moment;
  readonly seconds: number;
  readonly cut: Sha256 | null;
  /** The script in force when the entry was made; entries of the first release do not say it. */
  readonly script?: Sha256 | null;
  /** The rule that laid it there; entries of the first release do not say it. */
  readonly rule?: string | null;
  readonly rundownVersion: number;
}

/** What every entry has. */
interface Kept {
  readonly format: 'loa-air-log/1';
  /** Instant at which it was recorded here. */
  readonly recordedAt: string;
  /** Who caused it, as an id ('person:p-…', 'site:t-…', 'system:cli'): whose name it is stands outside the log and can be erased. */
  readonly actor: string;
  /** The name given with it, and a person's own words, as salted hashes. */
  readonly by: Sha256 | null;
  readonly note: Sha256 | null;
}

/** A person's statement of what happened to one planned airing. */
export interface StatementEntry extends Kept {
  readonly kind: 'statement';
  /** How we know: a person says so. */
  readonly evidence: 'statement';
  /** Id of the statement, 32 hex digits: the same for all its entries, so that sending it twice makes nothing twice. */
  readonly statement: string;
  readonly role: Role;
  /** Whether the person spoke of this item alone or of its whole session. */
  readonly scope: 'item' | 'session';
  readonly outcome: Outcome;
  readonly reason: NotAiredReason | null;
  readonly started: Moment | null;
  readonly secondsHeard: number | null;
  /** The entry that this one corrects; that entry stays. */
  readonly corrects: number | null;
  readonly planned: PlannedAiring;
}

/** A person does not agree with what an entry says of an airing. It changes no verdict; it stands beside it. */
export interface ObjectionEntry extends Kept {
  readonly kind: 'objection';
  /** As a statement's id: sending it twice makes nothing twice. */
  readonly statement: string;
  /** Number of the entry that is disputed. */
  readonly disputes: number;
  readonly planned: PlannedAiring;
}

/** How far a device's time can be believed: synchronised (≤ 1 s), interpolated (≤ 5 s), bounded, its own claim only. */
export const CLOCK_QUALITIES = ['A', 'B', 'C', 'D'] as const;
export type ClockQuality = (typeof CLOCK_QUALITIES)[number];

/** A device's own clock when it wrote its row: as it stood, never corrected. */
export interface DeviceClock {
  /** RFC 3339, UTC. */
  readonly wall: string;
  /** Milliseconds since its start, by a clock that nobody sets. */
  readonly monotonicMs: number;
  /** What to add to its clock, and how far that may be off, by its last exchange with the centre; null: there was none. */
  readonly offsetMs: number | null;
  readonly errorMs: number | null;
  readonly quality: ClockQuality;
}

/** What a machine can report of one planned airing; 'heard' is what was recognised in a recording. */
export const REPORT_KINDS = ['started', 'stopped', 'missed', 'preempted', 'heard'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** What tells one row of a device from every other. */
export interface DeviceRow {
  readonly device: string;
  /** Its start, as an id of its own. */
  readonly boot: string;
  /** Number within that start, from 0. */
  readonly row: number;
}

/** A machine's report of one planned airing, of a strength (core/verdict/judge.ts) that its source has. */
export interface ReportEntry extends Kept {
  readonly kind: ReportKind;
  readonly evidence: 'L2' | 'L3' | 'L4' | 'L5';
  /** `sha256`: of the row as it was sent (report.ts rowHash()), so that the same row sent again is known as that. */
  readonly source: DeviceRow & { readonly sha256: Sha256 };
  readonly clock: DeviceClock;
  readonly outcome: Outcome | null;
  readonly reason: NotAiredReason | null;
  readonly started: Moment | null;
  readonly stopped: Moment | null;
  readonly secondsHeard: number | null;
  readonly planned: PlannedAiring;
}

/** What an event's entry says; nothing in it is a person's name or words. */
export interface EventFacts {
  /** The service began, after `entries` entries; `clean`: it had been ended in order. */
  readonly restart: { readonly version: string; readonly entries: number; readonly clean: boolean };
  /** The machine's clock was moved: what it would have shown and what it shows, RFC 3339. */
  readonly clock: { readonly expected: string; readonly shown: string };
  /** Bytes free on the log's disk, and when nothing could be written for want of room. */
  readonly 'disk-full': { readonly freeBytes: number; readonly refusedAt: string };
  /** Verifier keys; `signature` in base64, of the old key over keyChangeText(), null when that key is lost. */
  readonly 'key-change': { readonly oldKey: string; readonly newKey: string; readonly signature: string | null };
  /** Something left the house: what, of which days, how many entries, the SHA-256 of the file (null: it was sent while it was made). */
  readonly export: {
    readonly what: string;
    readonly from: string;
    readonly to: string;
    /** null: they were counted by nobody before they were sent. */
    readonly entries: number | null;
    readonly sha256: string | null;
  };
  /** Records went after their time: of what kind, under which rule, how many, and the span that they were from. */
  readonly retention: {
    readonly record: string;
    readonly rule: string;
    readonly keepDays: number;
    readonly removed: number;
    readonly oldest: string | null;
    readonly newest: string | null;
  };
  /** Nothing of those days may go, or again it may. */
  readonly hold: { readonly hold: string; readonly placed: boolean; readonly from: string; readonly to: string };
  /** A device sent another row under the number of one that is here. */
  readonly equivocation: DeviceRow & { readonly entry: number; readonly sha256: Sha256 };
}

export type EventKind = keyof EventFacts;

/** Something that happened to the log or its machine and to no airing. */
export type EventEntry = {
  readonly [Kind in EventKind]: Kept & {
    readonly kind: Kind;
    /** The broadcast day and channel that it concerns; null: none. */
    readonly day: string | null;
    readonly channel: string | null;
    readonly facts: EventFacts[Kind];
  };
}[EventKind];

export type AiringEntry = StatementEntry | ObjectionEntry | ReportEntry;
export type AirLogEntry = AiringEntry | EventEntry;
export type EntryKind = AirLogEntry['kind'];

/** Whether an entry is about a planned airing. */
export const isOfAiring = (entry: AirLogEntry): entry is AiringEntry => 'planned' in entry;

/** The leaf as text. */
export const entryText = (entry: AirLogEntry): string => canonicalJson(entry);

/** The leaf: canonical JSON in UTF-8. These bytes are stored, hashed and handed out; never re-made. */
export const entryBytes = (entry: AirLogEntry): Uint8Array => utf8ToBytes(entryText(entry));

/** Reads a stored leaf back; `text` is its bytes decoded as UTF-8. */
export const entryFrom = (text: string): AirLogEntry => JSON.parse(text) as AirLogEntry;

/** What a statement's id looks like: 128 random bits. */
export const STATEMENT_ID = /^[0-9a-f]{32}$/;

/** SHA-256(salt ‖ text): what stands in a leaf for a name or a note. `salt` is 16 random bytes. */
export const saltedHash = (salt: Uint8Array, text: string): Sha256 =>
  bytesToHex(sha256(concatBytes(salt, utf8ToBytes(text)))) as Sha256;
