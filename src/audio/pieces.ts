/**
 * One piece of a session as MP3 frames: encoded with some sound before and after, decoded again and metered, kept.
 *
 * Kept is one file: the frames, then what the meter heard of them, unit by unit. A piece is named by what it is made of,
 * so a piece that was made before is only read. It knows nothing of sessions.
 */
import { open, readFile, writeFile } from 'node:fs/promises';
import { FRAME, frameBytes, type Mp3Rate, readFrame } from '../core/container/mp3.ts';
import { keyOf } from '../core/evidence/key.ts';
import type { Sha256 } from '../core/ids.ts';
import { CONTEXT, MARGIN, type Piece } from '../core/playlist/pieces.ts';
import type { Profile } from '../core/playlist/profile.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { decibels } from '../core/sound/loudness.ts';
import { UNIT } from '../core/sound/meter.ts';
import type { Correction } from './arguments/level.ts';
import { type PieceOptions, piecePlan, windowOf } from './arguments/piece.ts';
import { argv } from './arguments/plan.ts';
import { onDisk } from './disk.ts';
import { runPlan } from './ffmpeg.ts';
import type { Kitchen } from './kitchen.ts';
import { relativeArgv } from './level.ts';

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
  readonly argv: readonly string[];
}

const PIECE_RECIPE = 1;
const PER_FRAME = FRAME / UNIT;
/** What libmp3lame takes off (it scales its input by 0.95), given back beforehand. */
const LAME_LOSS = 0.45;
const TRIES = 3;

/** The piece, from the shelf when it was made before. Refuses with audio.*, data.*. */
export const keepPiece = async (
  kitchen: Kitchen,
  piece: Piece,
  way: Way,
  signal?: AbortSignal,
): Promise<Result<KeptPiece>> => {
  const { shelf } = kitchen;
  const key = pieceKey(kitchen, piece, way);
  const known = (await shelf.recall('piece', key)) as KeptPiece | null;
  if (known !== null && (await shelf.has(known.kept))) return ok(known);
  return kitchen.lanes.run(() => make(kitchen, piece, way, key, signal));
};

const pieceKey = (kitchen: Kitchen, { frames, parts }: Piece, { profile, rate, trim, levelOf }: Way): Sha256 =>
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

const make = async (
  kitchen: Kitchen,
  piece: Piece,
  way: Way,
  key: Sha256,
  signal: AbortSignal | undefined,
): Promise<Result<KeptPiece>> => {
  const { shelf, tools } = kitchen;
  const { profile, rate } = way;
  const temporary = await shelf.temporary();
  if (!temporary.ok) return temporary;
  const seconds = windowOf(piece) / 48_000;
  const run = { timeoutSeconds: 60 + Math.ceil(seconds), dataPath: shelf.dataDir, signal, what: 'render' };
  try {
    let lowered = 0;
    for (let attempt = 1; ; attempt += 1) {
      const options: PieceOptions = {
        piece,
        channels: profile.channels,
        pathOf: shelf.pathOf,
        levelOf: (master) => lower(way.levelOf(master), lowered, profile.truePeak),
        trim: way.trim,
        ceiling: rounded(profile.truePeak - 0.5 - lowered),
        output: temporary.value,
        as: { kind: 'frames', kilobits: rate, makeUp: LAME_LOSS },
      };
      const plan = piecePlan(options);
      const ran = await runPlan(tools.ffmpeg, plan, run);
      if (!ran.ok) return ran;
      const heard = await kitchen.meter({
        path: temporary.value,
        channels: profile.channels,
        filter: null,
        signal,
        what: 'measure',
      });
      if (!heard.ok) return heard;
      const truePeak = rounded(decibels(heard.value.truePeak));
      const over = truePeak - profile.truePeak;
      if (over > 0 && attempt < TRIES) {
        lowered = rounded(lowered + over + 0.2);
        continue;
      }
      const size = frameBytes(rate);
      const bytes = await readFile(temporary.value);
      const wanted = CONTEXT + piece.frames + MARGIN;
      if (bytes.length < wanted * size) return short(bytes.length / size, wanted);
      const frames = bytes.subarray(CONTEXT * size, wanted * size);
      for (let at = 0; at < frames.length; at += size)
        if (readFrame(frames, at, rate).reservoir !== 0) return short(0, wanted);
      const [from, to] = [CONTEXT * PER_FRAME, (CONTEXT + piece.frames) * PER_FRAME];
      if (heard.value.energy.length < to) return short(heard.value.energy.length / PER_FRAME, wanted);
      const metered = [heard.value.energy, heard.value.peaks].map((units) => bytesOf(units.slice(from, to)));
      const written = await onDisk(shelf.dataDir, async () =>
        ok(await writeFile(temporary.value, Buffer.concat([frames, ...metered]))),
      );
      if (!written.ok) return written;
      const stored = await shelf.put(temporary.value);
      if (!stored.ok) return stored;
      const kept: KeptPiece = {
        key,
        kept: stored.value.hash,
        frames: piece.frames,
        truePeak,
        lowered,
        argv: relativeArgv(shelf, argv(plan), temporary.value),
      };
      const remembered = await shelf.remember('piece', key, kept);
      return remembered.ok ? ok(kept) : remembered;
    }
  } finally {
    await shelf.discard(temporary.value);
  }
};

const short = (got: number, wanted: number) =>
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
}

/** Reads a kept piece whole: a few megabytes at most, since long parts are cut. */
export const openPiece = async (kitchen: Kitchen, piece: KeptPiece, rate: Mp3Rate): Promise<OpenPiece> => {
  const file = await open(kitchen.shelf.pathOf(piece.kept), 'r');
  try {
    const bytes = await file.readFile();
    const end = (piece.frames + MARGIN) * frameBytes(rate);
    const units = piece.frames * PER_FRAME;
    const floats = (at: number): Float32Array => {
      const copy = new Float32Array(units);
      new Uint8Array(copy.buffer).set(bytes.subarray(at, at + units * 4));
      return copy;
    };
    return { frames: bytes.subarray(0, end), energy: floats(end), peaks: floats(end + units * 4) };
  } finally {
    await file.close();
  }
};
