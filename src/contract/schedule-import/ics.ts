/**
 * A calendar (RFC 5545) → sessions: every VEVENT ends as taken, as refused with its line and reason, or as cancelled by
 * the calendar itself. Zone and rule are honoured or the event is refused; nothing is adjusted silently.
 */
import type { Refusal } from '../../core/refusal.ts';
import type { Result } from '../../core/result.ts';
import { ok, refusal, refuse } from '../../core/result.ts';
import type { Zones } from './clocks.ts';
import { type Component, components } from './components.ts';
import { meanings, playableOf } from './content.ts';
import { decode, isUtf8 } from './encoding.ts';
import { type Event, type ReadEvent, readEvent } from './event.ts';
import { contentLines } from './lines.ts';
import {
  type Fate,
  grouped,
  IMPORT_LIMIT_BYTES,
  IMPORT_LIMIT_ENTRIES,
  type Imported,
  type ImportGround,
  type ImportNotice,
  type Playable,
} from './model.ts';
import { sessionsOf } from './names.ts';
import { type PlacedDraft, seriesOf } from './series.ts';

export interface IcsOptions {
  /** What every event plays: the id or name of an item or strand; null: what each event says. */
  readonly content: string | null;
}

/** `file` is what messages call it. */
export const importIcs = (file: string, bytes: Uint8Array, ground: ImportGround, options: IcsOptions): Imported => {
  const none = (refusals: readonly Refusal[]): Imported => ({ name: file, made: [], fates: [], refusals, notices: [] });
  if (bytes.byteLength > IMPORT_LIMIT_BYTES)
    return none([refusal('file.large', { path: file, bytes: bytes.byteLength, limit: IMPORT_LIMIT_BYTES }, { file })]);
  const encoding = foreign(bytes);
  if (encoding !== null) return none([refusal('import.encoding', { path: file, encoding }, { file })]);
  const { calendars, stray, refusals: broken } = components(file, bytes);
  const unread = [...stray, ...calendars.flatMap(({ bad }) => bad)];
  const faults = [...broken, ...calendars.flatMap((calendar) => headFaults(file, calendar))];
  const events = calendars.flatMap(({ within }) => within.filter(({ name }) => name === 'VEVENT'));
  if (Math.max(events.length, unread.length) > IMPORT_LIMIT_ENTRIES)
    faults.push(refusal('import.too-many', { limit: IMPORT_LIMIT_ENTRIES }, { file }));
  if (faults.length > 0) return none(faults);

  const zones: Zones = new Map(calendars.flatMap(({ within }) => within.flatMap(zoneOf)));
  const plays = playing(ground, options);
  const fates: Fate[] = [];
  // A line between events belongs to none: it is refused alone, and every event has its own fate.
  const refusals: Refusal[] = unread.map(({ line }) => refusal('import.syntax', { reason: 'line' }, { file, line }));
  const notices: ImportNotice[] = calendars.flatMap((calendar) => leftAside(file, calendar));
  const drafts: PlacedDraft[] = [];
  for (const series of seriesIn(events.map((component) => readEvent(file, component)))) {
    notices.push(...series.flatMap((read) => read.notices));
    const { fate, ...found } = settle(series, zones, ground, plays);
    refusals.push(...found.refusals);
    notices.push(...found.notices);
    drafts.push(...found.drafts);
    for (const { line, summary } of series) fates.push({ line, name: summary, fate });
  }
  drafts.sort((a, b) => a.line - b.line);
  const sessions = sessionsOf(drafts, ground.taken);
  return {
    name: file,
    made: sessions.map((session, n) => ({ session, place: { file, line: drafts[n]?.line ?? 1 } })),
    fates: fates.sort((a, b) => a.line - b.line),
    refusals: refusals.toSorted((a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0)),
    notices: grouped(notices),
  };
};

/** The encoding of a file that is not UTF-8; a letter may be folded in its middle, and then no line is wrong. */
const foreign = (bytes: Uint8Array) => {
  const decoded = decode(bytes);
  if (decoded.ok || decoded.encoding === 'unknown') return null;
  const folded = !isUtf8(bytes) && contentLines(bytes).every((line) => !('bad' in line) || line.bad !== 'encoding');
  return folded ? null : decoded.encoding;
};

const headFaults = (file: string, { line, properties }: Component): Refusal[] => {
  const value = (name: string): string | undefined =>
    properties
      .find((property) => property.name === name)
      ?.value.trim()
      .toUpperCase();
  const wrong = (reason: string): Refusal => refusal('import.syntax', { reason }, { file, line });
  return [
    ...((value('VERSION') ?? '2.0') !== '2.0' || (value('CALSCALE') ?? 'GREGORIAN') !== 'GREGORIAN'
      ? [wrong('version')]
      : []),
    ...(['PUBLISH', 'REQUEST', undefined].includes(value('METHOD')) ? [] : [wrong('method')]),
  ];
};

const zoneOf = (component: Component): (readonly [string, Component])[] => {
  const tzid = component.name === 'VTIMEZONE' && component.properties.find(({ name }) => name === 'TZID');
  return tzid ? [[tzid.value.trim(), component]] : [];
};

