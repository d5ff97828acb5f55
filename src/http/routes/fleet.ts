/** GET /fleet: every site with its alarms. POST …/site/status: a machine there says how it is. */
import { createRoute } from '@hono/zod-openapi';
import {
  FleetJson,
  FleetQuery,
  fleetJson,
  givenStatus,
  KeptStatusJson,
  SiteStatusJson,
} from '../../contract/api-fleet.ts';
import type { House } from '../../operations/context.ts';
import { reportStatus } from '../../operations/fleet/report-status.ts';
import { showFleet } from '../../operations/fleet/show-fleet.ts';
import { sendJson } from '../answer.ts';
import { problem } from '../problem.ts';
import { asking } from '../request.ts';
import { ChannelPath, GUARDED_PROBLEMS, named, newRoutes, ofType, type Routes, SECURITY, TAGGED } from './route.ts';

const fleetRoute = createRoute({
  method: 'get',
  path: '/fleet',
  operationId: 'showFleet',
  tags: ['sites'],
  summary: 'Every site: what it holds, when it was heard of, and the alarms that stand',
  description:
    'Alarms are about what was not heard: no contact for 15 minutes from a machine, no word of a session 2 minutes after its start, an old version 6 hours after a newer one, a clock worse than B, a manifest that ends within 3 days, missing files, a full disk. They are worked out when asked.',
  security: SECURITY.asked,
  request: { query: FleetQuery },
  responses: {
    ...ofType(named(FleetJson, 'Fleet'), 'The sites, what needs somebody first'),
    ...TAGGED,
    ...GUARDED_PROBLEMS,
  },
});

const statusRoute = createRoute({
  method: 'post',
  path: '/channels/{channel}/site/status',
  operationId: 'reportStatus',
  tags: ['sites'],
  summary: 'A machine at a site says how it is',
  description:
    'Everything is optional. Only the newest word of each machine is kept; once a minute is often enough. It is no evidence: that is what rows are for.',
  security: SECURITY.asked,
  request: {
    params: ChannelPath,
    body: { required: true, content: { 'application/json': { schema: named(SiteStatusJson, 'SiteStatus') } } },
  },
  responses: { ...ofType(named(KeptStatusJson, 'KeptStatus'), 'It is kept'), ...GUARDED_PROBLEMS },
});

export const fleetRoutes = (house: House): Routes => {
  const routes = newRoutes();
  routes.openapi(fleetRoute, (c) => {
    const shown = showFleet(asking(c, house), c.req.valid('query'));
    return shown.ok ? sendJson(c, fleetJson(shown.value)) : problem(c, shown);
  });
  routes.openapi(statusRoute, (c) => {
    const { channel } = c.req.valid('param');
    const kept = reportStatus(asking(c, house), { channel, ...givenStatus(c.req.valid('json')) });
    return kept.ok ? c.json(kept.value, 200) : problem(c, kept);
  });
  return routes;
};
