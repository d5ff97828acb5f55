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
  readonly rundownVersion: number;
}

/** A person's statement of what happened to one planned airing. */
export interface AirLogEntry {
  readonly format: 'loa-air-log/1';
  readonly kind: 'statement';
  /** Instant at which the statement was recorded here. */
  readonly recordedAt: string;
  /** How we know: a person says so. Devices and recordings will have kinds of their own. */
  readonly evidence: 'statement';
  /** Id of the statement, 32 hex digits: the same for all its entries, so that sending it twice makes nothing twice. */
  readonly statement: string;
  /** Who said it, as an id ('person:p-…', 'site:t-…', 'system:cli'): whose name it is stands outside the log and can be erased. */
  readonly actor: string;
  readonly role: Role;
  /** Whether the person spoke of this item alone or of its whole session. */
  readonly scope: 'item' | 'session';
  readonly outcome: Outcome;
  readonly reason: NotAiredReason | null;
  readonly started: Moment | null;
  readonly secondsHeard: number | null;
  readonly by: Sha256 | null;
  readonly note: Sha256 | null;
  /** The entry that this one corrects; that entry stays. */
  readonly corrects: number | null;
  readonly planned: PlannedAiring;
}

/** The leaf: canonical JSON in UTF-8. These bytes are stored, hashed and handed out; never re-made. */
export const entryBytes = (entry: AirLogEntry): Uint8Array => utf8ToBytes(canonicalJson(entry));

/** Reads a stored leaf back; `text` is its bytes decoded as UTF-8. */
export const entryFrom = (text: string): AirLogEntry => JSON.parse(text) as AirLogEntry;

/** What a statement's id looks like: 128 random bits. */
export const STATEMENT_ID = /^[0-9a-f]{32}$/;

/** SHA-256(salt ‖ text): what stands in a leaf for a name or a note. `salt` is 16 random bytes. */
export const saltedHash = (salt: Uint8Array, text: string): Sha256 =>
  bytesToHex(sha256(concatBytes(salt, utf8ToBytes(text)))) as Sha256;
