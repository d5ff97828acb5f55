/** A session as MP3: its pieces, each made once or found, then joined; measured by what was metered of the pieces. */
import { DELAY, FRAME, type Mp3Rate } from '../core/container/mp3.ts';
import type { Sha256 } from '../core/ids.ts';
import { unplannedSilence } from '../core/playlist/gate.ts';
import { CONTEXT, type Piece, piecesOf } from '../core/playlist/pieces.ts';
import type { RenderSpec } from '../core/playlist/render-spec.ts';
import type { Refused, Result } from '../core/result.ts';
import { ok } from '../core/result.ts';
import { soundLoudness } from '../core/sound/loudness.ts';
import { evenly } from './groups.ts';
import { joinPieces } from './join.ts';
import type { Kitchen } from './kitchen.ts';
import { type KeptPiece, makePieces, pieceKey, recallPiece, type Way } from './pieces.ts';
import type { Made, Making, RenderOptions } from './render-model.ts';

/** kbit/s, constant: what the desk's and the communes' players take without asking. */
const RATES: Readonly<Record<1 | 2, Mp3Rate>> = { 1: 128, 2: 192 };

/** Nothing: one frame of silence with silence around it. */
const SILENCE: Piece = { first: 0, frames: 1, parts: [] };

/** Refuses with audio.*, data.*. */
export const renderFrames = async (kitchen: Kitchen, making: Making): Promise<Result<Made>> => {
  const { spec, levels, trim, output, options } = making;
  const { channels } = spec.profile;
  const rate = RATES[channels];
  const way: Way = {
    profile: spec.profile,
    rate,
    trim,
    levelOf: (master) => {
      const level = levels.get(master);
      if (level === undefined) throw new Error(`a part without its level: ${master}`);
      return level.correction;
    },
  };
  const pieces = [SILENCE, ...piecesOf(spec)].map((piece) => ({ piece, key: pieceKey(kitchen, piece, way) }));
  const made = await keepAll(kitchen, pieces, way, spec, options);
  if (!made.ok) return made;
  const [silence, ...kept] = pieces.map(({ piece, key }) => {
    const one = made.value.get(key);
    if (one === undefined) throw new Error('a piece that was not made');
    return { piece, kept: one };
  });
  if (silence === undefined) throw new Error('no piece of silence');
  const joined = await joinPieces(kitchen, {
    pieces: kept,
    silence: silence.kept,
    rate,
    channels,
    samples: spec.length,
    output,
    signal: options.signal,
  });
  if (!joined.ok) return joined;
  options.onProgress?.('join', 1, 1);
  const { energy, peaks, frames, rough } = joined.value;
  const measured = {
    samples: spec.length,
    integrated: hundredths(soundLoudness(energy, spec.length)),
    truePeak: Math.max(-120, ...kept.map((one) => one.kept.truePeak)),
    silence: unplannedSilence(peaks, spec, DELAY),
  };
  return ok({
    measured,
    how: {
      frames,
      rate,
      context: CONTEXT,
      rough,
      pieces: kept.map(({ piece, kept: { key, kept: bytes, truePeak, lowered, argv } }) => ({
        key,
        kept: bytes,
        first: piece.first,
        frames: piece.frames,
        truePeak,
        lowered,
        argv,
      })),
    },
  });
};

/** Pieces that one encoder makes together are at most so long: progress and cancelling stay near. */
const GROUP_FRAMES = Math.ceil((12 * 60 * 48_000) / FRAME);

interface Keyed {
  readonly piece: Piece;
  readonly key: Sha256;
}

/** Every piece, made or found. */
const keepAll = async (
  kitchen: Kitchen,
  pieces: readonly Keyed[],
  way: Way,
  spec: RenderSpec,
  options: RenderOptions,
): Promise<Result<ReadonlyMap<Sha256, KeptPiece>>> => {
  const kept = new Map<Sha256, KeptPiece>();
  const missing = new Map<Sha256, Keyed>();
  for (const one of pieces) {
    const known = kept.has(one.key) || missing.has(one.key) ? null : await recallPiece(kitchen, one.key);
    if (known !== null) kept.set(one.key, known);
    else if (!kept.has(one.key)) missing.set(one.key, one);
  }
  const of = spec.length / spec.sampleRate;
  const all = Math.max(1, framesIn([...missing.values()]));
  let done = 0;
  const tell = (frames: number): void => options.onProgress?.('encode', of * Math.min(1, frames / all), of);
  // A failed group stops the others: their work would be thrown away.
  const failed = new AbortController();
  const signal = options.signal === undefined ? failed.signal : AbortSignal.any([options.signal, failed.signal]);
  let refused: Refused | null = null;
  const make = async (group: readonly Keyed[]): Promise<void> => {
    const frames = framesIn(group);
    const longest = Math.max(...group.map(({ piece }) => piece.frames));
    // While several are encoded at once, the longest tells how far all are; hearing them is the last fifth.
    const onProgress = (seconds: number): void =>
      tell(done + 0.8 * frames * Math.min(1, (seconds * 48_000) / FRAME / longest));
    const made = await kitchen.lanes.run(() => makePieces(kitchen, group, way, { signal, onProgress }));
    if (made.ok) {
      for (const [key, piece] of made.value) kept.set(key, piece);
      done += frames;
      tell(done);
    } else {
      // The first to fail says why; the rest only say that they were stopped.
      refused ??= made;
      failed.abort();
    }
  };
  await Promise.all(
    evenly([...missing.values()], ({ piece }) => piece.frames, kitchen.lanes.count, GROUP_FRAMES).map(make),
  );
  return refused ?? ok(kept);
};

const framesIn = (pieces: readonly Keyed[]): number => pieces.reduce((sum, { piece }) => sum + piece.frames, 0);

const hundredths = (value: number): number => Math.round(value * 100) / 100;
