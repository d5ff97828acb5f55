/**
 * The pace: twenty times a second whoever takes sound is handed what is due, by the clock that nobody sets; and what goes out is watched.
 */
import { NEW_WATCH, type Sounds, type WatchedWindow, watched } from '../core/playback/watch.ts';
import { rmsDb } from '../core/sound/level.ts';
import { BYTES_PER_MS, FRAME } from './arguments.ts';
import type { OutputNews, Time } from './model.ts';
import { samplesView } from './relay.ts';

/** Who takes sound. */
export interface Sink {
  /** Takes samples now, or not at all: false. */
  readonly take: (pcm: Buffer) => boolean;
  /** Why it takes none. */
  readonly fault: () => string;
}

export interface Due {
  readonly pcm: Buffer;
  /** null: between sessions. */
  readonly what: Sounds | null;
}

const TICK_MS = 50;
/** A machine that stood still so long does not hand over what it owes in one heap. */
const MOST_BEHIND_MS = 1000;

export interface Pumping {
  readonly sink: Sink;
  readonly time: Time;
  readonly signal: AbortSignal;
  /** How far ahead of the time sound is handed over: for a device that plays on while this program holds its breath. */
  readonly aheadMs: number;
  /** The next samples, exactly so many bytes; null: that was all. */
  readonly next: (bytes: number) => Due | null;
  readonly told: (news: OutputNews) => void;
}

/** Resolves when that was all, or at the signal. */
export const pumped = async ({ sink, time, signal, aheadMs, next, told }: Pumping): Promise<void> => {
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
      begun += due / BYTES_PER_MS - TICK_MS;
      due = TICK_MS * BYTES_PER_MS;
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
      judge({ ms: whole / BYTES_PER_MS, what: piece.what, taken, db: rmsDb(samplesView(piece.pcm)) });
    }
    if (due - bytes < FRAME) await time.sleep(TICK_MS, signal);
  }
};
