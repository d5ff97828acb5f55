/**
 * Slots → rundown: for each session of a broadcast day on one channel, which pieces fill each place, and why.
 *
 * Decides what, not when: lengths and offsets are core/playlist/plan.ts. Asks nothing of the outside: the
 * sound library arrives as a map of names.
 */
import type { ChannelId, SegmentId, StrandId } from '../ids.ts';
import type { Cut, Reason, Run } from '../playlist/model.ts';
import { must } from '../result.ts';
import { addDays, dateOf, holdsOn, type LocalDate, timeOf } from '../time/local.ts';
import { expandRecurrence, RANGE_LIMIT_DAYS, type RuleClock } from '../time/recurrence.ts';
import { expandSessions, type SessionOccurrence, segmentHolds } from './expand.ts';
import type { Channel, Item, ItemVersion, Recurrence, Schedule, Segment, Session, Station } from './model.ts';

/** The sound library as planning sees it: file name as written in the schedule → its cut. */
export type Sounds = ReadonlyMap<string, Cut>;

/** One item's sound chosen for a place. */
export interface Piece {
  readonly item: Item;
  readonly version: ItemVersion;
  readonly cut: Cut;
  readonly strand: StrandId | null;
  readonly run: Run | null;
  readonly reasons: readonly Reason[];
}

/** Something that a place should have had. */
export interface Missing {
  readonly item: Item | null;
  readonly title: string;
  readonly reason: Reason;
}

export interface Place {
  /** 'segment@local start of its session as asked': stable over re-planning. */
  readonly slot: string;
  readonly segment: Segment;
  readonly pieces: readonly Piece[];
  readonly missing: readonly Missing[];
}

export interface RundownSession {
  readonly session: Session;
  readonly occurrence: SessionOccurrence;
  readonly places: readonly Place[];
}

export interface Rundown {
  readonly channel: Channel;
  readonly station: Station;
  readonly day: LocalDate;
  readonly sessions: readonly RundownSession[];
}

/**
 * The rundown of `channel` on broadcast day `day`; sessions in order of start, then id. The schedule must
 * have passed checkSchedule. A channel outside its days of validity has no sessions.
 */
export const resolveDay = (schedule: Schedule, channel: ChannelId, day: LocalDate, sounds: Sounds): Rundown => {
  const found = schedule.channels.find(({ id }) => id === channel);
  const station = schedule.stations.find(({ id }) => id === found?.station);
  if (found === undefined || station === undefined) throw new Error(`no channel ${channel} with a station`);
  const rundown = { channel: found, station, day };
  if (!holdsOn(found, day)) return { ...rundown, sessions: [] };

  const occurrences = schedule.sessions
    .filter((session) => session.channels.includes(channel))
    .flatMap((session) =>
      must(expandSessions(session, station, day, day)).map((occurrence) => ({
        session,
        occurrence,
      })),
    )
    .sort((a, b) => order(a.occurrence.start.instant, b.occurrence.start.instant) || order(a.session.id, b.session.id));

  const chooser = new Chooser(schedule, sounds, day);
  const sessions = occurrences.map(({ session, occurrence }) => ({
    session,
    occurrence,
    places: segmentsOf(schedule, session)
      .filter((segment) => must(segmentHolds(segment, occurrence)))
      .map((segment) => chooser.fill(segment, occurrence)),
  }));
  return { ...rundown, sessions };
};

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const segmentsOf = (schedule: Schedule, session: Session): Segment[] =>
  schedule.segments
    .filter((segment) => segment.session === session.id)
    .sort((a, b) => a.position - b.position || order(a.id, b.id));

/** Fills the places of one channel's day in order, so that a repeat finds what its first run picked. */
class Chooser {
  readonly #schedule: Schedule;
  readonly #sounds: Sounds;
  readonly #day: LocalDate;
  readonly #items: ReadonlyMap<string, Item>;
  readonly #sessions: ReadonlyMap<string, Session>;
  readonly #filled = new Map<SegmentId, Place>();

  constructor(schedule: Schedule, sounds: Sounds, day: LocalDate) {
    this.#schedule = schedule;
    this.#sounds = sounds;
    this.#day = day;
    this.#items = new Map(schedule.items.map((item) => [item.id, item]));
    this.#sessions = new Map(schedule.sessions.map((session) => [session.id, session]));
  }

