/**
 * Turning the second factor on and off, and the recovery codes, which are shown once.
 *
 * Nothing is stored before a code has shown that the authenticator has the secret: until then the form itself carries it.
 */
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { AskEnv } from '../../contract/asking.ts';
import type { Refused } from '../../core/result.ts';
import { type OwnAccount, showOwnAccount } from '../../operations/accounts/own-account.ts';
import {
  beginSecondFactor,
  confirmSecondFactor,
  dropSecondFactor,
  renewRecoveryCodes,
} from '../../operations/accounts/second-factor.ts';
import { hereAndNow } from '../access.ts';
import { type Answers, type Asked, concernsTheAsker } from '../answer.ts';
import { buttonForm, fieldsOf, formOf } from '../forms/fields.ts';
import { type FormState, freshForm, inOwnWords, refusedForm, sentForm } from '../forms/sent.ts';
import { icon } from '../icons.ts';
import type { Html, Page } from '../layout.ts';
import { links, query } from '../links.ts';
import { localPath } from '../local-path.ts';
import { momentText } from '../moments.ts';
import { pageStatus } from '../problem-page.ts';
import { qrFigure } from '../qr.ts';
import { narrowPage } from '../sign-in/page.ts';

const FORM = 'hai-lop';

/** Where somebody came from, who was sent to turn it on. */
const nextOf = (c: Asked): string => {
  const asked = c.req.query('next');
  return asked === undefined ? links.account : localPath(asked);
};

/** This page, on the way to `next`. */
const onTheWay = (next: string): string => links.secondFactorFor(next === links.account ? null : next);

interface Enrolment {
  readonly secret: string;
  readonly uri: string;
}

export const secondFactorRoutes = (answers: Answers): Hono<AskEnv> => {
  const { pageFor, send, refused, forSomebody } = answers;
  const app = new Hono<AskEnv>();
  app.get(
    links.secondFactor,
    forSomebody((c, ctx) => {
      const own = showOwnAccount(ctx);
      if (!own.ok) return refused(c, own.refusals);
      const page = pageFor(c);
      const since = own.value.secondFactorSince;
      const next = nextOf(c);
      if (since !== null) {
        const told = momentText(since, hereAndNow(ctx).zone, page.lang);
        return send(c, page, standingPage(page, own.value, told, next));
      }
      const begun = beginSecondFactor(ctx);
      return begun.ok
        ? send(c, page, turnOnPage(page, freshForm(FORM), begun.value, next))
        : refused(c, begun.refusals);
    }),
  );
  app.post(
    links.secondFactor,
    forSomebody(async (c, ctx) => {
      const page = pageFor(c);
      const sent = await sentForm(c);
      const secret = sent.text('secret');
      const passphrase = sent.secret('passphrase');
      const confirmed = await confirmSecondFactor(ctx, { secret, code: sent.text('code'), passphrase });
      const next = nextOf(c);
      if (confirmed.ok) return send(c, page, recoveryPage(page, confirmed.value.recovery, { turnedOn: true, next }));
      const uri = sent.text('uri');
      const [{ code }] = confirmed.refusals;
      // The page with the codes was loaded again: it stands as it was turned on then.
      if (code === 'second-factor.already') return c.redirect(onTheWay(next), 303);
      // What can be typed again leaves something to try again with, and only what we made ourselves is drawn again.
      if (!AGAIN.has(code) || !isOurs(uri, secret)) return refused(c, confirmed.refusals);
      const { code: label, passphrase: known } = page.m.secondFactor;
      const told = refusedForm(page, FORM, sent, confirmed.refusals, { code: label, passphrase: known });
      const form = inOwnWords(told, confirmed.refusals, {
        'sign-in.wrong': { field: 'passphrase', text: page.m.account.currentWrong },
        'sign-in.code-wrong': { field: 'code', text: page.m.secondFactor.codeWrong },
      });
      return send(c, page, turnOnPage(page, form, { secret, uri }, next), pageStatus(code));
    }),
  );
  app.post(
    links.secondFactorStep('recovery'),
    forSomebody((c, ctx) => {
      const renewed = renewRecoveryCodes(ctx);
      if (!renewed.ok) return refusedHere(answers, c, renewed.refusals);
      const page = pageFor(c);
      return send(c, page, recoveryPage(page, renewed.value.recovery, { turnedOn: false, next: links.account }));
    }),
  );
  app.post(
    links.secondFactorStep('off'),
    forSomebody((c, ctx) => {
      const dropped = dropSecondFactor(ctx);
      if (!dropped.ok) return refusedHere(answers, c, dropped.refusals);
      return c.redirect(`${links.account}${query({ done: 'dropped' })}`, 303);
    }),
  );
  return app;
};

