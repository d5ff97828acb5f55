/**
 * The player as values: what it holds, what can happen to it, what it asks of its output, and what it says that it did.
 *
 * One machine for the centre's playout, a commune's agent and the browser. It never touches a clock or a sound: the time comes with every
 * event, and whoever runs it keeps `rows` on disk before it carries out `commands`.
 */
import type { ClockQuality, NotAiredReason, ReportKind } from '../evidence/entry.ts';
import type { Sha256 } from '../ids.ts';
import type { Manifest, ManifestSession } from '../manifest/model.ts';
import type { LocalDate } from '../time/local.ts';
import type { UrgentNotice } from '../urgent/model.ts';
import { NOTHING_URGENT, type Urgency } from './urgency.ts';

/** What it is now, as well as the device knows. */
export interface Now {
  /** Milliseconds since 1970 (UTC) by the device's clock, put right by its last exchange with the centre. */
  readonly wallMs: number;
  /** Milliseconds by a clock that nobody sets; starts anywhere. */
  readonly monotonicMs: number;
  readonly quality: ClockQuality;
}

/** A session that sounds. */
export interface Playing {
  /** sessionKey(). */
  readonly key: string;
  readonly day: LocalDate;
  readonly session: ManifestSession;
  /** Where in the sound it was begun, milliseconds, and when, by the clock that nobody sets. */
  readonly fromMs: number;
  readonly begunMs: number;
  /** When it was begun, in Now.wallMs's measure: a clock that outlives a power cut. */
  readonly begunWallMs: number;
  /** Why it was not begun where it begins; null: it was. */
  readonly lateWhy: NotAiredReason | null;
  /** The item that sounds: its place in session.items. */
  readonly item: number;
  /** Stretches in which nothing of it was heard, in order; absent: none. */
  readonly gaps?: readonly Gap[];
}

/** A stretch of a session, milliseconds from its start, in which nothing was heard, and why. */
export interface Gap {
  readonly fromMs: number;
  readonly toMs: number;
  readonly reason: NotAiredReason;
}

export interface Player {
  /** null: it plays nothing. */
  readonly manifest: Manifest | null;
  readonly playing: Playing | null;
  /** The sounds that it holds, whole and checked. */
  readonly sounds: ReadonlySet<Sha256>;
  /** What it can relay, by the names that the schedule has. */
  readonly relays: ReadonlySet<string>;
  /** A session that was broken off and may go on, how many of its items have their last word, and why it was; null: none. */
  readonly broken: { readonly key: string; readonly told: number; readonly why: NotAiredReason } | null;
  /** Keys of sessions of the manifest that need no more attention: played, or said to be missed. */
  readonly settled: ReadonlySet<string>;
  /** Orders that go before all sessions. */
  readonly urgent: Urgency;
  /** A person said that the clock is right: what is timed plays although nobody else vouches for it. */
  readonly clockConfirmed: boolean;
  /** The newest time at which it was known to run: after a power cut, when it stopped. */
  readonly aliveMs: number | null;
  /** The same by the clock that nobody sets; null: not since this start of the program. Nobody needs to keep it. */
  readonly aliveSteadyMs: number | null;
}

export type PlayerEvent =
  | { readonly kind: 'tick' }
  | { readonly kind: 'manifest'; readonly manifest: Manifest }
  /** Urgent orders and cancels that the site took; those that it knows change nothing. */
  | { readonly kind: 'urgent'; readonly notices: readonly UrgentNotice[] }
  | { readonly kind: 'sounds'; readonly sounds: ReadonlySet<Sha256> }
  /** The sound reached its end. */
  | { readonly kind: 'ended'; readonly key: string }
  /** Of the last `ms` milliseconds nothing was heard, though it goes on: the output took none of it, it was silence, or the relay was lost. */
  | { readonly kind: 'unheard'; readonly key: string; readonly ms: number; readonly reason: NotAiredReason }
  /** The output cannot play it, or not to its end; `heard`: it sounded until now. */
  | { readonly kind: 'failed'; readonly key: string; readonly reason: NotAiredReason; readonly heard: boolean }
  /** The program began again, with what it had kept: nothing sounds any more. */
  | { readonly kind: 'restarted' }
  /** The program is told to end: what sounds falls silent. */
  | { readonly kind: 'stopping' }
  | { readonly kind: 'clock-confirmed' };

export type PlayerCommand =
  | {
      readonly do: 'play';
      readonly key: string;
      /** null: nothing of it comes from a file. */
      readonly sound: Sha256 | null;
      readonly fromMs: number;
      /** Of the whole sound. */
      readonly lengthMs: number;
      readonly volume: number | null;
    }
  | { readonly do: 'stop'; readonly key: string };

/** What is to be kept, and sent: one row for each thing that happened to an item. */
export interface AsRun {
  readonly kind: Exclude<ReportKind, 'heard'>;
  readonly day: LocalDate;
  readonly session: string;
  readonly item: string;
  /** What it is called, of what stands in no plan. */
  readonly title?: string;
  readonly reason: NotAiredReason | null;
  /** When it began to sound, in `now.wallMs`'s measure; null: it did not. */
  readonly startedMs: number | null;
  readonly heardMs: number;
  /** Whether all of it was heard, in one go or since it was begun. */
  readonly whole: boolean;
  readonly at: Now;
}

export interface Stepped {
  readonly player: Player;
  readonly rows: readonly AsRun[];
  readonly commands: readonly PlayerCommand[];
}

export const NEW_PLAYER: Player = {
  manifest: null,
  playing: null,
  sounds: new Set(),
  relays: new Set(),
  broken: null,
  settled: new Set(),
  urgent: NOTHING_URGENT,
  clockConfirmed: false,
  aliveMs: null,
  aliveSteadyMs: null,
};

export const sessionKey = (day: LocalDate, session: string): string => `${day} ${session}`;
