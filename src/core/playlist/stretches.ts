/**
 * A session's places cut at fixed starts, and at times that something else has: the stretches that are laid one by one.
 *
 * A fixed start is kept by the clock. What is urgent comes first in its stretch (Circular 39/2020/TT-BTTTT: priority
 * items are played first within the programme), behind the ident that opens it.
 */
import type { Priority, Segment } from '../schedule/model.ts';
import type { Piece, Place, Rundown, RundownSession } from '../schedule/rundown.ts';
import { addDays, at, dateOf, timeOf } from '../time/local.ts';
import type { Moment } from '../time/moment.ts';
import { place as placeInZone, secondsBetween } from '../time/zone.ts';
import { type LeftOut, needs, type Rank, type Stretch } from './lay.ts';
import type { Reason } from './model.ts';
import { SAMPLE_RATE } from './profile.ts';

/** Samples of a session, from its start, that it must leave silent. */
export interface Block {
  readonly from: number;
  readonly to: number;
  readonly reason: Reason;
}

export interface CutStretch extends Omit<Stretch, 'late'> {
  /** Samples that lie between its fixed start and where it begins: a relay has lost them. */
  readonly behind: number;
  /** What took room from it; null when it is only the clock. */
  readonly cause: Reason | null;
}

const RANKS: Readonly<Record<Priority, number>> = { normal: 1, priority: 2, emergency: 3 };

/** An emergency that nobody answers for ranks as a priority item. */
export const rankOf = ({ priority, authorised }: Pick<Segment, 'priority' | 'authorised'>): number =>
  RANKS[priority === 'emergency' && authorised === null ? 'priority' : priority];

const OPENING: ReadonlySet<string> = new Set(['stationIdent', 'signatureTune', 'anthem', 'sting', 'linkText']);

interface Open {
  readonly from: number;
  readonly behind: number;
  readonly hard: Place | null;
  readonly places: Place[];
}

/**
 * The stretches of a session that begins at `start`, in order. A fixed start before the session, before an earlier
 * fixed start, beyond the limit or in time that something else has, is left out.
 */
export const stretchesOf = (
  { station }: Pick<Rundown, 'station'>,
  { occurrence, places }: RundownSession,
  {
    start,
    limit: most,
    pause,
    blocks,
    rank,
  }: {
    readonly start: Moment;
    readonly limit: number;
    readonly pause: number;
    readonly blocks: readonly Block[];
    readonly rank: Rank;
  },
): { readonly stretches: readonly CutStretch[]; readonly leftOut: readonly LeftOut[] } => {
  const end = blocks.filter(({ to }) => to >= most).toSorted((a, b) => a.from - b.from)[0];
  const limit = end === undefined ? most : Math.max(0, end.from);
  const within = blocks
    .filter(({ from, to }) => to < most && to > 0 && from < to && from < limit)
    .toSorted((a, b) => a.from - b.from);
  const leftOut: LeftOut[] = [];
  const leave = (place: Place, reason: Reason): void => {
    leftOut.push({ place, missing: { item: null, title: place.segment.title, reason } });
  };
  const open: Open[] = [{ from: 0, behind: 0, hard: null, places: [] }];
  for (const place of places) {
    const current = open.at(-1);
    if (current === undefined) throw new Error('a session has at least one stretch');
    if (place.segment.start.kind === 'soft') {
      current.places.push(place);
      continue;
    }
    // What was taken away is told of with the place itself.
    if (place.removed !== null) continue;
    const clock = place.segment.start.at;
    const date = dateOf(occurrence.wanted);
    // A fixed start earlier in the clock than the session's own belongs to the next calendar day.
    const day = clock < timeOf(occurrence.wanted) ? addDays(date, 1) : date;
    const { moment } = placeInZone(at(day, clock), station.zone, station.clockChange);
    const from = secondsBetween(start, moment) * SAMPLE_RATE;
    const taken = within.find((block) => block.from <= from && from < block.to);
    const { hard } = current;
    const stronger =
      hard !== null &&
      rank(hard) > rank(place) &&
      from < current.from + needs(hard, pause) - place.segment.graceSeconds * SAMPLE_RATE;
    if (taken !== undefined) leave(place, taken.reason);
    else if (end !== undefined && from >= limit && from < most) leave(place, end.reason);
    else if (
      from < 0 &&
      open.length === 1 &&
      current.places.length === 0 &&
      -from <= place.segment.graceSeconds * SAMPLE_RATE
    )
      // The session itself had to wait.
      open.push({ from: 0, behind: -from, hard: place, places: [place] });
    else if (from < current.from || from >= limit) leave(place, { code: 'fixed-start-passed', at: clock });
    else if (stronger) leave(place, { code: 'preempted', by: hard.segment.title, priority: hard.segment.priority });
    else open.push({ from, behind: 0, hard: place, places: [place] });
  }
  const stretches = open.flatMap((stretch, n): CutStretch[] => {
    const next = open[n + 1];
    const until = next?.from ?? null;
    const grace = (next?.hard?.segment.graceSeconds ?? 0) * SAMPLE_RATE;
    const whole: CutStretch = {
      from: stretch.from,
      behind: stretch.behind,
      cut: false,
      until,
      grace,
      limit,
      places: urgentFirst(stretch.places),
      cause: until === null ? (end?.reason ?? null) : null,
    };
    return around(whole, stretch.hard, { blocks: within, pause, leave });
  });
  return { stretches, leftOut };
};

