/** A file that a command writes for somebody: it has its name only when it is whole. */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Writable } from 'node:stream';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';

/** Beside its name first, so that a stick pulled out leaves no file that looks whole. Refuses with file.unwritable, audio.cancelled. */
export const writeWhole = async (
  stream: ReadableStream<Uint8Array>,
  path: string,
  signal: AbortSignal,
): Promise<Result<void>> => {
  const half = `${path}.part`;
  try {
    await stream.pipeTo(Writable.toWeb(createWriteStream(half)) as WritableStream<Uint8Array>, { signal });
    await rename(half, path);
    return ok(undefined);
  } catch (error) {
    await rm(half, { force: true });
    if (signal.aborted) return refuse('audio.cancelled', { what: 'render' });
    if (!(error instanceof Error && 'code' in error)) throw error;
    return refuse('file.unwritable', { path, reason: String(error.code) }, { file: path });
  }
};
