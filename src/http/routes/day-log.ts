/** GET /air-log/days/{day}.pdf: a day of the air log as the paper that is signed and filed. */
import { createRoute, z } from '@hono/zod-openapi';
import { IdText } from '../../contract/api.ts';
import { contentDisposition } from '../../contract/api-file-name.ts';
import { dayLogName, dayLogSheet } from '../../contract/day-log-sheet.ts';
import { parseLocalDate } from '../../core/time/local.ts';
import type { House } from '../../operations/context.ts';
import { showDayLog } from '../../operations/log/show-day-log.ts';
import { dayLogPdf } from '../../reports/day-log-sheet.ts';
import { problem } from '../problem.ts';
import { asking } from '../request.ts';
import { GUARDED_PROBLEMS, newRoutes, type Routes, SECURITY, told } from './route.ts';

const route = createRoute({
  method: 'get',
  path: '/air-log/days/{file}',
  operationId: 'printAirLogDay',
  tags: ['air log'],
  summary: 'A broadcast day of the air log as the printed daily log, PDF in Vietnamese',
  description:
    'A4: every planned airing with its verdict and how we know, what aired besides, events, room to sign, and the checkpoint that closes the day as text and as a QR code. The same log gives the same bytes.',
  security: SECURITY.asked,
  request: {
    params: z.object({
      file: told(z.string().regex(/^\d{4}-\d\d-\d\d\.pdf$/), {
        description: 'The broadcast day and .pdf',
        example: '2025-04-07.pdf',
      }),
    }),
    query: z.strictObject({ channel: IdText.optional() }),
  },
  responses: {
    200: {
      description: 'The PDF',
      content: { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...GUARDED_PROBLEMS,
  },
});

export const dayLogRoutes = (house: House): Routes => {
  const routes = newRoutes();
  routes.openapi(route, async (c) => {
    const day = parseLocalDate(c.req.valid('param').file.slice(0, -'.pdf'.length));
    if (!day.ok) return problem(c, day);
    const { channel } = c.req.valid('query');
    const shown = showDayLog(asking(c, house), { day: day.value, channel });
    if (!shown.ok) return problem(c, shown);
    return c.body(await dayLogPdf(dayLogSheet(shown.value)), 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': contentDisposition('inline', dayLogName(day.value, channel), 'pdf'),
      'Cache-Control': 'no-store',
    });
  });
  return routes;
};