interface Around {
  readonly blocks: readonly Block[];
  readonly pause: number;
  readonly leave: (place: Place, reason: Reason) => void;
}

/**
 * A stretch without the time that something else has. A relay is cut there and goes on until it would have ended; what
 * else has a fixed start is left out unless its grace reaches over; soft places that do not fit before go on after.
 */
const around = (stretch: CutStretch, hard: Place | null, { blocks, pause, leave }: Around): CutStretch[] => {
  const end = stretch.until ?? stretch.limit;
  const inside = blocks.filter(({ from, to }) => from < end && to > stretch.from);
  const [first] = inside;
  if (first === undefined) return [stretch];
  const free: { readonly from: number; readonly until: number | null; readonly reason: Reason }[] = [];
  let from = stretch.from;
  for (const block of inside) {
    if (block.from > from) free.push({ from, until: block.from, reason: block.reason });
    from = Math.max(from, block.to);
  }
  const cause = inside.at(-1)?.reason ?? first.reason;
  if (from < end || free.length === 0) free.push({ from: Math.min(from, end), until: stretch.until, reason: cause });
  const endOf = (n: number): number => free[n]?.until ?? stretch.limit;
  const lengthOf = (n: number): number => endOf(n) - (free[n]?.from ?? 0);
  const places = free.map((): Place[] => []);
  let n = 0;
  let used = 0;
  for (const place of stretch.places) {
    const need = needs(place, pause);
    if (place === hard && place.segment.content.kind === 'relay') {
      const over = stretch.from - stretch.behind + need;
      free.forEach((piece, m) => {
        if (piece.from >= over) return;
        places[m]?.push(place);
        n = m;
        used = Math.min(over, endOf(m)) - piece.from + pause;
      });
      continue;
    }
    if (place === hard && need > lengthOf(0)) {
      const wait = (free[1]?.from ?? Number.POSITIVE_INFINITY) - stretch.from + stretch.behind;
      if (wait > place.segment.graceSeconds * SAMPLE_RATE) {
        leave(place, first.reason);
        continue;
      }
    }
    while (n < free.length - 1 && used + need > lengthOf(n)) {
      n += 1;
      used = 0;
    }
    places[n]?.push(n === 0 ? place : toldWhy(place, inside[n - 1]?.reason ?? cause));
    if (need > 0) used += need + pause;
  }
  return free.map((piece, m) => ({
    ...stretch,
    from: piece.from,
    behind: stretch.behind + piece.from - stretch.from,
    cut: m < free.length - 1,
    until: piece.until,
    grace: m < free.length - 1 ? 0 : stretch.grace,
    cause: piece.reason,
    places: places[m] ?? [],
  }));
};

/** Urgent places first, the opening ident (and a fixed start) before them; each keeps its order otherwise. */
const urgentFirst = (places: readonly Place[]): readonly Place[] => {
  if (places.every(({ segment }) => rankOf(segment) === 1)) return places;
  const opening = places.findIndex((place, n) => !(n === 0 && place.segment.start.kind === 'hard') && !opens(place));
  const head = places.slice(0, Math.max(0, opening));
  const rest = places.slice(head.length);
  const sorted = rest.toSorted((a, b) => rankOf(b.segment) - rankOf(a.segment));
  return [
    ...head,
    ...sorted.map((place, n) =>
      place !== rest[n] && rankOf(place.segment) > 1 ? told(place, { code: 'priority-first' }) : place,
    ),
  ];
};

/** What goes on after somebody else's time says for whom it waited. */
const toldWhy = (place: Place, reason: Reason): Place =>
  reason.code === 'preempted' || reason.code === 'yields' ? told(place, reason) : place;

const opens = ({ pieces }: Place): boolean => pieces.length > 0 && pieces.every(({ item }) => OPENING.has(item.genre));

const told = (place: Place, reason: Reason): Place => ({
  ...place,
  pieces: place.pieces.map((piece): Piece => ({ ...piece, reasons: [...piece.reasons, reason] })),
});
