/**
 * The ZIP of an offline package, read from a stick that may be bad: names that stay within it, an end to how much is inflated, and
 * where the copy broke off, what of it did arrive.
 *
 * A ZIP's directory stands at its end, so a broken copy has none. What we packed is stored, one file after the other with the lists
 * first, and is then walked from the front.
 */
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import yauzl from 'yauzl';
import { zipGate } from '../core/container/zip-gate.ts';
import type { Sha256 } from '../core/ids.ts';
import { type FoundFile, LONGEST_TEXT, PACKAGE_LIMITS } from '../core/manifest/package.ts';

/** What the file is, told in a few English words. */
export class Unreadable extends Error {}

export interface PackageFile {
  /** Its directory is there: the copy reaches to its end. */
  readonly whole: boolean;
  /** A small file's text; null: it is not there, or not all of it. */
  readonly text: (name: string) => Promise<string | null>;
  /** The hash of each file that is there; `sizeOf`: its length, where the ZIP says it only after the file. */
  readonly hashes: (sizeOf: (name: string) => number | null) => Promise<Map<string, FoundFile>>;
  readonly pieces: (name: string) => AsyncIterable<Uint8Array>;
  readonly close: () => Promise<void>;
}

/** Throws Unreadable for what is no ZIP or may do harm, and what the file system throws. */
export const openPackage = async (path: string): Promise<PackageFile> => {
  const zip = await directoryOf(path);
  return zip === null ? tornPackage(path) : wholePackage(zip);
};

const onDisk = (error: unknown): boolean => error instanceof Error && 'code' in error && 'syscall' in error;

/** null: it has none. */
const directoryOf = (path: string): Promise<yauzl.ZipFile | null> =>
  new Promise((resolve, reject) => {
    const options = { lazyEntries: true, autoClose: false, strictFileNames: true, validateEntrySizes: true } as const;
    yauzl.open(path, options, (error, zip) => (error ? (onDisk(error) ? reject(error) : resolve(null)) : resolve(zip)));
  });

