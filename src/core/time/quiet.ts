/**
 * The stretches of local time in which a zone's clocks run without a change, so that most times are placed by adding an
 * offset. Temporal is asked once for each stretch; beside a change nothing is answered and Temporal decides.
 *
 * What is kept is a memory of what Temporal said and changes no answer.
 */
import type { LocalDate, LocalDateTime } from './local.ts';
import { dateOfDay, dayNumber } from './periods.ts';

/** Seconds of local time since 1970-01-01T00:00:00 on those clocks: [from, to) is unambiguous and has one offset. */
interface Quiet {
  readonly from: number;
  readonly to: number;
  /** Seconds that local time is ahead of UTC. */
  readonly offset: number;
}

const DAY = 86_400;

/** A local time as seconds of its own clocks. */
export const wallSeconds = (local: LocalDateTime): number =>
  dayNumber(local.slice(0, 10) as LocalDate) * DAY +
  Number(local.slice(11, 13)) * 3600 +
  Number(local.slice(14, 16)) * 60 +
  Number(local.slice(17, 19));

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** 'YYYY-MM-DDTHH:MM:SS' of whole seconds since 1970-01-01T00:00:00, years 1000–9999. */
export const textOfSeconds = (seconds: number): LocalDateTime => {
  const day = Math.floor(seconds / DAY);
  const rest = seconds - day * DAY;
  return `${dateOfDay(day)}T${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}` as LocalDateTime;
};

/** Enough for every zone of a country and each of its stretches in use; then it starts again. */
const MOST = 4096;
const known = new Map<string, Quiet[]>();
let kept = 0;

/** The offset, in seconds, of the stretch that holds a local time; null beside a change, and where offsets are not whole seconds. */
export const quietOffset = (wall: number, zone: string): number | null => {
  const stretches = known.get(zone) ?? [];
  const found = stretches.find(({ from, to }) => from <= wall && wall < to) ?? look(wall, zone);
  return found !== null && found.from <= wall && wall < found.to ? found.offset : null;
};

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
  if (wall < quiet.from || wall >= quiet.to) return null;
  if (kept >= MOST) {
    known.clear();
    kept = 0;
  }
  kept += 1;
  known.set(zone, [...(known.get(zone) ?? []), quiet]);
  return quiet;
};
