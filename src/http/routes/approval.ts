/** GET and POST /channels/{channel}/days/{day}/approval: whether a second person has said yes to a day, and saying it. */
import { createRoute } from '@hono/zod-openapi';
import { DateText } from '../../contract/api.ts';
import { ApprovalJson, ApproveJson } from '../../contract/api-access.ts';
import type { LocalDate } from '../../core/time/local.ts';
import { approveDay } from '../../operations/approve-day.ts';
import type { House } from '../../operations/context.ts';
import { showApproval } from '../../operations/show-approval.ts';
import { sendJson } from '../answer.ts';
import { problem } from '../problem.ts';
import { asking } from '../request.ts';
import {
  ChannelPath,
  GUARDED_PROBLEMS,
  named,
  newRoutes,
  ofType,
  type Routes,
  SECURITY,
  TAGGED,
  told,
} from './route.ts';

const path = '/channels/{channel}/days/{day}/approval';
const params = ChannelPath.extend({ day: told(DateText, { example: '2026-11-23' }) });
const APPROVAL = named(ApprovalJson, 'Approval');

const showRoute = createRoute({
  method: 'get',
  path,
  operationId: 'showApproval',
  tags: ['approval'],
  summary: 'Who approved the newest version of a day',
  security: SECURITY.asked,
  request: { params },
  responses: { ...ofType(APPROVAL, 'The approval, or null'), ...TAGGED, ...GUARDED_PROBLEMS },
});

const approveRoute = createRoute({
  method: 'post',
  path,
  operationId: 'approveDay',
  tags: ['approval'],
  summary: 'Approve one version of a day',
  description:
    'Only a person with a fresh second factor, and not one who made the version, unless their unit has an exception on record. A newer version has to be approved again.',
  security: [{ cookie: [] }],
  request: {
    params,
    body: { required: true, content: { 'application/json': { schema: named(ApproveJson, 'Approve') } } },
  },
  responses: {
    201: { description: 'Approved', content: { 'application/json': { schema: APPROVAL } } },
    ...GUARDED_PROBLEMS,
  },
});

export const approvalRoutes = (house: House): Routes => {
  const routes = newRoutes();
  routes.openapi(showRoute, (c) => {
    const { channel, day } = c.req.valid('param');
    const shown = showApproval(asking(c, house), { channel, day: day as LocalDate });
    return shown.ok ? sendJson(c, { approval: shown.value }) : problem(c, shown);
  });
  routes.openapi(approveRoute, (c) => {
    const { channel, day } = c.req.valid('param');
    const { version } = c.req.valid('json');
    const approved = approveDay(asking(c, house), { channel, day: day as LocalDate, version });
    return approved.ok ? c.json({ approval: approved.value }, 201) : problem(c, approved);
  });
  return routes;
};
