/** What rendering works with: the shelf, the tools and their version, a meter, and how much may run at once. */
import type { Result } from '../core/result.ts';
import type { Metered } from '../core/sound/meter.ts';
import type { Lanes } from './lanes.ts';
import type { MeterRowOptions } from './meter.ts';
import type { Tools } from './process.ts';
import type { Shelf } from './shelf.ts';

export interface MeterWork {
  /** One of our own files. */
  readonly path: string;
  readonly channels: 1 | 2;
  /** An ffmpeg filter chain that the sound passes first; null: none. */
  readonly filter: string | null;
  readonly what: string;
  readonly signal: AbortSignal | undefined;
}

export interface Kitchen {
  readonly shelf: Shelf;
  readonly tools: Tools;
  /** ffmpeg's, part of every key: the same inputs and the same tool give the same bytes. */
  readonly version: string;
  readonly lanes: Lanes;
  readonly meter: (work: MeterWork) => Promise<Result<Metered>>;
  /** Several of our own files by one decoder; `samples`: how many of each. */
  readonly meterRow: (row: MeterRowOptions) => Promise<Result<readonly Metered[]>>;
}
