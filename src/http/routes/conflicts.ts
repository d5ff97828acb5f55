/** Conflicts with their ways out, and deciding one. */
import { createRoute, z } from '@hono/zod-openapi';
import { DecisionJson, decisionOf } from '../../contract/alterations.ts';
import { ConflictsJson, ConflictsQuery, wayJson } from '../../contract/api-alterations.ts';
import type { LocalDate } from '../../core/time/local.ts';
import { decideConflict, listConflicts } from '../../operations/alterations/conflicts.ts';
import type { House } from '../../operations/context.ts';
import { sendJson } from '../answer.ts';
import { problem } from '../problem.ts';
import { asking } from '../request.ts';
import { GUARDED_PROBLEMS, named, newRoutes, ofType, type Routes, SECURITY, TAGGED } from './route.ts';

const listRoute = createRoute({
  method: 'get',
  path: '/conflicts',
  operationId: 'listConflicts',
  tags: ['conflicts'],
  summary: 'What wants the same time on one channel, and ways out of it',
  description:
    'Back to back is no conflict, and neither are different channels. Those that are `open` are two priority items: a person has to decide before the day can be approved.',
  security: SECURITY.asked,
  request: { query: ConflictsQuery },
  responses: { ...ofType(ConflictsJson, 'The conflicts'), ...TAGGED, ...GUARDED_PROBLEMS },
});

const decideRoute = createRoute({
  method: 'post',
  path: '/conflicts/decisions',
  operationId: 'decideConflict',
  tags: ['conflicts'],
  summary: 'Decide which of two that collide goes first',
  security: SECURITY.asked,
  request: { body: { required: true, content: { 'application/json': { schema: named(DecisionJson, 'Decision') } } } },
  responses: {
    201: {
      description: 'Decided',
      content: { 'application/json': { schema: z.object({ id: z.int().min(1) }) } },
    },
    ...GUARDED_PROBLEMS,
  },
});

export const conflictRoutes = (house: House): Routes => {
  const routes = newRoutes();
  routes.openapi(listRoute, (c) => {
    const { from, to, channel } = c.req.valid('query');
    const asked = { from: from as LocalDate, to: to as LocalDate, channel: channel ?? null };
    const found = listConflicts(asking(c, house), asked);
    if (!found.ok) return problem(c, found);
    return sendJson(c, { conflicts: found.value.map((one) => ({ ...one, ways: one.ways.map(wayJson) })) });
  });
  routes.openapi(decideRoute, (c) => {
    const decided = decideConflict(asking(c, house), decisionOf(c.req.valid('json')));
    return decided.ok ? c.json(decided.value, 201) : problem(c, decided);
  });
  return routes;
};
