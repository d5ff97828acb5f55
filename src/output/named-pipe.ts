/** A named pipe as somebody who takes samples: whoever reads it hears; nobody reading is told, and tried again. */
import { closeSync, constants, fstatSync, openSync, writeSync } from 'node:fs';
import type { Time } from './model.ts';
import type { Sink } from './pump.ts';

const AGAIN_MS = 500;

/** `path`: absolute, of a pipe that mkfifo made. */
export const namedPipe = (path: string, { monotonicMs }: Time, signal: AbortSignal): Sink => {
  let file: number | null = null;
  let triedMs = Number.NEGATIVE_INFINITY;
  let fault = '';
  /** A piece of which a part was written: the rest comes first, or left and right change places. */
  let rest: Buffer = Buffer.alloc(0);
  const close = (): void => {
    if (file !== null) closeSync(file);
    file = null;
    rest = Buffer.alloc(0);
  };
  const failed = (error: unknown): false => {
    if (!(error instanceof Error && 'code' in error)) throw error;
    fault = error.code === 'ENXIO' || error.code === 'EPIPE' ? `${path}: no reader` : `${path}: ${String(error.code)}`;
    return false;
  };
  const open = (): boolean => {
    if (file !== null) return true;
    if (monotonicMs() - triedMs < AGAIN_MS) return false;
    triedMs = monotonicMs();
    try {
      // Without a reader this fails at once, where it would wait for one.
      file = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
    } catch (error) {
      return failed(error);
    }
    if (fstatSync(file).isFIFO()) return true;
    close();
    fault = `${path}: not a pipe`;
    return false;
  };
  signal.addEventListener('abort', close, { once: true });
  return {
    fault: () => fault,
    isThere: () => file !== null,
    take: (pcm) => {
      if (signal.aborted || !open() || file === null) return false;
      const all = rest.length === 0 ? pcm : Buffer.concat([rest, pcm]);
      try {
        const written = writeSync(file, all);
        // A reader that is behind by a piece has lost it; what was begun is finished, to the frame.
        rest = written < all.length ? all.subarray(written, written + ((4 - (written % 4)) % 4)) : Buffer.alloc(0);
        return written === all.length;
      } catch (error) {
        if ((error as { code?: unknown }).code !== 'EAGAIN') close();
        else fault = `${path}: its reader takes nothing`;
        return (error as { code?: unknown }).code === 'EAGAIN' ? false : failed(error);
      }
    },
  };
};
