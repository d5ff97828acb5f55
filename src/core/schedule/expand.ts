/**
 * Rules → occurrences: on which broadcast days a session airs, at which instants, and which segments it carries.
 *
 * Every local time asked for becomes exactly one occurrence, also when a clock change removed or doubled it; the
 * shift is reported, never swallowed. Conflicts, overlays and priorities are settled later (resolve).
 */
import type { SessionId } from '../ids.ts';
import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';
import { broadcastDayOf, dateInBroadcastDay } from '../time/broadcast-day.ts';
import type { LocalDate, LocalDateTime } from '../time/local.ts';
import { at, dateOf, timeOf } from '../time/local.ts';
import type { Moment } from '../time/moment.ts';
import { expandRecurrence, expandRule, parseRule } from '../time/recurrence.ts';
import type { ClockChangePolicy, Shift } from '../time/zone.ts';
import { DEFAULT_CLOCK_CHANGE, isZone, place } from '../time/zone.ts';
import type { Segment, Session, Station } from './model.ts';

/** One occurrence of a session, before anything is put into it. */
export interface SessionOccurrence {
  readonly session: SessionId;
  /** Stable for good: 'buoi-sang@2025-04-07T05:00:00', the session and the local time as asked. */
  readonly key: string;
  /** The broadcast day in which it starts; all of it belongs to that day. */
  readonly day: LocalDate;
  /** The local time the schedule asks for. */
  readonly asked: LocalDateTime;
  /** When it really starts: differs from `asked` only in an hour that a clock change removed. */
  readonly start: Moment;
  readonly shift: Shift;
}

/** What of a station decides when its sessions air. */
export type StationClock = Pick<Station, 'zone' | 'dayStart'>;

/**
 * The occurrences of a session whose broadcast day lies in [from, to], both included, in order of time asked.
 * The session's own dates are calendar dates: with a day starting at 03:00, a 00:30 session that recurs on
 * 8 April airs in the broadcast day of 7 April. Refuses what expandRecurrence refuses.
 */
export const expandSessions = (
  session: Session,
  station: StationClock,
  from: LocalDate,
  to: LocalDate,
  policy: ClockChangePolicy = DEFAULT_CLOCK_CHANGE,
): Result<SessionOccurrence[]> => {
  const { zone, dayStart } = station;
  const dates = expandRecurrence(
    session.recurrence,
    dateInBroadcastDay(from, session.start, dayStart),
    dateInBroadcastDay(to, session.start, dayStart),
    { time: session.start, zone },
  );
  if (!dates.ok) return dates;
  return ok(
    dates.value.map((date) => {
      const asked = at(date, session.start);
      const { moment, shift } = place(asked, zone, policy);
      const day = broadcastDayOf(asked, dayStart);
      return { session: session.id, key: `${session.id}@${asked}`, day, asked, start: moment, shift };
    }),
  );
};

/**
 * Whether a segment has its place in this occurrence of its session: its own recurrence includes the calendar
 * date the session was asked to start on. A segment without a recurrence is in every occurrence; one of another
 * session in none. Refuses what expandRecurrence refuses.
 */
export const segmentHolds = (segment: Segment, occurrence: SessionOccurrence): Result<boolean> => {
  if (segment.session !== occurrence.session) return ok(false);
  if (segment.recurrence === null) return ok(true);
  const date = dateOf(occurrence.asked);
  const clock = { time: timeOf(occurrence.asked), zone: occurrence.start.zone };
  const dates = expandRecurrence(segment.recurrence, date, date, clock);
  return dates.ok ? ok(dates.value.length > 0) : dates;
};

/**
 * One rule on its own, for `loa expand`: its moments whose local date as asked lies in [from, to], both included.
 * COUNT and INTERVAL count from `start`; every occurrence has its clock time. Refuses with time.zone, time.range,
 * time.range-long and the codes of parseRule.
 */
export const expandOne = (
  ruleText: string,
  start: LocalDateTime,
  zone: string,
  from: LocalDate,
  to: LocalDate,
  policy: ClockChangePolicy = DEFAULT_CLOCK_CHANGE,
): Result<Moment[]> => {
  if (!isZone(zone)) return refuse('time.zone', { zone });
  const rule = parseRule(ruleText);
  if (!rule.ok) return rule;
  const time = timeOf(start);
  const dates = expandRule(rule.value, dateOf(start), from, to, { time, zone });
  return dates.ok ? ok(dates.value.map((date) => place(at(date, time), zone, policy).moment)) : dates;
};
