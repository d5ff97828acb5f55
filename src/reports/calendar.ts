/**
 * iCalendar (RFC 5545): sessions and duties as a calendar that a telephone can subscribe to.
 *
 * Local times stay local: each event carries its zone, and the zone's own rules are written out beside it
 * (calendar-zone.ts), so 05:00 is 05:00 in every client. It knows no clock: DTSTAMP is an argument, so the
 * same events give the same bytes and a subscription is not reloaded for nothing. It writes no recurrence
 * rules: what happens on a day has been decided before it gets here.
 */
import type { LocalDateTime } from '../core/time/local.ts';
import { vtimezone } from './calendar-zone.ts';

export interface CalendarEvent {
  /** Globally unique and the same for ever: clients match updates by it. */
  readonly uid: string;
  /** Counts up at each change of the event. */
  readonly sequence: number;
  /**
   * Read as RFC 5545 §3.3.5 says: an hour that occurs twice is the first one; an hour that does not occur is
   * counted from before the gap (as Temporal's 'compatible') and written as the hour that then is.
   */
  readonly start: LocalDateTime;
  /** Length; rounded to whole seconds, which is all that iCalendar has. */
  readonly seconds: number;
  /** IANA name, written out as it is. */
  readonly zone: string;
  readonly summary: string;
  readonly description: string | null;
  readonly location: string | null;
  /** Ids of what is played, written as X-LOA-CONTENT, which an import reads; none when not given. */
  readonly plays?: readonly string[];
  /** RFC 3339 instant at which this form of the event was made. */
  readonly stamp: string;
  readonly lastModified?: string;
  readonly status?: 'CONFIRMED' | 'CANCELLED';
}

export interface Calendar {
  /** The air log's checkpoint on one line, written as X-LOA-CHECKPOINT; none when not given. */
  readonly checkpoint?: string | null;
  readonly name: string;
  /** As '-//Đài Mỹ Tú//Loa//VI'. */
  readonly prodid: string;
  /** The zone a client shows by default. */
  readonly zone: string;
  /** How often a subscriber should look again, in whole minutes; 60 when not said. */
  readonly refreshMinutes?: number;
  readonly events: readonly CalendarEvent[];
}

const MOST_OCTETS = 75;

const octets = (character: string): number => {
  const point = character.codePointAt(0) ?? 0;
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
};

/** Lines of at most 75 octets of UTF-8, the leading space of the next ones counted; no code point is halved (§3.1). */
export const folded = (line: string): string => {
  let text = '';
  let used = 0;
  for (const character of line.toWellFormed()) {
    const size = octets(character);
    if (used + size > MOST_OCTETS) {
      text += '\r\n ';
      used = 1;
    }
    text += character;
    used += size;
  }
  return text;
};

/** TEXT (§3.3.11): any line break is '\n'; other control characters are not allowed and become a space. */
const calendarText = (text: string): string =>
  text
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replace(/\r\n|[\r\n\u0085\u2028\u2029]/g, '\\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ' ');

const utc = (instant: string): string =>
  Temporal.Instant.from(instant).toString({ smallestUnit: 'second' }).replace(/[-:]/g, '');

const localText = (at: Temporal.ZonedDateTime): string =>
  at.toPlainDateTime().toString({ smallestUnit: 'second' }).replace(/[-:]/g, '');

/**
 * DTSTART and DTEND (§3.8.2). The end is written out rather than a DURATION, because clients add durations
 * on the clock's face and are an hour off when it changes meanwhile. An end in the second of a doubled hour
 * has no local name of its own and is written in UTC, which §3.8.2.2 allows. No length: no end (it must be
 * later than the start).
 */
const span = ({ start, seconds, zone }: CalendarEvent): string[] => {
  const from = Temporal.PlainDateTime.from(start).toZonedDateTime(zone);
  const first = `DTSTART;TZID=${zone}:${localText(from)}`;
  const whole = Math.round(seconds);
  if (whole === 0) return [first];
  const to = from.add({ seconds: whole });
  const named = to.toPlainDateTime().toZonedDateTime(zone).epochMilliseconds === to.epochMilliseconds;
  return [first, named ? `DTEND;TZID=${zone}:${localText(to)}` : `DTEND:${utc(to.toInstant().toString())}`];
};

const property = (name: string, text: string | null | undefined): string[] =>
  text === null || text === undefined || text === '' ? [] : [`${name}:${calendarText(text)}`];

const vevent = (event: CalendarEvent): string[] => [
  'BEGIN:VEVENT',
  ...property('UID', event.uid),
  `DTSTAMP:${utc(event.stamp)}`,
  `SEQUENCE:${event.sequence}`,
  ...(event.lastModified === undefined ? [] : [`LAST-MODIFIED:${utc(event.lastModified)}`]),
  ...span(event),
  ...property('SUMMARY', event.summary),
  ...property('DESCRIPTION', event.description),
  ...property('LOCATION', event.location),
  ...(event.plays ?? []).map((id) => `X-LOA-CONTENT:${calendarText(id)}`),
  `STATUS:${event.status ?? 'CONFIRMED'}`,
  'END:VEVENT',
];

/**
 * A calendar without events still needs one component (§3.6): its zone, as it is in this year. Without a
 * clock, a fixed year is as good as any.
 */
const YEAR_WITHOUT_EVENTS = 2025;

/** Each zone once, over all the years that events lie in. */
const vtimezones = ({ zone, events }: Calendar): string[] => {
  const years = events.map(({ start }) => Number(start.slice(0, 4)));
  const [first, last] = years.reduce(
    ([low, high], year) => [Math.min(low, year), Math.max(high, year)],
    [years[0] ?? YEAR_WITHOUT_EVENTS, years[0] ?? YEAR_WITHOUT_EVENTS],
  );
  return [...new Set([zone, ...events.map((event) => event.zone)])].flatMap((name) => vtimezone(name, first, last));
};

/** The whole calendar, CRLF lines, UTF-8. A zone or stamp that is none is a bug of the caller's and is thrown. */
export const calendar = (given: Calendar): string => {
  const refresh = `PT${given.refreshMinutes ?? 60}M`;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...property('PRODID', given.prodid),
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...property('NAME', given.name),
    ...property('X-WR-CALNAME', given.name),
    ...property('X-WR-TIMEZONE', given.zone),
    `REFRESH-INTERVAL;VALUE=DURATION:${refresh}`,
    `X-PUBLISHED-TTL:${refresh}`,
    ...(given.checkpoint == null ? [] : property('X-LOA-CHECKPOINT', given.checkpoint)),
    ...vtimezones(given),
    ...given.events.flatMap(vevent),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
};
