/** /retention and /holds: for how long records are kept, and what stops their going. */
import { createRoute, z } from '@hono/zod-openapi';
import {
  HoldsJson,
  LiftHoldJson,
  NewHoldJson,
  RecordPath,
  RetentionJson,
  RetentionRuleJson,
} from '../../contract/api-retention.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { House } from '../../operations/context.ts';
import { liftHold, listHolds, placeHold } from '../../operations/retention/holds.ts';
import { setRetention, showRetention } from '../../operations/retention/rules.ts';
import { sendJson } from '../answer.ts';
import { problem } from '../problem.ts';
import { asking } from '../request.ts';
import { GUARDED_PROBLEMS, named, newRoutes, ofType, type Routes, SECURITY, TAGGED } from './route.ts';

const common = { tags: ['retention'], security: SECURITY.asked };
const bodyOf = <T extends z.ZodType>(schema: T, name: string) => ({
  required: true,
  content: { 'application/json': { schema: named(schema, name) } },
});
const created = <T extends z.ZodType>(schema: T, description: string) => ({
  201: { description, content: { 'application/json': { schema } } },
});

const showRoute = createRoute({
  ...common,
  method: 'get',
  path: '/retention',
  operationId: 'showRetention',
  summary: 'How long each kind of record is kept, and what is due',
  responses: { ...ofType(named(RetentionJson, 'Retention'), 'The rules'), ...TAGGED, ...GUARDED_PROBLEMS },
});

const setRoute = createRoute({
  ...common,
  method: 'put',
  path: '/retention/{record}',
  operationId: 'setRetention',
  summary: 'Set how long a kind of record is kept',
  description:
    'Needs a fresh second factor. What is due goes once a day, each kind with an entry in the air log before it.',
  request: { params: RecordPath, body: bodyOf(RetentionRuleJson, 'RetentionRule') },
  responses: { ...ofType(z.object({ rule: z.int() }), 'In force'), ...GUARDED_PROBLEMS },
});

const holdsRoute = createRoute({
  ...common,
  method: 'get',
  path: '/holds',
  operationId: 'listHolds',
  summary: 'Legal holds, newest first; lifted ones too',
  responses: { ...ofType(named(HoldsJson, 'Holds'), 'The holds'), ...TAGGED, ...GUARDED_PROBLEMS },
});

const placeRoute = createRoute({
  ...common,
  method: 'post',
  path: '/holds',
  operationId: 'placeHold',
  summary: 'Let nothing of some days go',
  request: { body: bodyOf(NewHoldJson, 'NewHold') },
  responses: { ...created(z.object({ id: z.string(), entry: z.int() }), 'In force'), ...GUARDED_PROBLEMS },
});

const liftRoute = createRoute({
  ...common,
  method: 'post',
  path: '/holds/{hold}/lift',
  operationId: 'liftHold',
  summary: 'Lift a hold',
  description: 'Needs a fresh second factor.',
  request: { params: z.object({ hold: z.string().max(40) }), body: bodyOf(LiftHoldJson, 'LiftHold') },
  responses: { ...created(z.object({ entry: z.int() }), 'Lifted'), ...GUARDED_PROBLEMS },
});

export const retentionRoutes = (house: House): Routes => {
  const routes = newRoutes();
  routes.openapi(showRoute, async (c) => {
    const shown = await showRetention(asking(c, house));
    if (!shown.ok) return problem(c, shown);
    const { rules, lookedOn, removals } = shown.value;
    return sendJson(c, { rules: [...rules], lookedOn, removals: [...removals] });
  });
  routes.openapi(setRoute, (c) => {
    const { record } = c.req.valid('param');
    const set = setRetention(asking(c, house), { record, ...c.req.valid('json') });
    return set.ok ? c.json(set.value, 200) : problem(c, set);
  });
  routes.openapi(holdsRoute, (c) => {
    const holds = listHolds(asking(c, house));
    return holds.ok ? sendJson(c, { holds: holds.value }) : problem(c, holds);
  });
  routes.openapi(placeRoute, (c) => {
    const { from, to, ...asked } = c.req.valid('json');
    const placed = placeHold(asking(c, house), { ...asked, from: from as LocalDate, to: to as LocalDate });
    return placed.ok ? c.json(placed.value, 201) : problem(c, placed);
  });
  routes.openapi(liftRoute, (c) => {
    const lifted = liftHold(asking(c, house), { id: c.req.valid('param').hold, reason: c.req.valid('json').reason });
    return lifted.ok ? c.json(lifted.value, 201) : problem(c, lifted);
  });
  return routes;
};
