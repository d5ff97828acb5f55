/**
 * One stretch of a session — from a fixed start (or the session's start) to the next — laid out in samples.
 *
 * What does not fit is left out and told; speech is never shortened; only music stretches.
 */

import { FRAME } from '../container/mp3.ts';
import type { Missing, Piece, Place } from '../schedule/rundown.ts';
import type { Reason } from './model.ts';
import { SAMPLE_RATE } from './profile.ts';

/** Music shorter than this is not worth starting. */
const SHORTEST_FILLER = 3 * SAMPLE_RATE;
/** Longer than any join asks for. */
const LONG_MUSIC = 3600 * SAMPLE_RATE;
/** Music that ends before its own end fades over 1.5 s. */
const MUSIC_FADE = 1.5 * SAMPLE_RATE;

export interface Stretch {
  /** First sample. */
  readonly from: number;
  /** The next fixed start; null for the last stretch, which ends by itself. */
  readonly until: number | null;
  /** Samples by which the next fixed start may wait for speech to end. */
  readonly grace: number;
  /** No sound may reach beyond this sample. */
  readonly limit: number;
  /** Samples by which this stretch itself began late: a relay then ends when it would have ended. */
  readonly late: number;
  /** Whether a relay with a fixed start is cut where the stretch ends, to go on after what comes between. */
  readonly cut: boolean;
  readonly places: readonly Place[];
}

export interface Laid {
  readonly place: Place;
  readonly piece: Piece | null;
  readonly kind: 'sound' | 'relay' | 'filler';
  readonly offset: number;
  readonly length: number;
  readonly fadeOut: number;
  /** Samples for which it sounds together with what is before and behind it, each at equal power. */
  readonly crossfade: { readonly in: number; readonly out: number };
  /** Samples before its end at which the next begins, both as they are. */
  readonly segue: number;
}

export interface LeftOut {
  readonly place: Place;
  readonly missing: Missing;
}

export interface LaidStretch {
  readonly laid: readonly Laid[];
  readonly leftOut: readonly LeftOut[];
  /** Samples by which the next fixed start has to wait; at most the grace. */
  readonly late: number;
}

/** Higher keeps its room longer. */
export type Rank = (place: Place) => number;

/** A sound before it has an offset; music that stretches has no length yet. */
interface Sound extends Pick<Laid, 'place' | 'piece' | 'kind' | 'length'> {
  /** Samples by which it overlaps at most; not given: by half of it. */
  readonly overlaps?: number;
}

/** How two sounds that follow each other meet. */
interface Join {
  /**
   * Samples from the beginning of the first to that of the next: whole frames of the encoder, so that what comes later keeps
   * its place in the frames, and its encoded form, when something before it becomes longer or shorter.
   */
  readonly step: number;
  /** Samples for which both sound: at equal power, or as they are. */
  readonly crossfade: number;
  readonly segue: number;
}

const joinOf = (sound: Sound, next: Sound | undefined, pause: number): Join => {
  const { over, crosses } = joinAsked(sound, next, pause);
  const step = Math.ceil((sound.length + over) / FRAME) * FRAME;
  const both = Math.max(0, sound.length - step);
  return { step, crossfade: crosses ? both : 0, segue: crosses ? 0 : both };
};

const crossfadeOf = ({ place }: Sound): number => Math.round((place.segment.crossfadeMs / 1000) * SAMPLE_RATE);

/**
 * What the schedule, or else the sound itself, asks for between two sounds: samples from the end of the first to the next,
 * below 0 where they overlap. A relay keeps to itself; nothing overlaps by more than half of either.
 */
