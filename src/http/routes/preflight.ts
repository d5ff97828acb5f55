/** GET /preflight: what is still to be done about a coming day, looked at now. */
import { createRoute } from '@hono/zod-openapi';
import { PreflightJson, PreflightQuery, preflightJson } from '../../contract/api-preflight.ts';
import type { House } from '../../operations/context.ts';
import { type AskedDay, lookAtDays } from '../../operations/preflight/look.ts';
import { sendJson } from '../answer.ts';
import { problem } from '../problem.ts';
import { asking } from '../request.ts';
import { GUARDED_PROBLEMS, named, newRoutes, ofType, type Routes, SECURITY, TAGGED } from './route.ts';

const lookRoute = createRoute({
  method: 'get',
  path: '/preflight',
  operationId: 'preflight',
  tags: ['days'],
  summary: 'What is missing, unapproved, expired, too long, too quiet or not rendered on a coming day',
  description:
    'Looked at when asked, and nothing of it is kept. Each finding says whose it is and how it is put right.',
  security: SECURITY.asked,
  request: { query: PreflightQuery },
  responses: { ...ofType(named(PreflightJson, 'Preflight'), 'Channel by channel'), ...TAGGED, ...GUARDED_PROBLEMS },
});

export const preflightRoutes = (house: House): Routes => {
  const routes = newRoutes();
  routes.openapi(lookRoute, async (c) => {
    const { day, channel = null } = c.req.valid('query');
    const looked = await lookAtDays(asking(c, house), { channel, day: day as AskedDay });
    return looked.ok ? sendJson(c, preflightJson(looked.value)) : problem(c, looked);
  });
  return routes;
};
