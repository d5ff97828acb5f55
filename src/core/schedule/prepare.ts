/**
 * One ground of planning with what is asked of it again and again looked up once: things by id, days by rule.
 *
 * Nothing here decides anything. What is kept is a memory of pure answers and changes none; a ground that changed is
 * prepared anew.
 */
import { type UnitMap, unitMap } from '../access/units.ts';
import type { ChannelId, ItemId, SegmentId, SessionId, StrandId } from '../ids.ts';
import { must } from '../result.ts';
import { addDays, type LocalDate } from '../time/local.ts';
import type { RuleClock } from '../time/recurrence.ts';
import type { Edit } from './alterations.ts';
import type { Ground } from './ground.ts';
import type { Channel, Item, Recurrence, Segment, Session, Station, Strand } from './model.ts';
import { type ConfirmedDays, confirmedDays, expandRecurrence } from './recurring-days.ts';

type SessionEdit = Extract<Edit, { of: 'session' }>;
type SegmentEdit = Extract<Edit, { of: 'segment' }>;

export interface Prepared extends Ground {
  readonly units: UnitMap;
  /** Throws for an id that the schedule does not have, which checkSchedule and the borders refuse before. */
  readonly channel: (id: ChannelId) => { readonly channel: Channel; readonly station: Station };
  readonly item: (id: ItemId) => Item;
  readonly isItem: (id: ItemId) => boolean;
  readonly strand: (id: StrandId) => Strand;
  readonly session: (id: SessionId) => Session;
  readonly segment: (id: SegmentId) => Segment | undefined;
  /** In order of position, then id. */
  readonly segmentsOf: (session: SessionId) => readonly Segment[];
  /** Sessions that are on the channel by the schedule or by an edit, in order of id. */
  readonly sessionsOn: (channel: ChannelId) => readonly Session[];
  readonly sessionEdits: (session: SessionId) => readonly SessionEdit[];
  readonly segmentEdits: (segment: SegmentId) => readonly SegmentEdit[];
  /** Edits that bring segments of other sessions into this one. */
  readonly movesInto: (session: SessionId) => readonly SegmentEdit[];
  /** Whether something recurs on a calendar date. `clock`: when on it, which only some UNTIL asks for. */
  readonly falls: (recurrence: Recurrence, date: LocalDate, clock: RuleClock) => boolean;
  /** Days of festivals that somebody has confirmed. */
  readonly festivals: ConfirmedDays;
  /** What a part of planning works out once and keeps; by that part's own names. */
  readonly memory: <T>(name: string, work: () => T) => T;
}

/** Answers kept for one ground at most; then it forgets and works them out again. */
const MOST = 50_000;

export const prepare = (ground: Ground): Prepared => {
  const { schedule, alterations } = ground;
  const channels = byId(schedule.channels);
  const stations = byId(schedule.stations);
  const items = byId(schedule.items);
  const strands = byId(schedule.strands);
  const sessions = byId(schedule.sessions);
  const segments = byId(schedule.segments);
  const segmentsBySession = grouped(schedule.segments, ({ session }) => session);
  for (const list of segmentsBySession.values()) list.sort((a, b) => a.position - b.position || inOrder(a.id, b.id));
  const edits = alterations.edits.toSorted((a, b) => a.id - b.id);
  const sessionEdits = grouped(
    edits.filter((edit): edit is SessionEdit => edit.of === 'session'),
    ({ session }) => session,
  );
  const ofSegments = edits.filter((edit): edit is SegmentEdit => edit.of === 'segment');
  const segmentEdits = grouped(ofSegments, ({ segment }) => segment);
  const movesInto = grouped(
    ofSegments.filter(({ action }) => action.kind === 'move'),
    ({ action }) => (action.kind === 'move' ? action.session : null),
  );
  const sessionsByChannel = new Map<ChannelId, Session[]>();
  for (const session of schedule.sessions.toSorted((a, b) => inOrder(a.id, b.id)))
    for (const channel of everOn(session, sessionEdits.get(session.id) ?? []))
      sessionsByChannel.set(channel, [...(sessionsByChannel.get(channel) ?? []), session]);
  const festivals = confirmedDays(schedule.festivals, alterations.confirmations);

  const kept = new Map<string, unknown>();
  const memory = <T>(name: string, work: () => T): T => {
    if (kept.has(name)) return kept.get(name) as T;
    const value = work();
    if (kept.size >= MOST) kept.clear();
    kept.set(name, value);
    return value;
  };
  const names = new WeakMap<Recurrence, string>();
  const nameOf = (recurrence: Recurrence): string => {
    const known = names.get(recurrence);
    if (known !== undefined) return known;
    const name = JSON.stringify(recurrence);
    names.set(recurrence, name);
    return name;
  };
  const monthsKept = new WeakMap<Recurrence, Map<string, ReadonlySet<LocalDate>>>();
  const falls = (recurrence: Recurrence, date: LocalDate, clock: RuleClock): boolean => {
    if (date < recurrence.from || (recurrence.to !== null && recurrence.to < date)) return false;
    const months = monthsKept.get(recurrence) ?? new Map<string, ReadonlySet<LocalDate>>();
    monthsKept.set(recurrence, months);
    const key = `${date.slice(0, 7)}${clock.zone}${clock.time}`;
    const known = months.get(key);
    if (known !== undefined) return known.has(date);
    // A month at a time, and things that recur alike ask once.
    const days = memory(`falls ${key} ${nameOf(recurrence)}`, () => {
      const first = `${date.slice(0, 7)}-01` as LocalDate;
      const last = addDays(`${addDays(first, 31).slice(0, 7)}-01` as LocalDate, -1);
      return new Set(must(expandRecurrence(recurrence, first, last, clock, festivals)));
    });
    months.set(key, days);
    return days.has(date);
  };

  return {
    ...ground,
    units: unitMap(schedule.units),
    channel: (id) => {
      const channel = known(channels, id);
      return { channel, station: known(stations, channel.station) };
    },
    item: (id) => known(items, id),
    isItem: (id) => items.has(id),
    strand: (id) => known(strands, id),
    session: (id) => known(sessions, id),
    segment: (id) => segments.get(id),
    segmentsOf: (session) => segmentsBySession.get(session) ?? [],
    sessionsOn: (channel) => sessionsByChannel.get(channel) ?? [],
    sessionEdits: (session) => sessionEdits.get(session) ?? [],
    segmentEdits: (segment) => segmentEdits.get(segment) ?? [],
    movesInto: (session) => movesInto.get(session) ?? [],
    falls,
    festivals,
    memory,
  };
};

export const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byId = <T extends { readonly id: string }>(things: readonly T[]): ReadonlyMap<string, T> =>
  new Map(things.map((thing) => [thing.id, thing]));

const known = <T>(things: ReadonlyMap<string, T>, id: string): T => {
  const found = things.get(id);
  if (found === undefined) throw new Error(`nothing in the schedule has the id ${id}`);
  return found;
};

const grouped = <K, T>(things: readonly T[], keyOf: (thing: T) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>();
  for (const thing of things) {
    const group = groups.get(keyOf(thing));
    if (group === undefined) groups.set(keyOf(thing), [thing]);
    else group.push(thing);
  }
  return groups;
};

const everOn = (session: Session, edits: readonly SessionEdit[]): ReadonlySet<ChannelId> =>
  new Set([...session.channels, ...edits.flatMap(({ action }) => (action.kind === 'channels' ? action.channels : []))]);