/** Whoever has no second factor (any more) finds on its page how to turn it on. */
const refusedHere = ({ refused }: Answers, c: Asked, refusals: Refused['refusals']): Response | Promise<Response> =>
  concernsTheAsker(refusals) && refusals[0].code === 'second-factor.missing'
    ? c.redirect(links.secondFactor, 303)
    : refused(c, refusals);

const AGAIN: ReadonlySet<string> = new Set(['sign-in.code-wrong', 'sign-in.wrong', 'sign-in.wait', 'sign-in.busy']);

const isOurs = (uri: string, secret: string): boolean =>
  uri.length < 1000 &&
  /^[A-Z2-7]{16,128}$/.test(secret) &&
  uri.startsWith('otpauth://totp/') &&
  URL.parse(uri)?.searchParams.get('secret') === secret;

/** 'ABCD EFGH …': four by four, for whoever has to type it. */
const inFours = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ');

const turnOnPage = (page: Page, form: FormState, { secret, uri }: Enrolment, next: string): Html => {
  const { secondFactor } = page.m;
  const fields = fieldsOf(form);
  const code = fields.text({
    name: 'code',
    label: secondFactor.code,
    attributes: {
      value: '',
      inputmode: 'numeric',
      autocomplete: 'one-time-code',
      maxlength: 10,
      required: true,
    },
  });
  const passphrase = fields.secret({
    name: 'passphrase',
    label: secondFactor.passphrase,
    attributes: { autocomplete: 'current-password', required: true },
  });
  return narrowPage(page, {
    title: secondFactor.title,
    lead: secondFactor.why,
    form: html`<section class="panel" aria-labelledby="cach-bat"><h2 id="cach-bat">${secondFactor.steps}</h2>
<ol class="steps"><li>${secondFactor.install}</li>
<li>${secondFactor.scan}${qrFigure(uri, secondFactor.qr)}<p class="hint">${secondFactor.type}</p><p class="secret"><code>${inFours(secret)}</code></p></li>
<li>${secondFactor.enter}
${formOf(page, form, { action: onTheWay(next), send: secondFactor.turnOn }, html`${fields.hidden('secret', secret)}${fields.hidden('uri', uri)}${code}${passphrase}`)}</li></ol></section>`,
  });
};

interface Turned {
  readonly turnedOn: boolean;
  readonly next: string;
}

const recoveryPage = (page: Page, codes: readonly string[], { turnedOn, next }: Turned): Html => {
  const { secondFactor } = page.m;
  return narrowPage(page, {
    title: secondFactor.recoveryTitle,
    lead: null,
    notice: turnedOn
      ? html`<p class="notice" role="status">${icon('ok')}<span>${secondFactor.recoveryOn}</span></p>`
      : html``,
    form: html`<section class="panel"><p>${secondFactor.recoveryLead}</p>
<ul class="codes">${codes.map((code) => html`<li><code>${code}</code></li>`)}</ul></section>
<p class="ways"><a class="button main" href="${next}">${secondFactor.recoveryDone}</a></p>`,
  });
};

const standingPage = (page: Page, { recoveryLeft }: OwnAccount, since: string, next: string): Html => {
  const { secondFactor, account, form } = page.m;
  return narrowPage(page, {
    title: secondFactor.title,
    lead: null,
    form: html`<section class="panel"><p class="state good">${icon('ok')}<span>${secondFactor.since(since)}</span></p>
<p>${account.recoveryLeft(recoveryLeft)}</p>
<div class="step">${buttonForm(links.secondFactorStep('recovery'), secondFactor.renew)}<p class="hint">${secondFactor.renewHint}</p></div>
<div class="step">${buttonForm(links.secondFactorStep('off'), secondFactor.drop)}<p class="hint">${secondFactor.dropHint}</p></div></section>`,
    after: html`<p class="ways"><a class="button" href="${next}">${form.back}</a></p>`,
  });
};
