/**
 * Room that is kept for the air log: a file of 64 MiB beside it, given up when an append finds the disk full.
 *
 * What was asked for is then written after all, behind an entry that says that the disk was full. The file is made by the service,
 * and again once there is room; whoever appends may give it up, from whatever process.
 */
import { createHash } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { AirLogEntry } from '../core/evidence/entry.ts';
import type { Result } from '../core/result.ts';
import { ok } from '../core/result.ts';
import { roomLevel } from '../core/room.ts';
import { roomIn } from './condition.ts';
import { storeRefusal } from './failures.ts';

const RESERVE_BYTES = 64 * 1024 ** 2;
const BLOCK = 1024 ** 2;
const PAGE = 4096;

const reservePath = (folder: string): string => join(folder, 'reserve');

/** Bytes that are kept now. */
export const reservedBytes = (folder: string): number =>
  statSync(reservePath(folder), { throwIfNoEntry: false })?.size ?? 0;

/**
 * Makes the file unless it is there, as long as the disk is not on its last room with it; answers whether it is there. Others get their
 * turn meanwhile. Refuses with data.read-only.
 */
export const keepReserve = async (folder: string, bytes = RESERVE_BYTES): Promise<Result<boolean>> => {
  if (reservedBytes(folder) >= bytes) return ok(true);
  const { freeBytes, totalBytes } = roomIn(folder);
  if (roomLevel({ freeBytes: freeBytes - bytes, totalBytes }) === 'last') return ok(false);
  const half = `${reservePath(folder)}.half`;
  try {
    await fill(half, bytes);
    await rename(half, reservePath(folder));
    return ok(true);
  } catch (error) {
    const refused = storeRefusal(error, half);
    if (refused === null) throw error;
    // Somebody else took the room meanwhile: it is looked for again later.
    return refused.refusals[0].code === 'data.full' ? ok(false) : refused;
  } finally {
    rmSync(half, { force: true });
  }
};

/**
 * Bytes that no file system makes smaller: a sparse or compressed file would free nothing, and no two pages are alike. One block of
 * them is kept in memory, not 64.
 */
const fill = async (path: string, bytes: number): Promise<void> => {
  const file = await open(path, 'w', 0o600);
  const block = createHash('shake256', { outputLength: BLOCK }).update('reserve').digest();
  try {
    for (let at = 0; at < bytes; at += BLOCK) {
      for (let page = 0; page < BLOCK; page += PAGE) block.writeDoubleLE(at + page, page);
      await file.writeFile(block.subarray(0, Math.min(BLOCK, bytes - at)));
    }
    await file.sync();
  } finally {
    await file.close();
  }
};

/** Gives the room up; false: there was none. */
const freeReserve = (folder: string): boolean => {
  const had = reservedBytes(folder) > 0;
  rmSync(reservePath(folder), { force: true });
  return had;
};

/** What of a log is needed here; `T` is what it keeps beside its entries. */
interface Appending<T> {
  readonly append: (entries: readonly AirLogEntry[], texts: readonly T[]) => Result<number>;
}

/** The log, which on a full disk gives up its reserve and writes what was asked for behind a 'disk-full' entry. */
export const withReserve = <T, Log extends Appending<T>>(airlog: Log & Appending<T>, folder: string): Log => ({
  ...airlog,
  append: (entries: readonly AirLogEntry[], texts: readonly T[]) => {
    const appended = airlog.append(entries, texts);
    const [first] = entries;
    if (appended.ok || appended.refusals[0].code !== 'data.full' || first === undefined) return appended;
    const { freeBytes } = roomIn(folder);
    if (!freeReserve(folder)) return appended;
    const again = airlog.append([fullEntry(first, freeBytes), ...entries], texts);
    return again.ok ? ok(again.value + 1) : again;
  },
});

/** The store has no clock: it was full when the entry that waits was made. */
const fullEntry = ({ recordedAt }: AirLogEntry, freeBytes: number): AirLogEntry => ({
  format: 'loa-air-log/1',
  kind: 'disk-full',
  recordedAt,
  actor: 'system:service',
  by: null,
  note: null,
  day: null,
  channel: null,
  facts: { freeBytes, refusedAt: recordedAt },
});
