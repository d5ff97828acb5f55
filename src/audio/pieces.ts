/**
 * Pieces of a session as MP3 frames: encoded with some sound before and after, decoded again and metered, kept.
 *
 * Kept is one file a piece: the frames, then what the meter heard of them, unit by unit. A piece is named by what it is made
 * of, so a piece that was made before is only read. Several are made by one encoder and heard by one decoder, since
 * starting ffmpeg takes longer than encoding twenty seconds. It knows nothing of sessions.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { FRAME, frameBytes, type Mp3Rate, readFrame } from '../core/container/mp3.ts';
import { keyOf } from '../core/evidence/key.ts';
import type { Sha256 } from '../core/ids.ts';
import { CONTEXT, MARGIN, type Piece } from '../core/playlist/pieces.ts';
import type { Profile } from '../core/playlist/profile.ts';
import type { Refused, Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { decibels } from '../core/sound/loudness.ts';
import { type Metered, UNIT } from '../core/sound/meter.ts';
import type { Correction } from './arguments/level.ts';
import { framesPlan, windowOf } from './arguments/piece.ts';
import { argv } from './arguments/plan.ts';
import { onDisk } from './disk.ts';
import { runPlan } from './ffmpeg.ts';
import type { Kitchen } from './kitchen.ts';
import { relativeArgv } from './level.ts';
import { release } from './release.ts';

/** The ways in which pieces of one session are all made. */
export interface Way {
  readonly profile: Omit<Profile, 'name'>;
  readonly rate: Mp3Rate;
  readonly trim: number;
  readonly levelOf: (master: Sha256) => Correction;
}

export interface KeptPiece {
  readonly key: Sha256;
  /** Frames, MARGIN more of them, then energy and peaks per unit (float32, little-endian) of the frames alone. */
  readonly kept: Sha256;
  readonly frames: number;
  /** dBTP of what was encoded, the sound before and after included. */
  readonly truePeak: number;
  /** dB taken off the limiter because the encoder overshot. */
  readonly lowered: number;
  /** As if it had been made alone. */
  readonly argv: readonly string[];
}

const PIECE_RECIPE = 1;
const PER_FRAME = FRAME / UNIT;
/** What libmp3lame takes off (it scales its input by 0.95), given back beforehand. */
const LAME_LOSS = 0.45;
const TRIES = 3;

/** Where a piece's record is: what it is made of, and by which tool. */
export const pieceKey = (kitchen: Kitchen, { frames, parts }: Piece, { profile, rate, trim, levelOf }: Way): Sha256 =>
  keyOf({
    piece: PIECE_RECIPE,
    ffmpeg: kitchen.version,
    frames,
    parts: parts.map((part) => ({ ...part, level: levelOf(part.master) })),
    channels: profile.channels,
    truePeak: profile.truePeak,
    rate,
    trim,
  });

/** The piece of that key, when it was made before and is still there. */
export const recallPiece = async (kitchen: Kitchen, key: Sha256): Promise<KeptPiece | null> => {
  const known = (await kitchen.shelf.recall('piece', key)) as KeptPiece | null;
  return known !== null && (await kitchen.shelf.has(known.kept)) ? known : null;
};

interface Waiting {
  readonly key: Sha256;
  readonly piece: Piece;
  readonly path: string;
  readonly lowered: number;
}

/**
 * Makes some pieces together and keeps them. `onProgress`: seconds of the longest that are done. Refuses with audio.*, data.*.
 */
export const makePieces = async (
  kitchen: Kitchen,
  wanted: readonly { readonly key: Sha256; readonly piece: Piece }[],
  way: Way,
  run: { readonly signal?: AbortSignal | undefined; readonly onProgress?: (seconds: number) => void },
): Promise<Result<ReadonlyMap<Sha256, KeptPiece>>> => {
  const { shelf } = kitchen;
  const made = new Map<Sha256, KeptPiece>();
  let waiting: Waiting[] = [];
  try {
    for (const one of wanted) {
      const path = await shelf.temporary();
      if (!path.ok) return path;
      waiting.push({ ...one, path: path.value, lowered: 0 });
    }
    for (let attempt = 1; waiting.length > 0; attempt += 1) {
      const encoded = await encode(kitchen, waiting, way, run);
      if (!encoded.ok) return encoded;
      const heard = await hear(kitchen, waiting, way, run.signal);
      if (!heard.ok) return heard;
      const again: Waiting[] = [];
      for (const [n, one] of waiting.entries()) {
        const metered = heard.value[n];
        if (metered === undefined) throw new Error('a piece that nobody heard');
        const truePeak = rounded(decibels(metered.truePeak));
        const over = truePeak - way.profile.truePeak;
        if (over > 0 && attempt < TRIES) {
          again.push({ ...one, lowered: rounded(one.lowered + over + 0.2) });
          continue;
        }
        const kept = await keep(kitchen, one, way, metered, truePeak);
        if (!kept.ok) return kept;
        made.set(one.key, kept.value);
      }
      waiting = again;
    }
    return ok(made);
  } finally {
    for (const { path } of waiting) await shelf.discard(path);
  }
};

const secondsOf = (pieces: readonly Waiting[]): number =>
  pieces.reduce((sum, { piece }) => sum + windowOf(piece), 0) / 48_000;