const entriesOf = async (zip: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> => {
  if (zip.entryCount > PACKAGE_LIMITS.files) throw new Unreadable(`${zip.entryCount} files`);
  const judge = zipGate(PACKAGE_LIMITS);
  return new Promise((resolve, reject) => {
    const entries = new Map<string, yauzl.Entry>();
    zip.on('error', (error: Error) => reject(onDisk(error) ? error : new Unreadable(error.message)));
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: yauzl.Entry) => {
      const isFolder = entry.fileName.endsWith('/');
      const fault = isFolder ? null : judge({ name: entry.fileName, bytes: entry.uncompressedSize });
      if (fault !== null) return reject(new Unreadable(fault));
      if (!isFolder) entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
};

const wholePackage = async (zip: yauzl.ZipFile): Promise<PackageFile> => {
  const entries = await entriesOf(zip).catch((error: unknown) => {
    zip.close();
    throw error;
  });
  async function* pieces(name: string): AsyncGenerator<Uint8Array> {
    const entry = entries.get(name);
    if (entry === undefined) return;
    const stream = await new Promise<Readable>((resolve, reject) => {
      zip.openReadStream(entry, (error, readable) => (error ? reject(error) : resolve(readable)));
    });
    yield* stream as AsyncIterable<Uint8Array>;
  }
  return {
    whole: true,
    pieces,
    text: async (name) => {
      const size = entries.get(name)?.uncompressedSize;
      if (size === undefined) return null;
      if (size > LONGEST_TEXT) throw new Unreadable(`${name} is too long`);
      const all: Uint8Array[] = [];
      try {
        for await (const piece of pieces(name)) all.push(piece);
      } catch (error) {
        if (onDisk(error)) throw error;
        return null;
      }
      return Buffer.concat(all).toString('utf8');
    },
    hashes: async () => {
      const found = new Map<string, FoundFile>();
      for (const name of entries.keys()) found.set(name, await hashed(pieces(name)));
      return found;
    },
    close: async () => zip.close(),
  };
};

/** Damage inside a ZIP shows as an error of whoever inflates it. */
const hashed = async (pieces: AsyncIterable<Uint8Array>): Promise<FoundFile> => {
  const hash = createHash('sha256');
  try {
    for await (const piece of pieces) hash.update(piece);
  } catch (error) {
    if (onDisk(error)) throw error;
    return 'cut';
  }
  return hash.digest('hex') as Sha256;
};

const LOCAL = { signature: 0x04034b50, size: 30, sizesFollow: 8 };
/** What follows a file whose length was not known before it: with a signature, CRC and two lengths. */
const AFTER = 16;

interface Part {
  readonly name: string;
  readonly from: number;
  /** null: told only after it. */
  readonly bytes: number | null;
}

const tornPackage = async (path: string): Promise<PackageFile> => {
  const file = await open(path, 'r');
  const { size } = await file.stat();
  const first = await partAt(file, 0);
  // A copy that was cut within its first bytes is still a torn copy; something else is something else.
  if (first === null && size >= LOCAL.size) {
    await file.close();
    throw new Unreadable('no ZIP');
  }
  const upTo = async (sizeOf: (name: string) => number | null, see: (part: Part, bytes: number) => Promise<void>) => {
    for (let at = 0; ; ) {
      const part = await partAt(file, at);
      const bytes = part === null ? null : (part.bytes ?? sizeOf(part.name));
      if (part === null || bytes === null) return;
      await see(part, bytes);
      at = part.from + bytes + (part.bytes === null ? AFTER : 0);
    }
  };
  const read = (from: number, bytes: number) => piecesOf(file, from, bytes);
  return {
    whole: false,
    pieces: () => read(0, 0),
    text: async (wanted) => {
      let text: string | null = null;
      await upTo(
        () => null,
        async ({ name, from }, bytes) => {
          if (name !== wanted || bytes > LONGEST_TEXT || from + bytes > size) return;
          const all: Uint8Array[] = [];
          for await (const piece of read(from, bytes)) all.push(piece);
          text = Buffer.concat(all).toString('utf8');
        },
      );
      return text;
    },
    hashes: async (sizeOf) => {
      const found = new Map<string, FoundFile>();
      await upTo(sizeOf, async ({ name, from }, bytes) => {
        found.set(name, from + bytes > size ? 'cut' : await hashed(read(from, bytes)));
      });
      return found;
    },
    close: () => file.close(),
  };
};

async function* piecesOf(file: FileHandle, from: number, bytes: number): AsyncGenerator<Uint8Array> {
  for (let at = from; at < from + bytes; ) {
    const room = Buffer.allocUnsafe(Math.min(1 << 20, from + bytes - at));
    const { bytesRead } = await file.read(room, 0, room.length, at);
    if (bytesRead === 0) return;
    yield room.subarray(0, bytesRead);
    at += bytesRead;
  }
}

/** null: no stored file begins there. */
const partAt = async (file: FileHandle, at: number): Promise<Part | null> => {
  const head = Buffer.alloc(LOCAL.size);
  if ((await file.read(head, 0, head.length, at)).bytesRead < head.length) return null;
  if (head.readUInt32LE(0) !== LOCAL.signature || head.readUInt16LE(8) !== 0) return null;
  const [nameLength, extraLength] = [head.readUInt16LE(26), head.readUInt16LE(28)];
  const name = Buffer.alloc(nameLength);
  if ((await file.read(name, 0, nameLength, at + LOCAL.size)).bytesRead < nameLength) return null;
  return {
    name: name.toString('utf8'),
    from: at + LOCAL.size + nameLength + extraLength,
    bytes: (head.readUInt16LE(6) & LOCAL.sizesFollow) === 0 ? head.readUInt32LE(18) : null,
  };
};
