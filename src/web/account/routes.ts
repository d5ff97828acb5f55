/** The addresses of one's own account. */
import { Hono } from 'hono';
import type { AskEnv } from '../../contract/asking.ts';
import { changePassphrase } from '../../operations/accounts/change-passphrase.ts';
import { showOwnAccount } from '../../operations/accounts/own-account.ts';
import { endOtherSignIns, endSignIn } from '../../operations/accounts/sign-out.ts';
import { hereAndNow } from '../access.ts';
import { type Answers, type Asked, concernsTheAsker, partOf } from '../answer.ts';
import { type FormState, freshForm, inOwnWords, refusedForm, sentForm } from '../forms/sent.ts';
import { links, query } from '../links.ts';
import { pageStatus } from '../problem-page.ts';
import { accountPage, PASSPHRASE_FORM, passphraseLabels } from './page.ts';

const DONE = ['passphrase', 'ended', 'dropped'] as const;

export const accountRoutes = ({ pageFor, send, refused, askingFor, forSomebody }: Answers): Hono<AskEnv> => {
  const show = (c: Asked, passphraseForm: FormState, status: number): Response | Promise<Response> => {
    const ctx = askingFor(c);
    const own = showOwnAccount(ctx);
    if (!own.ok) return refused(c, own.refusals);
    const page = pageFor(c);
    const done = DONE.find((one) => one === c.req.query('done')) ?? null;
    const body = accountPage(page, { own: own.value, zone: hereAndNow(ctx).zone, passphraseForm, done });
    return send(c, page, body, status);
  };
  const back = (c: Asked, done: (typeof DONE)[number]): Response =>
    c.redirect(`${links.account}${query({ done })}`, 303);

  const app = new Hono<AskEnv>();
  app.get(
    links.account,
    forSomebody((c) => show(c, freshForm(PASSPHRASE_FORM), 200)),
  );
  app.post(
    links.ownPassphrase,
    forSomebody(async (c, ctx) => {
      const sent = await sentForm(c);
      const page = pageFor(c);
      const next = sent.secret('passphrase');
      if (next !== sent.secret('repeat')) {
        const faults = [{ field: 'repeat', text: page.m.form.mismatch }];
        return show(c, { id: PASSPHRASE_FORM, sent, faults }, 422);
      }
      const changed = await changePassphrase(ctx, { current: sent.secret('current'), next });
      if (changed.ok) return back(c, 'passphrase');
      if (concernsTheAsker(changed.refusals)) return refused(c, changed.refusals);
      const told = refusedForm(page, PASSPHRASE_FORM, sent, changed.refusals, passphraseLabels(page));
      const form = inOwnWords(told, changed.refusals, {
        'sign-in.wrong': { field: 'current', text: page.m.account.currentWrong },
      });
      return show(c, form, pageStatus(changed.refusals[0].code));
    }),
  );
  app.post(
    links.ownSignIns,
    forSomebody((c, ctx) => {
      const ended = endOtherSignIns(ctx);
      return ended.ok ? back(c, 'ended') : refused(c, ended.refusals);
    }),
  );
  app.post(
    `${links.ownSignIns}/:id`,
    forSomebody((c, ctx) => {
      const ended = endSignIn(ctx, { id: partOf(c, 'id') });
      return ended.ok ? back(c, 'ended') : refused(c, ended.refusals);
    }),
  );
  return app;
};
