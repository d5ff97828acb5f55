/** GET /air-log/bundle: the evidence bundle of a span of days, sent while it is read. */
import { createRoute, z } from '@hono/zod-openapi';
import { answerableSpan } from '../../contract/air-log.ts';
import { DateText, IdText } from '../../contract/api.ts';
import { contentDisposition } from '../../contract/api-file-name.ts';
import { bundleName } from '../../contract/bundle-files.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { House } from '../../operations/context.ts';
import { bundleLog } from '../../operations/log/bundle-log.ts';
import { bundleZip } from '../../reports/bundle.ts';
import { problem } from '../problem.ts';
import { asking } from '../request.ts';
import { GUARDED_PROBLEMS, newRoutes, type Routes, SECURITY, told } from './route.ts';

const BundleQuery = z.strictObject({
  from: told(DateText, { description: 'First broadcast day', example: '2025-04-01' }),
  to: told(DateText, { description: 'Last broadcast day, included; at most 400 days', example: '2025-04-30' }),
  channel: IdText.optional(),
  campaign: IdText.optional(),
});

const bundleRoute = createRoute({
  method: 'get',
  path: '/air-log/bundle',
  operationId: 'downloadAirLogBundle',
  tags: ['air log'],
  summary: 'Entries of the air log with their proofs under one signed checkpoint, as ZIP',
  description:
    'What `loa bundle` writes: everything in it can be checked without Loa, by its own verify.sh, by `loa verify`, or on the page at /verify. The same entries under the same checkpoint are the same bytes.',
  security: SECURITY.asked,
  request: { query: BundleQuery },
  responses: {
    200: {
      description: 'The ZIP; Content-Length is its exact size',
      content: { 'application/zip': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...GUARDED_PROBLEMS,
  },
});

export const logBundleRoutes = (house: House): Routes => {
  const routes = newRoutes();
  routes.openapi(bundleRoute, async (c) => {
    const { from, to, ...filter } = c.req.valid('query');
    const span = { from: from as LocalDate, to: to as LocalDate };
    const answerable = answerableSpan(span.from, span.to);
    if (!answerable.ok) return problem(c, answerable);
    const bundle = bundleLog(asking(c, house), { ...span, ...filter, lookedAt: c.req.method === 'HEAD' });
    if (!bundle.ok) return problem(c, bundle);
    const zip = await bundleZip(bundle.value, span);
    const headers = {
      'Content-Type': 'application/zip',
      'Content-Disposition': contentDisposition('attachment', bundleName(from, to), 'zip'),
      'Content-Length': String(zip.bytes),
    };
    if (c.req.method !== 'HEAD') return c.body(zip.stream, 200, headers);
    await zip.stream.cancel();
    return c.body(null, 200, headers);
  });
  return routes;
};
