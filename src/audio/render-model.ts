/** What rendering is asked and answers, for both ways of making a file (render-frames.ts, render-samples.ts). */
import type { Sha256 } from '../core/ids.ts';
import type { Silence } from '../core/playlist/gate.ts';
import type { RenderSpec, SoundFormat } from '../core/playlist/render-spec.ts';
import type { Level } from './levels.ts';

export interface RenderedSession {
  readonly key: Sha256;
  /** The rendered file on the shelf. */
  readonly output: Sha256;
  readonly bytes: number;
  readonly format: SoundFormat;
  /** As a player gives it back. */
  readonly samples: number;
  /**
   * Of the encoded sound, decoded. `integrated` is −70 and `truePeak` −120 for a session of silence alone;
   * `silence` is the longest that nobody planned.
   */
  readonly measured: Measured;
  /** The proof on the shelf: JSON with inputs, levels, argument lists, tool version, loudness before and after. */
  readonly proof: Sha256;
}

export interface Measured {
  readonly seconds: number;
  readonly integrated: number;
  readonly truePeak: number;
  readonly silence: Silence;
}

export type RenderStage = 'level' | 'encode' | 'join';

export interface RenderOptions {
  readonly signal?: AbortSignal | undefined;
  /** Seconds of sound done in the stage; `of` is the stage's whole. A second try begins its stages again. */
  readonly onProgress?: ((stage: RenderStage, seconds: number, of: number) => void) | undefined;
}

/** One making of the whole file at the temporary path: what was done, and what came out. */
export interface Made {
  readonly measured: Omit<Measured, 'seconds'> & { readonly samples: number };
  /** How it was done, for the proof: plain data that is the same for the same inputs and tool. */
  readonly how: unknown;
}

export interface Making {
  readonly spec: RenderSpec;
  readonly levels: ReadonlyMap<Sha256, Level>;
  /** dB for the whole, beyond the levels. */
  readonly trim: number;
  readonly output: string;
  readonly options: RenderOptions;
}
