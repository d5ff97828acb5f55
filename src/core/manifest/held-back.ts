/** A day, or its newest version, that does not go out yet, and why. */
import type { LocalDate } from '../time/local.ts';
import type { HoldingBack } from './faults.ts';

export interface HeldBack {
  readonly day: LocalDate;
  /** Of the rundown. */
  readonly version: number;
  readonly why: HoldingBack;
  /** The session's name; '' where the whole day is meant. */
  readonly session: string;
  /** The approved version that goes on standing in the manifest; null: the day is not in it. */
  readonly standing: number | null;
}