const joinAsked = (sound: Sound, next: Sound | undefined, pause: number): { over: number; crosses: boolean } => {
  const plain = { over: pause, crosses: false };
  if (next === undefined || sound.kind === 'relay' || next.kind === 'relay') return plain;
  const crossfade = crossfadeOf(next);
  const own = sound.kind === 'sound' ? (sound.piece?.cut.use ?? null) : null;
  const later = next.piece?.cut.use ?? null;
  const half = Math.min(
    ...[sound, next].map(({ length, overlaps = length }) => Math.min(Math.floor(length / 2), overlaps)),
  );
  if (crossfade > 0) {
    // Fades of their own at the far ends stay whole.
    const clear = Math.min(
      sound.length - (own?.fadeIn ?? 0),
      next.kind === 'sound' ? next.length - (later?.fadeOut ?? 0) : half,
    );
    return { over: -Math.max(0, Math.min(crossfade, half, clear)), crosses: true };
  }
  return own === null || own.segue === 0 ? plain : { over: -Math.min(own.segue, half), crosses: false };
};

/**
 * Lays a stretch with at least `pause` samples of silence (24 ms more at most) between sounds that follow each other, but
 * where the schedule asks for a crossfade or a sound says that the next may begin before its end.
 */
export const layStretch = (stretch: Stretch, pause: number, rank: Rank): LaidStretch => {
  const { from, until, limit } = stretch;
  const room = (until ?? limit) - from;
  // Music never makes what follows wait.
  const most = until === null ? room : Math.min(until + stretch.grace, limit) - from;
  const fitting = keepWhatFits(
    stretch.places.flatMap((place) => soundsOf(place, stretch.late, stretch.cut ? room : null)),
    most,
    pause,
    rank,
  );
  const late = Math.max(0, total(fitting.kept, pause) - room);
  const { sounds, unused } = stretchMusic(fitting.kept, until === null ? null : room + late, pause);
  let cursor = from;
  let crossing = 0;
  const laid = sounds.map((sound, n): Laid => {
    const offset = cursor;
    const join = joinOf(sound, sounds[n + 1], pause);
    cursor += join.step;
    const crossfade = { in: crossing, out: join.crossfade };
    crossing = join.crossfade;
    const { place, piece, kind, length } = sound;
    const fadeOut = join.crossfade > 0 ? 0 : fadeOf(sound);
    return { place, piece, kind, length, offset, fadeOut, crossfade, segue: join.segue };
  });
  return { laid, leftOut: [...fitting.leftOut, ...unused], late };
};

/**
 * Leaves sounds out until the rest fits: of the lowest rank first, of these optional ones from the end, then required
 * ones. Music needs no room.
 */
const keepWhatFits = (
  sounds: readonly Sound[],
  room: number,
  pause: number,
  rank: Rank,
): { kept: readonly Sound[]; leftOut: LeftOut[] } => {
  const kept = [...sounds];
  const reasons = new Map<Sound, Reason>();
  for (let needed = total(kept, pause); needed > room; needed = total(kept, pause)) {
    const lowest = Math.min(...kept.filter(takesTime).map(({ place }) => rank(place)));
    const candidate = (sound: Sound): boolean => takesTime(sound) && rank(sound.place) === lowest;
    const optional = kept.findLastIndex((sound) => candidate(sound) && !sound.place.segment.required);
    const index = optional >= 0 ? optional : kept.findLastIndex(candidate);
    const [sound] = kept.splice(index, 1);
    if (sound === undefined) throw new Error('nothing left to leave out, and it still does not fit');
    const left = Math.max(0, room - untilNext(kept, pause));
    // Needed is rounded up and left down, so that the two never look as if it would fit.
    const inSeconds = { needed: Math.ceil(sound.length / SAMPLE_RATE), left: Math.floor(left / SAMPLE_RATE) };
    reasons.set(sound, { code: 'no-room', ...inSeconds });
  }
  const leftOut = sounds.flatMap((sound) => {
    const reason = reasons.get(sound);
    return reason === undefined ? [] : [without(sound, reason)];
  });
  return { kept, leftOut };
};

const without = ({ place, piece, kind }: Sound, reason: Reason): LeftOut => {
  const item = kind === 'sound' ? (piece?.item ?? null) : null;
  return { place, missing: { item, title: item?.title ?? place.segment.title, reason } };
};

const takesTime = ({ kind }: Sound): boolean => kind !== 'filler';

