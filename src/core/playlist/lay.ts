/**
 * One stretch of a session — from a fixed start (or the session's start) to the next — laid out in samples.
 *
 * What does not fit is left out and told; speech is never shortened; only music stretches.
 */
import type { Missing, Piece, Place } from '../schedule/resolve.ts';
import { SAMPLE_RATE } from './profile.ts';

/** Music shorter than this is not worth starting. */
const SHORTEST_FILLER = 3 * SAMPLE_RATE;
/** Music that ends before its own end fades over 1.5 s. */
const MUSIC_FADE = 1.5 * SAMPLE_RATE;

export interface Stretch {
  /** First sample. */
  readonly from: number;
  /** The next fixed start; null for the last stretch, which ends by itself. */
  readonly until: number | null;
  /** No sound may reach beyond this sample. */
  readonly limit: number;
  readonly places: readonly Place[];
}

export interface Laid {
  readonly place: Place;
  readonly piece: Piece | null;
  readonly kind: 'sound' | 'relay' | 'filler';
  readonly offset: number;
  readonly length: number;
  readonly fadeOut: number;
}

export interface LeftOut {
  readonly place: Place;
  readonly missing: Missing;
}

/** A sound before it has an offset; music that stretches has no length yet. */
type Sound = Pick<Laid, 'place' | 'piece' | 'kind' | 'length'>;

/** Lays a stretch with `pause` samples of silence between sounds that follow each other. */
export const layStretch = (stretch: Stretch, pause: number): { laid: Laid[]; leftOut: LeftOut[] } => {
  const room = (stretch.until ?? stretch.limit) - stretch.from;
  const { kept, leftOut } = keepWhatFits(stretch.places, room, pause);
  const sounds = stretchMusic(kept.flatMap(soundsOf), stretch.until === null ? null : room, pause);
  let cursor = stretch.from;
  const laid = sounds.map((sound): Laid => {
    const offset = cursor;
    cursor += sound.length + pause;
    return { ...sound, offset, fadeOut: fadeOf(sound) };
  });
  return { laid, leftOut };
};

/** Leaves places out until the rest fits: optional ones from the end first, then required ones. */
const keepWhatFits = (places: readonly Place[], room: number, pause: number): { kept: Place[]; leftOut: LeftOut[] } => {
  const kept = [...places];
  const leftOut: LeftOut[] = [];
  for (;;) {
    const needed = total(kept.flatMap(soundsOf), pause);
    if (needed <= room) return { kept, leftOut };
    const optional = kept.findLastIndex((place) => !place.segment.required && soundsOf(place).some(takesTime));
    const index = optional >= 0 ? optional : kept.findLastIndex((place) => soundsOf(place).some(takesTime));
    const [place] = kept.splice(index, 1);
    if (place === undefined) throw new Error('nothing left to leave out, and it still does not fit');
    const seconds = (samples: number): number => Math.round(samples / SAMPLE_RATE);
    const own = soundsOf(place).reduce((sum, sound) => sum + sound.length, 0);
    const left = Math.max(0, room - (needed - own));
    const reason = { code: 'no-room', needed: seconds(own), left: seconds(left) } as const;
    leftOut.unshift({ place, missing: { item: null, title: place.segment.title, reason } });
  }
};

const takesTime = (sound: Sound): boolean => sound.length > 0;

const soundsOf = (place: Place): Sound[] => {
  const content = place.segment.content;
  if (content.kind === 'relay')
    return [{ place, piece: place.pieces[0] ?? null, kind: 'relay', length: content.seconds * SAMPLE_RATE }];
  if (content.kind === 'filler') return place.pieces.map((piece) => ({ place, piece, kind: 'filler', length: 0 }));
  return place.pieces.map((piece) => ({ place, piece, kind: 'sound', length: piece.cut.samples }));
};

const total = (sounds: readonly Sound[], pause: number): number => {
  const timed = sounds.filter(takesTime);
  return timed.reduce((sum, sound) => sum + sound.length, 0) + Math.max(0, timed.length - 1) * pause;
};

/** The last music of a stretch takes all the room that is left; other music, or too short music, is not played. */
const stretchMusic = (sounds: readonly Sound[], room: number | null, pause: number): Sound[] => {
  const music = sounds.findLastIndex((sound) => sound.kind === 'filler');
  const others = sounds.filter((sound) => sound.kind !== 'filler');
  const left = room === null ? 0 : room - total(others, pause) - (others.length > 0 ? pause : 0);
  if (music < 0 || left < SHORTEST_FILLER) return others;
  return sounds.flatMap((sound, n) => {
    if (n === music) return [{ ...sound, length: left }];
    return sound.kind === 'filler' ? [] : [sound];
  });
};

const fadeOf = ({ kind, length, piece }: Sound): number => {
  if (kind === 'sound' || piece === null || length % piece.cut.samples === 0) return 0;
  return Math.min(MUSIC_FADE, Math.floor(length / 2));
};
