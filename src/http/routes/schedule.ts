/** GET /schedule: everything as one schedule file in JSON. POST /schedule/import: a calendar or a week grid into it. */
import { createRoute, z } from '@hono/zod-openapi';
import { contentDisposition } from '../../contract/api-file-name.ts';
import { ImportJson, ImportQuery, importJson, SchedulePartQuery } from '../../contract/api-schedule.ts';
import { scheduleFileSchema } from '../../contract/schedule-file/schema.ts';
import { writtenSchedule } from '../../contract/schedule-file/written.ts';
import { groundOfImport, importFile, writtenImport } from '../../contract/schedule-import/index.ts';
import { refuse } from '../../core/result.ts';
import { nfc } from '../../core/text.ts';
import type { LocalDate } from '../../core/time/local.ts';
import { applySchedule } from '../../operations/apply-schedule.ts';
import type { House } from '../../operations/context.ts';
import { exportSchedule } from '../../operations/export-schedule.ts';
import { prepareImport } from '../../operations/prepare-import.ts';
import { sendJson } from '../answer.ts';
import { problem } from '../problem.ts';
import { asking, langOf } from '../request.ts';
import { GUARDED_PROBLEMS, named, newRoutes, ofType, type Routes, SECURITY, TAGGED } from './route.ts';

const showRoute = createRoute({
  method: 'get',
  path: '/schedule',
  operationId: 'showSchedule',
  tags: ['schedule'],
  summary: 'The schedule as a schedule file',
  description:
    'Units, stations, channels, sessions with their segments, strands, items, campaigns, festivals, overlays and guards, as they are written in schedule files: `loa apply` takes the answer as it is. Who may read the whole centre gets all of it; everybody else, and who names a channel, the part that the channels need which they may read, itself a whole schedule.',
  security: SECURITY.asked,
  request: { query: SchedulePartQuery },
  responses: {
    ...ofType(named(scheduleFileSchema, 'ScheduleFile'), 'The schedule'),
    ...TAGGED,
    ...GUARDED_PROBLEMS,
  },
});

const TYPES = { ics: 'text/calendar', csv: 'text/csv' } as const;

const importRoute = createRoute({
  method: 'post',
  path: '/schedule/import',
  operationId: 'importSchedule',
  tags: ['schedule'],
  summary: 'Import a calendar or a week grid',
  description:
    'Answers what it would change, what became of each event or row, and each refusal with its line. With apply=true it is applied, all or nothing; when something was refused that needs skipWrong=true, and is a problem without it. UTF-8, at most 64 kB.',
  security: SECURITY.asked,
  request: {
    query: ImportQuery,
    body: {
      required: true,
      content: { 'text/calendar': { schema: z.string() }, 'text/csv': { schema: z.string() } },
    },
  },
  responses: { ...ofType(named(ImportJson, 'Import'), 'What it changes, or would change'), ...GUARDED_PROBLEMS },
});

export const scheduleRoutes = (house: House): Routes => {
  const routes = newRoutes();
  routes.openapi(showRoute, async (c) => {
    const { channel } = c.req.valid('query');
    const shown = exportSchedule(asking(c, house), channel ?? null);
    if (!shown.ok) return problem(c, shown);
    c.header('Content-Disposition', contentDisposition('inline', 'schedule', 'json'));
    return sendJson(c, writtenSchedule(shown.value));
  });
  routes.openapi(importRoute, async (c) => {
    const { format, channels, name, content, from, apply, skipWrong } = c.req.valid('query');
    if (c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() !== TYPES[format])
      return problem(c, refuse('request.wrong', { field: 'Content-Type', expected: TYPES[format] }));
    const ctx = asking(c, house);
    const source = nfc(name);
    const ids = channels.split(',').flatMap((id) => id.trim() || []);
    const prepared = prepareImport(ctx, { channels: ids, source });
    if (!prepared.ok) return problem(c, prepared);
    const ground = groundOfImport(prepared.value, (from ?? null) as LocalDate | null);
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    const imported = importFile(format, source, bytes, ground, content ?? null);
    const [first, ...rest] = imported.refusals;
    const kept = first === undefined || skipWrong === 'true';
    // Nothing to show beside the refusals, or asked to apply what cannot be: a problem.
    if (first !== undefined && (imported.made.length === 0 || (apply === 'true' && !kept)))
      return problem(c, { refusals: [first, ...rest] });
    const applied = applySchedule(ctx, writtenImport(imported, source), { dryRun: apply === 'false' });
    if (!applied.ok) return problem(c, applied);
    return c.json(importJson(imported, applied.value, langOf(c)), 200, { 'Cache-Control': 'no-store' });
  });
  return routes;
};
