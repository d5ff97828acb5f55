/** GET /healthz and /readyz: whether the process lives, and whether it can do its work. Neither changes anything. */
import { createRoute } from '@hono/zod-openapi';
import { HealthJson, ReadinessJson } from '../../contract/api.ts';
import type { House } from '../../operations/context.ts';
import { checkReadiness, type Readiness } from '../../operations/readiness.ts';
import { asking } from '../request.ts';
import { named, newRoutes, ofType, PROBLEMS, type Routes, SECURITY } from './route.ts';

const READINESS = named(ReadinessJson, 'Readiness');

const aliveRoute = createRoute({
  method: 'get',
  path: '/healthz',
  operationId: 'isAlive',
  tags: ['service'],
  summary: 'The process answers',
  security: SECURITY.open,
  responses: { ...ofType(HealthJson, 'Alive'), ...PROBLEMS },
});

const readyRoute = createRoute({
  method: 'get',
  path: '/readyz',
  operationId: 'isReady',
  tags: ['service'],
  summary: 'Data safe, ffmpeg there, today planned and rendered, room on the disk',
  description: 'Anybody is told whether; the facts only who has `service.read`.',
  security: [...SECURITY.asked, {}],
  responses: {
    ...ofType(READINESS, 'Ready'),
    503: { description: 'Not ready; see the checks', content: { 'application/json': { schema: READINESS } } },
    ...PROBLEMS,
  },
});

/** What is told over the network: every check, with its facts where the caller may have them; no paths. */
const readinessJson = ({ ready, checks }: Readiness): ReadinessJson => ({
  ready,
  checks: checks.map(({ name, ok, facts }) => ({ name, ok, facts: { ...facts } })),
});

export const healthRoutes = (house: House, startedAt: string): Routes => {
  const routes = newRoutes();
  const fresh = { 'Cache-Control': 'no-store' };
  routes.openapi(aliveRoute, (c) =>
    c.json({ status: 'alive' as const, startedAt, now: house.clock.instant() }, 200, fresh),
  );
  routes.openapi(readyRoute, async (c) => {
    const told = readinessJson(await checkReadiness(asking(c, house)));
    return told.ready ? c.json(told, 200, fresh) : c.json(told, 503, fresh);
  });
  return routes;
};
