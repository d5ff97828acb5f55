/**
 * One session of a rundown → exact sound: every piece at its sample, fixed starts kept to the sample.
 *
 * A fixed start is never moved but by its own grace; what does not fit before it is left out with a reason (lay.ts). A
 * session ends with its last sound, at the latest at its maximum length. Nothing here chooses pieces, or knows what
 * else airs that day.
 */
import type { Place, Rundown, RundownSession } from '../schedule/rundown.ts';
import { timeOf } from '../time/local.ts';
import type { Moment } from '../time/moment.ts';
import { plusSeconds } from '../time/zone.ts';
import { type Laid, type LeftOut, layStretch, needs, type Rank } from './lay.ts';
import type { Absence, Cut, Playlist, PlaylistEntry, Reason } from './model.ts';
import { SAMPLE_RATE } from './profile.ts';
import { type Block, rankOf, stretchesOf } from './stretches.ts';

/** Genres without words: they are in no language. */
const WORDLESS: ReadonlySet<string> = new Set(['sting', 'music', 'signatureTune']);

/** What the rest of the day leaves a session. */
export interface Room {
  /** Seconds by which it begins later than it should, and what it waits for. */
  readonly late: number;
  readonly after: string | null;
  readonly blocks: readonly Block[];
  /** Places that a person put behind others: 'slot' of the one that yields. */
  readonly yielding: ReadonlySet<string>;
}

const ALL_ROOM: Room = { late: 0, after: null, blocks: [], yielding: new Set() };

/** Two urgent places of a session that do not both fit; samples from its start, half-open. */
export interface Collision {
  readonly kept: Place;
  readonly yields: Place;
  readonly from: number;
  readonly to: number;
}

export interface PlannedSession {
  readonly playlist: Playlist;
  readonly collisions: readonly Collision[];
}

export const planSession = (rundown: Rundown, session: RundownSession, room: Room = ALL_ROOM): PlannedSession => {
  const { occurrence } = session;
  const start = room.late === 0 ? occurrence.start : plusSeconds(occurrence.start, room.late);
  const pause = Math.round((session.session.pauseMs / 1000) * SAMPLE_RATE);
  const limit = session.session.maxSeconds * SAMPLE_RATE;
  // Half a rank less for what a person put behind: it stays above everything of lower rank.
  const rank: Rank = ({ slot, segment }) => rankOf(segment) - (room.yielding.has(slot) ? 0.5 : 0);
  const cut = stretchesOf(rundown, session, { start, limit, pause, blocks: room.blocks, rank });
  const laid: Laid[] = [];
  const leftOut: LeftOut[] = [...cut.leftOut];
  const collisions: Collision[] = [];
  /** Fixed starts that waited for speech to end, with the seconds. */
  const waited = new Map<Laid, number>();
  let late = 0;
  cut.stretches.forEach((stretch, n) => {
    const next = cut.stretches[n + 1]?.places[0];
    const done = layStretch({ ...stretch, from: stretch.from + late, late: stretch.behind + late }, pause, rank);
    laid.push(...done.laid);
    const [first] = done.laid;
    if (late > 0 && first !== undefined) waited.set(first, Math.ceil(late / SAMPLE_RATE));
    const { cause } = stretch;
    leftOut.push(...done.leftOut.map((left) => because(left, cause)));
    const kept = [...done.laid.map(({ place }) => place), ...(next === undefined ? [] : [next])];
    const { from } = stretch;
    const end = stretch.until ?? stretch.limit;
    // Two fixed starts at one time leave no stretch between them.
    for (const both of collisionsOf(done.leftOut, kept))
      collisions.push({ ...both, from, to: Math.max(end, from + needs(both.yields, pause)) });
    late = done.late;
  });
  const reasons: Reason[] =
    room.late === 0
      ? [...session.reasons]
      : [...session.reasons, { code: 'begins-late', seconds: room.late, after: room.after }];
  const counts = new Map<string, number>();
  const entries = laid.map((sound) => {
    const count = (counts.get(sound.place.slot) ?? 0) + 1;
    counts.set(sound.place.slot, count);
    const id = count === 1 ? sound.place.slot : `${sound.place.slot}#${count}`;
    const seconds = waited.get(sound);
    const late: Reason[] = seconds === undefined ? [] : [{ code: 'begins-late', seconds, after: null }];
    return entryOf(id, sound, start, [...reasons, ...late]);
  });
  const playlist: Playlist = {
    ...emptyPlaylist(rundown, session),
    start,
    length: entries.reduce((length, entry) => Math.max(length, entry.offset + entry.length), 0),
    entries,
    absences: [
      ...session.places.flatMap((place) => place.missing.map((missing) => absenceOf(place, missing))),
      ...leftOut.map(({ place, missing }) => absenceOf(place, missing)),
    ],
  };
  return { playlist, collisions };
};

