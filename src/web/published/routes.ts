/** The addresses of what is published for a channel: the page, publishing, and a telephone's press that it was seen. */
import { Hono } from 'hono';
import type { AskEnv } from '../../contract/asking.ts';
import type { ChannelId } from '../../core/ids.ts';
import type { Refusal } from '../../core/refusal.ts';
import { type Refused, refuse } from '../../core/result.ts';
import { listTokens } from '../../operations/accounts/tokens.ts';
import type { Ctx } from '../../operations/context.ts';
import { inviteDevice, listDevices, revokeDevice } from '../../operations/fleet/devices.ts';
import { showFleet } from '../../operations/fleet/show-fleet.ts';
import { listChannels } from '../../operations/list-channels.ts';
import { publishManifest, showHeldBack } from '../../operations/manifests/publish.ts';
import { giveReceipt, listHolders } from '../../operations/manifests/receipts.ts';
import { showManifest } from '../../operations/manifests/show-manifest.ts';
import { mayOnChannel, secondFactorState } from '../../operations/operation.ts';
import { hereAndNow } from '../access.ts';
import { type Answers, type Asked, concernsTheAsker, originOf, partOf } from '../answer.ts';
import { type FormState, refusedForm, sentForm } from '../forms/sent.ts';
import { links, query } from '../links.ts';
import { pageStatus } from '../problem-page.ts';
import { INVITE_FORM, invitationPage, type MachineParts, revokeForm } from './machines.ts';
import { DONE, publishedPage } from './page.ts';

export const publishedRoutes = ({ pageFor, send, refused, forSomebody }: Answers): Hono<AskEnv> => {
  /** `form`: of the machines, as it was refused just now. */
  const show = async (
    c: Asked,
    ctx: Ctx,
    refusals: readonly Refusal[],
    form: FormState | null = null,
  ): Promise<Response> => {
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
    const place = { ...listed, day: listed.today };
    const mayInvite = mayOnChannel(ctx, 'token.manage', place);
    const machines: MachineParts = {
      ...{ channel: listed.channel.id, zone: listed.station.zone, form },
      devices: listDevices(ctx).filter((one) => one.channel.id === channel),
      siteLinks: listTokens(ctx).filter(
        ({ kind, channel: of, revokedAt }) => kind === 'site' && of?.id === channel && revokedAt === null,
      ),
      factor: mayInvite ? secondFactorState(ctx) : null,
    };
    const body = publishedPage(page, {
      listed,
      manifest: shown.ok ? shown.value : null,
      heldBack: held.value,
      receipts: receipts.value,
      site: fleet.ok ? (fleet.value.sites[0] ?? null) : null,
      machines: mayInvite || mayOnChannel(ctx, 'token.read', place) ? machines : null,
      mayPublish: mayOnChannel(ctx, 'day.approve', place),
      done: DONE.find((one) => one === c.req.query('done')) ?? null,
      // Those of a form stand in it.
      refusals: form === null ? refusals : [],
      now: ctx.clock.instant(),
    });
    const [first] = refusals;
    return send(c, page, body, first === undefined ? (form === null ? 200 : 422) : pageStatus(first.code));
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
  const again = (c: Asked, ctx: Ctx, form: FormState, refusals: Refused['refusals']): Response | Promise<Response> =>
    concernsTheAsker(refusals) ? refused(c, refusals) : show(c, ctx, refusals, form);
  app.post(
    '/channels/:channel/published/machines',
    forSomebody(async (c, ctx) => {
      const [channel, sent, page] = [partOf(c, 'channel'), await sentForm(c), pageFor(c)];
      const name = sent.text('name');
      const made = inviteDevice(ctx, { channel, name });
      if (!made.ok) {
        const form = refusedForm(page, INVITE_FORM, sent, made.refusals, { name: page.m.machines.name });
        return again(c, ctx, form, made.refusals);
      }
      const { zone } = listChannels(ctx).find((one) => one.channel.id === channel)?.station ?? hereAndNow(ctx);
      const invited = { ...made.value, channel: channel as ChannelId, name, origin: originOf(c), zone };
      return send(c, page, invitationPage(page, invited));
    }),
  );
  app.post(
    '/channels/:channel/published/machines/:id/revoke',
    forSomebody(async (c, ctx) => {
      const [channel, id, sent] = [partOf(c, 'channel'), partOf(c, 'id'), await sentForm(c)];
      if (sent.text('sure') !== 'yes') {
        const form = { id: revokeForm(id), sent, faults: [{ field: 'sure', text: pageFor(c).m.form.unsure }] };
        return show(c, ctx, [], form);
      }
      const revoked = revokeDevice(ctx, { id });
      if (!revoked.ok) return refused(c, revoked.refusals);
      return c.redirect(`${links.published(channel)}${query({ done: 'machineRevoked' })}`, 303);
    }),
  );
  return app;
};
