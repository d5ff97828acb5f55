/**
 * The written times of one series → the station's clocks. What runs by the same rules keeps its clock time; anything
 * else goes by its instant, which is exact for single moments only.
 */
import { dateOf, type LocalDate, type LocalDateTime } from '../../core/time/local.ts';
import { wallSeconds } from '../../core/time/quiet.ts';
import type { Component } from './components.ts';
import type { Event } from './event.ts';
import type { Written } from './times.ts';
import {
  ianaClock,
  instantOf,
  localIn,
  type Span,
  sameRules,
  UTC,
  vtimezoneClock,
  type ZoneClock,
  zoneNamed,
} from './zones.ts';

const DAY = 86_400;
/** As far as the rules of two zones are compared: about eight years, all that a VTIMEZONE is written out for. */
const MOST_DAYS = 2900;

/** VTIMEZONE components by their TZID. */
export type Zones = ReadonlyMap<string, Component>;

export interface SeriesClock {
  /** How the series' own start is to be understood. */
  readonly kind: 'same' | 'floating' | 'utc' | 'other';
  readonly station: ZoneClock;
  readonly span: Span;
  /** Local time at the station; null for a whole day, and for a zone that nobody knows. */
  readonly local: (written: Written) => LocalDateTime | null;
  readonly epoch: (written: Written) => number | null;
  /** As `epoch`, some calendar days later on the clocks of `written`. */
  readonly epochLater: (written: Written, days: number) => number | null;
  /** Whether a written time had to be converted. */
  readonly converts: (written: Written) => boolean;
  /** TZIDs of the series of which no rules are known, or whose rules are not those of their name. */
  readonly unknown: readonly string[];
}

const roughly = (written: Written): number => {
  if (written.kind === 'utc') return written.epoch;
  return wallSeconds(written.kind === 'local' ? written.local : (`${written.date}T00:00:00` as LocalDateTime));
};

/** Every time that the events of a series name. */
const timesOf = (events: readonly Event[]): Written[] =>
  events.flatMap(({ start, end, also, except, instance }) => [
    start,
    ...(end !== null && 'at' in end ? [end.at] : []),
    ...also.flatMap(({ value }) => [value.start, ...(value.end !== null && 'at' in value.end ? [value.end.at] : [])]),
    ...except.map(({ value }) => value),
    ...(instance === null ? [] : [instance.value]),
  ]);

export const seriesClock = (events: readonly Event[], start: Written, zones: Zones, zone: string): SeriesClock => {
  const times = timesOf(events);
  const walls = times.map(roughly);
  const from = walls.reduce((a, b) => Math.min(a, b)) - 2 * DAY;
  const recurs = events.some(({ rules }) => rules.length > 0);
  const last = recurs ? Number.POSITIVE_INFINITY : walls.reduce((a, b) => Math.max(a, b)) + 2 * DAY;
  const span = { from, to: Math.min(last, from + MOST_DAYS * DAY) };
  const station = ianaClock(zone);
  const first = dateOf(localIn(from, UTC));

  const clocks = new Map<string, ZoneClock | null>();
  const clockOf = (tzid: string): ZoneClock | null => {
    const known = clocks.get(tzid);
    if (known !== undefined) return known;
    const made = makeClock(tzid, zones.get(tzid), first, span);
    clocks.set(tzid, made);
    return made;
  };
  const of = (written: Written): ZoneClock | null => {
    if (written.kind === 'utc') return UTC;
    return written.kind === 'day' || written.tzid === null ? station : clockOf(written.tzid);
  };
  const same = (clock: ZoneClock): boolean => clock === station || sameRules(clock, station, span);
  const epochLater = (written: Written, days: number): number | null => {
    const clock = of(written);
    if (clock === null || written.kind === 'day') return null;
    if (written.kind === 'utc') return written.epoch + days * DAY;
    return instantOf(wallSeconds(written.local) + days * DAY, clock);
  };
  const epoch = (written: Written): number | null => epochLater(written, 0);
  const converts = (written: Written): boolean => {
    const clock = of(written);
    return clock !== null && written.kind !== 'day' && (written.kind === 'utc' || !same(clock));
  };
  const local = (written: Written): LocalDateTime | null => {
    if (written.kind === 'local' && of(written) !== null && !converts(written)) return written.local;
    const at = epoch(written);
    return at === null ? null : localIn(at, station);
  };
  const names = times.flatMap((time) => (time.kind === 'local' && time.tzid !== null ? [time.tzid] : []));
  const unknown = [...new Set(names)].filter((tzid) => clockOf(tzid) === null);
  return { kind: kindOf(start, of, same, span), station, span, local, epoch, epochLater, converts, unknown };
};

const kindOf = (
  start: Written,
  of: (written: Written) => ZoneClock | null,
  same: (clock: ZoneClock) => boolean,
  span: Span,
): SeriesClock['kind'] => {
  if (start.kind === 'local' && start.tzid === null) return 'floating';
  const clock = of(start);
  if (start.kind === 'local' && clock !== null && same(clock)) return 'same';
  return clock !== null && sameRules(clock, UTC, span) ? 'utc' : 'other';
};

/** The calendar's own rules for a name, unless they contradict those that everybody knows by it. */
const makeClock = (tzid: string, own: Component | undefined, first: LocalDate, span: Span): ZoneClock | null => {
  const name = zoneNamed(tzid);
  const known = name === null ? null : ianaClock(name);
  const written = own === undefined ? null : vtimezoneClock(own, first);
  if (known === null || written === null) return known ?? written;
  return sameRules(known, written, span) ? known : null;
};
