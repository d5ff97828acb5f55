/**
 * Two things that want the same time on one channel, and what became of it. How it is settled is in conflicts.ts.
 */
import type { LocalDateTime } from '../time/local.ts';
import type { Priority } from './model.ts';

/** One side: a session ('session@local start as asked') or a place in one ('segment@…'). */
export interface Claimant {
  readonly slot: string;
  readonly title: string;
  readonly priority: Priority;
}

/**
 * 'ranked': the higher priority keeps its time. 'clash': equal and not urgent, so what begins first keeps its time.
 * 'open': both are priority items; a person has to say which comes first, and until then what begins first stays.
 * 'decided': a person has said so.
 */
export type ConflictState = 'ranked' | 'clash' | 'open' | 'decided';

export interface Conflict {
  readonly kind: 'sessions' | 'places';
  readonly state: ConflictState;
  /** Keeps its time. */
  readonly kept: Claimant;
  /** Leaves out, or moves, what would sound at the same time. */
  readonly yields: Claimant;
  /** The time that both want, half-open, in the station's local time. */
  readonly from: LocalDateTime;
  readonly to: LocalDateTime;
  /** The alteration that decided it. */
  readonly decision: number | null;
}
