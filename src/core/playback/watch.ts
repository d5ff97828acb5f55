/**
 * What goes out, watched: windows of sound in, what is to be told out. Three things can be wrong while a session sounds: nobody takes it,
 * a relay is lost, or it is silence. A window counts as one of them at most, in that order.
 *
 * What lasts shorter than its limit is nothing; what lasts as long is told from its beginning, and goes on being told second by second, so
 * that a power cut loses no more than one.
 */
import type { NotAiredReason } from '../evidence/entry.ts';

export const WATCH_LIMITS = {
  /** dBFS, RMS of a window: AWS MediaLive's limit (evidence.md §6). */
  silenceDb: -50,
  /** Liquidsoap's blank.detect waits as long; a minute's silence has its bell. */
  silenceMs: 20_000,
  /** A relay that is silent so long gives way to what lies beneath it; sound for so long brings it back. */
  relaySilenceMs: 10_000,
  relayBackMs: 1000,
  /** A relay without data, or an output that takes none. */
  lostMs: 2000,
  /** How often a stretch that goes on is told. */
  againMs: 1000,
} as const;

/** 'elsewhere': a relay that is switched by others, so that silence is right. */
export type Sounds = 'sound' | 'elsewhere' | 'relay-lost';

export interface WatchedWindow {
  readonly ms: number;
  /** What a session has there; null: none sounds. */
  readonly what: Sounds | null;
  readonly taken: boolean;
  readonly db: number;
}

export type Finding =
  | { readonly kind: 'lost' }
  | { readonly kind: 'back' }
  | { readonly kind: 'silence'; readonly on: boolean }
  | { readonly kind: 'unheard'; readonly ms: number; readonly reason: NotAiredReason };

/** A stretch that lasts: how long, and how much of it was told. */
interface Stretch {
  readonly ms: number;
  readonly told: number;
}

export interface Watch {
  readonly untaken: Stretch;
  /** Of it, what fell into a session: between them nothing is to be heard, so nothing is lost. */
  readonly missed: Stretch;
  readonly relay: Stretch;
  readonly quiet: Stretch;
}

const NONE: Stretch = { ms: 0, told: 0 };
export const NEW_WATCH: Watch = { untaken: NONE, missed: NONE, relay: NONE, quiet: NONE };

const { silenceDb, silenceMs, lostMs, againMs } = WATCH_LIMITS;

/** One window more. The findings are in the order in which they are to be told. */
export const watched = (before: Watch, window: WatchedWindow): { readonly watch: Watch; readonly found: Finding[] } => {
  const { what, taken, db, ms } = window;
  const [isUntaken, isRelayLost] = [!taken, taken && what === 'relay-lost'];
  const isQuiet = taken && what === 'sound' && db < silenceDb;
  const found: Finding[] = [];
  const untaken = grown(before.untaken, isUntaken ? ms : null, lostMs);
  if (untaken.begins) found.push({ kind: 'lost' });
  const missed = grown(before.missed, isUntaken && what !== null ? ms : null, lostMs);
  if (missed.news > 0) found.push({ kind: 'unheard', ms: missed.news, reason: 'device-fault' });
  if (untaken.ends) found.push({ kind: 'back' });
  const relay = grown(before.relay, isRelayLost ? ms : null, lostMs);
  if (relay.news > 0) found.push({ kind: 'unheard', ms: relay.news, reason: 'line-fault' });
  const quiet = grown(before.quiet, isQuiet ? ms : null, silenceMs);
  if (quiet.begins) found.push({ kind: 'silence', on: true });
  if (quiet.news > 0) found.push({ kind: 'unheard', ms: quiet.news, reason: 'device-fault' });
  if (quiet.ends) found.push({ kind: 'silence', on: false });
  const watch = { untaken: untaken.stretch, missed: missed.stretch, relay: relay.stretch, quiet: quiet.stretch };
  return { watch, found };
};

/** `ms` null: it does not go on. `news`: milliseconds that are to be told now. */
const grown = (
  { ms: before, told }: Stretch,
  ms: number | null,
  limit: number,
): { readonly stretch: Stretch; readonly news: number; readonly begins: boolean; readonly ends: boolean } => {
  if (ms === null) return { stretch: NONE, news: told > 0 ? before - told : 0, begins: false, ends: told > 0 };
  const length = before + ms;
  const isTold = length >= limit && (told === 0 || length - told >= againMs);
  return {
    stretch: { ms: length, told: isTold ? length : told },
    news: isTold ? length - told : 0,
    begins: isTold && told === 0,
    ends: false,
  };
};
