/** The addresses of campaigns and their targets. */
import { Hono } from 'hono';
import type { AskEnv } from '../../contract/asking.ts';
import { sentenceOf } from '../../contract/sentences/index.ts';
import { ok, type Result } from '../../core/result.ts';
import { addDays, type LocalDate } from '../../core/time/local.ts';
import { offerMakeGoods } from '../../operations/campaigns/offer-make-goods.ts';
import { showCoverage } from '../../operations/campaigns/show-coverage.ts';
import { listChannels } from '../../operations/list-channels.ts';
import { showSchedule } from '../../operations/show-schedule.ts';
import { hereAndNow } from '../access.ts';
import { type Answers, type Asked, dayAsked, partOf } from '../answer.ts';
import { links } from '../links.ts';
import { campaignsPage, coveragePage } from './page.ts';

/** What was lost is looked for in these days around today: older ones nobody makes good, later ones may still change. */
const DAYS_BACK = 14;
const DAYS_AHEAD = 7;

export const campaignRoutes = ({ pageFor, send, refused, forRight }: Answers): Hono<AskEnv> => {
  const app = new Hono<AskEnv>();
  app.get(
    links.campaigns,
    forRight('air-log.read', (c, ctx) => {
      const schedule = showSchedule(ctx);
      if (!schedule.ok) return refused(c, schedule.refusals);
      const page = pageFor(c);
      return send(c, page, campaignsPage(page, schedule.value.campaigns));
    }),
  );
  app.get(
    `${links.campaigns}/:id`,
    forRight('air-log.read', (c, ctx) => {
      const { today } = hereAndNow(ctx);
      const [from, to] = [dayOrNone(c, 'from'), dayOrNone(c, 'to')];
      if (!from.ok) return refused(c, from.refusals);
      if (!to.ok) return refused(c, to.refusals);
      const structure = c.req.query('structure') === 'today' ? 'today' : 'then';
      const campaign = partOf(c, 'id');
      const counted = structure === 'today' ? today : structure;
      const shown = showCoverage(ctx, { campaign, from: from.value, to: to.value, structure: counted });
      if (!shown.ok) return refused(c, shown.refusals);
      const channel = c.req.query('channel') || null;
      const span = { from: addDays(today, -DAYS_BACK), to: addDays(today, DAYS_AHEAD) };
      const offered = channel === null ? null : offerMakeGoods(ctx, { channel, ...span, campaign });
      const page = pageFor(c);
      const body = coveragePage(page, {
        shown: shown.value,
        structure,
        channels: listChannels(ctx).filter(({ current }) => current),
        channel,
        makeGoods: offered?.ok ? offered.value : null,
        faults: offered?.ok === false ? offered.refusals.map((one) => sentenceOf(one, page.lang)) : [],
      });
      return send(c, page, body);
    }),
  );
  return app;
};

/** An empty field leaves it open. Refuses with time.date. */
const dayOrNone = (c: Asked, name: string): Result<LocalDate | undefined> => {
  const text = c.req.query(name) ?? '';
  return text === '' ? ok(undefined) : dayAsked(text);
};
