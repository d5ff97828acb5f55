/**
 * One series of a calendar – an event with its rules, its single days and the changes of single instances – → sessions
 * that air at just the same moments. What cannot be said exactly is refused, and then the whole series is.
 */
import type { Refusal } from '../../core/refusal.ts';
import type { Result } from '../../core/result.ts';
import { refusal } from '../../core/result.ts';
import { expandRecurrence } from '../../core/schedule/recurring-days.ts';
import { dateOf, type LocalDate, type LocalDateTime, timeOf } from '../../core/time/local.ts';
import { type SeriesClock, seriesClock, type Zones } from './clocks.ts';
import type { Event } from './event.ts';
import type { ImportGround, ImportNotice, Playable } from './model.ts';
import type { Draft } from './names.ts';
import { rulesOf } from './rules.ts';
import type { Written, WrittenPeriod } from './times.ts';

export interface PlacedDraft extends Draft {
  readonly line: number;
}

export interface SeriesResult {
  readonly drafts: readonly PlacedDraft[];
  readonly refusals: readonly Refusal[];
  readonly notices: readonly ImportNotice[];
}

/** One occurrence at a time of its own. */
interface Single {
  readonly local: LocalDateTime;
  readonly seconds: number;
  readonly event: Event;
}

const DAY = 86_400;
const DAYS_LIMIT = 1000;
const RULES_LIMIT = 10;

