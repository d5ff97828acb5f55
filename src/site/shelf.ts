/**
 * The sounds of a site: each under its hash, and under that name only when its length and its hash are right.
 *
 * A download that was cut off goes on where it ended; what arrives is one file's or none's, because the name asked for is the content's.
 */
import { createHash } from 'node:crypto';
import { closeSync, createReadStream, fsyncSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sha256 } from '../core/ids.ts';
import type { ManifestSound } from '../core/manifest/model.ts';
import type { Result } from '../core/result.ts';
import type { Time } from '../output/model.ts';
import type { Centre } from './centre.ts';
import { nameWhole, putWhole } from './whole-file.ts';

export type Fetched = 'whole' | 'cut' | 'wrong' | 'gone';

/** From where, and until when. */
export interface Fetching {
  readonly centre: Centre;
  readonly signal: AbortSignal;
  readonly time: Time;
}

export interface SiteShelf {
  readonly pathOf: (sound: Pick<ManifestSound, 'sha256' | 'format'>) => string;
  /** Whether it lies there with its length and hash; a file that is not what its name says is removed. */
  readonly isWhole: (sound: ManifestSound) => Promise<boolean>;
  /** 'cut': the connection went, and what came is kept; 'wrong': it was another sound, and is gone; 'gone': the centre has it no more. */
  readonly fetch: (sound: ManifestSound, by: Fetching) => Promise<Fetched>;
  /** Keeps what came by stick if its bytes have the hash; false: they have not, and nothing is kept. Refuses with file.unwritable. */
  readonly put: (sound: ManifestSound, pieces: AsyncIterable<Uint8Array>) => Promise<Result<boolean>>;
  /** Removes sounds that are not among `needed` and were last written before that moment. */
  readonly clear: (needed: ReadonlySet<Sha256>, beforeMs: number) => Promise<number>;
}

/** A connection that brings nothing for so long is no connection. */
const STALLED_MS = 60_000;

const sizeOf = async (path: string): Promise<number | null> => {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};

const hashOf = async (path: string): Promise<string> => {
  const sum = createHash('sha256');
  for await (const chunk of createReadStream(path)) sum.update(chunk as Buffer);
  return sum.digest('hex');
};

export const siteShelf = (folder: string): SiteShelf => {
  const pathOf: SiteShelf['pathOf'] = ({ sha256, format }) => join(folder, `${sha256}.${format}`);
  const isRight = async (path: string, { sha256, bytes }: ManifestSound): Promise<boolean> =>
    (await sizeOf(path)) === bytes && (await hashOf(path)) === sha256;
  return {
    pathOf,
    isWhole: async (sound) => {
      const path = pathOf(sound);
      if ((await sizeOf(path)) === null) return false;
      if (await isRight(path, sound)) return true;
      await rm(path);
      return false;
    },
    fetch: async (sound, by) => {
      const half = join(folder, `${sound.sha256}.part`);
      let has = (await sizeOf(half)) ?? 0;
      if (has > sound.bytes) {
        await rm(half);
        has = 0;
      }
      if (has < sound.bytes) {
        const came = await append(half, has, sound, by);
        if (came === 'wrong') await rm(half);
        if (came !== 'whole') return came;
      }
      if (!(await isRight(half, sound))) {
        await rm(half);
        return 'wrong';
      }
      nameWhole(half, pathOf(sound));
      return 'whole';
    },
    put: (sound, pieces) => {
      const sum = createHash('sha256');
      return putWhole(pathOf(sound), async (write) => {
        let bytes = 0;
        for await (const piece of pieces) {
          bytes += piece.length;
          if (bytes > sound.bytes) return false;
          sum.update(piece);
          await write(piece);
        }
        return sum.digest('hex') === sound.sha256;
      });
    },
    clear: async (needed, beforeMs) => {
      let removed = 0;
      for (const name of await readdir(folder)) {
        if (needed.has(name.split('.')[0] as Sha256)) continue;
        const path = join(folder, name);
        if ((await stat(path)).mtimeMs >= beforeMs) continue;
        await rm(path);
        removed += 1;
      }
      return removed;
    },
  };
};

/** Appends what is missing; on the disk when it answers. */
const append = async (
  half: string,
  has: number,
  sound: ManifestSound,
  { centre, signal, time }: Fetching,
): Promise<Fetched> => {
  const stop = new AbortController();
  const over = AbortSignal.any([signal, stop.signal]);
  let still = new AbortController();
  const watch = (): void => {
    still.abort();
    still = new AbortController();
    const own = still.signal;
    void time.sleep(STALLED_MS, own).then(() => {
      if (!own.aborted) stop.abort();
    });
  };
  watch();
  const file = openSync(half, has === 0 ? 'w' : 'r+', 0o600);
  let at = has;
  let isOther = false;
  try {
    const came = await centre.sound(
      { sha256: sound.sha256, from: has, signal: over },
      (status) => {
        // A whole file where a part was asked for takes the place of what came before.
        if (status === 200) {
          ftruncateSync(file);
          at = 0;
        }
        return status === 200 || status === 206;
      },
      (piece) => {
        watch();
        // More than was promised is another file.
        isOther ||= at + piece.length > sound.bytes;
        if (isOther) return false;
        // At once: what waits in a queue is lost with the connection.
        for (let done = 0; done < piece.length; ) {
          const written = writeSync(file, piece, done, piece.length - done, at);
          done += written;
          at += written;
        }
        return true;
      },
    );
    if (isOther) return 'wrong';
    if (came.status === 404) return 'gone';
    return at === sound.bytes && came.over === 'end' ? 'whole' : 'cut';
  } finally {
    still.abort();
    fsyncSync(file);
    closeSync(file);
  }
};
