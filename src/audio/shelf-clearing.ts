/**
 * Taking things off the shelf, which the shelf itself never does: what may go is decided elsewhere, and told in the air log before.
 *
 * Whatever is asked for may be gone already; then there is nothing to do.
 */
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SHA256_PATTERN, type Sha256 } from '../core/ids.ts';
import { isAbsent } from './disk.ts';
import type { Kind, Shelf } from './shelf.ts';

/** A record of something that is made again when it is wanted. */
interface Work {
  readonly kind: Kind;
  readonly key: Sha256;
  /** The file that it led to; null: the record does not read. */
  readonly file: Sha256 | null;
  /** RFC 3339 instant at which it was made. */
  readonly madeAt: string;
}

export interface Clearing {
  /** Pieces and levelled cuts that were made before an instant. */
  readonly worksBefore: (instant: string) => Promise<Work[]>;
  /** Removes the bytes unless they were put there after `instant`; false: they were, or are not there. */
  readonly removeUnlessNewer: (hash: Sha256, instant: string) => Promise<boolean>;
  /** Forgets a record, so that nobody looks for what it led to. */
  readonly forget: (kind: Kind, key: Sha256) => Promise<void>;
}

/** Kind → where its record names the file. */
const WORKS = { piece: 'kept', levelled: 'levelled' } as const satisfies Partial<Record<Kind, string>>;

export const openClearing = ({ dataDir, pathOf }: Pick<Shelf, 'dataDir' | 'pathOf'>): Clearing => {
  const known = (kind: Kind): string => join(dataDir, 'shelf', 'known', kind);
  const changedAt = async (path: string): Promise<number | null> => {
    try {
      return (await stat(path)).mtimeMs;
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  };
  return {
    worksBefore: async (instant) => {
      const before = Temporal.Instant.from(instant).epochMilliseconds;
      const works: Work[] = [];
      for (const kind of Object.keys(WORKS) as (keyof typeof WORKS)[])
        for (const name of await namesIn(known(kind))) {
          const key = name.replace(/\.json$/, '') as Sha256;
          const path = join(known(kind), name);
          const made = SHA256_PATTERN.test(key) ? await changedAt(path) : null;
          if (made === null || made >= before) continue;
          const madeAt = Temporal.Instant.fromEpochMilliseconds(Math.floor(made)).toString();
          works.push({ kind, key, file: await fileIn(path, WORKS[kind]), madeAt });
        }
      return works;
    },
    removeUnlessNewer: async (hash, instant) => {
      const path = pathOf(hash);
      const changed = await changedAt(path);
      if (changed === null || changed > Temporal.Instant.from(instant).epochMilliseconds) return false;
      await rm(path, { force: true });
      return true;
    },
    forget: (kind, key) => rm(join(known(kind), `${key}.json`), { force: true }),
  };
};

const namesIn = async (folder: string): Promise<string[]> => {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
};

const fileIn = async (path: string, field: string): Promise<Sha256 | null> => {
  try {
    const found = (JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>)[field];
    return typeof found === 'string' && SHA256_PATTERN.test(found) ? (found as Sha256) : null;
  } catch (error) {
    if (isAbsent(error) || error instanceof SyntaxError) return null;
    throw error;
  }
};