/** `changes`: events that change one instance of `event`. `plays`: what an event plays. */
export const seriesOf = (
  event: Event,
  changes: readonly Event[],
  zones: Zones,
  ground: ImportGround,
  plays: (event: Event) => Result<readonly Playable[]>,
): SeriesResult => {
  const { file } = event;
  const refusals: Refusal[] = [];
  const notices: ImportNotice[] = [];
  const wrong = (of: Event, reason: string, line = of.line, value: string | null = null): null => {
    refusals.push(refusal('import.event', { event: of.summary, reason, value }, { file, line }));
    return null;
  };
  const told = (code: ImportNotice['code'], line: number, about: string): void => {
    notices.push({ code, place: { file, line }, about, count: 1 });
  };
  const end = (): SeriesResult => ({ drafts: [], refusals, notices });

  const clock = seriesClock([event, ...changes], event.start, zones, ground.zone);
  for (const tzid of clock.unknown) refusals.push(refusal('time.zone', { zone: tzid }, { file, line: event.line }));
  const local = clock.local(event.start);
  const seconds = lengthOf(event.start, event.end, clock);
  if (local === null || refusals.length > 0) return end();
  const length = (of: Event, found: number | null): number | null => {
    if (found === null || found <= 0) return wrong(of, 'no-length');
    return found < 60 ? wrong(of, 'too-short') : found > DAY ? wrong(of, 'too-long') : found;
  };
  const lasts = length(event, seconds);

  const [date, time] = [dateOf(local), timeOf(local)];
  const rules = rulesOf(event, local, clock, ground, refusals);
  if (event.rules.length > RULES_LIMIT) wrong(event, 'too-many-days');
  if (lasts === null || refusals.length > 0) return end();
  const { kind } = clock;
  if (kind === 'floating') told('floating', event.line, '');
  else if (kind !== 'same') told('converted', event.line, event.summary);

  const also = new Set<LocalDate>(rules.length === 0 ? [date] : []);
  const not = new Set<LocalDate>();
  let singles: Single[] = [];
  for (const { line, value } of event.also) {
    const at = clock.local(value.start);
    const own: number | null = value.end === null ? lasts : length(event, periodLength(value, clock));
    if (at === null || own === null) wrong(event, 'bad-time', line);
    else if (timeOf(at) === time && own === lasts && (rules.length === 0 || dateOf(at) >= date)) also.add(dateOf(at));
    else if (!singles.some((single) => single.local === at)) singles.push({ local: at, seconds: own, event });
  }
  const holds = (day: LocalDate): boolean => {
    if (not.has(day)) return false;
    if (also.has(day)) return true;
    const recurrence = { rules, from: date, to: null, alsoOn: [], notOn: [] };
    const days = expandRecurrence(recurrence, day, day, { time, zone: ground.zone });
    return days.ok && days.value.length > 0;
  };
  /** Takes an occurrence away; false when there is none then. */
  const without = (at: LocalDateTime): boolean => {
    if (timeOf(at) === time && holds(dateOf(at))) {
      not.add(dateOf(at));
      return true;
    }
    const rest = singles.filter((single) => single.local !== at);
    const found = rest.length < singles.length;
    singles = rest;
    return found;
  };
  const dayless = (written: Written): LocalDateTime | null => {
    if (written.kind !== 'day') return clock.local(written);
    const shifted = kind === 'utc' || kind === 'other';
    return shifted ? null : (`${written.date}T${time}` as LocalDateTime);
  };

  for (const { line, value } of event.except) {
    const at = dayless(value);
    if (at === null) wrong(event, 'bad-time', line);
    else if (!without(at)) told('exdate-nothing', line, event.summary);
    else if (value.kind === 'day') told('exdate-day', line, event.summary);
  }
  const played = plays(event);
  if (!played.ok) refusals.push(...played.refusals.map((found) => ({ ...found, place: { file, line: event.line } })));

  for (const change of changes) {
    const at = change.instance === null ? null : dayless(change.instance.value);
    if (change.rules.length + change.also.length + change.except.length > 0) {
      wrong(change, 'changed-rule');
      continue;
    }
    if (change.status === 'CANCELLED') {
      if (at === null || !without(at)) wrong(change, 'no-such-instance');
      continue;
    }
    const moved = clock.local(change.start);
    const own = length(change, lengthOf(change.start, change.end, clock));
    const other = plays(change);
    if (!other.ok) refusals.push(...other.refusals.map((found) => ({ ...found, place: { file, line: change.line } })));
    if (moved === null || own === null || !other.ok || !played.ok) continue;
    const before = singles.find((single) => single.local === at)?.seconds ?? lasts;
    if (at === null || !without(at)) {
      wrong(change, 'no-such-instance');
      continue;
    }
    const same = moved === at && own === before && change.summary === event.summary && alike(other.value, played.value);
    if (same && timeOf(at) === time) not.delete(dateOf(at));
    else singles.push({ local: moved, seconds: own, event: change });
  }
  if (also.size > DAYS_LIMIT || not.size > DAYS_LIMIT) wrong(event, 'too-many-days');
  if (refusals.length > 0 || !played.ok) return end();

  const nameOf = ({ summary }: Event, what: readonly Playable[]): string =>
    summary === '' ? what.map(({ name }) => name).join(' + ') : summary;
  const common = { channels: [...ground.channels] };
  const on = [...also].sort().filter((day) => rules.length > 0 || !not.has(day));
  const [first = date, ...more] = on;
  const main: PlacedDraft = {
    line: event.line,
    name: nameOf(event, played.value),
    plays: played.value,
    apart: rules.length > 0 ? '' : first.replaceAll('-', ''),
    session: {
      ...{ name: nameOf(event, played.value), ...common, start: clockText(time), maxMinutes: lasts / 60 },
      ...(rules.length === 1 ? { rule: rules[0] } : rules.length > 1 ? { rules: [...rules] } : {}),
      ...(on.length === 0 ? {} : { alsoOn: on }),
      ...(rules.length === 0 || not.size === 0 ? {} : { notOn: [...not].sort() }),
      from: rules.length === 0 ? first : date,
      ...(rules.length === 0 ? { to: more.at(-1) ?? first } : {}),
    },
  };
  const apart = singles.flatMap((single): PlacedDraft[] => {
    const what = plays(single.event);
    return what.ok ? [draftOf(single, nameOf(single.event, what.value), what.value, common.channels)] : [];
  });
  return { drafts: [...(rules.length === 0 && on.length === 0 ? [] : [main]), ...apart], refusals, notices };
};

const draftOf = (
  { local, seconds, event: { line } }: Single,
  name: string,
  plays: readonly Playable[],
  channels: string[],
): PlacedDraft => {
  const day = dateOf(local);
  const when = { start: clockText(timeOf(local)), maxMinutes: seconds / 60, alsoOn: [day], from: day, to: day };
  return { line, name, plays, apart: day.replaceAll('-', ''), session: { name, channels, ...when } };
};

const clockText = (time: string): string => (time.endsWith(':00') ? time.slice(0, 5) : time);

const alike = (a: readonly Playable[], b: readonly Playable[]): boolean =>
  JSON.stringify(a.map(({ fields }) => fields)) === JSON.stringify(b.map(({ fields }) => fields));

/** Seconds that pass; null without an end. The first one's length is that of all (RFC 5545 §3.8.5.3). */
const lengthOf = (start: Written, end: Event['end'], clock: SeriesClock): number | null => {
  const from = clock.epoch(start);
  if (from === null || end === null) return null;
  if ('lasts' in end) {
    const to = clock.epochLater(start, end.lasts.days);
    return to === null ? null : to + end.lasts.seconds - from;
  }
  const to = clock.epoch(end.at);
  return to === null ? null : to - from;
};

const periodLength = ({ start, end }: WrittenPeriod, clock: SeriesClock): number | null => lengthOf(start, end, clock);
