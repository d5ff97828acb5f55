/**
 * The bytes before the samples of a WAV file: RIFF/WAVE (or RF64, EBU Tech 3306, beyond 4 GiB) with `fmt `, and before
 * the samples a `bext` and a `cart` chunk where they are given.
 *
 * The number of samples is known beforehand, so the renderer writes this header, then the PCM, then wavEnd(). Reads
 * no samples; what stands in the chunks is made in bext.ts and cart.ts.
 */
import { ascii, joined, unsigned } from './bytes.ts';

export interface WavFormat {
  readonly sampleRate: number;
  readonly channels: 1 | 2;
  readonly bits: 16 | 24;
  /** Of each channel. */
  readonly samples: number;
}

export interface Chunk {
  /** Four ASCII letters. */
  readonly id: string;
  /** Without its padding. */
  readonly body: Uint8Array;
}

const FOUR_GIB = 2 ** 32;
const RIFF_HEAD = 12;
const CHUNK_HEAD = 8;
const FMT = 16;
const DS64 = 28;

const word = (value: number) => unsigned(value, 2, 'little');
const double = (value: number) => unsigned(value, 4, 'little');
const quad = (value: number) => unsigned(value, 8, 'little');

const even = (length: number): number => length + (length % 2);

/** Bytes of PCM. */
const dataBytes = ({ channels, bits, samples }: WavFormat): number => samples * channels * (bits / 8);

const chunkBytes = ({ id, body }: Chunk): Uint8Array =>
  joined([ascii(id, 4), double(body.length), body, new Uint8Array(body.length % 2)]);

/** Everything before the first sample. */
export const wavHeader = (format: WavFormat, chunks: readonly Chunk[]): Uint8Array<ArrayBuffer> => {
  const { sampleRate, channels, bits, samples } = format;
  const frame = channels * (bits / 8);
  const data = dataBytes(format);
  const before = chunks.reduce((sum, { body }) => sum + CHUNK_HEAD + even(body.length), 0) + CHUNK_HEAD + FMT;
  // What follows the size field of a RIFF file that needs no ds64.
  const small = RIFF_HEAD - 8 + before + CHUNK_HEAD + even(data);
  const large = small >= FOUR_GIB;
  const size = large ? small + CHUNK_HEAD + DS64 : small;
  const fmt = joined([
    word(1),
    word(channels),
    double(sampleRate),
    double(sampleRate * frame),
    word(frame),
    word(bits),
  ]);
  const ds64 = large ? [{ id: 'ds64', body: joined([quad(size), quad(data), quad(samples), double(0)]) }] : [];
  return joined([
    ascii(large ? 'RF64' : 'RIFF'),
    double(large ? FOUR_GIB - 1 : size),
    ascii('WAVE'),
    ...[...ds64, ...chunks, { id: 'fmt ', body: fmt }].map(chunkBytes),
    ascii('data'),
    double(large ? FOUR_GIB - 1 : data),
  ]);
};

/** What stands after the last sample: one byte of padding where the PCM has an odd number of bytes, else nothing. */
export const wavEnd = (format: WavFormat): Uint8Array => new Uint8Array(dataBytes(format) % 2);

/** Where the first sample lies in a file that begins with these bytes; null: they hold no whole way to it. */
export const wavSamplesAt = (head: Uint8Array): number | null => {
  const name = (at: number): string => String.fromCharCode(...head.subarray(at, at + 4));
  if (!['RIFF', 'RF64'].includes(name(0)) || name(8) !== 'WAVE') return null;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  for (let at = RIFF_HEAD; at + CHUNK_HEAD <= head.length; ) {
    if (name(at) === 'data') return at + CHUNK_HEAD;
    at += CHUNK_HEAD + even(view.getUint32(at + 4, true));
  }
  return null;
};
