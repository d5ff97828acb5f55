/** /urgent: ordering, listing and cancelling. /channels/{channel}/urgent: what a site asks for, and what it says of it. */
import { createRoute, type z } from '@hono/zod-openapi';
import {
  askedUrgent,
  CancelledUrgentJson,
  CancelUrgentJson,
  GiveUrgentReceiptJson,
  OrderedUrgentJson,
  OrderUrgentJson,
  UrgentListJson,
  UrgentPath,
  UrgentReceiptJson,
  urgentListJson,
  urgentOrderJson,
} from '../../contract/api-urgent.ts';
import { UrgentNotesJson } from '../../contract/urgent.ts';
import type { House } from '../../operations/context.ts';
import { fetchUrgent, giveUrgentReceipt } from '../../operations/urgent/fetch-urgent.ts';
import { listUrgent } from '../../operations/urgent/list-urgent.ts';
import { cancelUrgent, orderUrgent } from '../../operations/urgent/order-urgent.ts';
import { sendJson } from '../answer.ts';
import { problem } from '../problem.ts';
import { asking } from '../request.ts';
import { ChannelPath, GUARDED_PROBLEMS, named, newRoutes, ofType, type Routes, SECURITY, TAGGED } from './route.ts';

const body = <T extends z.ZodType>(schema: T, name: string) => ({
  required: true,
  content: { 'application/json': { schema: named(schema, name) } },
});

const orderRoute = createRoute({
  method: 'post',
  path: '/urgent',
  operationId: 'orderUrgent',
  tags: ['urgent'],
  summary: 'Order an urgent notice',
  description:
    'It is signed by a key of its own, and the sites of the named channels sound it at their next question, whatever plays there and whatever the hour. Needs the right to approve days on each of them, with a fresh second factor. Answers when its sound is made.',
  security: [{ cookie: [] }],
  request: { body: body(OrderUrgentJson, 'OrderUrgent') },
  responses: { ...ofType(named(OrderedUrgentJson, 'OrderedUrgent'), 'It is in force'), ...GUARDED_PROBLEMS },
});

const listRoute = createRoute({
  method: 'get',
  path: '/urgent',
  operationId: 'listUrgent',
  tags: ['urgent'],
  summary: 'Urgent orders, and how each stands at its sites',
  security: SECURITY.asked,
  responses: { ...ofType(named(UrgentListJson, 'UrgentOrders'), 'Orders'), ...TAGGED, ...GUARDED_PROBLEMS },
});

const cancelRoute = createRoute({
  method: 'post',
  path: '/urgent/{id}/cancel',
  operationId: 'cancelUrgent',
  tags: ['urgent'],
  summary: 'End an urgent order, also while it sounds',
  security: [{ cookie: [] }],
  request: { params: UrgentPath, body: body(CancelUrgentJson, 'CancelUrgent') },
  responses: { ...ofType(named(CancelledUrgentJson, 'CancelledUrgent'), 'It is cancelled'), ...GUARDED_PROBLEMS },
});

const fetchRoute = createRoute({
  method: 'get',
  path: '/channels/{channel}/urgent',
  operationId: 'fetchUrgent',
  tags: ['urgent'],
  summary: 'What a site has to obey at once',
  description:
    'Signed notes (c2sp.org/signed-note) of the form loa-urgent/1, and the statement of which key signs them, by the key of the manifests; pin the first one. The tag of these notes is the header Loa-Urgent of every answer about the manifest, so that nobody has to ask here for nothing.',
  security: SECURITY.asked,
  request: { params: ChannelPath },
  responses: { ...ofType(named(UrgentNotesJson, 'UrgentNotes'), 'What is in force'), ...TAGGED, ...GUARDED_PROBLEMS },
});

const receiptRoute = createRoute({
  method: 'post',
  path: '/channels/{channel}/urgent/receipts',
  operationId: 'giveUrgentReceipt',
  tags: ['urgent'],
  summary: 'Say how an urgent order stands at a site',
  description: 'Once for each caller, order and kind; said again it changes nothing.',
  security: SECURITY.asked,
  request: { params: ChannelPath, body: body(GiveUrgentReceiptJson, 'GiveUrgentReceipt') },
  responses: { ...ofType(named(UrgentReceiptJson, 'UrgentReceipt'), 'It is kept'), ...GUARDED_PROBLEMS },
});

export const urgentRoutes = (house: House): Routes => {
  const routes = newRoutes();
  routes.openapi(orderRoute, async (c) => {
    const ordered = await orderUrgent(asking(c, house), askedUrgent(c.req.valid('json')));
    return ordered.ok ? c.json({ order: urgentOrderJson(ordered.value) }, 200) : problem(c, ordered);
  });
  routes.openapi(listRoute, (c) => {
    const ctx = asking(c, house);
    return sendJson(c, urgentListJson(listUrgent(ctx)));
  });
  routes.openapi(cancelRoute, (c) => {
    const cancelled = cancelUrgent(asking(c, house), { id: c.req.valid('param').id, ...c.req.valid('json') });
    if (!cancelled.ok) return problem(c, cancelled);
    const { id, cancels, issuedAt } = cancelled.value;
    return c.json({ id, cancels, issuedAt }, 200);
  });
  routes.openapi(fetchRoute, (c) => {
    const fetched = fetchUrgent(asking(c, house), { channel: c.req.valid('param').channel });
    if (!fetched.ok) return problem(c, fetched);
    const { key, notes, chain } = fetched.value;
    return sendJson(c, { key, notes: [...notes], chain: [...chain] });
  });
  routes.openapi(receiptRoute, (c) => {
    const given = { channel: c.req.valid('param').channel, ...c.req.valid('json') };
    const kept = giveUrgentReceipt(asking(c, house), given);
    return kept.ok ? c.json(kept.value, 200) : problem(c, kept);
  });
  return routes;
};
