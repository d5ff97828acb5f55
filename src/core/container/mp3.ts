/**
 * MP3 as frames: told apart, checked for independence, and the header frame that makes a joined file gapless.
 *
 * Only what our own encoder makes is read here: MPEG-1 Layer III at 48 kHz, constant rate, no bit reservoir, so that every
 * frame is complete in itself and frames of several encodings can follow each other. Layout: ISO/IEC 11172-3 §2.4.1;
 * the header frame: Xing's VBR header with LAME's extension (LAME Info Tag, revision 0). Pure; opens nothing.
 */

/** Samples of one frame, per channel. */
export const FRAME = 1152;
/** Samples by which a decoder's output lags the encoder's input: 576 by LAME, 529 by every decoder. */
export const DELAY = 1105;
const ENCODER_DELAY = 576;

const KILOBITS = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];

export type Mp3Rate = 128 | 192;

/** Bytes of every frame at a rate: at 48 kHz there is never a padding byte. */
export const frameBytes = (rate: Mp3Rate): number => (144 * rate * 1000) / 48_000;

/** What of a frame decides whether it may follow another. */
export interface FrameInfo {
  readonly channels: 1 | 2;
  /** Bytes of earlier frames that it needs: 0 without a bit reservoir. */
  readonly reservoir: number;
  /** The window of the first and of the last granule, per channel: 0 long, 1 start, 2 short, 3 stop. */
  readonly first: readonly number[];
  readonly last: readonly number[];
}

/** Reads the frame that begins at `at`. Throws on anything that our encoder does not make. */
export const readFrame = (bytes: Uint8Array, at: number, rate: Mp3Rate): FrameInfo => {
  const byte = (n: number): number => bytes[at + n] ?? 0;
  // Sync, MPEG-1, Layer III; 48 kHz, no padding.
  const ours = byte(0) === 0xff && (byte(1) & 0xfe) === 0xfa && (byte(2) & 0x0e) === 0x04;
  if (!ours || KILOBITS[byte(2) >> 4] !== rate || at + frameBytes(rate) > bytes.length)
    throw new Error(`no MP3 frame of ${rate} kbit/s at byte ${at}`);
  const channels = byte(3) >> 6 === 3 ? 1 : 2;
  let bit = (at + 4 + (byte(1) & 1 ? 0 : 2)) * 8;
  const bits = (count: number): number => {
    let value = 0;
    for (let n = 0; n < count; n += 1, bit += 1)
      value = (value << 1) | (((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
    return value;
  };
  const reservoir = bits(9);
  bits((channels === 1 ? 5 : 3) + 4 * channels);
  const windows = [0, 1].map(() =>
    Array.from({ length: channels }, () => {
      bits(12 + 9 + 8 + 4);
      const switching = bits(1);
      const type = switching === 1 ? bits(2) : 0;
      bits(switching === 1 ? 20 : 22);
      bits(3);
      return type;
    }),
  );
  return { channels, reservoir, first: windows[0] ?? [], last: windows[1] ?? [] };
};

/** Windows that may follow each window (§2.4.3.4.10): long and stop end long, start and short end short. */
const FOLLOWS: readonly (readonly number[])[] = [
  [0, 1],
  [2, 3],
  [2, 3],
  [0, 1],
];

/** Whether the overlapping windows of two frames fit: otherwise the join would be heard as a click. */
export const mayFollow = (before: FrameInfo, after: FrameInfo): boolean =>
  before.last.every((type, channel) => FOLLOWS[type]?.includes(after.first[channel] ?? -1) === true);

/** How many frames a file of so many samples has, without its header frame. */
export const framesFor = (samples: number): number => Math.ceil((samples + DELAY) / FRAME);

const CRC16 = Uint16Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xa001 : value >>> 1;
  return value;
});

/** LAME's CRC-16 (reflected 0x8005, from 0) over some bytes, going on from `crc`. */
export const crc16 = (bytes: Uint8Array, crc = 0): number => {
  let value = crc;
  for (let n = 0; n < bytes.length; n += 1) value = (value >>> 8) ^ (CRC16[(value ^ (bytes[n] ?? 0)) & 0xff] ?? 0);
  return value;
};

export interface Joined {
  readonly rate: Mp3Rate;
  readonly channels: 1 | 2;
  /** Samples that are to be heard. */
  readonly samples: number;
  /** crc16 over all frames. */
  readonly crc: number;
}

/**
 * The frame that stands before all others: silent itself, it tells players the exact length, what to leave out at both
 * ends, and where each hundredth begins.
 */
export const infoFrame = ({ rate, channels, samples, crc }: Joined): Uint8Array => {
  const size = frameBytes(rate);
  const frames = framesFor(samples);
  const frame = new Uint8Array(size);
  const view = new DataView(frame.buffer);
  frame.set([0xff, 0xfb, (KILOBITS.indexOf(rate) << 4) | 0x04, channels === 1 ? 0xc4 : 0x44]);
  const start = channels === 1 ? 21 : 36;
  const text = (at: number, words: string): void => {
    for (let n = 0; n < words.length; n += 1) frame[at + n] = words.charCodeAt(n);
  };
  const total = size * (frames + 1);
  text(start, 'Info');
  // What follows: frames, bytes, table of contents, quality.
  view.setUint32(start + 4, 0x0f);
  view.setUint32(start + 8, frames);
  view.setUint32(start + 12, total);
  for (let n = 0; n < 100; n += 1) frame[start + 16 + n] = Math.floor((n * 256) / 100);
  view.setUint32(start + 116, 57);
  const lame = start + 120;
  text(lame, 'LAME3.100');
  frame[lame + 9] = 0x01; // revision 0, constant rate
  frame[lame + 10] = 200; // low-pass, hundreds of Hz: as the encoder's own at these rates
  frame[lame + 20] = Math.min(255, rate);
  const padding = frames * FRAME - ENCODER_DELAY - samples;
  frame[lame + 21] = ENCODER_DELAY >> 4;
  frame[lame + 22] = ((ENCODER_DELAY & 0x0f) << 4) | (padding >> 8);
  frame[lame + 23] = padding & 0xff;
  view.setUint32(lame + 28, total);
  view.setUint16(lame + 32, crc);
  view.setUint16(lame + 34, crc16(frame.subarray(0, lame + 34)));
  return frame;
};
