/**
 * Bodies and their validators: text with a strong tag and 304, and long text sent while it is being made.
 *
 * It keeps nothing: a tag is a hash of what would be sent, so it cannot outlive a change.
 */
import type { Context, TypedResponse } from 'hono';
import type { AskEnv } from '../contract/asking.ts';
import { judge } from './conditions.ts';

const UTF8 = new TextEncoder();
const CHUNK_CHARACTERS = 64 * 1024;

/** A strong tag of bytes, with its quotes. */
export const tagOf = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> => {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return `"${digest.subarray(0, 16).toHex()}"`;
};

/** Sends text with its entity tag, or 304 when the client has just this. `headers` are sent with both. */
export const sendTagged = async (
  c: Context<AskEnv>,
  text: string,
  headers: Readonly<Record<string, string>>,
): Promise<Response> => {
  const bytes = UTF8.encode(text);
  const etag = await tagOf(bytes);
  const verdict = judge({ ifMatch: c.req.header('if-match'), ifNoneMatch: c.req.header('if-none-match') }, etag);
  if (verdict === 'failed') return c.body(null, 412, { ETag: etag });
  const { 'Content-Type': type = 'text/plain; charset=utf-8', ...kept } = headers;
  if (verdict === 'not-modified') return c.body(null, 304, { ...kept, ETag: etag });
  return c.body(bytes, 200, { ...kept, 'Content-Type': type, ETag: etag });
};

/** A JSON document that its reader, and nobody between, may keep and must ask about before using it again. */
export const sendJson = async <T>(c: Context<AskEnv>, value: T): Promise<Response & TypedResponse<T, 200, 'json'>> => {
  const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'private, no-cache' };
  return (await sendTagged(c, `${JSON.stringify(value)}\n`, headers)) as Response & TypedResponse<T, 200, 'json'>;
};

/**
 * Pieces of text as a stream of UTF-8, made as fast as the reader takes them. When making them fails the stream
 * breaks, so that half an answer is never taken for a whole one.
 */
export const textStream = (pieces: Iterator<string>): ReadableStream<Uint8Array> =>
  new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        let text = '';
        while (text.length < CHUNK_CHARACTERS) {
          const next = pieces.next();
          if (next.done === true) {
            if (text !== '') controller.enqueue(UTF8.encode(text));
            controller.close();
            return;
          }
          text += next.value;
        }
        controller.enqueue(UTF8.encode(text));
      },
      cancel: () => {
        pieces.return?.();
      },
    },
    { highWaterMark: 0 },
  );
