/** POST /items/{item}/clips: a clip of an item for portals and social networks, from the shelf or by a job. */
import { createRoute, z } from '@hono/zod-openapi';
import { IdText } from '../../contract/api.ts';
import { soundPath } from '../../contract/day-list.ts';
import { askClip } from '../../operations/clips/ask-clip.ts';
import type { House } from '../../operations/context.ts';
import { problem } from '../problem.ts';
import { asking } from '../request.ts';
import { GUARDED_PROBLEMS, newRoutes, type Routes, SECURITY, told } from './route.ts';

const ClipJson = z.object({
  state: z.literal('made'),
  url: z.string().openapi({ description: 'Where the MP4 is, from the root of the host' }),
  sha256: z.string(),
  bytes: z.int(),
  seconds: z.number(),
});

const clipRoute = createRoute({
  method: 'post',
  path: '/items/{item}/clips',
  operationId: 'makeClip',
  tags: ['sound'],
  summary: 'Ask for a clip of an item: MP4 with title, waveform and captions',
  description:
    'Answers with the file when it is there; otherwise it is put into the queue, and asking again tells when it is done.',
  security: SECURITY.asked,
  request: {
    params: z.object({ item: told(IdText, { example: 'tin-1' }) }),
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({
            language: z
              .string()
              .max(35)
              .nullable()
              .default(null)
              .openapi({ description: "'vi', 'km'; null: the first with a sound" }),
            shape: z.enum(['square', 'portrait']).default('square').openapi({ description: '1080×1080 or 1080×1920' }),
          }),
        },
      },
    },
  },
  responses: {
    200: { description: 'It is there', content: { 'application/json': { schema: ClipJson } } },
    202: {
      description: 'It will be made',
      content: { 'application/json': { schema: z.object({ state: z.literal('waiting') }) } },
    },
    ...GUARDED_PROBLEMS,
  },
});

export const clipRoutes = (house: House): Routes => {
  const routes = newRoutes();
  routes.openapi(clipRoute, (c) => {
    const asked = askClip(asking(c, house), { item: c.req.valid('param').item, ...c.req.valid('json') });
    if (!asked.ok) return problem(c, asked);
    if (asked.value === null) return c.json({ state: 'waiting' as const }, 202);
    const { output, bytes, seconds } = asked.value;
    return c.json({ state: 'made' as const, url: soundPath(output), sha256: output, bytes, seconds }, 200);
  });
  return routes;
};
