/** Orders over the schedule: how each stands, adding one, lifting one. */
import { createRoute, z } from '@hono/zod-openapi';
import { LiftJson, newOverlayOf, OverlayJson } from '../../contract/alterations.ts';
import { IdText } from '../../contract/api.ts';
import { OverlaysJson } from '../../contract/api-alterations.ts';
import type { LocalDate } from '../../core/time/local.ts';
import { addOverlay, liftOverlay, listOverlays } from '../../operations/alterations/overlays.ts';
import type { House } from '../../operations/context.ts';
import { sendJson } from '../answer.ts';
import { problem } from '../problem.ts';
import { asking, askingAsSomebody } from '../request.ts';
import { GUARDED_PROBLEMS, named, newRoutes, ofType, type Routes, SECURITY, TAGGED, told } from './route.ts';

const listRoute = createRoute({
  method: 'get',
  path: '/overlays',
  operationId: 'listOverlays',
  tags: ['overlays'],
  summary: 'Orders that suspend or replace for some days, with how each stands',
  security: SECURITY.asked,
  responses: { ...ofType(OverlaysJson, 'The overlays'), ...TAGGED, ...GUARDED_PROBLEMS },
});

const addRoute = createRoute({
  method: 'post',
  path: '/overlays',
  operationId: 'addOverlay',
  tags: ['overlays'],
  summary: 'Lay an order over the schedule',
  description:
    'The schedule beneath stays as it is. Emergencies are never removed. Without units and channels it reaches everybody, which needs the right for the whole centre.',
  security: SECURITY.asked,
  request: { body: { required: true, content: { 'application/json': { schema: named(OverlayJson, 'Overlay') } } } },
  responses: {
    201: { description: 'Added', content: { 'application/json': { schema: z.object({ id: z.string() }) } } },
    ...GUARDED_PROBLEMS,
  },
});

const liftRoute = createRoute({
  method: 'post',
  path: '/overlays/{overlay}/lift',
  operationId: 'liftOverlay',
  tags: ['overlays'],
  summary: 'Let an order hold no more from a day on',
  description: 'From then on the schedule is what it was. Undoing the alteration lets the order hold again.',
  security: SECURITY.asked,
  request: {
    params: z.object({ overlay: told(IdText, { example: 'quoc-tang' }) }),
    body: { required: true, content: { 'application/json': { schema: named(LiftJson, 'Lift') } } },
  },
  responses: {
    201: {
      description: 'Lifted, with the number of the alteration',
      content: { 'application/json': { schema: z.object({ id: z.int().min(1) }) } },
    },
    ...GUARDED_PROBLEMS,
  },
});

export const overlayRoutes = (house: House): Routes => {
  const routes = newRoutes();
  routes.openapi(listRoute, (c) => {
    const ctx = askingAsSomebody(c, house);
    if (!ctx.ok) return problem(c, ctx);
    const overlays = listOverlays(ctx.value).map((one) => ({
      ...one,
      units: [...one.units],
      channels: [...one.channels],
      genres: [...one.genres],
    }));
    return sendJson(c, { overlays });
  });
  routes.openapi(addRoute, (c) => {
    const added = addOverlay(asking(c, house), newOverlayOf(c.req.valid('json')));
    return added.ok ? c.json(added.value, 201) : problem(c, added);
  });
  routes.openapi(liftRoute, (c) => {
    const { overlay } = c.req.valid('param');
    const { from, reason } = c.req.valid('json');
    const lifted = liftOverlay(asking(c, house), { overlay, from: from as LocalDate, reason });
    return lifted.ok ? c.json(lifted.value, 201) : problem(c, lifted);
  });
  return routes;
};
