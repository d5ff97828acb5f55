/** The addresses of what is published for a channel: the page, publishing, and a telephone's press that it was seen. */
import { Hono } from 'hono';
import type { AskEnv } from '../../contract/asking.ts';
import type { Refusal } from '../../core/refusal.ts';
import { refuse } from '../../core/result.ts';
import type { Ctx } from '../../operations/context.ts';
import { showFleet } from '../../operations/fleet/show-fleet.ts';
import { listChannels } from '../../operations/list-channels.ts';
import { publishManifest, showHeldBack } from '../../operations/manifests/publish.ts';
import { giveReceipt, listHolders } from '../../operations/manifests/receipts.ts';
import { showManifest } from '../../operations/manifests/show-manifest.ts';
import { mayOnChannel } from '../../operations/operation.ts';
import { type Answers, type Asked, concernsTheAsker, partOf } from '../answer.ts';
import { sentForm } from '../forms/sent.ts';
import { links, query } from '../links.ts';
import { pageStatus } from '../problem-page.ts';
import { DONE, publishedPage } from './page.ts';

export const publishedRoutes = ({ pageFor, send, refused, forSomebody }: Answers): Hono<AskEnv> => {
  const show = async (c: Asked, ctx: Ctx, refusals: readonly Refusal[]): Promise<Response> => {
    const channel = partOf(c, 'channel');
    const receipts = listHolders(ctx, { channel });
    if (!receipts.ok) return refused(c, receipts.refusals);
    const held = await showHeldBack(ctx, { channel });
    if (!held.ok) return refused(c, held.refusals);
    const listed = listChannels(ctx).find((one) => one.channel.id === channel);
    if (listed === undefined) return refused(c, refuse('channel.unknown', { id: channel, known: '' }).refusals);
    const shown = showManifest(ctx, { channel });
    const fleet = showFleet(ctx, { channel });
    const page = pageFor(c);
    const body = publishedPage(page, {
      listed,
      manifest: shown.ok ? shown.value : null,
      heldBack: held.value,
      receipts: receipts.value,
      site: fleet.ok ? (fleet.value.sites[0] ?? null) : null,
      mayPublish: mayOnChannel(ctx, 'day.approve', { ...listed, day: listed.today }),
      done: DONE.find((one) => one === c.req.query('done')) ?? null,
      refusals,
      now: ctx.clock.instant(),
    });
    const [first] = refusals;
    return send(c, page, body, first === undefined ? 200 : pageStatus(first.code));
  };
  const app = new Hono<AskEnv>();
  app.get(
    '/channels/:channel/published',
    forSomebody((c, ctx) => show(c, ctx, [])),
  );
  app.post(
    '/channels/:channel/published',
    forSomebody(async (c, ctx) => {
      const channel = partOf(c, 'channel');
      const published = await publishManifest(ctx, { channel });
      if (!published.ok)
        return concernsTheAsker(published.refusals) ? refused(c, published.refusals) : show(c, ctx, published.refusals);
      const done = published.value.isNew ? 'done' : 'nothingNew';
      return c.redirect(`${links.published(channel)}${query({ done })}`, 303);
    }),
  );
  app.post(
    '/channels/:channel/published/seen',
    forSomebody(async (c, ctx) => {
      const channel = partOf(c, 'channel');
      const version = /^\d{1,9}$/.exec((await sentForm(c)).text('version'))?.[0];
      // A version that is no number is one that was never published.
      const kept = giveReceipt(ctx, { channel, version: Number(version ?? 0), kind: 'confirmed' });
      return kept.ok ? c.redirect(links.day(channel, 'today'), 303) : refused(c, kept.refusals);
    }),
  );
  return app;
};
