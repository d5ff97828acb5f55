/** What is to be shown of the player: types alone, so that what says it in words needs no browser. */
import type { ManifestFault } from '../../core/manifest/faults.ts';
import type { Player } from '../../core/playback/model.ts';
import type { UrgentFault } from '../../core/urgent/refusals.ts';

/** 'ok': asked and answered; 'none': nothing is published; 'locked': the link opens nothing any more. */
export type Contacted = 'ok' | 'away' | 'none' | 'locked' | ManifestFault;

export interface Supplied {
  readonly held: number;
  readonly wanted: number;
  /** 'full': the telephone has no room; 'away': the line broke off; 'wrong': what came is another sound; null: nothing hinders. */
  readonly fault: 'full' | 'away' | 'wrong' | null;
}

export interface Shown {
  readonly player: Player;
  /** By true time as far as it is known, milliseconds since 1970. */
  readonly nowMs: number;
  readonly contacted: Contacted | null;
  readonly supplied: Supplied | null;
  readonly canWrite: boolean;
  /** Whether the centre's time is known. */
  readonly hasTime: boolean;
  readonly vkey: string | null;
  /** The pinned urgent key; null: none yet. */
  readonly urgentVkey: string | null;
  /** Why urgent notices that came are not obeyed. */
  readonly urgentFaults: readonly UrgentFault[];
}
