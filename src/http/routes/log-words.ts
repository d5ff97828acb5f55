/** POST /air-log/…: objections to entries, a commune's own notices, and what machines report. All add entries; nothing changes one. */
import { createRoute, z } from '@hono/zod-openapi';
import { AirLogRowJson, airLogJson } from '../../contract/air-log.ts';
import { ObjectedJson, ObjectionJson, objectedJson } from '../../contract/air-log-objection.ts';
import { linkedRowsOf, ReportReceiptJson, ReportsJson, reportRowOf } from '../../contract/air-log-report.ts';
import { NoticeJson, noticeOf, RecordedJson } from '../../contract/air-log-statement.ts';
import type { House } from '../../operations/context.ts';
import { objectAiring } from '../../operations/log/object-airing.ts';
import { recordNotice } from '../../operations/log/record-notice.ts';
import { reportAirings, reportPageAirings } from '../../operations/log/report-airings.ts';
import { problem } from '../problem.ts';
import { asking } from '../request.ts';
import { GUARDED_PROBLEMS, named, newRoutes, type Routes, SECURITY, told } from './route.ts';

const Seq = z.object({
  seq: told(z.string().regex(/^(0|[1-9]\d{0,14})$/), { description: 'Number of the entry', example: '12' }),
});

const objectRoute = createRoute({
  method: 'post',
  path: '/air-log/entries/{seq}/objections',
  operationId: 'objectToEntry',
  tags: ['air log'],
  summary: 'Say that an entry about an airing is not right',
  description:
    'An entry beside the one that is disputed: it changes neither that nor the verdict, which names it in `disputedBy`. For whoever may read the entry and has airing.object.',
  security: SECURITY.asked,
  request: {
    params: Seq,
    body: { required: true, content: { 'application/json': { schema: named(ObjectionJson, 'Objection') } } },
  },
  responses: {
    201: {
      description: 'Recorded',
      content: { 'application/json': { schema: named(ObjectedJson, 'RecordedObjection') } },
    },
    ...GUARDED_PROBLEMS,
  },
});

const reportRoute = createRoute({
  method: 'post',
  path: '/air-log/reports',
  operationId: 'reportAirings',
  tags: ['air log'],
  summary: 'What a machine did: up to 500 rows, all of them or none',
  description:
    'Rows may be of any age. A row sent again with the same content is answered with the receipt of its first sending; other content under the same number is refused (409) and recorded as an event. An enrolled device signs its rows, and the first one that is not as it was signed is refused. Delete nothing before its receipt. A site’s link sends the rows of the player in its own page: `device` begins with `web-`, and a machine’s never does.',
  security: SECURITY.asked,
  request: { body: { required: true, content: { 'application/json': { schema: named(ReportsJson, 'Reports') } } } },
  responses: {
    200: {
      description: 'All rows are in the log',
      content: { 'application/json': { schema: named(ReportReceiptJson, 'ReportReceipt') } },
    },
    ...GUARDED_PROBLEMS,
  },
});

const noticeRoute = createRoute({
  method: 'post',
  path: '/air-log/notices',
  operationId: 'recordNotice',
  tags: ['air log'],
  summary: 'What a commune read or played on its own loudspeaker, unplanned',
  description:
    'One entry by a person’s word, of an airing that stands in no plan (`rundownVersion` 0). Sent again under the same `statement` it is answered with the entry it made.',
  security: SECURITY.asked,
  request: { body: { required: true, content: { 'application/json': { schema: named(NoticeJson, 'Notice') } } } },
  responses: {
    201: {
      description: 'Recorded',
      content: {
        'application/json': { schema: RecordedJson.extend({ entries: named(AirLogRowJson, 'AirLogRow').array() }) },
      },
    },
    ...GUARDED_PROBLEMS,
  },
});

export const logWordRoutes = (house: House): Routes => {
  const routes = newRoutes();
  routes.openapi(objectRoute, (c) => {
    const { note, by = null, statement = null } = c.req.valid('json');
    const objected = objectAiring(asking(c, house), { seq: Number(c.req.valid('param').seq), note, by, statement });
    if (!objected.ok) return problem(c, objected);
    return c.json(objectedJson(objected.value), 201, { 'Cache-Control': 'no-store' });
  });
  routes.openapi(noticeRoute, (c) => {
    const said = noticeOf(c.req.valid('json'));
    const recorded = recordNotice(asking(c, house), said);
    if (!recorded.ok) return problem(c, recorded);
    const { seq, entry, by } = recorded.value;
    return c.json({ numbers: [seq], entries: [airLogJson({ seq, entry, by, note: said.note })] }, 201, {
      'Cache-Control': 'no-store',
    });
  });
  routes.openapi(reportRoute, async (c) => {
    const { rows, chain } = c.req.valid('json');
    const ctx = asking(c, house);
    // As they were sent: what is signed is their own text.
    const sent: { rows: unknown[] } | null = chain === undefined ? null : await c.req.json();
    const links = sent === null || chain === undefined ? null : linkedRowsOf(sent.rows, chain);
    const report = ctx.caller.kind === 'site' ? reportPageAirings : reportAirings;
    const reported = report(ctx, rows.map(reportRowOf), { links, key: null });
    if (!reported.ok) return problem(c, reported);
    const { receipts, missing, checkpoint } = reported.value;
    return c.json({ receipts: [...receipts], missing: [...missing], checkpoint }, 200, { 'Cache-Control': 'no-store' });
  });
  return routes;
};
