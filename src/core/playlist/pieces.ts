/**
 * A session's timeline cut into pieces that can be encoded one by one, kept, and joined again without a trace.
 *
 * Pieces begin and end on the encoder's frame grid: where all is silent around the border, or deep inside one part, where
 * two encodings of the same sound with some sound before and after give the same frames. What a piece is made of says
 * nothing of where it stands, so an item that moves by whole frames, or stays, keeps its pieces. Encodes nothing.
 */
import { DELAY, FRAME } from '../container/mp3.ts';
import type { Sha256 } from '../ids.ts';
import { SAMPLE_RATE } from './profile.ts';
import type { Curve, RenderPart, RenderSpec } from './render-spec.ts';

/** Frames encoded before and after a piece and thrown away: LAME's memory reached back 26 frames at most when measured. */
export const CONTEXT = 48;
/** Frames kept beyond a piece's end, among which a border inside a part is sought. */
export const MARGIN = 8;
/** A frame reaches so many samples beyond its own (filter bank and overlapping windows). */
const REACH = 1200;
/** Borders inside a part keep so many frames (10 s) from where anything begins, ends or fades. */
const EDGE = Math.ceil((10 * SAMPLE_RATE) / FRAME);
/** Long parts are cut every 120 s, music that stretches every 60 s: its end moves. */
const STEP = (120 * SAMPLE_RATE) / FRAME;
const MUSIC_STEP = (60 * SAMPLE_RATE) / FRAME;

/** One part as heard in a piece; samples. */
export interface PiecePart {
  readonly master: Sha256;
  /** Where it begins in the piece's sound, context included. */
  readonly at: number;
  readonly length: number;
  /** First sample of the master, and where it is repeated: from `loop.from`, every `loop.samples`; null: it is not. */
  readonly from: number;
  readonly loop: { readonly from: number; readonly samples: number } | null;
  readonly gainDb: number;
  readonly fadeIn: number;
  readonly fadeOut: number;
  readonly curve: Curve;
}

export interface Piece {
  /** First frame in the file's grid; may be −1: nothing of it is heard then. */
  readonly first: number;
  readonly frames: number;
  /** Of the sound from CONTEXT frames before `first` to CONTEXT frames after the end. */
  readonly parts: readonly PiecePart[];
}

interface Cluster {
  from: number;
  to: number;
  readonly parts: RenderPart[];
}

/** The pieces of a spec in order; between them is silence. */
export const piecesOf = (spec: Pick<RenderSpec, 'parts'>): readonly Piece[] =>
  clustersOf(spec.parts).flatMap(({ from, to, parts }) => {
    const borders = [from, ...bordersIn(parts, from, to), to];
    return borders.slice(1).map((end, n) => pieceOf(borders[n] ?? from, end, parts));
  });

/** Parts so near to each other that no silent border fits between them. */
const clustersOf = (parts: readonly RenderPart[]): readonly Cluster[] => {
  const clusters: Cluster[] = [];
  for (const part of parts) {
    // The last frame whose sound, REACH included, lies before it; the first that lies wholly behind it.
    const from = Math.floor((part.offset + DELAY - REACH) / FRAME);
    const to = Math.ceil((part.offset + part.length + DELAY + REACH) / FRAME);
    const last = clusters.at(-1);
    if (last !== undefined && from < last.to) {
      last.parts.push(part);
      last.to = Math.max(last.to, to);
    } else clusters.push({ from, to, parts: [part] });
  }
  return clusters;
};

const bordersIn = (parts: readonly RenderPart[], from: number, to: number): number[] => {
  const alone = parts.length === 1;
  const borders = parts.flatMap((part) => {
    const begin = Math.floor(part.offset / FRAME);
    const end = Math.floor((part.offset + part.length) / FRAME);
    const step = part.length > part.sourceSamples || part.fadeOut > 0 ? MUSIC_STEP : STEP;
    const least = step === MUSIC_STEP ? EDGE : STEP;
    const inside: number[] = [];
    if (!alone) inside.push(begin + EDGE);
    for (let at = begin + step; end - at >= least; at += step) inside.push(at);
    if (!alone) inside.push(end - EDGE);
    return inside;
  });
  const free = borders
    .filter((at) => at - from >= EDGE && to - at >= EDGE && parts.every((part) => keepsClear(part, at)))
    .sort((a, b) => a - b);
  // Two parts may name borders side by side; one is enough.
  return free.filter((at, n) => n === 0 || at - (free[n - 1] ?? 0) >= EDGE / 2);
};

/** Whether a border is far enough from the beginning and the end of a part, and from its fades. */
const keepsClear = (part: RenderPart, border: number): boolean => {
  const at = border * FRAME - DELAY;
  const clear = (CONTEXT + MARGIN + 2) * FRAME;
  const apart = (edge: number, fade: number): boolean =>
    at + clear <= edge - Math.max(0, -fade) || at - clear >= edge + Math.max(0, fade);
  return apart(part.offset, part.fadeIn) && apart(part.offset + part.length, -part.fadeOut);
};

const pieceOf = (first: number, end: number, parts: readonly RenderPart[]): Piece => {
  const from = (first - CONTEXT) * FRAME;
  const to = (end + CONTEXT) * FRAME;
  return { first, frames: end - first, parts: parts.flatMap((part) => within(part, from, to) ?? []) };
};

/** A part as far as it sounds between two samples, told without reference to where the session began. */
const within = (part: RenderPart, from: number, to: number): PiecePart | null => {
  const start = Math.max(part.offset, from);
  const stop = Math.min(part.offset + part.length, to);
  if (stop <= start) return null;
  const skip = start - part.offset;
  const tail = part.offset + part.length - stop;
  const repeats = part.length > part.sourceSamples;
  return {
    master: part.master,
    at: start - from,
    length: stop - start,
    from: part.from + (skip % part.sourceSamples),
    loop: repeats ? { from: part.from, samples: part.sourceSamples } : null,
    gainDb: part.gainDb,
    fadeIn: skip === 0 ? part.fadeIn : 0,
    fadeOut: tail === 0 ? part.fadeOut : 0,
    curve: part.curve,
  };
};