/** A session of which nothing sounds: everything that it would have played is told `reason`. */
export const silentSession = (rundown: Rundown, session: RundownSession, reason: Reason): Playlist => ({
  ...emptyPlaylist(rundown, session),
  absences: session.places.flatMap((place) => {
    const { title, content } = place.segment;
    const plays = place.removed === null && (place.pieces.length > 0 || content.kind === 'relay');
    // What was missing anyway keeps its own reason.
    return [...place.missing, ...(plays ? [{ item: null, title, reason }] : [])].map((one) => absenceOf(place, one));
  }),
});

const emptyPlaylist = ({ channel, station, day }: Rundown, { session, occurrence }: RundownSession): Playlist => ({
  channel: channel.id,
  channelName: channel.name,
  day,
  session: session.id,
  sessionName: session.name,
  asked: occurrence.asked,
  start: occurrence.start,
  profile: station.profile,
  length: 0,
  entries: [],
  absences: [],
});

/** Where something else took the room, that is why; music without a gap is only that. */
const because = (left: LeftOut, cause: Reason | null): LeftOut =>
  cause === null || left.missing.reason.code !== 'no-room'
    ? left
    : { ...left, missing: { ...left.missing, reason: cause } };

/** Urgent places left out beside others as urgent that stay. */
const collisionsOf = (leftOut: readonly LeftOut[], kept: readonly Place[]): Pick<Collision, 'kept' | 'yields'>[] =>
  [...new Set(leftOut.map(({ place }) => place))].flatMap((place) => {
    const rank = rankOf(place.segment);
    const rival = rank === 1 ? undefined : kept.find((one) => one !== place && rankOf(one.segment) === rank);
    return rival === undefined ? [] : [{ kept: rival, yields: place }];
  });

const absenceOf = ({ slot, segment }: Place, { item, title, reason }: LeftOut['missing']): Absence => ({
  id: slot,
  segment: segment.id,
  title,
  item: item?.id ?? null,
  language: segment.language,
  reason,
});

const entryOf = (id: string, sound: Laid, begin: Moment, more: readonly Reason[]): PlaylistEntry => {
  const { place, piece, kind, offset, length, fadeOut, crossfade, segue } = sound;
  const item = piece?.item ?? null;
  const spoken = kind === 'relay' ? null : item;
  const reasons: Reason[] = [...(piece?.reasons ?? [])];
  if (kind === 'filler') {
    const end = plusSeconds(begin, Math.round((offset + length) / SAMPLE_RATE));
    reasons.push({ code: 'fills-until', at: timeOf(end.local) });
  }
  const bed = kind === 'sound' ? place.bed : null;
  if (bed !== null && bed.cut === null)
    reasons.push({ code: 'bed-missing', bed: bed.item.title, ...(bed.order === null ? {} : { order: bed.order }) });
  return {
    id,
    segment: place.segment.id,
    kind,
    title: spoken?.title ?? place.segment.title,
    item: spoken?.id ?? null,
    genre: kind === 'relay' ? 'relay' : (item?.genre ?? null),
    strand: piece?.strand ?? null,
    language: kind === 'sound' && !WORDLESS.has(item?.genre ?? '') ? (piece?.version.language ?? null) : null,
    run: piece?.run ?? null,
    campaign: spoken?.campaign ?? null,
    contentGroup: spoken?.contentGroup ?? null,
    cut: piece === null ? null : laidCut(piece.cut),
    offset,
    length,
    fadeOut,
    ...(crossfade.in + crossfade.out === 0 ? {} : { crossfade }),
    ...(segue === 0 ? {} : { segue }),
    ...(bed === null || bed.cut === null
      ? {}
      : { bed: { item: bed.item.id, cut: laidCut(bed.cut), underDb: bed.underDb } }),
    start: plusSeconds(begin, Math.floor(offset / SAMPLE_RATE)),
    reasons: [...reasons, ...more],
  };
};

/** What a playlist keeps of a cut. */
const laidCut = ({ master, samples, use = null }: Cut): Cut =>
  use === null ? { master, samples } : { master, samples, use };
