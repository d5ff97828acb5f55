/** GET /channels/{channel}/days/{day}/why: why something did, or did not, air. */
import { createRoute, z } from '@hono/zod-openapi';
import { IdText } from '../../contract/api.ts';
import { WhyJson, whyJson } from '../../contract/api-why.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { House } from '../../operations/context.ts';
import { whyDay } from '../../operations/why-day.ts';
import { sendJson } from '../answer.ts';
import { problem } from '../problem.ts';
import { asking } from '../request.ts';
import { DayPath, GUARDED_PROBLEMS, named, newRoutes, ofType, type Routes, SECURITY, TAGGED, told } from './route.ts';

const whyRoute = createRoute({
  method: 'get',
  path: '/channels/{channel}/days/{day}/why',
  operationId: 'explainDay',
  tags: ['days'],
  summary: 'Why each session and segment of a day airs or does not, from stored facts',
  description:
    'Also what the rules do not ask for on that day, what was cancelled, moved, suspended, left out or refused, and what people said of it afterwards. Each answer holds its facts, and sentences in Vietnamese and English.',
  security: SECURITY.asked,
  request: {
    params: DayPath,
    query: z.strictObject({
      segment: told(IdText, {
        description: 'Only this segment, or session: its id',
        example: 'sang-ban-tin',
      }).optional(),
    }),
  },
  responses: {
    ...ofType(named(WhyJson, 'Why'), 'Answer by answer, in order of the day'),
    ...TAGGED,
    ...GUARDED_PROBLEMS,
  },
});

export const whyRoutes = (house: House): Routes => {
  const routes = newRoutes();
  routes.openapi(whyRoute, (c) => {
    const { channel, day } = c.req.valid('param');
    const { segment = null } = c.req.valid('query');
    const why = whyDay(asking(c, house), { channel, day: day as LocalDate | 'today', segment });
    return why.ok ? sendJson(c, whyJson(why.value)) : problem(c, why);
  });
  return routes;
};
