/**
 * The zones of an imported calendar: IANA names, or the calendar's own VTIMEZONE, compared by their rules and never by
 * their names. Where two differ, nothing is guessed here.
 *
 * All times are whole seconds: `wall` since 1970-01-01T00:00:00 on the zone's own clocks, `epoch` since 1970 in UTC.
 */
import { addDays, type LocalDate, type LocalDateTime } from '../../core/time/local.ts';
import { textOfSeconds, wallSeconds } from '../../core/time/quiet.ts';
import { expandRule, parseRule, RANGE_LIMIT_DAYS } from '../../core/time/recurrence.ts';
import { isZone } from '../../core/time/zone.ts';
import type { Component } from './components.ts';
import type { ContentLine } from './lines.ts';

export interface ZoneClock {
  /** Seconds that clocks are ahead of UTC. */
  readonly offsetAt: (epoch: number) => number;
  /** Instants in [from, to] at which the offset may change. */
  readonly changes: (from: number, to: number) => readonly number[];
}

/** A span of instants, both ends included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export const UTC: ZoneClock = { offsetAt: () => 0, changes: () => [] };

const zoned = (epoch: number, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(epoch * 1000).toZonedDateTimeISO(zone);

export const ianaClock = (zone: string): ZoneClock => ({
  offsetAt: (epoch) => Math.round(zoned(epoch, zone).offsetNanoseconds / 1e9),
  changes: (from, to) => {
    const found: number[] = [];
    for (
      let next = zoned(from, zone).getTimeZoneTransition('next');
      next !== null && next.epochMilliseconds <= to * 1000;
      next = next.getTimeZoneTransition('next')
    )
      found.push(next.epochMilliseconds / 1000);
    return found;
  },
});

/** Whether clocks of both show the same throughout the span. */
export const sameRules = (a: ZoneClock, b: ZoneClock, { from, to }: Span): boolean =>
  [from, ...a.changes(from, to), ...b.changes(from, to)].every((at) => a.offsetAt(at) === b.offsetAt(at));

/** The instant of a clock time: the first of two; before a gap, what the clocks would have shown (RFC 5545 §3.3.5). */
export const instantOf = (wall: number, clock: ZoneClock): number => {
  const before = clock.offsetAt(wall - 26 * 3600);
  const after = clock.offsetAt(wall + 26 * 3600);
  const found = [before, after].find((offset) => clock.offsetAt(wall - offset) === offset);
  return wall - (found ?? before);
};

/** '20250407T050000' → local time; null for anything else. */
const onsetOf = (text: string): string | null => {
  const match = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})$/.exec(text);
  return match === null ? null : `${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6]}`;
};

const offsetOf = (text: string | undefined): number | null => {
  const match = /^([+-])(\d{2})(\d{2})(\d{2})?$/.exec(text?.trim() ?? '');
  if (match === null) return null;
  const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4] ?? 0);
  return seconds > 26 * 3600 ? null : match[1] === '-' ? -seconds : seconds;
};

interface Change {
  readonly epoch: number;
  readonly offset: number;
}

/** Years of a zone's own rules that are written out: from before the events on, as far as a rule may be asked. */
const YEARS_BEFORE = 2;

/**
 * A VTIMEZONE's rules as they are for some years from `first` on; null when they cannot be read. Outlook writes
 * DTSTART:16010101T000000, which is only where its yearly rule begins.
 */
export const vtimezoneClock = (component: Component, first: LocalDate): ZoneClock | null => {
  const changes: Change[] = [];
  let earliest: { readonly epoch: number; readonly before: number } | null = null;
  for (const part of component.within) {
    const value = (name: string): string | undefined => one(part, name)?.value;
    const [before, offset] = [offsetOf(value('TZOFFSETFROM')), offsetOf(value('TZOFFSETTO'))];
    const onset = onsetOf(value('DTSTART') ?? '');
    if (before === null || offset === null || onset === null || part.bad.length > 0) return null;
    const dates = onsets(part, onset, first, before);
    if (dates === null) return null;
    for (const local of dates) {
      const epoch = wallSeconds(local as LocalDateTime) - before;
      changes.push({ epoch, offset });
      if (earliest === null || epoch < earliest.epoch) earliest = { epoch, before };
    }
  }
  if (earliest === null) return null;
  changes.sort((a, b) => a.epoch - b.epoch);
  const { before } = earliest;
  return {
    offsetAt: (epoch) => changes.findLast((change) => change.epoch <= epoch)?.offset ?? before,
    changes: (from, to) => changes.map(({ epoch }) => epoch).filter((epoch) => from <= epoch && epoch <= to),
  };
};

const one = ({ properties }: Component, name: string): ContentLine | undefined =>
  properties.find((property) => property.name === name);

/** Local times of an observance's onsets: its own, those of its RDATEs, and those of its rule in the years looked at. */
const onsets = (part: Component, onset: string, first: LocalDate, before: number): string[] | null => {
  const rules = part.properties.filter(({ name }) => name === 'RRULE');
  const dates = part.properties.filter(({ name }) => name === 'RDATE').flatMap(({ value }) => value.split(','));
  const single = dates.map((text) => onsetOf(text.trim()));
  if (rules.length > 1 || single.includes(null)) return null;
  const found = [onset, ...single.flatMap((local) => local ?? [])];
  const [ruled] = rules;
  if (ruled === undefined) return found;
  const from = addDays(first, -366 * YEARS_BEFORE);
  const rule = parseRule(ruled.value);
  // A count would have to be counted from the year the rule began in.
  if (!rule.ok || rule.value.frequency !== 'YEARLY' || rule.value.count !== null || rule.value.interval !== 1)
    return null;
  const begin = onset < '1970' ? `1970${onset.slice(4, 10)}` : onset.slice(0, 10);
  const to = addDays(from, RANGE_LIMIT_DAYS - 1);
  if (begin > to) return found;
  const days = expandRule({ ...rule.value, until: null }, begin as LocalDate, from, to);
  if (!days.ok) return null;
  const { until } = rule.value;
  const last =
    until === null
      ? Number.POSITIVE_INFINITY
      : until.kind === 'instant'
        ? wallSeconds(until.instant.slice(0, 19) as LocalDateTime)
        : wallSeconds((until.kind === 'date' ? `${until.date}T23:59:59` : until.local) as LocalDateTime) - before;
  const time = onset.slice(10);
  return [...found, ...days.value.map((day) => `${day}${time}`)].filter(
    (local) => local === onset || wallSeconds(local as LocalDateTime) - before <= last,
  );
};

/**
 * An IANA zone by the name that a TZID holds: as it is, or behind a program's own beginning
 * ('/freeassociation.sourceforge.net/Asia/Bangkok'). null when there is none in it.
 */
export const zoneNamed = (tzid: string): string | null => {
  const parts = tzid.replace(/^\//, '').split('/');
  for (let skip = 0; skip < parts.length; skip += 1) {
    const name = parts.slice(skip).join('/');
    // 'GMT+7' style names are read by nobody alike.
    if (name.includes('/') || name === 'UTC' || name === 'GMT' ? isZone(name) : skip === 0 && isZone(name)) return name;
  }
  return null;
};

/** Local time in a zone at an instant. */
export const localIn = (epoch: number, clock: ZoneClock): LocalDateTime => textOfSeconds(epoch + clock.offsetAt(epoch));
