/** Where sound leaves, as its users see it: a sound is begun at a place in it, ends by itself or fails, and is stopped at once. */

export interface Sound {
  /** Absolute. */
  readonly path: string;
  /** Where in it to begin, and its whole length, milliseconds. */
  readonly fromMs: number;
  readonly lengthMs: number;
  /** 0–100 of full scale; null: as it is. */
  readonly volume: number | null;
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

export interface Output {
  readonly play: (sound: Sound) => Sounding;
}

/** The clocks of the machine. */
export interface Time {
  /** Milliseconds since 1970 (UTC) by the clock that people set, and by one that nobody sets. */
  readonly wallMs: () => number;
  readonly monotonicMs: () => number;
  /** Resolves after so many milliseconds, or at once when the signal comes; never rejects. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}