const soundsOf = (place: Place, late: number, room: number | null = null): Sound[] => {
  const content = place.segment.content;
  if (place.removed !== null) return [];
  if (content.kind === 'relay') {
    // A relay's window is fixed by the clock: what begins late is not longer for it.
    const fixed = place.segment.start.kind === 'hard';
    const whole = Math.max(0, content.seconds * SAMPLE_RATE - (fixed ? late : 0));
    const length = fixed && room !== null ? Math.min(whole, room) : whole;
    return length === 0 ? [] : [{ place, piece: place.pieces[0] ?? null, kind: 'relay', length }];
  }
  if (content.kind === 'filler') return place.pieces.map((piece) => ({ place, piece, kind: 'filler', length: 0 }));
  return place.pieces.map((piece) => ({ place, piece, kind: 'sound', length: piece.cut.samples }));
};

/** Samples that a place needs, with the pauses inside it; music none. */
export const needs = (place: Place, pause: number): number => total(soundsOf(place, 0), pause);

/** Samples of what takes time, from the first to the end of the last. */
const total = (sounds: readonly Sound[], pause: number): number => {
  const timed = sounds.filter(takesTime);
  return stepsOf(timed, pause) + (timed.at(-1)?.length ?? 0);
};

/** Samples of what takes time, to where something after a pause may begin. */
const untilNext = (sounds: readonly Sound[], pause: number): number => {
  const timed = sounds.filter(takesTime);
  const last = timed.at(-1);
  return stepsOf(timed, pause) + (last === undefined ? 0 : joinOf(last, undefined, pause).step);
};

/** Samples from the beginning of the first to the beginning of the last. */
const stepsOf = (sounds: readonly Sound[], pause: number): number =>
  sounds.slice(1).reduce((sum, sound, n) => sum + joinOf(sounds[n] ?? sound, sound, pause).step, 0);

/** The last music of a stretch takes all the room that is left; other music, or music without a gap, is told of. */
const stretchMusic = (
  sounds: readonly Sound[],
  room: number | null,
  pause: number,
): { sounds: Sound[]; unused: LeftOut[] } => {
  const last = sounds.findLastIndex((sound) => !takesTime(sound));
  const music = room === null || last < 0 ? null : musicAt(sounds, last, room, pause);
  const fills = music === null ? -1 : last;
  const unused = sounds.filter((sound, n) => !takesTime(sound) && n !== fills);
  return {
    sounds: sounds.flatMap((sound, n) => {
      if (n === fills && music !== null) return [music];
      return takesTime(sound) ? [sound] : [];
    }),
    unused: unused.map((sound) => without(sound, { code: 'no-gap' })),
  };
};

/**
 * Music with all of `room` that the others leave; with something behind it, up to a frame's end. Where it would be too short
 * for the joins that are asked for, it has those of the shortest music. null: too short to begin at all.
 */
const musicAt = (sounds: readonly Sound[], at: number, room: number, pause: number): Sound | null => {
  const music = sounds[at];
  if (music === undefined) return null;
  const before = sounds.slice(0, at).filter(takesTime);
  const behind = sounds.slice(at + 1).filter(takesTime);
  const most = [Number.MAX_SAFE_INTEGER, SHORTEST_FILLER / 2].map((overlaps): Sound => {
    const like = { ...music, length: LONG_MUSIC, overlaps };
    const left = room - stepsOf([...before, like], pause);
    const [next] = behind;
    if (next === undefined) return { ...like, length: left };
    const frames = Math.floor((left - total(behind, pause)) / FRAME);
    return { ...like, length: frames * FRAME - joinAsked(like, next, pause).over };
  });
  const asked = [music, ...behind.slice(0, 1)].map(crossfadeOf);
  const bears = ({ length, overlaps = 0 }: Sound): boolean =>
    asked.every((one) => Math.min(one, overlaps) <= length / 2);
  return most.find((one) => one.length >= SHORTEST_FILLER && bears(one)) ?? null;
};

const fadeOf = ({ kind, length, piece }: Sound): number => {
  if (kind === 'sound' || piece === null || length % piece.cut.samples === 0) return 0;
  return Math.min(MUSIC_FADE, Math.floor(length / 2));
};
