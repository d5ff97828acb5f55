/** GET and POST /air-log: what was said to have aired, and saying it. Nothing here changes or removes an entry. */
import { createRoute, z } from '@hono/zod-openapi';
import {
  AIR_LOG_TYPES,
  type AirLogFormat,
  AirLogJson,
  AirLogRowJson,
  airLogFileName,
  airLogJson,
} from '../../contract/air-log.ts';
import { AirLogOtherJson, columnsFor } from '../../contract/air-log-any.ts';
import { AirLogQuery, entriesAsked, pageOf } from '../../contract/air-log-asked.ts';
import { RecordedJson, StatementJson, statementOf } from '../../contract/air-log-statement.ts';
import { LogTotalsJson, LogTotalsQuery, logTotalsJson } from '../../contract/air-log-totals.ts';
import { DateText } from '../../contract/api.ts';
import { contentDisposition } from '../../contract/api-file-name.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { House } from '../../operations/context.ts';
import { listEntries } from '../../operations/log/list-entries.ts';
import { takeLogFile } from '../../operations/log/take-log-file.ts';
import { totalAirings } from '../../operations/log/total-airings.ts';
import { recordAiring } from '../../operations/record-airing.ts';
import { airLogStream } from '../air-log-stream.ts';
import { problem } from '../problem.ts';
import { asking } from '../request.ts';
import { GUARDED_PROBLEMS, named, newRoutes, ofType, type Routes, SECURITY, told } from './route.ts';

const ROW = named(AirLogRowJson, 'AirLogRow');

const OTHER = named(AirLogOtherJson, 'AirLogOther');

const Query = AirLogQuery.extend({
  from: told(DateText, { description: 'First broadcast day', example: '2025-04-01' }),
  to: told(DateText, { description: 'Last broadcast day, included', example: '2025-04-30' }),
});

const listRoute = createRoute({
  method: 'get',
  path: '/air-log',
  operationId: 'listAirLog',
  tags: ['air log'],
  summary: 'Entries of the air log for a span of broadcast days',
  description:
    'In order of broadcast day, then number. All of them in one answer, however many, or with `limit` a page at a time: `next` and the Link header (RFC 8288) say where the next one begins, also while entries are added. As JSON, NDJSON (one entry a line), CSV or XLSX; CSV has Vietnamese titles and words, a byte order mark, ";" between fields and "," in decimals, for Excel on a Vietnamese machine; XLSX the same with dates and numbers as such. Lengths are seconds.',
  security: SECURITY.asked,
  request: { query: Query },
  responses: {
    200: {
      description: 'The entries',
      content: {
        'application/json': { schema: AirLogJson.extend({ entries: z.array(z.union([ROW, OTHER])) }) },
        'application/x-ndjson': { schema: z.string() },
        'text/csv': { schema: z.string() },
        [AIR_LOG_TYPES.xlsx]: { schema: z.string().openapi({ format: 'binary' }) },
      },
    },
    ...GUARDED_PROBLEMS,
  },
});

const totalsRoute = createRoute({
  method: 'get',
  path: '/air-log/totals',
  operationId: 'totalAirLog',
  tags: ['air log'],
  summary: 'How many airings were spoken of, and what is believed of them',
  description:
    'Each airing once, by all that was said of it, told apart by unit, channel, campaign, week (its Monday) or day. Kept up as entries come, so that years are as quick as days. What nobody spoke of is not in it: see /verdicts.',
  security: SECURITY.asked,
  request: { query: LogTotalsQuery },
  responses: { ...ofType(named(LogTotalsJson, 'AirLogTotals'), 'The totals'), ...GUARDED_PROBLEMS },
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

const accepted = (accept: string): AirLogFormat =>
  accept.includes(AIR_LOG_TYPES.xlsx)
    ? 'xlsx'
    : accept.includes('text/csv')
      ? 'csv'
      : accept.includes('application/x-ndjson')
        ? 'ndjson'
        : 'json';

export const airLogRoutes = (house: House): Routes => {
  const routes = newRoutes();
  routes.openapi(listRoute, (c) => {
    const query = c.req.valid('query');
    const { from, to, limit } = query;
    const asked = { ...entriesAsked(query), ...(limit === undefined ? {} : { limit: limit + 1 }) };
    const format = query.format ?? accepted(c.req.header('accept') ?? '');
    const ctx = asking(c, house);
    // A file that a person takes away is recorded; programs that look every minute are not.
    const isTaken = ctx.caller.kind === 'person' && c.req.method === 'GET';
    const lines = isTaken ? takeLogFile(ctx, { ...asked, what: format }) : listEntries(ctx, asked);
    if (!lines.ok) return problem(c, lines);
    const { rows, next } = limit === undefined ? { rows: lines.value, next: null } : pageOf(lines.value, limit);
    const disposition = format === 'csv' || format === 'xlsx' ? 'attachment' : 'inline';
    return c.body(airLogStream(format, rows, { from, to, next, columns: columnsFor(asked.kind) }), 200, {
      'Content-Type': AIR_LOG_TYPES[format],
      'Content-Disposition': contentDisposition(disposition, airLogFileName(from, to, format), format),
      'Cache-Control': 'no-store',
      Vary: 'Accept',
      ...(next === null ? {} : { Link: linkTo(c.req.url, next) }),
    });
  });
  routes.openapi(totalsRoute, (c) => {
    const { from, to, by } = c.req.valid('query');
    const totals = totalAirings(asking(c, house), { from: from as LocalDate, to: to as LocalDate, by });
    if (!totals.ok) return problem(c, totals);
    return c.json(logTotalsJson({ from, to, ...totals.value }), 200, { 'Cache-Control': 'no-store' });
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

/** RFC 8288: the same question, from the next page on. A relative reference: what name we go by, a proxy knows. */
const linkTo = (url: string, next: string): string => {
  const { pathname, searchParams } = new URL(url);
  searchParams.set('cursor', next);
  return `<${pathname}?${searchParams}>; rel="next"`;
};
