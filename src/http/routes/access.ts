/** GET /me: who the caller is taken for, and what they may do where. */
import { createRoute } from '@hono/zod-openapi';
import { CallerJson, callerJson } from '../../contract/api-access.ts';
import { refuse } from '../../core/result.ts';
import { sendJson } from '../answer.ts';
import { problem } from '../problem.ts';
import { GUARDED_PROBLEMS, newRoutes, ofType, type Routes, SECURITY, TAGGED } from './route.ts';

const meRoute = createRoute({
  method: 'get',
  path: '/me',
  operationId: 'showCaller',
  tags: ['access'],
  summary: 'Who asks, and what they may do where',
  description:
    'To find out whether a token still holds. Some rights also need a second factor, which only people have.',
  security: SECURITY.asked,
  responses: { ...ofType(CallerJson, 'The caller'), ...TAGGED, ...GUARDED_PROBLEMS },
});

export const accessRoutes = (): Routes => {
  const routes = newRoutes();
  routes.openapi(meRoute, (c) => {
    const caller = callerJson(c.get('caller'));
    return caller === null ? problem(c, refuse('sign-in.needed', {})) : sendJson(c, caller);
  });
  return routes;
};