const planOf = (kitchen: Kitchen, pieces: readonly Waiting[], way: Way) =>
  framesPlan(
    pieces.map(({ piece, path, lowered }) => ({
      piece,
      output: path,
      levelOf: (master) => lower(way.levelOf(master), lowered, way.profile.truePeak),
      ceiling: rounded(way.profile.truePeak - 0.5 - lowered),
    })),
    {
      channels: way.profile.channels,
      pathOf: kitchen.shelf.pathOf,
      trim: way.trim,
      kilobits: way.rate,
      makeUp: LAME_LOSS,
    },
  );

const encode = async (
  kitchen: Kitchen,
  pieces: readonly Waiting[],
  way: Way,
  {
    signal,
    onProgress,
  }: { readonly signal?: AbortSignal | undefined; readonly onProgress?: (seconds: number) => void },
): Promise<Result<unknown>> =>
  runPlan(kitchen.tools.ffmpeg, planOf(kitchen, pieces, way), {
    what: 'render',
    timeoutSeconds: 60 + Math.ceil(secondsOf(pieces)),
    dataPath: kitchen.shelf.dataDir,
    signal,
    onProgress,
  });

/** What the frames of each piece sound like, context included. Refuses with audio.failed when frames are missing or lean on others. */
const hear = async (
  kitchen: Kitchen,
  pieces: readonly Waiting[],
  { rate, profile }: Way,
  signal: AbortSignal | undefined,
): Promise<Result<readonly Metered[]>> => {
  const size = frameBytes(rate);
  for (const { piece, path } of pieces) {
    const bytes = await readFile(path);
    const needed = CONTEXT + piece.frames + MARGIN;
    if (bytes.length < needed * size) return short(bytes.length / size, needed);
    for (let at = 0; at < needed * size; at += size)
      if (readFrame(bytes, at, rate).reservoir !== 0) return short(0, needed);
    release(bytes);
  }
  const files = pieces.map(({ piece, path }) => ({ path, samples: (CONTEXT + piece.frames) * FRAME }));
  return kitchen.meterRow({ files, channels: profile.channels, signal });
};

const keep = async (
  kitchen: Kitchen,
  one: Waiting,
  way: Way,
  metered: Metered,
  truePeak: number,
): Promise<Result<KeptPiece>> => {
  const { shelf } = kitchen;
  const { piece, path, key, lowered } = one;
  const size = frameBytes(way.rate);
  const encoded = await readFile(path);
  const frames = encoded.subarray(CONTEXT * size, (CONTEXT + piece.frames + MARGIN) * size);
  const from = CONTEXT * PER_FRAME;
  const units = [metered.energy, metered.peaks].map((all) => bytesOf(all.slice(from, from + piece.frames * PER_FRAME)));
  const whole = Buffer.concat([frames, ...units]);
  release(encoded);
  const written = await onDisk(shelf.dataDir, async () => ok(await writeFile(path, whole)));
  release(whole);
  if (!written.ok) return written;
  const alone = relativeArgv(shelf, argv(planOf(kitchen, [one], way)), path);
  const stored = await shelf.put(path);
  if (!stored.ok) return stored;
  const kept: KeptPiece = { key, kept: stored.value.hash, frames: piece.frames, truePeak, lowered, argv: alone };
  const remembered = await shelf.remember('piece', key, kept);
  return remembered.ok ? ok(kept) : remembered;
};

const short = (got: number, wanted: number): Refused =>
  refuse('audio.failed', { what: 'render', detail: `${Math.floor(got)} of ${wanted} frames` });

const rounded = (db: number): number => Math.round(db * 100) / 100;
const bytesOf = (units: Float32Array): Buffer => Buffer.from(units.buffer, units.byteOffset, units.byteLength);

/** A limiter that much lower; one where there was none. */
const lower = (correction: Correction, by: number, ceiling: number): Correction =>
  by === 0 ? correction : { gain: correction.gain, limit: rounded((correction.limit ?? ceiling) - by) };

export interface OpenPiece {
  /** The frames, MARGIN more of them behind. */
  readonly frames: Uint8Array;
  readonly energy: Float32Array;
  readonly peaks: Float32Array;
  /** Lets go of all of it. */
  readonly close: () => void;
}

/** Reads a kept piece whole: a few megabytes at most, since long parts are cut. */
export const openPiece = async (kitchen: Kitchen, piece: KeptPiece, rate: Mp3Rate): Promise<OpenPiece> => {
  const bytes = await readFile(kitchen.shelf.pathOf(piece.kept));
  const end = (piece.frames + MARGIN) * frameBytes(rate);
  const units = piece.frames * PER_FRAME;
  const floats = (at: number): Float32Array => {
    const copy = new Float32Array(units);
    new Uint8Array(copy.buffer).set(bytes.subarray(at, at + units * 4));
    return copy;
  };
  const energy = floats(end);
  const peaks = floats(end + units * 4);
  const close = (): void => {
    for (const one of [bytes, new Uint8Array(energy.buffer), new Uint8Array(peaks.buffer)]) release(one);
  };
  return { frames: bytes.subarray(0, end), energy, peaks, close };
};
