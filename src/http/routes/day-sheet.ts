/** GET …/days/{day}/sheet.pdf: what airs when, on a printed A4, for who switches the loudspeaker by hand. */
import { createRoute, z } from '@hono/zod-openapi';
import { contentDisposition } from '../../contract/api-file-name.ts';
import { daySheets } from '../../contract/day-sheet.ts';
import { LANGS } from '../../contract/sentences/index.ts';
import { addDays, type LocalDate } from '../../core/time/local.ts';
import type { House } from '../../operations/context.ts';
import { showDay } from '../../operations/show-day.ts';
import { showDays } from '../../operations/show-days.ts';
import { daySheet } from '../../reports/day-sheet.ts';
import { tagOf } from '../answer.ts';
import { judge } from '../conditions.ts';
import { problem } from '../problem.ts';
import { asking } from '../request.ts';
import { DayPath, GUARDED_PROBLEMS, newRoutes, type Routes, SECURITY, SiteKey, TAGGED } from './route.ts';

const SheetQuery = z.strictObject({
  key: SiteKey,
  days: z.coerce
    .number()
    .int()
    .min(1)
    .max(7)
    .default(1)
    .openapi({ description: 'How many days, this one included, each on a page of its own', example: 7 }),
  lang: z.enum(LANGS).default('vi').openapi({ description: 'Language of the list' }),
});

const sheetRoute = createRoute({
  method: 'get',
  path: '/channels/{channel}/days/{day}/sheet.pdf',
  operationId: 'printDay',
  tags: ['days'],
  summary: 'Some days of a channel as a printed A4 list',
  description: 'What to switch when, with the SHA-256 of each sound. The list of pack.zip, without the sound.',
  security: SECURITY.keyed,
  request: { params: DayPath, query: SheetQuery },
  responses: {
    200: {
      description: 'The PDF',
      content: { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...TAGGED,
    ...GUARDED_PROBLEMS,
  },
});

export const daySheetRoutes = (house: House): Routes => {
  const routes = newRoutes();
  routes.openapi(sheetRoute, async (c) => {
    const { channel, day: asked } = c.req.valid('param');
    const { days, lang } = c.req.valid('query');
    const ctx = asking(c, house);
    const first = showDay(ctx, channel, asked as LocalDate | 'today');
    if (!first.ok) return problem(c, first);
    const { day } = first.value;
    const shown = showDays(ctx, { from: day, to: addDays(day, days - 1), channel });
    if (!shown.ok) return problem(c, shown);
    const printed = shown.value.map((one) => ({
      ...one,
      sessions: one.sessions.map((session) => ({ ...session, sound: session.rendering })),
    }));
    const sheet = daySheets(printed, lang);
    // Weak: of what it says, so that a list that the reader has is not laid out again.
    const etag = `W/${await tagOf(new TextEncoder().encode(JSON.stringify(sheet)))}`;
    const headers = { ETag: etag, 'Cache-Control': 'private, no-cache' };
    const verdict = judge({ ifMatch: c.req.header('if-match'), ifNoneMatch: c.req.header('if-none-match') }, etag);
    if (verdict === 'failed') return c.body(null, 412, headers);
    if (verdict === 'not-modified') return c.body(null, 304, headers);
    return c.body(await daySheet(sheet, day), 200, {
      ...headers,
      'Content-Type': 'application/pdf',
      'Content-Disposition': contentDisposition('inline', `${channel}-${day}`, 'pdf'),
    });
  });
  return routes;
};
