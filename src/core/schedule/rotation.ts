/**
 * Which items a strand's places are given: the next ones that it never gave, then those that it gave longest ago.
 *
 * All sessions that share a channel, directly or through others, share one rotation, so that a session sounds the same
 * on each of its channels. A place that was cancelled, or suspended on all its channels, takes no turn. What began is
 * settled by what aired (Ground.turns); everything later follows from the schedule alone.
 */
import type { ChannelId, ItemId, SessionId, StrandId } from '../ids.ts';
import type { Run } from '../playlist/model.ts';
import { addDays, holdsOn, type LocalDate } from '../time/local.ts';
import { isAlways, isPiece, take, type When } from './availability.ts';
import type { SettledTurn } from './ground.ts';
import type { Content, Segment, Session } from './model.ts';
import { sessionAt } from './occurrences.ts';
import { placesOn, segmentFalls } from './places.ts';
import { inOrder, type Prepared } from './prepare.ts';
import { ordersByChannel, suspendedEverywhere } from './suspension.ts';

/** One item given to a place. */
export interface Pick {
  readonly item: ItemId;
  /** How many the strand has given, this one included. */
  readonly turn: number;
  /** How many could have been given. */
  readonly of: number;
  readonly run: Run;
}

/** What a place of a strand is given; empty when nothing of it can air. `session`, `slot` and `date` are as asked. */
export const picksFor = (
  prepared: Prepared,
  place: { readonly strand: StrandId; readonly language: string; readonly session: SessionId; readonly slot: string },
  date: LocalDate,
): readonly Pick[] => {
  const groups = prepared.memory(`groups ${place.strand} ${place.language}`, () => groupsOf(prepared, place));
  const group = groups.find((sessions) => sessions.some(({ id }) => id === place.session));
  if (group === undefined) return [];
  const name = `rotation ${place.strand} ${place.language} ${group[0]?.id ?? ''}`;
  const rotation = prepared.memory(name, () => rotationOf(prepared, place, group));
  return rotation(place.slot, date);
};

interface Asked {
  readonly strand: StrandId;
  readonly language: string;
}

const isTurn = (content: Content, { strand }: Asked): boolean => content.kind === 'strand' && content.strand === strand;

/** Sessions that have, or by an edit may have, places of the strand; in groups that share channels. */
const groupsOf = (prepared: Prepared, asked: Asked): readonly (readonly Session[])[] => {
  const { schedule, alterations } = prepared;
  const carrying = new Set<SessionId>(
    schedule.segments
      .filter(({ content, language }) => language === asked.language && isTurn(content, asked))
      .map(({ session }) => session),
  );
  for (const edit of alterations.edits) {
    if (edit.of === 'session') {
      if (edit.action.kind === 'add' && isTurn(edit.action.content, asked)) carrying.add(edit.session);
      continue;
    }
    const from = prepared.segment(edit.segment);
    if (from === undefined) continue;
    if (edit.action.kind === 'replace' && mayTurn(prepared, from, asked)) carrying.add(from.session);
    if (edit.action.kind === 'move' && mayTurn(prepared, from, asked)) carrying.add(edit.action.session);
  }
  const groups: { readonly sessions: Session[]; readonly channels: Set<ChannelId> }[] = [];
  for (const id of [...carrying].sort()) {
    const session = prepared.session(id);
    const joined = groups.filter(({ channels }) => session.channels.some((channel) => channels.has(channel)));
    for (const group of joined) groups.splice(groups.indexOf(group), 1);
    groups.push({
      sessions: [...joined.flatMap((group) => group.sessions), session],
      channels: new Set([...joined.flatMap((group) => [...group.channels]), ...session.channels]),
    });
  }
  return groups.map(({ sessions }) => sessions.toSorted((a, b) => inOrder(a.id, b.id)));
};

/** Whether a segment takes from the strand, as written or by an edit. */
const mayTurn = (prepared: Prepared, { id, content, language }: Segment, asked: Asked): boolean =>
  language === asked.language &&
  (isTurn(content, asked) ||
    prepared.segmentEdits(id).some(({ action }) => action.kind === 'replace' && isTurn(action.content, asked)));

/** A place that takes its turn. */
interface Turn {
  readonly slot: string;
  readonly segment: Segment;
  readonly session: Session;
  readonly occurrence: When;
}

