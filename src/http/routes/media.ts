/**
 * GET and HEAD /media/sha256/{hex}: rendered sound, resumable and cacheable for ever.
 *
 * The name is the content, so two halves of a download are halves of one file or are not joined at all (If-Range).
 */
import { createRoute, z } from '@hono/zod-openapi';
import { contentDisposition } from '../../contract/api-file-name.ts';
import { extensionOf, soundType } from '../../contract/day-list.ts';
import type { House } from '../../operations/context.ts';
import { type OpenedSound, openSound } from '../../operations/open-sound.ts';
import { problem } from '../problem.ts';
import { asking } from '../request.ts';
import { sendSound } from '../send-sound.ts';
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
    return sendSound(c, { size, stream, headers: headersOf(opened.value, c.req.valid('query').download) });
  });
  return routes;
};
