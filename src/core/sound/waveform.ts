/**
 * The outline of a sound for drawing: lowest and highest sample of every 20 ms, as bytes. docs/formats/waveform.md is its description.
 *
 * It is drawn from, never measured from.
 */

/** Samples at 48 kHz that one pair stands for: 50 pairs a second. */
export const PAIR = 960;
const HEAD = 16;
/** 'LOAW', then the version. */
const MAGIC = [0x4c, 0x4f, 0x41, 0x57] as const;
const VERSION = 1;

/** Signed bytes, lowest and highest taking turns: full scale is ±127. */
export const packWaveform = (pairs: Int8Array): Uint8Array => {
  const bytes = new Uint8Array(HEAD + pairs.length);
  bytes.set(MAGIC);
  const view = new DataView(bytes.buffer);
  view.setUint8(4, VERSION);
  view.setUint32(8, PAIR, true);
  view.setUint32(12, pairs.length / 2, true);
  bytes.set(new Uint8Array(pairs.buffer, pairs.byteOffset, pairs.length), HEAD);
  return bytes;
};

/** The pairs; null when the bytes are no outline of ours. */
export const readWaveform = (bytes: Uint8Array): Int8Array | null => {
  if (bytes.length < HEAD || MAGIC.some((byte, at) => bytes[at] !== byte) || bytes[4] !== VERSION) return null;
  const count = new DataView(bytes.buffer, bytes.byteOffset).getUint32(12, true);
  return bytes.length === HEAD + 2 * count ? new Int8Array(bytes.slice(HEAD).buffer) : null;
};

/** The outline in so many columns, for a drawing of that width; one pair at least in each, fewer columns when there are fewer. */
export const columnsOf = (pairs: Int8Array, most: number): { readonly low: number; readonly high: number }[] => {
  const count = pairs.length / 2;
  const columns = Math.min(most, count);
  return Array.from({ length: columns }, (_, column) => {
    let low = 127;
    let high = -127;
    const end = Math.floor(((column + 1) * count) / columns);
    for (let pair = Math.floor((column * count) / columns); pair < end; pair++) {
      low = Math.min(low, pairs[2 * pair] as number);
      high = Math.max(high, pairs[2 * pair + 1] as number);
    }
    return { low, high };
  });
};