  fill(segment: Segment, occurrence: SessionOccurrence): Place {
    const slot = `${segment.id}@${occurrence.asked}`;
    const place: Place = { slot, segment, ...this.#choose(segment, occurrence) };
    this.#filled.set(segment.id, place);
    return place;
  }

  #choose(segment: Segment, occurrence: SessionOccurrence): Pick<Place, 'pieces' | 'missing'> {
    const content = segment.content;
    const byRule: Reason = { code: 'by-rule', rule: this.#ruleOf(segment) };
    switch (content.kind) {
      case 'item':
      case 'filler':
        return split([this.#take(content.item, segment.language, [byRule])]);
      case 'relay':
        return content.fallback === null
          ? { pieces: [], missing: [] }
          : split([this.#take(content.fallback, segment.language, [byRule])]);
      case 'strand':
        return this.#fromStrand(segment, content.strand, content.count, occurrence);
      case 'repeat':
        return this.#again(content.of);
    }
  }

  /** What an earlier place of the day played, each piece marked as a repeat. */
  #again(of: SegmentId): Pick<Place, 'pieces' | 'missing'> {
    const first = this.#filled.get(of);
    const reason: Reason = { code: 'repeat-of', segment: of };
    if (first === undefined || first.pieces.length === 0) {
      const title = first?.segment.title ?? of;
      return { pieces: [], missing: [{ item: null, title, reason: { code: 'nothing-to-repeat', segment: of } }] };
    }
    return { pieces: first.pieces.map((piece) => ({ ...piece, run: 'repeat', reasons: [reason] })), missing: [] };
  }

  /** The next `count` playable items of a strand; what waits for its recording takes no turn. */
  #fromStrand(
    segment: Segment,
    id: StrandId,
    count: number,
    occurrence: SessionOccurrence,
  ): Pick<Place, 'pieces' | 'missing'> {
    const strand = this.#schedule.strands.find((candidate) => candidate.id === id);
    const all = (strand?.items ?? []).map((item) => this.#take(item, segment.language, []));
    const playable = all.filter((taken): taken is Piece => 'cut' in taken);
    if (strand === undefined || playable.length === 0) {
      const waiting = all.filter((taken): taken is Missing => !('cut' in taken));
      const none: Missing = { item: null, title: segment.title, reason: { code: 'strand-empty', strand: id } };
      return { pieces: [], missing: waiting.length === 0 ? [none] : waiting.slice(0, count) };
    }
    const turn = this.#turnsBefore(id, segment, occurrence);
    const pieces = Array.from({ length: Math.min(count, playable.length) }, (_, n): Piece => {
      const piece = playable[(turn + n) % playable.length];
      if (piece === undefined) throw new Error('rotation beyond its list');
      const reason: Reason = { code: 'rotation', strand: strand.name, turn: turn + n + 1, of: playable.length };
      // Once the list has gone round, what comes next has aired before: a repeat, though it stands in the first place.
      const run = turn + n < playable.length ? 'first' : 'repeat';
      return { ...piece, strand: id, run, reasons: [reason] };
    });
    return { pieces, missing: [] };
  }

  /**
   * How many turns of the strand were given before this place, since its segments' first days. Sessions that share no
   * channel with this one rotate by themselves, or each would skip the other's turns.
   */
  #turnsBefore(strand: StrandId, here: Segment, occurrence: SessionOccurrence): number {
    const today = dateOf(occurrence.asked);
    const own = this.#sessions.get(here.session)?.channels ?? [];
    let turns = 0;
    for (const segment of this.#schedule.segments) {
      if (segment.content.kind !== 'strand' || segment.content.strand !== strand) continue;
      const session = this.#sessions.get(segment.session);
      if (session === undefined || !session.channels.some((channel) => own.includes(channel))) continue;
      const clock = { time: session.start, zone: occurrence.start.zone };
      const days = countDays(segment, session, clock, session.recurrence.from, addDays(today, -1));
      const earlierToday =
        countDays(segment, session, clock, today, today) > 0 &&
        (session.start < timeOf(occurrence.asked) || (session.id === here.session && segment.position < here.position));
      turns += (days + (earlierToday ? 1 : 0)) * segment.content.count;
    }
    return turns;
  }

  /** The rule that brought a segment here: its own, or its session's. */
  #ruleOf(segment: Segment): string {
    const recurrence = segment.recurrence ?? this.#sessions.get(segment.session)?.recurrence;
    return [...(recurrence?.rules ?? []), ...(recurrence?.alsoOn ?? [])].join(' + ');
  }

  #take(id: string, language: string, reasons: readonly Reason[]): Piece | Missing {
    const item = this.#items.get(id);
    if (item === undefined) throw new Error(`no item ${id}`);
    const missing = (reason: Reason): Missing => ({ item, title: item.title, reason });
    if (!holdsOn(item, this.#day)) return missing({ code: 'not-valid', day: this.#day });
    const version = item.versions.find((candidate) => candidate.language === language) ?? soundOnly(item);
    if (version === undefined) return missing({ code: 'no-version', language });
    if (version.sound === null) return missing({ code: 'waits-for-recording', language: version.language });
    const cut = this.#sounds.get(version.sound);
    if (cut === undefined) return missing({ code: 'sound-missing', sound: version.sound });
    return { item, version, cut, strand: null, run: null, reasons };
  }
}

/** Music and idents have one version and no language to choose by. */
const soundOnly = (item: Item): ItemVersion | undefined =>
  ['sting', 'music', 'stationIdent', 'signOff', 'signatureTune'].includes(item.genre) ? item.versions[0] : undefined;

const split = (taken: readonly (Piece | Missing)[]): Pick<Place, 'pieces' | 'missing'> => ({
  pieces: taken.filter((one): one is Piece => 'cut' in one),
  missing: taken.filter((one): one is Missing => !('cut' in one)),
});

/** How many days from `from` to `to`, both included, carry both the session and the segment at the clock time. */
const countDays = (segment: Segment, session: Session, clock: RuleClock, from: LocalDate, to: LocalDate): number => {
  const daysOf = (recurrence: Recurrence, first: LocalDate, last: LocalDate): readonly LocalDate[] =>
    must(expandRecurrence(recurrence, first, last, clock));
  let count = 0;
  // One question may span ten years; a rotation may have begun earlier.
  for (let first = from; first <= to; first = addDays(first, RANGE_LIMIT_DAYS)) {
    const end = addDays(first, RANGE_LIMIT_DAYS - 1);
    const last = end < to ? end : to;
    const days = daysOf(session.recurrence, first, last);
    const own = segment.recurrence === null ? null : new Set(daysOf(segment.recurrence, first, last));
    count += own === null ? days.length : days.filter((day) => own.has(day)).length;
  }
  return count;
};
