/** GET /channels/{channel}/calendar.ics: the sessions of the last week and the coming five, for subscribing. */
import { createRoute, z } from '@hono/zod-openapi';
import { contentDisposition } from '../../contract/api-file-name.ts';
import { calendarFeed } from '../../contract/calendar-feed.ts';
import { LANGS } from '../../contract/sentences/index.ts';
import type { House } from '../../operations/context.ts';
import { showCalendar } from '../../operations/show-calendar.ts';
import { calendar } from '../../reports/calendar.ts';
import { sendTagged } from '../answer.ts';
import { problem } from '../problem.ts';
import { asking } from '../request.ts';
import { ChannelPath, GUARDED_PROBLEMS, newRoutes, type Routes, SECURITY, SiteKey, TAGGED } from './route.ts';

const CalendarQuery = z.strictObject({
  lang: z.enum(LANGS).default('vi').openapi({ description: 'Language of the descriptions' }),
  key: SiteKey,
});

const calendarRoute = createRoute({
  method: 'get',
  path: '/channels/{channel}/calendar.ics',
  operationId: 'subscribeCalendar',
  tags: ['days'],
  summary: "A channel's sessions as iCalendar (RFC 5545)",
  description: 'Events keep their UID; SEQUENCE is the version of the day. Subscribers should send If-None-Match.',
  security: SECURITY.keyed,
  request: { params: ChannelPath, query: CalendarQuery },
  responses: {
    200: { description: 'The calendar', content: { 'text/calendar': { schema: z.string() } } },
    ...TAGGED,
    ...GUARDED_PROBLEMS,
  },
});

/** `stamp`: when these events count as made (DTSTAMP); the start of the service, so that answers do not differ. */
export const calendarRoutes = (house: House, stamp: string): Routes => {
  const routes = newRoutes();
  routes.openapi(calendarRoute, async (c) => {
    const shown = showCalendar(asking(c, house), c.req.valid('param').channel);
    if (!shown.ok) return problem(c, shown);
    return sendTagged(c, calendar(calendarFeed(shown.value, stamp, c.req.valid('query').lang)), {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': contentDisposition('inline', shown.value.channel.id, 'ics'),
      'Cache-Control': 'private, max-age=300',
      Vary: 'Authorization, Cookie',
    });
  });
  return routes;
};