/** Walks the turns of a group from its first day on, as far as it is asked, and remembers what each was given. */
const rotationOf = (prepared: Prepared, asked: Asked, group: readonly Session[]) => {
  const strand = prepared.strand(asked.strand);
  const given = new Map<string, readonly Pick[]>();
  /** In the order of their last turns: the one that was given longest ago comes first. */
  const givenBefore = new Set<ItemId>();
  const heard = new Set<ItemId>();
  let turns = 0;
  const settled = settledOn(prepared, asked, group);
  const [first] = [...group.map(({ recurrence }) => recurrence.from), ...settled.keys()].sort();
  let next = first;
  /** Of items whose answer is the same at any time. */
  const always = new Map<ItemId, boolean>();

  const canAir = (id: ItemId, when: When): boolean => {
    const known = always.get(id);
    if (known !== undefined) return known;
    const can = isPiece(take(prepared, id, asked.language, when));
    if (isAlways(prepared.item(id))) always.set(id, can);
    return can;
  };
  const candidates = ({ segment, session, occurrence }: Turn): readonly ItemId[] => {
    const orders = ordersByChannel(prepared, session, occurrence.day);
    return strand.items.filter(
      (id) => canAir(id, occurrence) && !suspendedEverywhere(orders, prepared.item(id).genre, segment),
    );
  };
  const give = (items: readonly ItemId[], of: number, airing = items): readonly Pick[] => {
    const picks = items.map((item): Pick => {
      turns += 1;
      givenBefore.delete(item);
      givenBefore.add(item);
      return { item, turn: turns, of, run: heard.has(item) ? 'repeat' : 'first' };
    });
    for (const item of airing) heard.add(item);
    return picks;
  };
  const choose = (turn: Turn): readonly Pick[] => {
    const { segment, slot } = turn;
    const done = prepared.turns.get(slot);
    if (done !== undefined) return give(done.items, Math.max(done.items.length, strand.items.length), done.aired);
    if (segment.content.kind !== 'strand') return [];
    const can = candidates(turn);
    const { count } = segment.content;
    const fresh = can.filter((id) => !givenBefore.has(id)).slice(0, count);
    return give([...fresh, ...longestAgo(can, count - fresh.length)], can.length);
  };

  const longestAgo = (can: readonly ItemId[], most: number): readonly ItemId[] => {
    const found: ItemId[] = [];
    const among = new Set(can);
    if (most > 0)
      for (const id of givenBefore) {
        if (among.has(id)) found.push(id);
        if (found.length === most) break;
      }
    return found;
  };

  return (slot: string, date: LocalDate): readonly Pick[] => {
    for (; next !== undefined && next <= date; next = addDays(next, 1))
      for (const turn of inTime(turnsOn(prepared, asked, group, next), settled.get(next) ?? []))
        given.set(turn.slot, 'segment' in turn ? choose(turn) : give(turn.items, turn.items.length, turn.aired));
    return given.get(slot) ?? [];
  };
};

interface SettledSlot extends SettledTurn {
  readonly slot: string;
}

/** What the group's places have aired, by the calendar date in their slots; of a session that is gone, too. */
const settledOn = (
  prepared: Prepared,
  { strand, language }: Asked,
  group: readonly Session[],
): ReadonlyMap<LocalDate, readonly SettledSlot[]> => {
  const sessions = new Set(group.map(({ id }) => id));
  const isOwn = (turn: SettledTurn): boolean =>
    turn.strand === strand &&
    turn.language === language &&
    (sessions.has(turn.session) || !prepared.schedule.sessions.some(({ id }) => id === turn.session));
  const own = [...prepared.turns].filter(([, turn]) => isOwn(turn)).map(([slot, turn]) => ({ ...turn, slot }));
  return Map.groupBy(own, ({ slot }) => slot.slice(slot.indexOf('@') + 1).slice(0, 10) as LocalDate);
};

/** Turns of a date by the time asked; those settled whose place is not there any more stand where they were. */
const inTime = (turns: readonly Turn[], settled: readonly SettledSlot[]): readonly (Turn | SettledSlot)[] => {
  const gone = settled.filter(({ slot }) => turns.every((turn) => turn.slot !== slot));
  if (gone.length === 0) return turns;
  const timeOf = ({ slot }: { readonly slot: string }): string => slot.slice(slot.indexOf('T', slot.indexOf('@')));
  return [...turns, ...gone].sort((a, b) => inOrder(timeOf(a), timeOf(b)));
};

/** The turns of one calendar date, in the order in which the schedule asks for them. */
const turnsOn = (prepared: Prepared, asked: Asked, group: readonly Session[], date: LocalDate): Turn[] =>
  group
    .toSorted((a, b) => inOrder(a.start, b.start) || inOrder(a.id, b.id))
    .flatMap((session) => {
      const [channel] = session.channels;
      if (channel === undefined) return [];
      const { station } = prepared.channel(channel);
      // Most dates are not asked for at all, which is cheaper to know than what edits make of them.
      if (!prepared.falls(session.recurrence, date, { time: session.start, zone: station.zone })) return [];
      const state = sessionAt(prepared, session, date, station);
      if (state === null || state.cancelled !== null) return [];
      const { occurrence } = state;
      if (!session.channels.some((id) => holdsOn(prepared.channel(id).channel, occurrence.day))) return [];
      const places = isAltered(prepared, session)
        ? placesOn(prepared, session, occurrence).filter(({ removed }) => removed === null)
        : ofStrand(prepared, asked, session)
            .filter((segment) => segmentFalls(prepared, segment, occurrence))
            .map((segment) => ({ slot: `${segment.id}@${occurrence.asked}`, segment }));
      return places
        .filter(({ segment }) => segment.language === asked.language && isTurn(segment.content, asked))
        .map(({ slot, segment }) => ({ slot, segment, session, occurrence }));
    });

const ofStrand = (prepared: Prepared, asked: Asked, session: Session): readonly Segment[] =>
  prepared.memory(`of ${asked.strand} ${asked.language} ${session.id}`, () =>
    prepared
      .segmentsOf(session.id)
      .filter(({ content, language }) => language === asked.language && isTurn(content, asked)),
  );

const isAltered = (prepared: Prepared, session: Session): boolean =>
  prepared.memory(
    `altered ${session.id}`,
    () =>
      prepared.sessionEdits(session.id).length > 0 ||
      prepared.movesInto(session.id).length > 0 ||
      prepared.segmentsOf(session.id).some(({ id }) => prepared.segmentEdits(id).length > 0),
  );
