/**
 * Is a file whole? What its own container says about its length, read without any tool.
 *
 * A recorder whose power was cut, a download cut in the middle: the tool decodes what is there and says
 * nothing. Reads only headers and ends; never judges by a length that is a guess (MP3 without a header, AAC).
 */
import type { FileHandle } from 'node:fs/promises';
import { ascii } from './sniff.ts';

export interface Declared {
  /** Seconds that the container promises; null where it promises none. */
  readonly seconds: number | null;
  /** Seconds by which decoding may fall short of the promise. */
  readonly slack: number;
  /** The container itself shows that its end is missing, whatever was decoded. */
  readonly endMissing: boolean;
}

const NOTHING: Declared = { seconds: null, slack: 0, endMissing: false };

/** Looks at the container by its first bytes; a kind that is not known promises nothing. */
export const declaredBy = async (file: FileHandle, size: number): Promise<Declared> => {
  const head = await bytesAt(file, 0, 12);
  const [kind, form] = [ascii(head, 0, 4), ascii(head, 8, 12)];
  if ((kind === 'RIFF' || kind === 'RF64') && form === 'WAVE') return wav(file, size, kind === 'RF64');
  if (kind === 'riff') return w64(file, size);
  if (kind === 'fLaC') return flac(file, size);
  if (kind === 'OggS') return ogg(file, size);
  if (ascii(head, 4, 8) === 'ftyp') return mp4(file, size);
  return mp3(file, head);
};

const bytesAt = async (file: FileHandle, position: number, length: number): Promise<Buffer> => {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
};

/** A data chunk size that streaming writers leave when they cannot know it. */
const UNKNOWN_SIZE = 0xffffffff;

/** Microsoft RIFF and EBU Tech 3306 (RF64): the data chunk against what is really there. */
const wav = async (file: FileHandle, size: number, wide: boolean): Promise<Declared> => {
  let [bytesPerSecond, wideData] = [0, 0];
  let at = 12;
  for (let chunk = 0; chunk < 100 && at + 8 <= size; chunk++) {
    const head = await bytesAt(file, at, 32);
    if (head.length < 8) break;
    const [name, length] = [ascii(head, 0, 4), head.readUInt32LE(4)];
    if (name === 'ds64' && head.length >= 24) wideData = Number(head.readBigUInt64LE(16));
    if (name === 'fmt ' && head.length >= 20) bytesPerSecond = head.readUInt32LE(16);
    if (name === 'data') {
      const data = wide && length === UNKNOWN_SIZE ? wideData : length;
      if (data === 0 || data === UNKNOWN_SIZE || bytesPerSecond === 0) return NOTHING;
      return { seconds: data / bytesPerSecond, slack: 0.1, endMissing: false };
    }
    at += 8 + length + (length % 2);
  }
  return NOTHING;
};

/** Sony Wave64: like RIFF, with a name of 16 bytes and a length of 8 that counts them both; chunks begin at multiples of 8. */
const w64 = async (file: FileHandle, size: number): Promise<Declared> => {
  let bytesPerSecond = 0;
  let at = 40;
  for (let chunk = 0; chunk < 100 && at + 24 <= size; chunk++) {
    const head = await bytesAt(file, at, 40);
    if (head.length < 24) break;
    const [name, length] = [ascii(head, 0, 4), Number(head.readBigUInt64LE(16))];
    if (length < 24) break;
    if (name === 'fmt ' && head.length >= 36) bytesPerSecond = head.readUInt32LE(32);
    // What is longer than any file is a writer's "unknown".
    if (name === 'data') {
      if (length === 24 || length > Number.MAX_SAFE_INTEGER || bytesPerSecond === 0) return NOTHING;
      return { seconds: (length - 24) / bytesPerSecond, slack: 0.1, endMissing: false };
    }
    at += Math.ceil(length / 8) * 8;
  }
  return NOTHING;
};

