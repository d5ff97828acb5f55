/** GET /verdicts: what is known of each planned airing. Worked out from plans and entries; there is nothing to write. */
import { createRoute, z } from '@hono/zod-openapi';
import type { TypedResponse } from 'hono';
import { DateText, IdText } from '../../contract/api.ts';
import { contentDisposition } from '../../contract/api-file-name.ts';
import {
  EvidenceWord,
  VERDICT_FORMATS,
  VERDICT_PIECES,
  VERDICT_TYPES,
  VerdictRowJson,
  VerdictsJson,
  VerdictWord,
} from '../../contract/api-verdicts.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { House } from '../../operations/context.ts';
import { listVerdicts } from '../../operations/log/list-verdicts.ts';
import { textStream } from '../answer.ts';
import { problem } from '../problem.ts';
import { asking, langOf } from '../request.ts';
import { GUARDED_PROBLEMS, named, newRoutes, type Routes, SECURITY, told } from './route.ts';

const ROW = named(VerdictRowJson, 'Verdict');

const VerdictsQuery = z.strictObject({
  from: told(DateText, { description: 'First broadcast day', example: '2025-04-01' }),
  to: told(DateText, { description: 'Last broadcast day, included; at most 400 days', example: '2025-04-30' }),
  channel: IdText.optional(),
  unit: told(IdText, {
    description: "One that the airing's channel served on its day",
    example: 'xa-my-tu',
  }).optional(),
  campaign: IdText.optional(),
  contentGroup: IdText.optional(),
  language: z.string().min(1).max(64).optional().openapi({ description: 'As planned: vi, km', example: 'km' }),
  verdict: VerdictWord.optional(),
  evidence: EvidenceWord.optional(),
  format: z.enum(VERDICT_FORMATS).optional().openapi({ description: 'Goes before Accept' }),
});

const listRoute = createRoute({
  method: 'get',
  path: '/verdicts',
  operationId: 'listVerdicts',
  tags: ['air log'],
  summary: 'Each planned airing with its one verdict, and totals',
  description:
    'Aired, partly aired, interrupted, not aired or unknown, with the reason and how we know. Worked out whenever it is asked, so an entry is the only thing that changes a verdict. As JSON, or as NDJSON: one verdict a line, without totals.',
  security: SECURITY.asked,
  request: { query: VerdictsQuery },
  responses: {
    200: {
      description: 'The verdicts',
      content: {
        'application/json': { schema: VerdictsJson.extend({ verdicts: ROW.array(), unplanned: ROW.array() }) },
        'application/x-ndjson': { schema: z.string() },
      },
    },
    ...GUARDED_PROBLEMS,
  },
});

export const verdictRoutes = (house: House): Routes => {
  const routes = newRoutes();
  routes.openapi(listRoute, (c) => {
    const { from, to, format: asked, ...filter } = c.req.valid('query');
    const span = { from: from as LocalDate, to: to as LocalDate };
    const found = listVerdicts(asking(c, house), { ...span, ...filter });
    if (!found.ok) return problem(c, found);
    const format = asked ?? (c.req.header('accept')?.includes('application/x-ndjson') ? 'ndjson' : 'json');
    const pieces = VERDICT_PIECES[format]({ ...span, ...found.value }, langOf(c));
    const sent = c.body(textStream(pieces), 200, {
      'Content-Type': VERDICT_TYPES[format],
      'Content-Disposition': contentDisposition('inline', `ket-qua-phat-song-${from}-${to}.${format}`, format),
      'Cache-Control': 'no-store',
      Vary: 'Accept, Accept-Language',
    });
    // To the types of zod-openapi, NDJSON is JSON too; the document says what is sent.
    return sent as Response as Response & TypedResponse<string, 200, 'json'>;
  });
  return routes;
};
