/**
 * GET /media/sha256/{hex}/hls/{list.m3u8,n.mp3}: rendered sound in pieces, for players that want HLS.
 *
 * As the whole file it never changes and is had by whoever knows its name (media.ts).
 */
import { createRoute, z } from '@hono/zod-openapi';
import type { House } from '../../operations/context.ts';
import { listPieces, openPiece } from '../../operations/stream-sound.ts';
import { problem } from '../problem.ts';
import { asking } from '../request.ts';
import { newRoutes, PROBLEMS, type Routes, SECURITY } from './route.ts';

const SoundPath = z.object({ hex: z.string().openapi({ description: 'SHA-256, 64 lower-case hex digits' }) });
const PiecePath = SoundPath.extend({
  piece: z
    .string()
    .regex(/^\d{1,5}\.mp3$/)
    .openapi({ description: 'As the list names it', example: '0.mp3' }),
});

const KEPT = { 'Cache-Control': 'public, max-age=31536000, immutable', 'Cross-Origin-Resource-Policy': 'cross-origin' };

const listRoute = createRoute({
  method: 'get',
  path: '/media/sha256/{hex}/hls/list.m3u8',
  operationId: 'downloadHlsList',
  tags: ['sound'],
  summary: 'A rendered MP3 as an HLS list',
  security: SECURITY.open,
  request: { params: SoundPath },
  responses: {
    200: { description: 'The list', content: { 'application/vnd.apple.mpegurl': { schema: z.string() } } },
    ...PROBLEMS,
  },
});

const pieceRoute = createRoute({
  method: 'get',
  path: '/media/sha256/{hex}/hls/{piece}',
  operationId: 'downloadHlsPiece',
  tags: ['sound'],
  summary: 'About ten seconds of a rendered MP3, as its HLS list names them',
  security: SECURITY.open,
  request: { params: PiecePath },
  responses: {
    200: {
      description: 'A tag with the time, and whole frames',
      content: { 'audio/mpeg': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...PROBLEMS,
  },
});

export const hlsRoutes = (house: House): Routes => {
  const routes = newRoutes();
  routes.openapi(listRoute, async (c) => {
    const list = await listPieces(asking(c, house), c.req.valid('param').hex);
    if (!list.ok) return problem(c, list);
    return c.body(list.value, 200, { ...KEPT, 'Content-Type': 'application/vnd.apple.mpegurl' });
  });
  routes.openapi(pieceRoute, async (c) => {
    const { hex, piece } = c.req.valid('param');
    const bytes = await openPiece(asking(c, house), hex, Number.parseInt(piece, 10));
    if (!bytes.ok) return problem(c, bytes);
    return c.body(bytes.value, 200, { ...KEPT, 'Content-Type': 'audio/mpeg' });
  });
  return routes;
};