/** Components of a calendar that air nothing: tasks, journals, somebody's own. */
const leftAside = (file: string, { within }: Component): ImportNotice[] =>
  within
    .filter(({ name }) => name !== 'VEVENT' && name !== 'VTIMEZONE')
    .map(({ name, line }) => ({ code: 'component', about: name, place: { file, line }, count: 1 }));

/** Events of one UID together, in the order in which they begin. One without a UID stands alone. */
const seriesIn = (events: readonly ReadEvent[]): ReadEvent[][] => {
  const series = new Map<string, ReadEvent[]>();
  for (const event of events) {
    const key = event.uid === null ? `#${event.line}` : `=${event.uid}`;
    const known = series.get(key);
    if (known === undefined) series.set(key, [event]);
    else known.push(event);
  }
  return [...series.values()];
};

type Plays = (event: Event) => Result<readonly Playable[]>;

interface Settled {
  readonly fate: Fate['fate'];
  readonly drafts: readonly PlacedDraft[];
  readonly refusals: readonly Refusal[];
  readonly notices: readonly ImportNotice[];
}

/** All events of a series are taken, or none is: a rule without the changes that belong to it would air what was moved. */
const settle = (series: readonly ReadEvent[], zones: Zones, ground: ImportGround, plays: Plays): Settled => {
  const at = (line: number) => ({ file: series[0]?.file ?? '', line });
  const refused = (refusals: readonly Refusal[]): Settled => {
    const ownerOf = (line: number): number => Math.max(...series.map((one) => one.line).filter((own) => own <= line));
    const told = new Set(refusals.map(({ place }) => ownerOf(place?.line ?? Number.POSITIVE_INFINITY)));
    const others = series
      .filter(({ line }) => !told.has(line))
      .map(({ line, summary }) => refusal('import.event', { event: summary, reason: 'group', value: null }, at(line)));
    return { fate: 'refused', drafts: [], refusals: [...refusals, ...others], notices: [] };
  };
  const faults = series.flatMap(({ refusals }) => refusals);
  const events = series.flatMap(({ event }) => event ?? []);
  if (faults.length > 0) return refused(faults);
  const [master, again] = events.filter(({ instance }) => instance === null);
  if (again !== undefined)
    return refused([
      refusal('import.event', { event: again.summary, reason: 'uid-double', value: again.uid }, at(again.line)),
    ]);
  const changes = events.filter(({ instance }) => instance !== null);
  const cancelled = (event: Event): ImportNotice => ({
    ...{ code: 'cancelled', about: event.summary, place: at(event.line), count: 1 },
  });
  const left = (gone: readonly Event[]): Settled => ({
    ...{ fate: 'cancelled', drafts: [], refusals: [], notices: gone.map(cancelled) },
  });
  if (master?.status === 'CANCELLED') return left(events);
  if (master !== undefined) return taken(seriesOf(master, changes, zones, ground, plays), refused, left(events));
  // The series itself is not in the file: each changed instance stands for itself.
  const alone = changes.filter(({ status }) => status !== 'CANCELLED');
  const results = alone.map((event) => seriesOf({ ...event, instance: null }, [], zones, ground, plays));
  const notices = alone.map(
    ({ line, summary }): ImportNotice => ({ code: 'instance-alone', about: summary, place: at(line), count: 1 }),
  );
  const whole = {
    drafts: results.flatMap(({ drafts }) => drafts),
    refusals: results.flatMap(({ refusals }) => refusals),
    notices: [...notices, ...results.flatMap((result) => result.notices)],
  };
  return taken(whole, refused, left(events));
};

const taken = (
  { drafts, refusals, notices }: Omit<Settled, 'fate'>,
  refused: (refusals: readonly Refusal[]) => Settled,
  left: Settled,
): Settled => {
  if (refusals.length > 0) return refused(refusals);
  return drafts.length === 0 ? left : { fate: 'taken', drafts, refusals, notices };
};

/** What an event plays: as the whole import says, as the event says, by its category, by its name. */
const playing =
  ({ library }: ImportGround, { content }: IcsOptions): Plays =>
  ({ summary, plays, categories }) => {
    const said = content === null ? plays : [content];
    if (said.length > 0) {
      const found = said.map((text) => playableOf(text, library));
      const wrong = found.find((one) => !one.ok);
      return wrong ?? ok(found.flatMap((one) => (one.ok ? [one.value] : [])));
    }
    const [category, ...others] = categories.filter((text) => meanings(text, library).length > 0);
    if (category !== undefined) {
      if (others.length === 0) {
        const found = playableOf(category, library);
        return found.ok ? ok([found.value]) : found;
      }
      return refuse('import.content', { text: summary, near: [category, ...others].join(', '), several: true });
    }
    if (summary === '') return refuse('import.event', { event: '', reason: 'no-name', value: null });
    const found = playableOf(summary, library);
    return found.ok ? ok([found.value]) : found;
  };