/** RFC 9639 §8: blocks of metadata, the last one marked, and frames after it. How long it is says ffprobe. */
const flac = async (file: FileHandle, size: number): Promise<Declared> => {
  let at = 4;
  for (let block = 0; block < 10_000 && at + 4 <= size; block++) {
    const head = await bytesAt(file, at, 4);
    if (head.length < 4) break;
    at += 4 + head.readUIntBE(1, 3);
    if (((head[0] ?? 0) & 0x80) !== 0) return { ...NOTHING, endMissing: at >= size };
  }
  return { ...NOTHING, endMissing: true };
};

const PAGE_SEARCH = 65_536 + 512;
const LAST_PAGE = 4;

/** RFC 3533 §6: the last page of a stream carries the end-of-stream flag and is complete. */
const ogg = async (file: FileHandle, size: number): Promise<Declared> => {
  const from = Math.max(0, size - PAGE_SEARCH);
  const tail = await bytesAt(file, from, size - from);
  const page = tail.lastIndexOf('OggS');
  const header = tail.subarray(page);
  const segments = header[26];
  if (page < 0 || segments === undefined || header.length < 27 + segments) return { ...NOTHING, endMissing: true };
  const body = header.subarray(27, 27 + segments).reduce((sum, lacing) => sum + lacing, 0);
  const complete = header.length >= 27 + segments + body;
  return { ...NOTHING, endMissing: !complete || ((header[5] ?? 0) & LAST_PAGE) === 0 };
};

/** ISO 14496-12: without its moov box, which recorders write last, nothing in the file can be read. */
const mp4 = async (file: FileHandle, size: number): Promise<Declared> => {
  let at = 0;
  for (let box = 0; box < 10_000 && at + 8 <= size; box++) {
    const head = await bytesAt(file, at, 16);
    if (head.length < 8) break;
    if (ascii(head, 4, 8) === 'moov') return NOTHING;
    const short = head.readUInt32BE(0);
    const length = short === 1 && head.length === 16 ? Number(head.readBigUInt64BE(8)) : short;
    if (length < 8) break;
    at += length;
  }
  return { ...NOTHING, endMissing: true };
};

const MP3_SEARCH = 16_384;
const RATES = [44_100, 48_000, 32_000] as const;

/** The Xing/Info header that LAME and others put in the first frame: how many frames follow. */
const mp3 = async (file: FileHandle, head: Uint8Array): Promise<Declared> => {
  let at = 0;
  if (ascii(head, 0, 3) === 'ID3') {
    const [a = 0, b = 0, c = 0, d = 0] = head.subarray(6, 10);
    at = 10 + ((a & 127) << 21) + ((b & 127) << 14) + ((c & 127) << 7) + (d & 127);
  }
  const bytes = await bytesAt(file, at, MP3_SEARCH);
  for (let i = 0; i + 64 < bytes.length; i++) {
    const [sync = 0, version = 0, rate = 0, mode = 0] = bytes.subarray(i, i + 4);
    // Frame sync, layer III, a sample rate that exists.
    if (sync !== 0xff || (version & 0xe6) !== 0xe2 || ((rate >> 2) & 3) === 3 || (version & 0x18) === 0x08) continue;
    const full = (version & 0x18) === 0x18;
    const mono = mode >> 6 === 3;
    const mark = i + 4 + (full ? (mono ? 17 : 32) : mono ? 9 : 17);
    if (!/^(Xing|Info)$/.test(ascii(bytes, mark, mark + 4))) continue;
    if ((bytes.readUInt32BE(mark + 4) & 1) === 0) return NOTHING;
    const sampleRate = (RATES[(rate >> 2) & 3] ?? 44_100) / (full ? 1 : (version & 0x18) === 0x10 ? 2 : 4);
    return {
      seconds: (bytes.readUInt32BE(mark + 8) * (full ? 1152 : 576)) / sampleRate,
      slack: 0.5,
      endMissing: false,
    };
  }
  return NOTHING;
};
