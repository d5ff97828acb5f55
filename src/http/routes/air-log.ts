/** GET and POST /air-log: what was said to have aired, and saying it. Nothing here changes or removes an entry. */
import { createRoute, z } from '@hono/zod-openapi';
import {
  AIR_LOG_COLUMNS,
  AIR_LOG_FORMATS,
  AIR_LOG_TYPES,
  type AirLogFormat,
  AirLogJson,
  AirLogRowJson,
  airLogFileName,
  airLogJson,
  answerableSpan,
} from '../../contract/air-log.ts';
import { RecordedJson, StatementJson, statementOf } from '../../contract/air-log-statement.ts';
import { DateText, IdText } from '../../contract/api.ts';
import { contentDisposition } from '../../contract/api-file-name.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { House } from '../../operations/context.ts';
import { listAirings } from '../../operations/list-airings.ts';
import { takeLogFile } from '../../operations/log/take-log-file.ts';
import { recordAiring } from '../../operations/record-airing.ts';
import { csvHeader, csvRow } from '../../reports/csv.ts';
import { textStream } from '../answer.ts';
import { problem } from '../problem.ts';
import { asking } from '../request.ts';
import { GUARDED_PROBLEMS, named, newRoutes, type Routes, SECURITY, told } from './route.ts';

const ROW = named(AirLogRowJson, 'AirLogRow');

const AirLogQuery = z.strictObject({
  from: told(DateText, { description: 'First broadcast day', example: '2025-04-01' }),
  to: told(DateText, { description: 'Last broadcast day, included; at most 400 days', example: '2025-04-30' }),
  channel: IdText.optional(),
  campaign: IdText.optional(),
  format: z.enum(AIR_LOG_FORMATS).optional().openapi({ description: 'Goes before Accept' }),
});

const listRoute = createRoute({
  method: 'get',
  path: '/air-log',
  operationId: 'listAirLog',
  tags: ['air log'],
  summary: 'Entries of the air log for a span of broadcast days',
  description:
    'In order of number. As JSON, NDJSON (one entry a line) or CSV; CSV has Vietnamese titles and words, a byte order mark, ";" between fields and "," in decimals, for Excel on a Vietnamese machine. Lengths are seconds.',
  security: SECURITY.asked,
  request: { query: AirLogQuery },
  responses: {
    200: {
      description: 'The entries',
      content: {
        'application/json': { schema: AirLogJson.extend({ entries: ROW.array() }) },
        'application/x-ndjson': { schema: z.string() },
        'text/csv': { schema: z.string() },
      },
    },
    ...GUARDED_PROBLEMS,
  },
});

const recordRoute = createRoute({
  method: 'post',
  path: '/air-log',
  operationId: 'recordAiring',
  tags: ['air log'],
  summary: 'Say what happened to a planned session or item',
  description:
    'Entries are never changed: a mistake is corrected by another statement that names the first with `corrects`. A person speaks in their own name; a telephone or a program says in `by` whose word it brings.',
  security: SECURITY.asked,
  request: {
    body: { required: true, content: { 'application/json': { schema: named(StatementJson, 'Statement') } } },
  },
  responses: {
    201: {
      description: 'Recorded',
      content: { 'application/json': { schema: RecordedJson.extend({ entries: ROW.array() }) } },
    },
    ...GUARDED_PROBLEMS,
  },
});

type Lines = IteratorObject<Parameters<typeof airLogJson>[0]>;

const PIECES: Readonly<Record<AirLogFormat, (lines: Lines, from: string, to: string) => Generator<string>>> = {
  *json(lines, from, to) {
    yield `{"from":"${from}","to":"${to}","entries":[`;
    let before = '\n';
    for (const line of lines) {
      yield `${before}${JSON.stringify(airLogJson(line))}`;
      before = ',\n';
    }
    yield '\n]}\n';
  },
  *ndjson(lines) {
    for (const line of lines) yield `${JSON.stringify(airLogJson(line))}\n`;
  },
  *csv(lines) {
    yield csvHeader(AIR_LOG_COLUMNS);
    for (const line of lines) yield csvRow(AIR_LOG_COLUMNS, line);
  },
};

const accepted = (accept: string): AirLogFormat =>
  accept.includes('text/csv') ? 'csv' : accept.includes('application/x-ndjson') ? 'ndjson' : 'json';

export const airLogRoutes = (house: House): Routes => {
  const routes = newRoutes();
  routes.openapi(listRoute, (c) => {
    const { from, to, channel, campaign, format: asked } = c.req.valid('query');
    const filter = { from: from as LocalDate, to: to as LocalDate, channel, campaign };
    const span = answerableSpan(filter.from, filter.to);
    if (!span.ok) return problem(c, span);
    const format = asked ?? accepted(c.req.header('accept') ?? '');
    const ctx = asking(c, house);
    // A file that a person takes away is recorded; programs that look every minute are not.
    const isTaken = ctx.caller.kind === 'person' && c.req.method === 'GET';
    const lines = isTaken ? takeLogFile(ctx, { ...filter, what: format }) : listAirings(ctx, filter);
    if (!lines.ok) return problem(c, lines);
    const disposition = format === 'csv' ? 'attachment' : 'inline';
    return c.body(textStream(PIECES[format](lines.value, from, to)), 200, {
      'Content-Type': AIR_LOG_TYPES[format],
      'Content-Disposition': contentDisposition(disposition, airLogFileName(from, to, format), format),
      'Cache-Control': 'no-store',
      Vary: 'Accept',
    });
  });
  routes.openapi(recordRoute, (c) => {
    const said = statementOf(c.req.valid('json'));
    const recorded = recordAiring(asking(c, house), said);
    if (!recorded.ok) return problem(c, recorded);
    const { first, entries, by } = recorded.value;
    const lines = entries.map((entry, n) => ({ seq: first + n, entry, by, note: said.note }));
    return c.json({ numbers: lines.map(({ seq }) => seq), entries: lines.map(airLogJson) }, 201, {
      'Cache-Control': 'no-store',
    });
  });
  return routes;
};
