/**
 * Files that are still arriving, in `<data>/arriving/<id>`: appended piece by piece as they come, never held in memory,
 * until they are taken in or given up. Beside a file, `<id>.json` says what became of it.
 *
 * Names never come from people. Nothing here is ever served, and what one sender may have is decided elsewhere.
 */
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { isAbsent, onDisk } from './disk.ts';

/** Bytes as they come over a connection. */
export type Incoming = AsyncIterable<Uint8Array>;

/** How an append ended: 'whole' the body came to its end, 'broken' the sender left, 'over' it was longer than allowed. */
export type Appended = { readonly bytes: number; readonly ended: 'whole' | 'broken' | 'over' };

export interface Arrivals {
  readonly pathOf: (id: string) => string;
  /** Makes an empty file. Refuses with data.full, data.read-only. */
  readonly begin: (id: string) => Promise<Result<void>>;
  /** Bytes received; null when there is no such file. */
  readonly received: (id: string) => Promise<number | null>;
  /**
   * Appends a body to a file of `offset` bytes, up to `most` bytes in all; each piece is on the disk before the next is
   * asked for. What came before a break is kept. Refuses with data.*, upload.offset.
   */
  readonly append: (id: string, offset: number, most: number, body: Incoming) => Promise<Result<Appended>>;
  /** Takes back what came after `bytes`. */
  readonly cutBack: (id: string, bytes: number) => Promise<Result<void>>;
  /** Keeps what became of a file, a small JSON document, before the file goes. Refuses with data.*. */
  readonly conclude: (id: string, outcome: unknown) => Promise<Result<void>>;
  readonly outcomeOf: (id: string) => Promise<unknown>;
  /** Removes the bytes; with `all` also what became of them. */
  readonly remove: (id: string, all: boolean) => Promise<void>;
  /** Ids of all that lies here. */
  readonly list: () => Promise<readonly string[]>;
  /** Whoever works on a file holds it meanwhile; false: somebody else does. */
  readonly hold: (id: string) => boolean;
  readonly letGo: (id: string) => void;
  /** Seconds of sound decoded so far, while a file is being taken in; null otherwise. */
  readonly decoded: (id: string) => number | null;
  readonly sayDecoded: (id: string, seconds: number) => void;
}

const ID = /^u-[0-9a-f]{32}$/;

export const openArrivals = (dataDir: string): Arrivals => {
  const folder = join(dataDir, 'arriving');
  const held = new Map<string, number | null>();
  const pathOf = (id: string): string => {
    if (!ID.test(id)) throw new Error(`not the id of an upload: ${id}`);
    return join(folder, id);
  };
  const received: Arrivals['received'] = async (id) => {
    try {
      return (await stat(pathOf(id))).size;
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  };
  return {
    pathOf,
    received,
    begin: (id) =>
      onDisk(dataDir, async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await (await open(pathOf(id), 'wx', 0o600)).close();
        return ok(undefined);
      }),
    append: async (id, offset, most, body) => {
      const has = (await received(id)) ?? 0;
      if (has !== offset) return refuse('upload.offset', { has, sent: offset });
      return onDisk(dataDir, async () => {
        const to = await open(pathOf(id), 'a');
        try {
          return ok(await pour(to, offset, most, body));
        } finally {
          await to.close();
        }
      });
    },
    cutBack: (id, bytes) =>
      onDisk(dataDir, async () => {
        const file = await open(pathOf(id), 'r+');
        try {
          await file.truncate(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        return ok(undefined);
      }),
    conclude: (id, outcome) =>
      onDisk(dataDir, async () => {
        const half = `${pathOf(id)}.part`;
        await writeFile(half, JSON.stringify(outcome), { mode: 0o600, flush: true });
        await rename(half, `${pathOf(id)}.json`);
        return ok(undefined);
      }),
    outcomeOf: async (id) => {
      try {
        return JSON.parse(await readFile(`${pathOf(id)}.json`, 'utf8')) as unknown;
      } catch (error) {
        if (isAbsent(error) || error instanceof SyntaxError) return null;
        throw error;
      }
    },
    remove: async (id, all) => {
      await rm(pathOf(id), { force: true });
      await rm(`${pathOf(id)}.part`, { force: true });
      if (all) await rm(`${pathOf(id)}.json`, { force: true });
    },
    list: async () => {
      try {
        const names = await readdir(folder);
        return [...new Set(names.map((name) => name.replace(/\.(?:json|part)$/, '')).filter((name) => ID.test(name)))];
      } catch (error) {
        if (isAbsent(error)) return [];
        throw error;
      }
    },
    hold: (id) => {
      if (held.has(id)) return false;
      held.set(id, null);
      return true;
    },
    letGo: (id) => void held.delete(id),
    decoded: (id) => held.get(id) ?? null,
    sayDecoded: (id, seconds) => {
      if (held.has(id)) held.set(id, seconds);
    },
  };
};

/** One piece at a time; what a sender breaks off is synced as far as it came. */
const pour = async (to: FileHandle, offset: number, most: number, body: Incoming): Promise<Appended> => {
  const pieces = body[Symbol.asyncIterator]();
  let bytes = offset;
  const end = async (ended: Appended['ended']): Promise<Appended> => {
    if (ended === 'over') await pieces.return?.().catch(() => undefined);
    await to.sync();
    return { bytes, ended };
  };
  for (;;) {
    let next: IteratorResult<Uint8Array>;
    try {
      next = await pieces.next();
    } catch {
      // Only the connection can fail here: its sender knows, and goes on from what is said to have come.
      return end('broken');
    }
    if (next.done === true) return end('whole');
    const piece = next.value;
    if (bytes + piece.length > most) return end('over');
    await to.writeFile(piece);
    bytes += piece.length;
  }
};
