/** The address of the page of all sites, with its filters. */
import { Hono } from 'hono';
import type { AskEnv } from '../../contract/asking.ts';
import { sentenceOf } from '../../contract/sentences/index.ts';
import { showFleet } from '../../operations/fleet/show-fleet.ts';
import { hereAndNow } from '../access.ts';
import { type Answers, concernsTheAsker } from '../answer.ts';
import { links } from '../links.ts';
import { pageStatus } from '../problem-page.ts';
import { fleetPage, STATES } from './page.ts';

export const fleetPageRoutes = ({ pageFor, send, refused, forRight }: Answers): Hono<AskEnv> => {
  const app = new Hono<AskEnv>();
  app.get(
    links.fleet,
    forRight('air-log.read', (c, ctx) => {
      const unit = (c.req.query('unit') ?? '').trim().slice(0, 64) || null;
      const state = STATES.find((one) => one === c.req.query('state')) ?? null;
      const asked = showFleet(ctx, { unit: unit ?? undefined, state: state ?? undefined });
      if (!asked.ok && concernsTheAsker(asked.refusals)) return refused(c, asked.refusals);
      // A unit that is not there leaves the list whole, and is told.
      const shown = asked.ok ? asked : showFleet(ctx, {});
      if (!shown.ok) return refused(c, shown.refusals);
      const page = pageFor(c);
      const faults = asked.ok ? [] : asked.refusals.map((refusal) => sentenceOf(refusal, page.lang));
      const body = fleetPage(page, { fleet: shown.value, unit, state, zone: hereAndNow(ctx).zone, faults });
      return send(c, page, body, asked.ok ? 200 : pageStatus(asked.refusals[0].code));
    }),
  );
  return app;
};
