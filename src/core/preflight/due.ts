/**
 * Which looks at coming sessions are due: the evening before at a set hour, and half an hour before a session begins. By instants,
 * so that midnight and clock changes make no difference. It does not know which have happened.
 */
import { addDays, at, type LocalDate, type LocalTime } from '../time/local.ts';
import type { Moment } from '../time/moment.ts';
import { type ClockChangePolicy, place, plusSeconds } from '../time/zone.ts';

export const BEFORE_SECONDS = 1800;

export type DueLook = 'evening' | 'before';

export interface ComingSession {
  /** The broadcast day. */
  readonly day: LocalDate;
  readonly start: Moment;
  readonly seconds: number;
}

/** `now`: RFC 3339 in UTC with whole seconds, as all instants here, so that their texts are in order of time. */
export const dueLooks = (
  { day, start, seconds }: ComingSession,
  now: string,
  evening: LocalTime,
  policy?: ClockChangePolicy,
): DueLook[] => {
  const set = place(at(addDays(day, -1), evening), start.zone, policy).moment.instant;
  const before = plusSeconds(start, -BEFORE_SECONDS).instant;
  const end = plusSeconds(start, Math.max(1, Math.ceil(seconds))).instant;
  return [
    ...(set <= now && now < start.instant ? (['evening'] as const) : []),
    ...(before <= now && now < end ? (['before'] as const) : []),
  ];
};
