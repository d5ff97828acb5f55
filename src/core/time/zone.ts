/**
 * Local time to instant and back: the only place where a zone is consulted.
 *
 * The hour that a clock change removes, or plays twice, is settled by a named policy and reported; a local
 * time is never silently dropped. Nothing here looks at the host's own zone or clock.
 */
import type { LocalDate, LocalDateTime, LocalTime } from './local.ts';
import { at } from './local.ts';
import { remembering } from './memory.ts';
import type { Moment } from './moment.ts';
import { dateOfDay, dayNumber } from './periods.ts';
import type { Quiet } from './quiet.ts';
import { clockSeconds, clockText, DAY, holds, quietAt, quietOfInstant, textOfSeconds, wallSeconds } from './quiet.ts';

/** What to do with a local time that a clock change removed or doubled. */
export interface ClockChangePolicy {
  /** forward: later by what the clock skipped (RFC 5545 §3.3.5); backward: earlier by as much. */
  readonly missing: 'forward' | 'backward';
  /** Which of the two equal clock times is meant. */
  readonly doubled: 'first' | 'second';
}

/** Forward and first: what RFC 5545 §3.3.5 orders, and what Temporal calls 'compatible'. */
export const DEFAULT_CLOCK_CHANGE: ClockChangePolicy = { missing: 'forward', doubled: 'first' };

/** Whether the asked local time met a clock change, and which. */
export type Shift = 'none' | 'missing' | 'doubled';

export interface Placed {
  /** `local` is the time really used: after a missing hour it differs from the one asked. */
  readonly moment: Moment;
  readonly shift: Shift;
}

/** Characters of a name; the longest there is has 32. */
const LONGEST = 64;
// Temporal would also take '+07:00'; a station names its place, so that a change of law reaches it.
const NAME = /^[A-Za-z][A-Za-z0-9._+-]*(?:\/[A-Za-z0-9._+-]+)*$/;

const knownHere = remembering(1024, (name: string): boolean => {
  try {
    new Temporal.ZonedDateTime(0n, name);
    return true;
  } catch {
    return false;
  }
});

/**
 * Whether this is an IANA zone name known here. Asked by trying: `Intl.supportedValuesOf` leaves out
 * Asia/Ho_Chi_Minh, which it only knows as Asia/Saigon.
 */
export const isZone = (name: string): boolean => name.length <= LONGEST && NAME.test(name) && knownHere(name);

const seconds = (epochMilliseconds: number): string =>
  Temporal.Instant.fromEpochMilliseconds(epochMilliseconds).toString({ smallestUnit: 'second' });

const localText = (zoned: Temporal.ZonedDateTime): LocalDateTime =>
  zoned.toPlainDateTime().toString({ smallestUnit: 'second' }) as LocalDateTime;

/** The instant of a local time in `zone` (which must satisfy isZone; anything else is a bug and throws). */
export const place = (local: LocalDateTime, zone: string, policy: ClockChangePolicy = DEFAULT_CLOCK_CHANGE): Placed => {
  const wall = wallSeconds(local);
  const quiet = quietAt(wall, zone);
  if (quiet === null) return placeByChange(local, zone, policy);
  return { moment: { local, zone, instant: `${textOfSeconds(wall - quiet.offset)}Z` }, shift: 'none' };
};

/**
 * `place` for one clock time on many days. As long as clocks run without a change, the instant has the same clock time
 * in UTC on every day.
 */
export const placesAt = (
  time: LocalTime,
  zone: string,
  policy: ClockChangePolicy = DEFAULT_CLOCK_CHANGE,
): ((date: LocalDate) => Placed) => {
  const seconds = clockSeconds(time);
  let quiet: Quiet | null = null;
  let dayInUtc = 0;
  let clockInUtc = '';
  return (date) => {
    const day = dayNumber(date);
    const wall = day * DAY + seconds;
    if (quiet === null || !holds(quiet, wall)) {
      quiet = quietAt(wall, zone);
      if (quiet === null) return placeByChange(at(date, time), zone, policy);
      dayInUtc = Math.floor((seconds - quiet.offset) / DAY);
      clockInUtc = `T${clockText(seconds - quiet.offset - dayInUtc * DAY)}Z`;
    }
    return { moment: { local: at(date, time), zone, instant: dateOfDay(day + dayInUtc) + clockInUtc }, shift: 'none' };
  };
};

/** Beside a clock change, Temporal says what the clocks do. */
const placeByChange = (local: LocalDateTime, zone: string, policy: ClockChangePolicy): Placed => {
  const asked = Temporal.PlainDateTime.from(local);
  const earlier = asked.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const later = asked.toZonedDateTime(zone, { disambiguation: 'later' });
  if (earlier.epochMilliseconds === later.epochMilliseconds) {
    return { moment: { local, zone, instant: seconds(earlier.epochMilliseconds) }, shift: 'none' };
  }
  // In a doubled hour both readings show the asked time; in a missing one neither does.
  const shift = localText(earlier) === local ? 'doubled' : 'missing';
  const takeLater = shift === 'doubled' ? policy.doubled === 'second' : policy.missing === 'forward';
  const used = takeLater ? later : earlier;
  return { moment: { local: localText(used), zone, instant: seconds(used.epochMilliseconds) }, shift };
};

/** The local time that clocks in `zone` show at an instant (RFC 3339, whole seconds). */
export const localAt = (instant: string, zone: string): LocalDateTime => {
  const epoch = epochSeconds(instant);
  const quiet = quietOfInstant(epoch, zone);
  if (quiet !== null) return textOfSeconds(epoch + quiet.offset);
  const local = localText(Temporal.Instant.from(instant).toZonedDateTimeISO(zone));
  // Asked once by its local time, the stretch is known for the next instant.
  quietAt(wallSeconds(local), zone);
  return local;
};

const IN_UTC = /^[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** Whole seconds since 1970-01-01T00:00:00Z. UTC runs as a clock without changes does. */
const epochSeconds = (instant: string): number =>
  IN_UTC.test(instant)
    ? wallSeconds(instant as LocalDateTime)
    : Math.floor(Temporal.Instant.from(instant).epochMilliseconds / 1000);

/** Milliseconds since 1970-01-01T00:00:00Z of an instant (RFC 3339, whole seconds). */
export const instantMs = (instant: string): number => epochSeconds(instant) * 1000;

/** The moment so many whole seconds later (earlier when negative), counted as time passes, not as clocks read. */
export const plusSeconds = (moment: Moment, count: number): Moment => {
  if (!Number.isSafeInteger(count)) throw new RangeError(`a moment moves by whole seconds, not by ${count}`);
  const instant = `${textOfSeconds(epochSeconds(moment.instant) + count)}Z`;
  return { local: localAt(instant, moment.zone), zone: moment.zone, instant };
};

/** Seconds that pass from `from` to `to`, whatever their zones; negative when `to` is earlier. */
export const secondsBetween = (from: Moment, to: Moment): number =>
  epochSeconds(to.instant) - epochSeconds(from.instant);
