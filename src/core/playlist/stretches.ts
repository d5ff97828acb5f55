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
  /** What took room from it; null when it is only the clock. */
  readonly cause: Reason | null;
}

const RANKS: Readonly<Record<Priority, number>> = { normal: 1, priority: 2, emergency: 3 };

/** An emergency that nobody answers for ranks as a priority item. */
export const rankOf = ({ priority, authorised }: Pick<Segment, 'priority' | 'authorised'>): number =>
  RANKS[priority === 'emergency' && authorised === null ? 'priority' : priority];

const OPENING: ReadonlySet<string> = new Set(['stationIdent', 'signatureTune', 'anthem', 'sting', 'linkText']);

interface Open {
  from: number;
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
  const open: Open[] = [{ from: 0, hard: null, places: [] }];
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
    else if (from < current.from || from >= limit) leave(place, { code: 'fixed-start-passed', at: clock });
    else if (stronger) leave(place, { code: 'preempted', by: hard.segment.title, priority: hard.segment.priority });
    else open.push({ from, hard: place, places: [place] });
  }
  const stretches = open.flatMap((stretch, n): CutStretch[] => {
    const next = open[n + 1];
    const until = next?.from ?? null;
    const grace = (next?.hard?.segment.graceSeconds ?? 0) * SAMPLE_RATE;
    const whole = {
      from: stretch.from,
      until,
      grace,
      limit,
      places: urgentFirst(stretch.places),
      cause: until === null ? (end?.reason ?? null) : null,
    };
    return around(whole, within, pause);
  });
  return { stretches, leftOut };
};

/** A stretch without the time that something else has: what does not fit before it goes on after it. */
const around = (stretch: CutStretch, blocks: readonly Block[], pause: number): CutStretch[] => {
  const end = stretch.until ?? stretch.limit;
  const inside = blocks.filter(({ from, to }) => from < end && to > stretch.from);
  const [first] = inside;
  if (first === undefined) return [stretch];
  const pieces: { from: number; until: number | null; grace: number; cause: Reason; places: Place[] }[] = [];
  let from = stretch.from;
  for (const block of inside) {
    if (block.from > from) pieces.push({ from, until: block.from, grace: 0, cause: block.reason, places: [] });
    from = Math.max(from, block.to);
  }
  const cause = inside.at(-1)?.reason ?? first.reason;
  if (from < end || pieces.length === 0)
    pieces.push({ from: Math.min(from, end), until: stretch.until, grace: stretch.grace, cause, places: [] });
  let n = 0;
  let used = 0;
  for (const place of stretch.places) {
    const need = needs(place, pause);
    for (let piece = pieces[n]; n < pieces.length - 1 && piece !== undefined; piece = pieces[n]) {
      if (used + need <= (piece.until ?? stretch.limit) - piece.from) break;
      n += 1;
      used = 0;
    }
    pieces[n]?.places.push(n === 0 ? place : toldWhy(place, inside[n - 1]?.reason ?? cause));
    if (need > 0) used += need + pause;
  }
  return pieces.map((piece) => ({ ...piece, limit: stretch.limit }));
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
