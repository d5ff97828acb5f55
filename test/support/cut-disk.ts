/**
 * A disk whose power may go: what fsync promised stays, and of what was written since, as much as is asked for.
 *
 * Names in the root are there at once, as SQLite sees to; what happens to the names of a folder below it (a file laid down beside
 * another and renamed) stays only when that folder was synced. Not simulated: disks that lie.
 */
import { dirname } from 'node:path';
import type { DiskEvent } from './disk-trace.ts';

type Change = Extract<DiskEvent, { what: 'write' | 'truncate' }>;

/** Bytes that grow in place: copying a database for each of its pages would take longer than all else. */
interface Image {
  bytes: Buffer;
  length: number;
}

interface Body {
  readonly durable: Image;
  pending: Change[];
}

type Names = Map<string, Body>;

export interface CutDisk {
  readonly apply: (event: Exclude<DiskEvent, { what: 'said' }>) => void;
  /** What would lie on the disk now: of what was not synced nothing, or by `random` a half, some of it torn at a sector. */
  readonly lying: (random: (() => number) | null) => ReadonlyMap<string, Buffer>;
}

const SECTOR = 512;

const grow = (image: Image, length: number): void => {
  if (length > image.bytes.length) {
    const larger = Buffer.alloc(Math.max(length, image.bytes.length * 2));
    image.bytes.copy(larger, 0, 0, image.length);
    image.bytes = larger;
  }
  image.length = Math.max(image.length, length);
};

const change = (image: Image, one: Change, torn: number | null = null): void => {
  if (one.what === 'truncate') {
    grow(image, one.length);
    image.bytes.fill(0, one.length, image.length);
    image.length = one.length;
    return;
  }
  const kept = torn === null ? one.bytes.length : Math.floor((torn * one.bytes.length) / SECTOR) * SECTOR;
  grow(image, one.offset + kept);
  one.bytes.copy(image.bytes, one.offset, 0, kept);
};

const newBody = (): Body => ({ durable: { bytes: Buffer.alloc(4096), length: 0 }, pending: [] });

const contentOf = ({ durable, pending }: Body, random: (() => number) | null): Buffer => {
  const image: Image = { bytes: Buffer.from(durable.bytes.subarray(0, durable.length)), length: durable.length };
  if (random !== null)
    for (const one of pending) if (random() < 0.5) change(image, one, random() < 0.2 ? random() : null);
  return image.bytes.subarray(0, image.length);
};

export const cutDisk = (): CutDisk => {
  /** As the program sees them. */
  const names: Names = new Map();
  /** As they surely are on the disk. */
  const lasting: Names = new Map();
  /** In folders below the root, what happened to names since the folder was synced. */
  let moves: ((to: Names) => void)[] = [];
  const move = (file: string, step: (to: Names) => void): void => {
    step(names);
    if (dirname(file) === '.') step(lasting);
    else moves.push(step);
  };
  const bodyOf = (file: string): Body => {
    const found = names.get(file);
    if (found !== undefined) return found;
    const made = newBody();
    move(file, (to) => void to.set(file, made));
    return made;
  };
  const sync = (file: string): void => {
    const body = names.get(file);
    if (body === undefined) {
      // A folder.
      for (const step of moves) step(lasting);
      moves = [];
      return;
    }
    for (const one of body.pending) change(body.durable, one);
    body.pending = [];
  };
  return {
    apply: (event) => {
      const { file } = event;
      if (event.what === 'make') bodyOf(file).pending.push({ what: 'truncate', file, length: 0 });
      else if (event.what === 'unlink') move(file, (to) => void to.delete(file));
      else if (event.what === 'sync') sync(file);
      else if (event.what === 'rename') {
        const body = bodyOf(file);
        move(file, (to) => {
          to.delete(file);
          to.set(event.to, body);
        });
      } else bodyOf(file).pending.push(event);
    },
    lying: (random) => {
      const found: Names = new Map(lasting);
      // A journal keeps the order of what happened to names.
      const happened = random === null ? 0 : Math.floor(random() * (moves.length + 1));
      for (const step of moves.slice(0, happened)) step(found);
      return new Map([...found].map(([file, body]) => [file, contentOf(body, random)]));
    },
  };
};
