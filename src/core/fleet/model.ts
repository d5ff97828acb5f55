/** What is known of one site: facts that were gathered, and what follows from them. A site is the place behind one channel. */
import type { ClockQuality } from '../evidence/entry.ts';

/** What a machine at a site says of itself, at its newest. */
export interface SiteStatus {
  /** RFC 3339, when the centre heard it. */
  readonly at: string;
  /** Free bytes of the disk that its sound lies on; null: it did not say. */
  readonly freeBytes: number | null;
  /** Files of its manifest that it lacks, by hash; the first of them. */
  readonly missing: readonly string[];
  /** How many there are; `missing` may name fewer. */
  readonly missingCount: number;
  /** Name and version of its program. */
  readonly agent: string | null;
  readonly offsetMs: number | null;
  readonly errorMs: number | null;
  /** RFC 3339, since when a session is on there and nothing sounds; null, or absent in what older programs said: it is not so. */
  readonly silentSince?: string | null;
}

export interface SiteClock {
  readonly quality: ClockQuality;
  /** What to add to its clock; null: nobody has compared it. */
  readonly offsetMs: number | null;
  readonly at: string;
}

export interface SiteSession {
  readonly day: string;
  readonly id: string;
  readonly name: string;
  /** Local, and as an instant. */
  readonly local: string;
  readonly instant: string;
}

export interface SiteFacts {
  /** Whether a machine plays there that reports by itself: one whose token may report, and that was heard of once. */
  readonly machine: boolean;
  /** The newest instant at which anything at the site was heard of; null: never. */
  readonly lastContact: string | null;
  readonly published: {
    readonly version: number;
    readonly publishedAt: string;
    readonly validUntil: string;
  } | null;
  /** What those at the site hold: its machines, or where there is none its telephones. null: nothing. `validUntil` null: not known here. */
  readonly held: { readonly version: number; readonly at: string; readonly validUntil: string | null } | null;
  /** Whether anybody at the site could fetch: a token or link that works. */
  readonly reachable: boolean;
  /** When the first version above the held one was published; null: it holds the newest. */
  readonly newerSince: string | null;
  /** Of its newest row or status; null: none came lately. */
  readonly clock: SiteClock | null;
  readonly status: SiteStatus | null;
  /** Sessions with sound that were published before they began, in the last day, of which nobody has said a word. */
  readonly unheard: readonly SiteSession[];
  readonly next: SiteSession | null;
}
