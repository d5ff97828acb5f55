/**
 * A rendered file as it is handed out: a tag, then the bytes on the shelf, with the hash and size of both together. Where
 * the tag is a header of its own, the file's own header is left out.
 *
 * The shelf's own hash is checked on the way, so that no damaged sound is handed out under a good name. Writes nothing.
 */
import { createHash } from 'node:crypto';
import type { Sha256 } from '../core/ids.ts';
import type { Shelf } from './shelf.ts';

export interface Delivered {
  /** Of tag and sound together. */
  readonly sha256: Sha256;
  readonly bytes: number;
  /** Bytes from `start` (included) to `end` (not included); all without them. */
  readonly stream: (start?: number, end?: number) => ReadableStream<Uint8Array>;
}

/** `from`: the file's first byte that is handed out. null: the sound is not on the shelf, or is no longer what its name says. */
export const deliver = async (shelf: Shelf, sound: Sha256, tag: Uint8Array, from = 0): Promise<Delivered | null> => {
  const opened = await shelf.open(sound);
  if (opened === null) return null;
  const [bare, whole] = [createHash('sha256'), createHash('sha256').update(tag)];
  let at = 0;
  for await (const chunk of opened.stream()) {
    bare.update(chunk);
    whole.update(chunk.subarray(Math.min(chunk.length, Math.max(0, from - at))));
    at += chunk.length;
  }
  if (bare.digest('hex') !== sound) return null;
  const bytes = tag.length + opened.size - from;
  return {
    sha256: whole.digest('hex') as Sha256,
    bytes,
    stream: (start = 0, end = bytes) =>
      behind(tag.slice(start, Math.max(start, end)), () =>
        opened.stream(from + Math.max(0, start - tag.length), from + Math.max(0, end - tag.length)),
      ),
  };
};

/** The first bytes, then a stream that is opened when they have been taken. */
const behind = (first: Uint8Array, rest: () => ReadableStream<Uint8Array>): ReadableStream<Uint8Array> => {
  let reader: ReadableStreamDefaultReader<Uint8Array> | null = null;
  let begun = first.length === 0;
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        if (!begun) {
          begun = true;
          controller.enqueue(first);
          return;
        }
        reader ??= rest().getReader();
        const next = await reader.read();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      cancel: async (reason) => {
        await reader?.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
};
