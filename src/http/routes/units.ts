/** GET /units and /units/airings: the organisation of a day, and airings by unit in the structure of then or of any day. */
import { createRoute, z } from '@hono/zod-openapi';
import { answerableSpan } from '../../contract/air-log.ts';
import { DateText, DayText, IdText } from '../../contract/api.ts';
import { StructureText, UnitCountsJson, UnitsJson, unitCountsJson } from '../../contract/api-campaign.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { House } from '../../operations/context.ts';
import { countByUnit } from '../../operations/count-by-unit.ts';
import { listUnits } from '../../operations/list-units.ts';
import { sendJson } from '../answer.ts';
import { problem } from '../problem.ts';
import { asking, langOf } from '../request.ts';
import { GUARDED_PROBLEMS, named, newRoutes, ofType, type Routes, SECURITY, TAGGED, told } from './route.ts';

const unitsRoute = createRoute({
  method: 'get',
  path: '/units',
  operationId: 'listUnits',
  tags: ['units'],
  summary: 'The units of a day, each after its parent',
  security: SECURITY.asked,
  request: {
    query: z.strictObject({
      day: told(DayText, { example: '2025-06-30' }).default('today'),
      standingFor: told(IdText, {
        description:
          'Only those that stand for this unit then: itself, what took over from it, or what it took over from',
        example: 'xa-my-tu',
      }).optional(),
    }),
  },
  responses: { ...ofType(named(UnitsJson, 'Units'), 'The organisation of that day'), ...TAGGED, ...GUARDED_PROBLEMS },
});

const AiringsQuery = z.strictObject({
  from: told(DateText, { description: 'First broadcast day', example: '2025-06-01' }),
  to: told(DateText, { description: 'Last broadcast day, included; at most 400 days', example: '2025-07-31' }),
  campaign: IdText.optional(),
  structure: told(StructureText, { example: '2025-07-01' }).default('then'),
});

const airingsRoute = createRoute({
  method: 'get',
  path: '/units/airings',
  operationId: 'countAiringsByUnit',
  tags: ['units'],
  summary: 'Airings planned and aired, by the units that they reached',
  description:
    'Planned is what stored rundowns have, aired what people have said. A merged unit has the figures of those that became it; going back, what cannot be divided stays together.',
  security: SECURITY.asked,
  request: { query: AiringsQuery },
  responses: { ...ofType(named(UnitCountsJson, 'UnitCounts'), 'By unit'), ...TAGGED, ...GUARDED_PROBLEMS },
});

export const unitRoutes = (house: House): Routes => {
  const routes = newRoutes();
  routes.openapi(unitsRoute, (c) => {
    const { day, standingFor } = c.req.valid('query');
    const listed = listUnits(asking(c, house), { day: day as LocalDate | 'today', standingFor });
    if (!listed.ok) return problem(c, listed);
    const units = listed.value.units.map((unit) => ({ ...unit, parents: [...unit.parents] }));
    return sendJson(c, { day: listed.value.day, units });
  });
  routes.openapi(airingsRoute, (c) => {
    const { from, to, campaign, structure } = c.req.valid('query');
    const asked = { from: from as LocalDate, to: to as LocalDate, structure: structure as LocalDate | 'then' };
    const span = answerableSpan(asked.from, asked.to);
    if (!span.ok) return problem(c, span);
    const counted = countByUnit(asking(c, house), { ...asked, campaign });
    if (!counted.ok) return problem(c, counted);
    c.header('Vary', 'Accept-Language', { append: true });
    return sendJson(c, unitCountsJson(asked, counted.value, langOf(c)));
  });
  return routes;
};
