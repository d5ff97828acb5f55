/** A session as MP3: its pieces, each made once or found, then joined; measured by what was metered of the pieces. */
import { DELAY, type Mp3Rate } from '../core/container/mp3.ts';
import { unplannedSilence } from '../core/playlist/gate.ts';
import { CONTEXT, type Piece, piecesOf } from '../core/playlist/pieces.ts';
import type { Result } from '../core/result.ts';
import { ok } from '../core/result.ts';
import { soundLoudness } from '../core/sound/loudness.ts';
import { joinPieces } from './join.ts';
import type { Kitchen } from './kitchen.ts';
import { type KeptPiece, keepPiece, type Way } from './pieces.ts';
import type { Made, Making } from './render.ts';

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
  const pieces = piecesOf(spec);
  const all = pieces.reduce((sum, { frames }) => sum + frames, 0);
  let done = 0;
  // A failed piece stops those that have not begun: their answer would be thrown away.
  const failed = new AbortController();
  const signal = options.signal === undefined ? failed.signal : AbortSignal.any([options.signal, failed.signal]);
  const keep = async (piece: Piece): Promise<Result<KeptPiece>> => {
    const kept = await keepPiece(kitchen, piece, way, signal);
    done += piece.frames;
    if (kept.ok)
      options.onProgress?.(
        'encode',
        (spec.length / spec.sampleRate) * Math.min(1, done / all),
        spec.length / spec.sampleRate,
      );
    return kept;
  };
  let refused: Result<KeptPiece> | null = null;
  const work = [SILENCE, ...pieces].map(async (piece) => {
    const kept = await keep(piece);
    if (!kept.ok) {
      // The first to fail says why; the rest only say that they were stopped.
      refused ??= kept;
      failed.abort();
    }
    return { piece, kept };
  });
  const made = await Promise.all(work);
  if (refused !== null) return refused;
  const [silence, ...kept] = made.flatMap(({ piece, kept: one }) => (one.ok ? [{ piece, kept: one.value }] : []));
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

const hundredths = (value: number): number => Math.round(value * 100) / 100;
