/**
 * A rendered MP3 as HLS (RFC 8216): a finished list of pieces in packed audio, cut where frames end.
 *
 * Our frames are complete in themselves, so any run of them can be played alone. Nothing is encoded anew and nothing is
 * kept: a piece is a range of the file with a tag that says when it is heard (§3.4). The header frame is left out.
 */
import { SAMPLE_RATE } from '../playlist/profile.ts';
import { ascii, joined, unsigned } from './bytes.ts';
import { FRAME, framesFor } from './mp3.ts';

/** One piece: a range of the rendered file, and where it stands in time. */
export interface HlsPiece {
  /** Bytes of the file: `from` included, `to` not. */
  readonly from: number;
  readonly to: number;
  /** Milliseconds, exact: a frame at 48 kHz is 24 ms. */
  readonly start: number;
  readonly length: number;
}

const FRAME_MS = (FRAME * 1000) / SAMPLE_RATE;
/**
 * Frames of a piece: 9.984 s. Their bytes are whole kilobytes at both rates. ffmpeg (and mpv, which reads with it) takes
 * MP3 in blocks of 1,024 bytes and heeds a piece's tag as soon as it has read it: frames of the piece before that lie in the
 * same block would be given the time of the next piece.
 */
const PIECE = 416;

/** The pieces of a file of `bytes` bytes with `samples` samples; null: it is not made of frames of one length. */
export const hlsPieces = (bytes: number, samples: number): HlsPiece[] | null => {
  const frames = framesFor(samples);
  const size = bytes / (frames + 1);
  if (!Number.isInteger(size)) return null;
  return Array.from({ length: Math.ceil(frames / PIECE) }, (_, n) => {
    const first = n * PIECE;
    const count = Math.min(PIECE, frames - first);
    const from = (1 + first) * size;
    return { from, to: from + count * size, start: first * FRAME_MS, length: count * FRAME_MS };
  });
};

/** The list, in which piece n is called `${n}.mp3`. */
export const hlsList = (pieces: readonly HlsPiece[]): string =>
  [
    '#EXTM3U',
    '#EXT-X-VERSION:3',
    `#EXT-X-TARGETDURATION:${Math.ceil((PIECE * FRAME_MS) / 1000)}`,
    '#EXT-X-MEDIA-SEQUENCE:0',
    '#EXT-X-PLAYLIST-TYPE:VOD',
    ...pieces.flatMap(({ length }, n) => [`#EXTINF:${(length / 1000).toFixed(3)},`, `${n}.mp3`]),
    '#EXT-X-ENDLIST',
    '',
  ].join('\n');

const OWNER = 'com.apple.streaming.transportStreamTimestamp\u0000';
/** Ticks of the MPEG-2 clock in a millisecond; it counts in 33 bits. */
const TICKS = 90;
const CLOCK = 2 ** 33;

/** The ID3 tag before a piece's frames: when its first sample is heard. Shorter than 128 bytes, so its sizes are one byte. */
export const hlsTag = ({ start }: HlsPiece): Uint8Array<ArrayBuffer> => {
  const body = joined([ascii(OWNER), unsigned((start * TICKS) % CLOCK, 8, 'big')]);
  const frame = joined([ascii('PRIV'), unsigned(body.length, 4, 'big'), new Uint8Array(2), body]);
  return joined([ascii('ID3'), new Uint8Array([4, 0, 0]), unsigned(frame.length, 4, 'big'), frame]);
};
