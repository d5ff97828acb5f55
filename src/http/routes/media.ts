/**
 * GET and HEAD /media/sha256/{hex}: rendered sound, resumable and cacheable for ever.
 *
 * The name is the content, so two halves of a download are halves of one file or are not joined at all (If-Range).
 * The strong tag, ranges and conditions are ours: the usual static handler answers a wrong If-Range and malformed
 * ranges with the wrong bytes (docs/adr/0007).
 */
import { createRoute, z } from '@hono/zod-openapi';
import { contentDisposition } from '../../contract/api-file-name.ts';
import { extensionOf, soundType } from '../../contract/day-list.ts';
import type { House } from '../../operations/context.ts';
import { type OpenedSound, openSound } from '../../operations/open-sound.ts';
import { judge, rangeHolds } from '../conditions.ts';
import { problem } from '../problem.ts';
import { contentRange, wantedRange } from '../ranges.ts';
import { asking } from '../request.ts';
import { newRoutes, PROBLEMS, type Routes, SECURITY } from './route.ts';

const SOUND = { 'audio/*': { schema: z.string().openapi({ format: 'binary' }) } };

const mediaRoute = createRoute({
  method: 'get',
  path: '/media/sha256/{hex}',
  operationId: 'downloadSound',
  tags: ['sound'],
  summary: 'A rendered file by the SHA-256 of its bytes',
  description:
    'Never changes. Resume with Range and If-Range; several ranges at once are answered with the whole file. Check the length and the hash (Repr-Digest) before use. Whoever knows the name may have it: only a list that one may read tells it.',
  security: SECURITY.open,
  request: {
    params: z.object({ hex: z.string().openapi({ description: 'SHA-256, 64 lower-case hex digits' }) }),
    query: z.object({
      download: z.string().max(300).optional().openapi({ description: 'Save under this name instead of playing' }),
    }),
  },
  responses: {
    200: { description: 'The whole file', content: SOUND },
    206: { description: 'The part that Range asked for', content: SOUND },
    304: { description: 'The client has it' },
    412: { description: 'If-Match names another file' },
    416: { description: 'The file has no such part' },
    ...PROBLEMS,
  },
});

/** The hash as RFC 9530 §2 writes it. */
const digest = (hex: string): string => `sha-256=:${Uint8Array.fromHex(hex).toBase64()}:`;

const headersOf = ({ rendering }: OpenedSound, download: string | undefined): Record<string, string> => {
  const { output, format } = rendering;
  return {
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'public, max-age=31536000, immutable',
    'Content-Disposition': contentDisposition(
      download === undefined ? 'inline' : 'attachment',
      download ?? output.slice(0, 16),
      extensionOf(format),
    ),
    'Content-Type': soundType(format),
    'Cross-Origin-Resource-Policy': 'cross-origin',
    ETag: `"${output}"`,
    'Repr-Digest': digest(output),
  };
};

export const mediaRoutes = (house: House): Routes => {
  const routes = newRoutes();
  routes.openapi(mediaRoute, async (c) => {
    const opened = await openSound(asking(c, house), c.req.valid('param').hex);
    if (!opened.ok) return problem(c, opened);
    const { size, stream } = opened.value;
    const headers = headersOf(opened.value, c.req.valid('query').download);
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
  });
  return routes;
};
