/**
 * Pieces joined to one MP3 file, frame by frame: silence between them, the header frame before them, nothing encoded anew.
 *
 * What was metered of the pieces is laid together likewise, so the whole is measured without being decoded again. Reads one
 * piece at a time. It decides nothing about whether the result is good enough.
 */
import { open } from 'node:fs/promises';
import {
  crc16,
  FRAME,
  frameBytes,
  framesFor,
  infoFrame,
  type Mp3Rate,
  mayFollow,
  readFrame,
} from '../core/container/mp3.ts';
import { MARGIN, type Piece } from '../core/playlist/pieces.ts';
import type { Result } from '../core/result.ts';
import { ok } from '../core/result.ts';
import { UNIT } from '../core/sound/meter.ts';
import { onDisk } from './disk.ts';
import type { Kitchen } from './kitchen.ts';
import { type KeptPiece, type OpenPiece, openPiece } from './pieces.ts';

export interface Joining {
  readonly pieces: readonly { readonly piece: Piece; readonly kept: KeptPiece }[];
  /** A piece of nothing: what a frame of silence looks like. */
  readonly silence: KeptPiece;
  readonly rate: Mp3Rate;
  readonly channels: 1 | 2;
  readonly samples: number;
  readonly output: string;
  readonly signal: AbortSignal | undefined;
}

export interface JoinedFile {
  readonly frames: number;
  /** Per unit of the decoded file, DELAY samples before the sound itself. */
  readonly energy: Float32Array;
  readonly peaks: Float32Array;
  /** Borders inside a sound that no frame of the margin fitted; 0 unless the encoder behaves otherwise than measured. */
  readonly rough: number;
}

const PER_FRAME = FRAME / UNIT;

/** Writes the file. Refuses with data.full, data.read-only. */
export const joinPieces = (kitchen: Kitchen, joining: Joining): Promise<Result<JoinedFile>> =>
  onDisk(kitchen.shelf.dataDir, async () => {
    const { rate, channels, samples } = joining;
    const size = frameBytes(rate);
    const total = framesFor(samples);
    const energy = new Float32Array(total * PER_FRAME);
    const peaks = new Float32Array(total * PER_FRAME);
    const silence = await openPiece(kitchen, joining.silence, rate);
    const quiet = new Uint8Array(silence.frames.subarray(0, size));
    silence.close();
    const file = await open(joining.output, 'w');
    try {
      let crc = 0;
      let at = 0;
      let rough = 0;
      let position = size;
      const write = async (bytes: Uint8Array): Promise<void> => {
        crc = crc16(bytes, crc);
        await file.write(bytes, 0, bytes.length, position);
        position += bytes.length;
      };
      const fill = async (until: number): Promise<void> => {
        for (; at < until; ) {
          const count = Math.min(until - at, 2500);
          const block = new Uint8Array(count * size);
          for (let n = 0; n < count; n += 1) block.set(quiet, n * size);
          await write(block);
          at += count;
        }
      };
      let before: Before | null = null;
      for (const { piece, kept } of joining.pieces) {
        joining.signal?.throwIfAborted();
        const opened = await openPiece(kitchen, kept, rate);
        // Where the piece before reaches up to here, its own frames go on until one of ours may follow.
        const meets = before !== null && before.end === piece.first ? before : null;
        const shift = meets === null ? 0 : joint(meets, opened, size, rate);
        if (shift === null) rough += 1;
        const over = shift ?? 0;
        if (meets !== null && over > 0) {
          await write(meets.tail.subarray(size, (1 + over) * size));
          at += over;
        }
        await fill(Math.max(0, piece.first));
        const skip = Math.max(0, at - piece.first);
        const count = Math.min(piece.frames, total - piece.first) - skip;
        if (count > 0) {
          await write(opened.frames.subarray(skip * size, (skip + count) * size));
          at += count;
        }
        lay(energy, opened.energy, piece.first);
        lay(peaks, opened.peaks, piece.first);
        before = {
          end: piece.first + piece.frames,
          tail: new Uint8Array(opened.frames.subarray((piece.frames - 1) * size)),
        };
        opened.close();
      }
      await fill(total);
      const header = infoFrame({ rate, channels, samples, crc });
      await file.write(header, 0, size, 0);
      return ok({ frames: total, energy, peaks, rough });
    } finally {
      await file.close();
    }
  });

/** What is kept of a piece while the next is laid: where it ends, its last frame and the margin behind that. */
interface Before {
  readonly end: number;
  readonly tail: Uint8Array;
}

/** After how many of the earlier piece's further frames the later one may go on; null: after none of the margin. */
const joint = ({ tail }: Before, after: OpenPiece, size: number, rate: Mp3Rate): number | null => {
  for (let shift = 0; shift < MARGIN; shift += 1) {
    const last = readFrame(tail, shift * size, rate);
    if (mayFollow(last, readFrame(after.frames, shift * size, rate))) return shift;
  }
  return null;
};

const lay = (whole: Float32Array, units: Float32Array, first: number): void => {
  const from = Math.max(0, first * PER_FRAME);
  const skip = from - first * PER_FRAME;
  whole.set(units.subarray(skip, Math.min(units.length, skip + whole.length - from)), from);
};
