/**
 * The ZIP of a pack, made while it is read: sorted names, one date, nothing compressed (sound does not become smaller), so
 * that its size is known before its first byte and the same content is the same bytes.
 *
 * Sound flows through; only lists, proofs and the PDF are held. SHA256SUMS is for `sha256sum -c` on the stick.
 */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

export interface PackedSound {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly stream: () => ReadableStream<Uint8Array>;
}

export interface PackedText {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Pack {
  /** Of the whole ZIP. */
  readonly bytes: number;
  /** Another for any other content; not the hash of the ZIP's bytes. */
  readonly tag: string;
  /** To be read once; cancel it when it will not be read. */
  readonly stream: ReadableStream<Uint8Array>;
}

const SUMS = 'SHA256SUMS';
const PLAIN_FILE = 0o100644;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** `day`: the date that all files bear, 'YYYY-MM-DD'; `first`: names that stand before all others, in that order. */
export const packZip = async (
  day: string,
  sounds: readonly PackedSound[],
  texts: readonly PackedText[],
  first: readonly string[] = [],
): Promise<Pack> => {
  const lines = [
    ...sounds.map(({ name, sha256: hash }) => ({ name, hash })),
    ...texts.map(({ name, bytes }) => ({ name, hash: sha256(bytes) })),
  ].sort((a, b) => order(a.name, b.name));
  const sums = Buffer.from(lines.map(({ name, hash }) => `${hash}  ${name}\n`).join(''));
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  // A ZIP has local clock times without a zone: noon of the day, whatever zone this machine has.
  const mtime = new Date(year, month - 1, date, 12);
  const about = { mtime, mode: PLAIN_FILE, compress: false, forceDosTimestamp: true };
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  zip.on('error', (error: Error) => out.destroy(error));
  const held = new Map([...texts.map(({ name, bytes }) => [name, bytes] as const), [SUMS, sums]]);
  const streamed = new Map(sounds.map((sound) => [sound.name, sound]));
  const rest = [...held.keys(), ...streamed.keys()].filter((name) => !first.includes(name)).sort(order);
  for (const name of [...first, ...rest]) {
    const bytes = held.get(name);
    const sound = streamed.get(name);
    if (bytes !== undefined) zip.addBuffer(Buffer.from(bytes), name, about);
    else if (sound !== undefined)
      zip.addReadStreamLazy(name, { ...about, size: sound.bytes }, (give) => {
        const stream = Readable.fromWeb(sound.stream() as Parameters<typeof Readable.fromWeb>[0]);
        stream.on('error', (error) => out.destroy(error));
        // Taken off again with its sound: a week has more sounds than a stream likes to have listeners.
        const stop = (): void => void stream.destroy();
        out.on('close', stop);
        stream.on('close', () => out.off('close', stop));
        give(null, stream);
      });
  }
  const size = await new Promise<number>((resolve) => {
    // The types know nothing of the size that yazl 3 hands over here.
    zip.end({ forceZip64Format: false, comment: '' }, ((bytes: number) => resolve(bytes)) as () => void);
  });
  return { bytes: size, tag: sha256(sums), stream: Readable.toWeb(out) as ReadableStream<Uint8Array> };
};

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
