/** GET /campaigns/{campaign}/coverage and …/make-goods: targets against what aired and is planned; where the lost fits. */
import { createRoute, z } from '@hono/zod-openapi';
import { DateText, IdText } from '../../contract/api.ts';
import { CoverageJson, coverageJson, StructureText } from '../../contract/api-campaign.ts';
import { MakeGoodsJson, makeGoodsJson } from '../../contract/api-make-goods.ts';
import type { LocalDate } from '../../core/time/local.ts';
import { offerMakeGoods } from '../../operations/campaigns/offer-make-goods.ts';
import { showCoverage } from '../../operations/campaigns/show-coverage.ts';
import type { House } from '../../operations/context.ts';
import { sendJson } from '../answer.ts';
import { problem } from '../problem.ts';
import { asking, langOf } from '../request.ts';
import { GUARDED_PROBLEMS, named, newRoutes, ofType, type Routes, SECURITY, TAGGED, told } from './route.ts';

const CampaignPath = z.object({ campaign: told(IdText, { example: 'nghi-quyet-57' }) });

const coverageRoute = createRoute({
  method: 'get',
  path: '/campaigns/{campaign}/coverage',
  operationId: 'showCoverage',
  tags: ['campaigns'],
  summary: "A campaign's targets: done, still to come by the plan, and what will be missing",
  description:
    'Each target in each week or month that shares a day with the span, told whole; without a span from four weeks back to four weeks ahead. Counts what the caller may read (`unseen`).',
  security: SECURITY.asked,
  request: {
    params: CampaignPath,
    query: z.strictObject({
      from: told(DateText, { example: '2026-11-01' }).optional(),
      to: told(DateText, { description: 'Included; at most 400 days', example: '2026-11-30' }).optional(),
      structure: told(StructureText, { example: '2025-07-01' }).default('then'),
    }),
  },
  responses: { ...ofType(named(CoverageJson, 'Coverage'), 'Target by target'), ...TAGGED, ...GUARDED_PROBLEMS },
});

const makeGoodsRoute = createRoute({
  method: 'get',
  path: '/campaigns/{campaign}/make-goods',
  operationId: 'offerMakeGoods',
  tags: ['campaigns'],
  summary: 'What was lost on a channel, with places in the coming days where it fits without breaking anything',
  description:
    'Airings that people said did not air, and those that a plan left out for want of time, in the days of the span. Each offer holds the edit that does it; nothing is done here.',
  security: SECURITY.asked,
  request: {
    params: CampaignPath,
    query: z.strictObject({
      channel: told(IdText, { example: 'dai-my-tu' }),
      from: told(DateText, { example: '2026-11-01' }),
      to: told(DateText, { description: 'Included; at most 400 days', example: '2026-11-30' }),
    }),
  },
  responses: { ...ofType(named(MakeGoodsJson, 'MakeGoods'), 'What was lost'), ...TAGGED, ...GUARDED_PROBLEMS },
});

export const campaignRoutes = (house: House): Routes => {
  const routes = newRoutes();
  routes.openapi(coverageRoute, (c) => {
    const { from, to, structure } = c.req.valid('query');
    const span = { from: from as LocalDate | undefined, to: to as LocalDate | undefined };
    const shown = showCoverage(asking(c, house), {
      campaign: c.req.valid('param').campaign,
      ...span,
      structure: structure as LocalDate | 'then',
    });
    if (!shown.ok) return problem(c, shown);
    c.header('Vary', 'Accept-Language', { append: true });
    return sendJson(c, coverageJson(shown.value, langOf(c)));
  });
  routes.openapi(makeGoodsRoute, (c) => {
    const { channel, from, to } = c.req.valid('query');
    const { campaign } = c.req.valid('param');
    const span = { from: from as LocalDate, to: to as LocalDate };
    const offered = offerMakeGoods(asking(c, house), { campaign, channel, ...span });
    if (!offered.ok) return problem(c, offered);
    c.header('Vary', 'Accept-Language', { append: true });
    return sendJson(c, makeGoodsJson(offered.value, langOf(c)));
  });
  return routes;
};
