/** Where sound leaves, as its users see it: a sound is begun at a place in it, ends by itself or fails, and is stopped at once. */
import type { Finding } from '../core/playback/watch.ts';

export interface Sound {
  /** Absolute; null: it has no file, and is silence where nothing is relayed. */
  readonly path: string | null;
  /** Where in it to begin, and its whole length, milliseconds. */
  readonly fromMs: number;
  readonly lengthMs: number;
  /** 0–100 of full scale; null: as it is. */
  readonly volume: number | null;
  /** Stretches of it, in order, in which something else is to be heard. */
  readonly relays: readonly Relayed[];
}

export interface Relayed {
  readonly source: string;
  /** As relaysIn() reads it; null: it is switched by others, and the file goes on beneath it. */
  readonly input: string | null;
  readonly fromMs: number;
  readonly lengthMs: number;
}

export type Ended =
  | { readonly kind: 'ended' }
  /** `heard`: something of it sounded. `detail` is for whoever looks after the machine. */
  | { readonly kind: 'failed'; readonly heard: boolean; readonly detail: string };

export interface Sounding {
  /** Never rejects; after stop() it is of no interest any more. */
  readonly ended: Promise<Ended>;
  /** Silence, now. */
  readonly stop: () => void;
}

/** What an output finds while it plays. A relay that is lost gives way to what lies beneath it in the file. */
export type OutputNews =
  | Exclude<Finding, { readonly kind: 'lost' }>
  | { readonly kind: 'lost'; readonly detail: string }
  | { readonly kind: 'relay-lost'; readonly source: string; readonly why: 'gone' | 'silent' }
  | { readonly kind: 'relay-back'; readonly source: string };

export interface Output {
  readonly play: (sound: Sound) => Sounding;
  /** What will be played next, some seconds before; null: nothing will be. It sounds only when it is played. Absent: it needs no time. */
  readonly prepare?: (sound: Sound | null) => void;
  /** From now on its news go there; absent: it has none. */
  readonly listen?: (told: (news: OutputNews) => void) => void;
  /** Milliseconds for which sound that was due has not gone out, though somebody is there to take it; absent: it does not know. */
  readonly hungMs?: () => number;
}

/** The clocks of the machine. */
export interface Time {
  /** Milliseconds since 1970 (UTC) by the clock that people set, and by one that nobody sets. */
  readonly wallMs: () => number;
  readonly monotonicMs: () => number;
  /** Resolves after so many milliseconds, or at once when the signal comes; never rejects. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}
