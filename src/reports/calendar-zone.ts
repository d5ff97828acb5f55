/**
 * VTIMEZONE (RFC 5545 §3.6.5) for any IANA zone, from the offsets that Temporal knows.
 *
 * Each change of offset in the years asked for is one sub-component with its own onset; no yearly rule is
 * guessed, so a zone that changes its mind is right. Outside those years it claims nothing.
 */

const DAY_SECONDS = 86_400;
/** The onset of a zone without changes: the same text every year, and what other programs write. */
const EPOCH_YEAR = 1970;

interface Observance {
  /** Local date-time of the onset, in the offset before it. */
  readonly onset: string;
  readonly before: number;
  readonly after: number;
  readonly daylight: boolean;
}

const offsetSeconds = (at: Temporal.ZonedDateTime): number => at.offsetNanoseconds / 1e9;

/** '+0700', with seconds only where there are some (local mean times). */
const offsetText = (seconds: number): string => {
  const size = Math.abs(seconds);
  const parts = [Math.floor(size / 3600), Math.floor((size % 3600) / 60), size % 60].map((part) =>
    String(part).padStart(2, '0'),
  );
  return `${seconds < 0 ? '-' : '+'}${parts[0]}${parts[1]}${parts[2] === '00' ? '' : parts[2]}`;
};

/** The local time in force just before `at`, as iCalendar writes it. */
const onsetText = (at: Temporal.ZonedDateTime, before: number): string =>
  at.toInstant().add({ seconds: before }).toString({ smallestUnit: 'second' }).replace(/[-:Z]/g, '');

/**
 * Whether the offset in force from `at` on is summer time: no zone database says so to Temporal, so it is
 * one that lies above what follows and lasts less than a year. Clients only show the word.
 */
const isDaylight = (at: Temporal.ZonedDateTime): boolean => {
  const next = at.getTimeZoneTransition('next');
  const since = at.add({ seconds: 1 }).getTimeZoneTransition('previous');
  if (next === null || since === null || offsetSeconds(next) >= offsetSeconds(at)) return false;
  return (next.epochMilliseconds - since.epochMilliseconds) / 1000 < 366 * DAY_SECONDS;
};

const observances = (zone: string, first: number, last: number): Observance[] => {
  const at = (year: number): Temporal.ZonedDateTime =>
    Temporal.PlainDateTime.from({ year, month: 1, day: 1 }).toZonedDateTime(zone);
  const end = at(last + 1);
  const changes: Observance[] = [];
  const begin = at(first);
  let before = offsetSeconds(begin);
  for (
    let next = begin.getTimeZoneTransition('next');
    next !== null && next.epochMilliseconds <= end.epochMilliseconds;
    next = next.getTimeZoneTransition('next')
  ) {
    const after = offsetSeconds(next);
    changes.push({ onset: onsetText(next, before), before, after, daylight: isDaylight(next) });
    before = after;
  }
  const offset = offsetSeconds(begin);
  const year = changes.length === 0 ? Math.min(first, EPOCH_YEAR) : first;
  const base = { onset: `${year}0101T000000`, before: offset, after: offset, daylight: isDaylight(begin) };
  return [base, ...changes];
};

/**
 * The component's lines, not folded, good for local times of the years `first` to `last`. TZID is the name
 * as given ('Asia/Ho_Chi_Minh' stays so, though the host may call it Asia/Saigon). Throws on an unknown zone.
 */
export const vtimezone = (zone: string, first: number, last: number): string[] => [
  'BEGIN:VTIMEZONE',
  `TZID:${zone}`,
  `X-LIC-LOCATION:${zone}`,
  ...observances(zone, first, last).flatMap(({ onset, before, after, daylight }) => {
    const kind = daylight ? 'DAYLIGHT' : 'STANDARD';
    return [
      `BEGIN:${kind}`,
      `DTSTART:${onset}`,
      `TZOFFSETFROM:${offsetText(before)}`,
      `TZOFFSETTO:${offsetText(after)}`,
      `TZNAME:${offsetText(after)}`,
      `END:${kind}`,
    ];
  }),
  'END:VTIMEZONE',
];
