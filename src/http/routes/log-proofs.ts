/** GET /air-log/…: an entry's very bytes, its proof, and the newest checkpoint: what is checked elsewhere, by tools of others. */
import { createRoute, z } from '@hono/zod-openapi';
import { AirLogEntryJson } from '../../contract/air-log-entry.ts';
import { contentDisposition } from '../../contract/api-file-name.ts';
import type { House } from '../../operations/context.ts';
import { proveEntry } from '../../operations/log/prove-entry.ts';
import { showSeal } from '../../operations/log/show-seal.ts';
import { problem } from '../problem.ts';
import { asking } from '../request.ts';
import { GUARDED_PROBLEMS, named, newRoutes, type Routes, SECURITY, told } from './route.ts';

const Seq = z.object({
  seq: told(z.string().regex(/^(0|[1-9]\d{0,14})$/), { description: 'Number of the entry', example: '12' }),
});

const text = (description: string) => ({ 200: { description, content: { 'text/plain': { schema: z.string() } } } });

const entryRoute = createRoute({
  method: 'get',
  path: '/air-log/entries/{seq}',
  operationId: 'getAirLogEntry',
  tags: ['air log'],
  summary: 'The bytes of an entry as they are hashed into the log: canonical JSON (RFC 8785)',
  security: SECURITY.asked,
  request: { params: Seq },
  responses: {
    200: {
      description: 'The entry',
      content: { 'application/json': { schema: named(AirLogEntryJson, 'AirLogEntry') } },
    },
    ...GUARDED_PROBLEMS,
  },
});

const proofRoute = createRoute({
  method: 'get',
  path: '/air-log/entries/{seq}/proof',
  operationId: 'getAirLogProof',
  tags: ['air log'],
  summary: 'The proof that an entry lies in the signed log: a C2SP tlog-proof, to be checked offline',
  security: SECURITY.asked,
  request: { params: Seq },
  responses: { ...text('The proof'), ...GUARDED_PROBLEMS },
});

const checkpointRoute = createRoute({
  method: 'get',
  path: '/air-log/checkpoint',
  operationId: 'getAirLogCheckpoint',
  tags: ['air log'],
  summary: 'The newest checkpoint of the air log: a C2SP signed note; empty while the log is',
  description:
    'Keep it: an older checkpoint in somebody else’s hands is what a rewritten log cannot agree with. The key is in X-Log-Key.',
  security: SECURITY.asked,
  responses: { ...text('The checkpoint'), ...GUARDED_PROBLEMS },
});

export const logProofRoutes = (house: House): Routes => {
  const routes = newRoutes();
  routes.openapi(entryRoute, (c) => {
    const proved = proveEntry(asking(c, house), Number(c.req.valid('param').seq));
    if (!proved.ok) return problem(c, proved);
    // The bytes as they are: parsed and written again they might be others.
    return c.body(new Uint8Array(proved.value.leaf), 200, { 'Content-Type': 'application/json' }) as never;
  });
  routes.openapi(proofRoute, (c) => {
    const { seq } = c.req.valid('param');
    const proved = proveEntry(asking(c, house), Number(seq));
    if (!proved.ok) return problem(c, proved);
    return c.text(proved.value.proof, 200, {
      'Content-Disposition': contentDisposition('attachment', seq, 'tlog-proof'),
    });
  });
  routes.openapi(checkpointRoute, (c) => {
    const shown = showSeal(asking(c, house));
    if (!shown.ok) return problem(c, shown);
    return c.text(shown.value.checkpoint ?? '', 200, { 'X-Log-Key': shown.value.vkey });
  });
  return routes;
};
