/**
 * The pace: twenty times a second whoever takes sound is handed what is due, by the clock that nobody sets; and what goes out is watched.
 */
import { NEW_WATCH, type Sounds, type WatchedWindow, watched } from '../core/playback/watch.ts';
import { rmsDb } from '../core/sound/level.ts';
import { BYTES_PER_MS, FRAME } from './arguments.ts';
import type { Beat } from './heartbeat.ts';
import type { OutputNews, Time } from './model.ts';
import { samplesView } from './relay.ts';

/** Who takes sound. */
export interface Sink {
  /** Takes samples now, or not at all: false. */
  readonly take: (pcm: Buffer) => boolean;
  /** Why it takes none. */
  readonly fault: () => string;
  /** Whether anybody is there: one who is there and takes nothing hangs, one who is not is waited for. */
  readonly isThere: () => boolean;
}

export interface Due {
  readonly pcm: Buffer;
  /** null: between sessions. */
  readonly what: Sounds | null;
}

const TICK_MS = 50;
/** A machine that stood still so long does not hand over what it owes in one heap: it goes on by the time, and tells what nobody heard. */
const MOST_BEHIND_MS = 1000;

export interface Pumping {
  readonly sink: Sink;
  readonly time: Time;
  readonly signal: AbortSignal;
  /** How far ahead of the time sound is handed over: for a device that plays on while this program holds its breath. */
  readonly aheadMs: number;
  /** The next samples, exactly so many bytes; null: that was all. */
  readonly next: (bytes: number) => Due | null;
  /** Goes on so many milliseconds later. Answers whether anything of a session was passed over. */
  readonly skip: (ms: number) => boolean;
  readonly told: (news: OutputNews) => void;
  /** Called as often as sound was due. */
  readonly beat: (beat: Beat) => void;
}

/** Resolves when that was all, or at the signal. */
export const pumped = async ({ sink, time, signal, aheadMs, next, skip, told, beat }: Pumping): Promise<void> => {
  let begun = time.monotonicMs() - aheadMs;
  let handed = 0;
  let watch = NEW_WATCH;
  const judge = (window: WatchedWindow): void => {
    const { watch: now, found } = watched(watch, window);
    watch = now;
    for (const finding of found) told(finding.kind === 'lost' ? { kind: 'lost', detail: sink.fault() } : finding);
  };
  while (!signal.aborted) {
    let due = (time.monotonicMs() - begun) * BYTES_PER_MS - handed;
    if (due > (MOST_BEHIND_MS + aheadMs) * BYTES_PER_MS) {
      // What was handed over ahead has sounded meanwhile; as much of what is due now is the device's new reserve.
      const missedMs = Math.floor(due / BYTES_PER_MS - aheadMs - TICK_MS);
      begun += missedMs;
      due -= missedMs * BYTES_PER_MS;
      if (skip(missedMs)) told({ kind: 'unheard', ms: missedMs, reason: 'device-fault' });
    }
    // In pieces of a tick: what lies ready in a pipe is not more at once.
    const bytes = Math.min(TICK_MS * BYTES_PER_MS, due - (due % FRAME));
    if (bytes >= FRAME) {
      const whole = Math.floor(bytes / FRAME) * FRAME;
      const piece = next(whole);
      // What goes on is told to its end.
      if (piece === null) return judge({ ms: 0, what: null, taken: true, db: 0 });
      handed += whole;
      const taken = sink.take(piece.pcm);
      beat(taken ? 'taken' : sink.isThere() ? 'hangs' : 'nobody');
      judge({ ms: whole / BYTES_PER_MS, what: piece.what, taken, db: rmsDb(samplesView(piece.pcm)) });
    }
    if (due - bytes < FRAME) await time.sleep(TICK_MS, signal);
  }
};
