/** The addresses of machines' tokens and sites' links. */
import { Hono } from 'hono';
import type { AskEnv } from '../../contract/asking.ts';
import { SCOPES } from '../../core/access/model.ts';
import type { Refused } from '../../core/result.ts';
import { addSiteLink, addToken, listTokens, renewSiteLink, revokeToken } from '../../operations/accounts/tokens.ts';
import type { Ctx } from '../../operations/context.ts';
import { listChannels } from '../../operations/list-channels.ts';
import { mayOnChannel, secondFactorState } from '../../operations/operation.ts';
import { hereAndNow, holds, unitChoices } from '../access.ts';
import { type Answers, type Asked, concernsTheAsker, originOf, partOf } from '../answer.ts';
import { type FormState, freshForm, refusedForm, type Sent, sentForm } from '../forms/sent.ts';
import { links, query } from '../links.ts';
import { unitChosen } from '../people/shown.ts';
import { pageStatus } from '../problem-page.ts';
import { madeSitePage, madeTokenPage, tokenLabels, tokensPage } from './page.ts';

const MACHINE = 'khoa-may';
const SITE = 'lien-ket-diem';

export const tokenRoutes = ({ pageFor, send, refused, forRight }: Answers): Hono<AskEnv> => {
  const show = (c: Asked, ctx: Ctx, form: FormState | null, status: number): Promise<Response> => {
    const page = pageFor(c);
    const formWith = (id: string): FormState => (form?.id === id ? form : freshForm(id));
    const body = tokensPage(page, {
      tokens: listTokens(ctx),
      channels: listChannels(ctx).filter(
        ({ channel, station, today, current }) =>
          current && mayOnChannel(ctx, 'token.manage', { channel, station, day: today }),
      ),
      zone: hereAndNow(ctx).zone,
      now: ctx.clock.instant(),
      choices: holds(ctx.caller, 'token.manage') ? unitChoices(ctx, 'token.manage') : null,
      factor: secondFactorState(ctx),
      machineForm: formWith(MACHINE),
      siteForm: formWith(SITE),
      revoked: c.req.query('done') === 'revoked',
    });
    return send(c, page, body, status);
  };
  const again = (c: Asked, ctx: Ctx, id: string, sent: Sent, refusals: Refused['refusals']) => {
    if (concernsTheAsker(refusals)) return refused(c, refusals);
    const page = pageFor(c);
    return show(c, ctx, refusedForm(page, id, sent, refusals, tokenLabels(page)), pageStatus(refusals[0].code));
  };

  const app = new Hono<AskEnv>();
  app.get(
    links.tokens,
    forRight('token.read', (c, ctx) => show(c, ctx, null, 200)),
  );
  app.post(
    links.machineTokens,
    forRight('token.read', async (c, ctx) => {
      const sent = await sentForm(c);
      const name = sent.text('name');
      const scopes = SCOPES.filter((scope) => sent.all('scopes').includes(scope));
      if (scopes.length === 0) {
        const faults = [{ field: 'scopes', text: pageFor(c).m.form.atLeastOne }];
        return show(c, ctx, { id: MACHINE, sent, faults }, 422);
      }
      const made = addToken(ctx, {
        name,
        scopes,
        unit: unitChosen(sent.text('unit')),
        // 0 is what a text that is no number comes to: no token lasts so long.
        days: /^\d{1,4}$/.test(sent.text('days')) ? Number(sent.text('days')) : 0,
      });
      if (!made.ok) return again(c, ctx, MACHINE, sent, made.refusals);
      const page = pageFor(c);
      return send(c, page, madeTokenPage(page, name, made.value.token));
    }),
  );
  app.post(
    links.siteLinks,
    forRight('token.read', async (c, ctx) => {
      const sent = await sentForm(c);
      const name = sent.text('name');
      const made = addSiteLink(ctx, { name, channel: sent.text('channel') });
      if (!made.ok) return again(c, ctx, SITE, sent, made.refusals);
      const page = pageFor(c);
      return send(c, page, madeSitePage(page, name, `${originOf(c)}${links.phone(made.value.token)}`));
    }),
  );
  app.post(
    `${links.tokens}/:id/renew`,
    forRight('token.read', (c, ctx) => {
      const made = renewSiteLink(ctx, { id: partOf(c, 'id') });
      if (!made.ok) return refused(c, made.refusals);
      const { name, token } = made.value;
      const page = pageFor(c);
      return send(c, page, madeSitePage(page, name, `${originOf(c)}${links.phone(token)}`));
    }),
  );
  app.post(
    `${links.tokens}/:id/revoke`,
    forRight('token.read', (c, ctx) => {
      const revoked = revokeToken(ctx, { id: partOf(c, 'id') });
      return revoked.ok
        ? c.redirect(`${links.tokens}${query({ done: 'revoked' })}`, 303)
        : refused(c, revoked.refusals);
    }),
  );
  return app;
};
