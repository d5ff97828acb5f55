/** GET /audit: who changed what, page by page. Nothing here changes or removes a row. */
import { createRoute } from '@hono/zod-openapi';
import { AuditJson, AuditQuery, AuditRowJson } from '../../contract/api-access.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { House } from '../../operations/context.ts';
import { listAudit } from '../../operations/list-audit.ts';
import { problem } from '../problem.ts';
import { asking } from '../request.ts';
import { GUARDED_PROBLEMS, named, newRoutes, ofType, type Routes, SECURITY } from './route.ts';

const AUDIT = AuditJson.extend({ rows: named(AuditRowJson, 'AuditRow').array() });

const auditRoute = createRoute({
  method: 'get',
  path: '/audit',
  operationId: 'listAudit',
  tags: ['access'],
  summary: 'Who changed what, newest first',
  description:
    'Rows of the units that the caller may read. A search that finds little may answer few rows, or none, and still have a next page.',
  security: SECURITY.asked,
  request: { query: AuditQuery },
  responses: { ...ofType(AUDIT, 'One page'), ...GUARDED_PROBLEMS },
});

export const auditRoutes = (house: House): Routes => {
  const routes = newRoutes();
  routes.openapi(auditRoute, (c) => {
    const { from, to, ...asked } = c.req.valid('query');
    const span = { from: from as LocalDate | undefined, to: to as LocalDate | undefined };
    const found = listAudit(asking(c, house), { ...asked, ...span });
    if (!found.ok) return problem(c, found);
    const rows = found.value.rows.map((row) => ({ ...row }));
    return c.json({ rows, next: found.value.next }, 200);
  });
  return routes;
};
