/** A stretch of a file as a web stream: opened when first read, closed at its end or when the reader leaves. */
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';

const CHUNK = 64 * 1024;

/** Bytes from `start` (included) to `end` (not included). Errors the stream when the file is shorter than that. */
export const fileRange = (path: string, start: number, end: number): ReadableStream<Uint8Array> => {
  let handle: FileHandle | null = null;
  let at = start;
  const close = async (): Promise<void> => {
    const closing = handle;
    handle = null;
    await closing?.close();
  };
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    try {
      if (at < end) {
        handle ??= await open(path, 'r');
        const wanted = Math.min(CHUNK, end - at);
        const { bytesRead, buffer } = await handle.read(new Uint8Array(wanted), 0, wanted, at);
        if (bytesRead === 0) throw new Error(`the file ended before byte ${end}`);
        at += bytesRead;
        controller.enqueue(buffer.subarray(0, bytesRead));
      }
      if (at >= end) {
        await close();
        controller.close();
      }
    } catch (error) {
      await close();
      throw error;
    }
  };
  // Nothing is read ahead: a body that nobody reads opens no file, and so leaves none open.
  return new ReadableStream({ pull, cancel: close }, { highWaterMark: 0 });
};
