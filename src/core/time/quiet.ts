/**
 * The stretches of local time in which a zone's clocks run without a change, so that most times are placed by adding an
 * offset. Temporal is asked once for each stretch; beside a change nothing is answered and Temporal decides.
 *
 * What is kept is a memory of what Temporal said and changes no answer.
 */
import type { LocalDate, LocalDateTime } from './local.ts';
import { dateOfDay, dayNumber } from './periods.ts';

/** Seconds of local time since 1970-01-01T00:00:00 on those clocks: [from, to) is unambiguous and has one offset. */
export interface Quiet {
  readonly from: number;
  readonly to: number;
  /** Seconds that local time is ahead of UTC. */
  readonly offset: number;
}

/** Seconds of a day. */
export const DAY = 86_400;

/** Seconds after midnight of 'HH:MM:SS'. */
export const clockSeconds = (time: string): number =>
  Number(time.slice(0, 2)) * 3600 + Number(time.slice(3, 5)) * 60 + Number(time.slice(6, 8));

/** A local time as seconds of its own clocks. */
export const wallSeconds = (local: LocalDateTime): number =>
  dayNumber(local.slice(0, 10) as LocalDate) * DAY + clockSeconds(local.slice(11));

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** 'HH:MM:SS' of whole seconds after midnight. */
export const clockText = (seconds: number): string =>
  `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;

/** 'YYYY-MM-DDTHH:MM:SS' of whole seconds since 1970-01-01T00:00:00, years 1000–9999. */
export const textOfSeconds = (seconds: number): LocalDateTime => {
  const day = Math.floor(seconds / DAY);
  return `${dateOfDay(day)}T${clockText(seconds - day * DAY)}` as LocalDateTime;
};

/** Enough for every zone of a country and each of its stretches in use; then it starts again. */
const MOST = 4096;
const known = new Map<string, Quiet[]>();
let kept = 0;

/** The stretch that holds a local time; null beside a change, and where offsets are not whole seconds. */
export const quietAt = (wall: number, zone: string): Quiet | null =>
  known.get(zone)?.find((stretch) => holds(stretch, wall)) ?? look(wall, zone);

export const holds = ({ from, to }: Quiet, wall: number): boolean => from <= wall && wall < to;

/** The stretch that is known to hold an instant, in seconds since 1970-01-01T00:00:00Z. */
export const quietOfInstant = (epoch: number, zone: string): Quiet | null =>
  known.get(zone)?.find((stretch) => holds(stretch, epoch + stretch.offset)) ?? null;

const look = (wall: number, zone: string): Quiet | null => {
  const asked = Temporal.PlainDateTime.from(textOfSeconds(wall)).toZonedDateTime(zone, { disambiguation: 'later' });
  const offset = asked.offsetNanoseconds / 1e9;
  if (!Number.isInteger(offset)) return null;
  // A change belongs to what comes after it.
  const last = asked.add({ nanoseconds: 1 }).getTimeZoneTransition('previous');
  const next = asked.getTimeZoneTransition('next');
  const before = last === null ? offset : last.subtract({ nanoseconds: 1 }).offsetNanoseconds / 1e9;
  const after = next === null ? offset : next.offsetNanoseconds / 1e9;
  const quiet: Quiet = {
    from: last === null ? Number.NEGATIVE_INFINITY : last.epochMilliseconds / 1000 + Math.max(before, offset),
    to: next === null ? Number.POSITIVE_INFINITY : next.epochMilliseconds / 1000 + Math.min(offset, after),
    offset,
  };
  if (!holds(quiet, wall)) return null;
  if (kept >= MOST) {
    known.clear();
    kept = 0;
  }
  kept += 1;
  known.set(zone, [...(known.get(zone) ?? []), quiet]);
  return quiet;
};
