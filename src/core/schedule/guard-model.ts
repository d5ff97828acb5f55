/**
 * When loudspeakers may sound at all, as a place's own regulations say: dated data, never figures in code.
 *
 * What passes is decided in guard.ts, at planning, at publishing and in the player.
 */
import type { GuardId, UnitId } from '../ids.ts';
import type { Dated, LocalTime } from '../time/local.ts';

/** A public holiday is a 'holiday' whatever weekday it falls on; every other day is one of the first three. */
export const DAY_TYPES = ['workday', 'saturday', 'sunday', 'holiday'] as const;
export type DayType = (typeof DAY_TYPES)[number];

/** A stretch of the clock [from, to) in which sessions may sound. `to` 00:00:00 is the end of the day. */
export interface AllowedHours {
  /** Empty: every day. */
  readonly days: readonly DayType[];
  readonly from: LocalTime;
  readonly to: LocalTime;
}

/** Where several guards hold for a channel's day, all of them have to let something pass. */
export interface Guard extends Dated {
  readonly id: GuardId;
  readonly name: string;
  /** Units, with all beneath them, whose loudspeakers it holds for; empty: all. */
  readonly units: readonly UnitId[];
  /** Empty: any hour. A type of day that no entry names is a day without broadcasts. */
  readonly hours: readonly AllowedHours[];
  /** Most sessions a day; null: any number. */
  readonly maxSessions: number | null;
  /** Longest session in seconds, relays included; null: any length. */
  readonly maxSessionSeconds: number | null;
  /** Whether loudspeakers stand near a clinic, school, pagoda…: a session before 06:00 is then warned of. */
  readonly special: boolean;
  /** The regulation it is taken from: '12/2022/QĐ-UBND'. */
  readonly document: string | null;
}

/** What a guard has to say about a session of a day. 'refused': it does not sound, or not all of it; 'warned': it may. */
export interface GuardFinding {
  readonly level: 'refused' | 'warned';
  /** 'special' is the warning of what sounds before 06:00 near a clinic, school or pagoda. */
  readonly rule: 'hours' | 'sessions' | 'length' | 'special' | 'authoriser';
  readonly guard: GuardId | null;
  readonly guardName: string;
  readonly document: string | null;
  /** 'session@local start as asked'. */
  readonly session: string;
  readonly sessionName: string;
  /** Local time at which it would begin. */
  readonly at: string;
  /** What is allowed, in words of data: '05:00:00–06:30:00', '3', '2700'. */
  readonly allowed: string;
}
