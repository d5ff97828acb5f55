/**
 * The directory of a ZIP (APPNOTE.TXT 6.3.10 §4.3.12–4.3.16, with ZIP64), for where yauzl cannot run: a browser.
 *
 * Reads what the end of the file says and nothing else; takes stored and deflated files, of one part, that are not encrypted.
 */
import { ok, type Result, refuse } from '../result.ts';
import { type ZipLimits, zipGate } from './zip-gate.ts';

export interface ZipEntry {
  readonly name: string;
  /** Inflated. */
  readonly bytes: number;
  readonly deflated: boolean;
  /** As it lies in the ZIP. */
  readonly packed: Uint8Array;
}

const SIGNATURES = { end: 0x06054b50, end64: 0x06064b50, locator: 0x07064b50, central: 0x02014b50, local: 0x04034b50 };
const SIZES = { end: 22, end64: 56, locator: 20, central: 46, local: 30 };
const LONGEST_COMMENT = 0xffff;
const ZIP64 = { id: 1, word: 0xffffffff, half: 0xffff };
const METHODS = { stored: 0, deflated: 8 };

/** Why it is no ZIP that we take, in a few English words. */
class Torn extends Error {}

/** Every file but folders, in the order of the directory. Refuses with bundle.unreadable. `path`: what the ZIP is called. */
export const zipEntries = (zip: Uint8Array, path: string, limits: ZipLimits): Result<readonly ZipEntry[]> => {
  try {
    return ok(entriesIn(zip, limits));
  } catch (error) {
    // A place outside the file is what a torn or lying ZIP has; DataView throws RangeError for it.
    if (!(error instanceof Torn || error instanceof RangeError)) throw error;
    const detail = error instanceof Torn ? error.message : 'a place outside the file';
    return refuse('bundle.unreadable', { path, detail }, { file: path });
  }
};

const entriesIn = (zip: Uint8Array, limits: ZipLimits): readonly ZipEntry[] => {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const { count, start } = directoryOf(view);
  if (count > limits.files) throw new Torn(`${count} files`);
  const judge = zipGate(limits);
  const entries: ZipEntry[] = [];
  let at = start;
  for (let n = 0; n < count; n += 1) {
    if (view.getUint32(at, true) !== SIGNATURES.central) throw new Torn('central directory damaged');
    const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
    const [nameLength, extraLength] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true)];
    const name = nameIn(within(zip, at + SIZES.central, nameLength));
    const { packed, bytes, local } = placeOf(view, at, nameLength, extraLength);
    at += SIZES.central + nameLength + extraLength + view.getUint16(at + 32, true);
    if (name.endsWith('/')) continue;
    const fault = judge({ name, bytes });
    if (fault !== null) throw new Torn(fault);
    if ((flags & 1) !== 0) throw new Torn(`${name} is encrypted`);
    if (method !== METHODS.stored && method !== METHODS.deflated) throw new Torn(`${name}: method ${method}`);
    if (method === METHODS.stored && packed !== bytes) throw new Torn(`${name}: two sizes`);
    if (view.getUint32(local, true) !== SIGNATURES.local) throw new Torn(`${name} is not where it should be`);
    const from = local + SIZES.local + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    entries.push({ name, bytes, deflated: method === METHODS.deflated, packed: within(zip, from, packed) });
  }
  return entries;
};

/** How many files there are, and where the first of the directory stands. */
const directoryOf = (view: DataView): { readonly count: number; readonly start: number } => {
  const last = view.byteLength - SIZES.end;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at -= 1) {
    if (view.getUint32(at, true) !== SIGNATURES.end || view.getUint16(at + 20, true) !== last - at) continue;
    if (view.getUint16(at + 4, true) !== 0) throw new Torn('a ZIP of several parts');
    const [count, start] = [view.getUint16(at + 10, true), view.getUint32(at + 16, true)];
    if (count !== ZIP64.half && start !== ZIP64.word) return { count, start };
    const locator = at - SIZES.locator;
    // Exactly 65,535 files need no ZIP64.
    if (locator < 0 || view.getUint32(locator, true) !== SIGNATURES.locator) return { count, start };
    const end = wholeAt(view, locator + 8);
    if (view.getUint32(end, true) !== SIGNATURES.end64) throw new Torn('ZIP64 end of directory damaged');
    return { count: wholeAt(view, end + 32), start: wholeAt(view, end + 48) };
  }
  throw new Torn('end of central directory not found');
};

/** Sizes and place of a file; those that need more than 32 bits stand in the extra field 0x0001, in this order. */
const placeOf = (view: DataView, at: number, nameLength: number, extraLength: number) => {
  const small = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
  let [from, extraEnd] = [at + SIZES.central + nameLength, at + SIZES.central + nameLength + extraLength];
  let large = -1;
  while (from + 4 <= extraEnd && large < 0) {
    if (view.getUint16(from, true) === ZIP64.id) large = from + 4;
    from += 4 + view.getUint16(from + 2, true);
  }
  extraEnd = Math.min(extraEnd, from);
  const [bytes = 0, packed = 0, local = 0] = small.map((value) => {
    if (value !== ZIP64.word || large < 0) return value;
    if (large + 8 > extraEnd) throw new Torn('ZIP64 sizes missing');
    large += 8;
    return wholeAt(view, large - 8);
  });
  return { bytes, packed, local };
};

/** A number of 64 bits that is a safe integer. */
const wholeAt = (view: DataView, at: number): number => {
  const value = view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
  if (!Number.isSafeInteger(value)) throw new Torn('a place outside the file');
  return value;
};

const within = (zip: Uint8Array, from: number, length: number): Uint8Array => {
  if (from + length > zip.length) throw new Torn('a place outside the file');
  return zip.subarray(from, from + length);
};

/** All names in a bundle are ASCII; others are kept apart, each byte a letter. */
const nameIn = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
