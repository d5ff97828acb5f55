/**
 * A stranger's file read once from end to end, within its limit, in pieces that are used again: its hash, and each piece
 * to whoever wants it.
 *
 * Only regular files: a pipe, a device or a folder is refused, and nothing here waits for a writer.
 */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Sha256 } from '../core/ids.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { readingError } from './disk.ts';

export interface IntakeLimits {
  /** Largest file taken in, bytes. */
  readonly bytes: number;
  /** Longest sound, seconds, judged by decoding. */
  readonly seconds: number;
}

export interface Reading {
  /** An absolute path. */
  readonly source: string;
  /** What people call it. */
  readonly name: string;
  readonly limits: IntakeLimits;
  readonly signal: AbortSignal | undefined;
}

const CHUNK = 1 << 20;

/**
 * Reads the file, never past the limit; `use` has each piece before the next is read into the same memory. Refuses with
 * file.unreadable, media.too-large, media.empty, audio.cancelled.
 */
export const readThrough = async (
  { source, name, limits, signal }: Reading,
  use: (chunk: Uint8Array) => Promise<void> = async () => undefined,
): Promise<Result<Sha256>> => {
  let from: FileHandle;
  try {
    // Without waiting: a pipe that nobody writes to would hold us for ever.
    from = await open(source, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    return refuse('file.unreadable', { path: source, reason: readingError(error) });
  }
  try {
    const about = await from.stat();
    if (!about.isFile()) return refuse('file.unreadable', { path: source, reason: 'not a regular file' });
    if (about.size > limits.bytes) return refuse('media.too-large', { name, limitBytes: limits.bytes });
    if (about.size === 0) return refuse('media.empty', { name });
    const hash = createHash('sha256');
    const buffer = Buffer.alloc(Math.min(CHUNK, about.size + 1));
    let bytes = 0;
    for (;;) {
      if (signal?.aborted) return refuse('audio.cancelled', { what: 'copy' });
      const { bytesRead } = await from.read(buffer, 0, buffer.length, bytes);
      if (bytesRead === 0) return ok(hash.digest('hex') as Sha256);
      bytes += bytesRead;
      // The file may have grown since it was looked at.
      if (bytes > limits.bytes) return refuse('media.too-large', { name, limitBytes: limits.bytes });
      const chunk = buffer.subarray(0, bytesRead);
      hash.update(chunk);
      await use(chunk);
    }
  } finally {
    await from.close();
  }
};
