/** Machines at sites: inviting one with a code, its joining, all there are, and revoking one. */
import { createRoute, z } from '@hono/zod-openapi';
import {
  DevicesJson,
  InvitationJson,
  InviteJson,
  JoinedJson,
  JoinJson,
  RevokedJson,
} from '../../contract/api-devices.ts';
import type { House } from '../../operations/context.ts';
import { enrolDevice, inviteDevice, listDevices, revokeDevice } from '../../operations/fleet/devices.ts';
import { sendJson } from '../answer.ts';
import { problem } from '../problem.ts';
import { asking } from '../request.ts';
import {
  ChannelPath,
  GUARDED_PROBLEMS,
  named,
  newRoutes,
  ofType,
  PROBLEMS,
  type Routes,
  SECURITY,
  TAGGED,
  told,
} from './route.ts';

const bodyOf = <T extends z.ZodType>(schema: T) => ({
  required: true,
  content: { 'application/json': { schema } },
});

const inviteRoute = createRoute({
  method: 'post',
  path: '/channels/{channel}/site/invitations',
  operationId: 'inviteDevice',
  tags: ['sites'],
  summary: 'A code by which one machine joins',
  description: 'Good for one machine and a day, shown once. For whoever may make tokens.',
  security: SECURITY.asked,
  request: { params: ChannelPath, body: bodyOf(named(InviteJson, 'Invite')) },
  responses: { ...ofType(named(InvitationJson, 'Invitation'), 'The code'), ...GUARDED_PROBLEMS },
});

const joinRoute = createRoute({
  method: 'post',
  path: '/site/joins',
  operationId: 'enrolDevice',
  tags: ['sites'],
  summary: 'A machine joins with its code and its own key',
  description: 'Asks no credential: the code is one, and works once. Wrong codes make the next one from there wait.',
  security: SECURITY.open,
  request: { body: bodyOf(named(JoinJson, 'Join')) },
  responses: { ...ofType(named(JoinedJson, 'Joined'), 'It has joined'), ...PROBLEMS },
});

const devicesRoute = createRoute({
  method: 'get',
  path: '/devices',
  operationId: 'listDevices',
  tags: ['sites'],
  summary: 'The machines that joined by a code',
  security: SECURITY.asked,
  responses: {
    ...ofType(named(DevicesJson, 'Devices'), 'In the order in which they joined'),
    ...TAGGED,
    ...GUARDED_PROBLEMS,
  },
});

const revokeRoute = createRoute({
  method: 'post',
  path: '/devices/{device}/revoke',
  operationId: 'revokeDevice',
  tags: ['sites'],
  summary: 'Revoke a machine',
  description: 'At once: its token works no more, and no row of its is taken, however it comes.',
  security: SECURITY.asked,
  request: { params: z.object({ device: told(z.string().max(40), { example: 'd-0011223344556677' }) }) },
  responses: { ...ofType(named(RevokedJson, 'Revoked'), 'It is revoked'), ...GUARDED_PROBLEMS },
});

export const deviceRoutes = (house: House): Routes => {
  const routes = newRoutes();
  routes.openapi(inviteRoute, (c) => {
    const { channel } = c.req.valid('param');
    const made = inviteDevice(asking(c, house), { channel, name: c.req.valid('json').name });
    return made.ok ? c.json(made.value, 200, { 'Cache-Control': 'no-store' }) : problem(c, made);
  });
  routes.openapi(joinRoute, (c) => {
    const { code, device, publicKey, signature } = c.req.valid('json');
    const joined = enrolDevice(asking(c, house), {
      ...{ code, device, address: c.get('address') },
      publicKey: Uint8Array.fromBase64(publicKey),
      signature: Uint8Array.fromBase64(signature),
    });
    return joined.ok ? c.json(joined.value, 200, { 'Cache-Control': 'no-store' }) : problem(c, joined);
  });
  routes.openapi(devicesRoute, (c) => sendJson(c, { devices: listDevices(asking(c, house)) }));
  routes.openapi(revokeRoute, (c) => {
    const { device } = c.req.valid('param');
    const revoked = revokeDevice(asking(c, house), { id: device });
    return revoked.ok ? c.json({ id: device }, 200) : problem(c, revoked);
  });
  return routes;
};
