/**
 * Bytes of a sound as an answer: whole or in parts, with conditions.
 *
 * The strong tag, ranges and conditions are ours: the usual static handler answers a wrong If-Range and malformed
 * ranges with the wrong bytes (docs/adr/0007).
 */
import type { Context } from 'hono';
import type { AskEnv } from '../contract/asking.ts';
import { judge, rangeHolds } from './conditions.ts';
import { contentRange, wantedRange } from './ranges.ts';

export interface SentSound {
  readonly size: number;
  readonly stream: (start: number, end: number) => ReadableStream<Uint8Array>;
  /** With ETag and Content-Type. */
  readonly headers: Readonly<Record<string, string>>;
}

export const sendSound = (c: Context<AskEnv>, { size, stream, headers }: SentSound): Response => {
  const { ETag: etag = '', 'Content-Type': _type, ...bodiless } = headers;
  const asked = (name: string): string | undefined => c.req.header(name);
  const verdict = judge({ ifMatch: asked('if-match'), ifNoneMatch: asked('if-none-match') }, etag);
  if (verdict === 'failed') return c.body(null, 412, { ETag: etag });
  if (verdict === 'not-modified') return c.body(null, 304, { ...bodiless, ETag: etag });

  // Range is defined for GET alone (RFC 9110 §14.2). No stream is made for HEAD: it would open the file.
  const head = c.req.method === 'HEAD';
  const wanted = wantedRange(head || !rangeHolds(asked('if-range'), etag) ? null : asked('range'), size);
  if (wanted.kind === 'unsatisfiable')
    return c.body(null, 416, { 'Content-Range': contentRange(null, size), 'Accept-Ranges': 'bytes', ETag: etag });
  const { start, end } = wanted.kind === 'part' ? wanted : { start: 0, end: size };
  const sent = {
    ...headers,
    'Content-Length': String(end - start),
    ...(wanted.kind === 'part' ? { 'Content-Range': contentRange(wanted, size) } : {}),
  };
  const status = wanted.kind === 'part' ? 206 : 200;
  return head || start === end ? c.body(null, status, sent) : c.body(stream(start, end), status, sent);
};
