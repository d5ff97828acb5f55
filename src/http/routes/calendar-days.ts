/** GET /days: days of the calendar, with the lunar date, public holidays and festivals of each. Not what airs on them. */
import { createRoute } from '@hono/zod-openapi';
import { CalendarDayJson, CalendarDaysJson, calendarDayJson, SpanQuery } from '../../contract/api-calendar.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { House } from '../../operations/context.ts';
import { listDays } from '../../operations/list-days.ts';
import { sendJson } from '../answer.ts';
import { problem } from '../problem.ts';
import { asking } from '../request.ts';
import { GUARDED_PROBLEMS, named, newRoutes, ofType, type Routes, SECURITY, TAGGED } from './route.ts';

const DAYS = CalendarDaysJson.extend({ days: named(CalendarDayJson, 'CalendarDay').array() });

const daysRoute = createRoute({
  method: 'get',
  path: '/days',
  operationId: 'listCalendarDays',
  tags: ['days'],
  summary: 'Days of the calendar: weekday, lunar date, public holidays, festivals',
  description:
    'At most ten years at once. Lunar dates are Vietnamese, by UTC+7. Which days are off at Tết and beside 2 September, and which are swapped, is decided every year: those are here once a schedule file has them and a person has confirmed them.',
  security: SECURITY.asked,
  request: { query: SpanQuery },
  responses: { ...ofType(DAYS, 'Every day from the first to the last'), ...TAGGED, ...GUARDED_PROBLEMS },
});

export const calendarDayRoutes = (house: House): Routes => {
  const routes = newRoutes();
  routes.openapi(daysRoute, (c) => {
    const { from, to } = c.req.valid('query');
    const days = listDays(asking(c, house), { from: from as LocalDate, to: to as LocalDate });
    return days.ok ? sendJson(c, { from, to, days: days.value.map(calendarDayJson) }) : problem(c, days);
  });
  return routes;
};
