/**
 * The files of a ZIP that came from outside, in memory: names that stay within their folder, no name twice, and an end to how much
 * is inflated, whatever the ZIP says of itself.
 */
import type { Readable } from 'node:stream';
import yauzl from 'yauzl';
import { BUNDLE_LIMITS, type ZipLimits, zipGate } from '../core/container/zip-gate.ts';

/** Something that the ZIP is, told in a few English words for whoever is called to help. */
export class Unreadable extends Error {}

/** Throws Unreadable for what is no whole and harmless ZIP, and what the file system throws. */
export const unpack = async (path: string, limits: ZipLimits = BUNDLE_LIMITS): Promise<Map<string, Uint8Array>> => {
  const zip = await opened(path);
  const files = new Map<string, Uint8Array>();
  const judge = zipGate(limits);
  try {
    if (zip.entryCount > limits.files) throw new Unreadable(`${zip.entryCount} files`);
    for (;;) {
      const entry = await nextOf(zip);
      if (entry === null) return files;
      if (entry.fileName.endsWith('/')) continue;
      const fault = judge({ name: entry.fileName, bytes: entry.uncompressedSize });
      if (fault !== null) throw new Unreadable(fault);
      files.set(entry.fileName, await contentOf(zip, entry, entry.uncompressedSize));
    }
  } finally {
    zip.close();
  }
};

const unreadable = (error: unknown): Error => {
  if (error instanceof Unreadable || !(error instanceof Error)) return new Unreadable(String(error));
  // What the file system says has a code; what yauzl says of the ZIP has none.
  return 'code' in error && 'syscall' in error ? error : new Unreadable(error.message);
};

const opened = (path: string): Promise<yauzl.ZipFile> =>
  new Promise((resolve, reject) => {
    const options = { lazyEntries: true, autoClose: false, strictFileNames: true, validateEntrySizes: true } as const;
    yauzl.open(path, options, (error, zip) => (error ? reject(unreadable(error)) : resolve(zip)));
  });

/** null at the end. */
const nextOf = (zip: yauzl.ZipFile): Promise<yauzl.Entry | null> =>
  new Promise((resolve, reject) => {
    const over = (): void => {
      zip.off('entry', found).off('end', ended).off('error', failed);
    };
    const found = (entry: yauzl.Entry): void => {
      over();
      resolve(entry);
    };
    const ended = (): void => {
      over();
      resolve(null);
    };
    const failed = (error: unknown): void => {
      over();
      reject(unreadable(error));
    };
    zip.on('entry', found).on('end', ended).on('error', failed);
    zip.readEntry();
  });

const contentOf = async (zip: yauzl.ZipFile, entry: yauzl.Entry, most: number): Promise<Uint8Array> => {
  const stream = await new Promise<Readable>((resolve, reject) => {
    zip.openReadStream(entry, (error, readable) => (error ? reject(unreadable(error)) : resolve(readable)));
  });
  const pieces: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > most) throw new Unreadable('too large when unpacked');
      pieces.push(piece);
    }
  } catch (error) {
    throw unreadable(error);
  }
  return new Uint8Array(Buffer.concat(pieces));
};
