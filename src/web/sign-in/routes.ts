/**
 * The addresses of signing in and out, and of proving oneself again.
 *
 * At each step the browser gets a new token: one that somebody had put there before is worth nothing afterwards.
 */
import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { type AskEnv, signInCookie, siteCookie } from '../../contract/asking.ts';
import type { Refused } from '../../core/result.ts';
import { proveSecondFactor } from '../../operations/accounts/prove-second-factor.ts';
import { signIn } from '../../operations/accounts/sign-in.ts';
import { signOut } from '../../operations/accounts/sign-out.ts';
import type { Answers, Asked } from '../answer.ts';
import { freshForm, refusedForm, type Sent, sentForm } from '../forms/sent.ts';
import { links, query } from '../links.ts';
import { localPath } from '../local-path.ts';
import { pageStatus } from '../problem-page.ts';
import { codeLabels, codePage, type SignInNotice, signInLabels, signInPage } from './page.ts';

const remember = (c: Asked, token: string): void => {
  const { name, options } = signInCookie(c.get('secure'));
  setCookie(c, name, token, options);
};

/** For programs, and for the trace: how long the next try has to wait. */
const tellWait = (c: Asked, [refused]: Refused['refusals']): void => {
  if (refused.code === 'sign-in.wait') c.header('Retry-After', String(refused.params.seconds));
};

const nextOf = (c: Asked): string => localPath(c.req.query('next'));

const noticeOf = (c: Asked): SignInNotice => {
  const done = c.req.query('done');
  if (done === 'chosen' || done === 'left') return done;
  // A telephone with a site's link that opens nothing any more: its people have no account to sign in with.
  if (getCookie(c, siteCookie(c.get('secure')).name) !== undefined && c.get('caller').kind === 'nobody')
    return 'withdrawn';
  return c.req.query('next') === undefined ? null : 'again';
};

export const signInRoutes = ({ pageFor, send, refused, askingFor, forSomebody }: Answers): Hono<AskEnv> => {
  const app = new Hono<AskEnv>();

  app.get(links.signIn, (c) => {
    if (c.get('caller').kind === 'person') return c.redirect(nextOf(c), 303);
    const page = pageFor(c);
    return send(c, page, signInPage(page, freshForm('sign-in'), nextOf(c), noticeOf(c)));
  });
  app.post(links.signIn, async (c) => {
    const sent = await sentForm(c);
    const signedIn = await signIn(askingFor(c), {
      login: sent.text('login'),
      passphrase: sent.secret('passphrase'),
      address: c.get('address'),
      agent: (c.req.header('user-agent') ?? '').slice(0, 300),
    });
    if (!signedIn.ok) {
      tellWait(c, signedIn.refusals);
      const page = pageFor(c);
      const form = refusedForm(page, 'sign-in', sent, signedIn.refusals, signInLabels(page));
      return send(c, page, signInPage(page, form, nextOf(c), null), pageStatus(signedIn.refusals[0].code));
    }
    remember(c, signedIn.value.token);
    const next = nextOf(c);
    return c.redirect(signedIn.value.stage === 'code' ? `${links.signInCode}${query({ next })}` : next, 303);
  });

  /** Both places where a code is typed: on the way in (`sure` false), and again before something important. */
  const codeRefused = (c: Asked, sent: Sent, refusals: Refused['refusals'], sure: boolean) => {
    tellWait(c, refusals);
    const page = pageFor(c);
    const form = refusedForm(page, 'code', sent, refusals, codeLabels(page));
    return send(c, page, codePage(page, form, nextOf(c), { sure }), pageStatus(refusals[0].code));
  };
  const prove = async (c: Asked, sure: boolean): Promise<Response> => {
    const sent = await sentForm(c);
    const token = c.get('signInToken') ?? '';
    const proved = proveSecondFactor(askingFor(c), { token, code: sent.text('code') });
    if (proved.ok) {
      remember(c, proved.value.token);
      return c.redirect(nextOf(c), 303);
    }
    const [{ code }] = proved.refusals;
    if (code === 'sign-in.needed') return c.redirect(`${links.signIn}${query({ next: nextOf(c) })}`, 303);
    if (code === 'second-factor.missing') return c.redirect(links.secondFactorFor(nextOf(c)), 303);
    return codeRefused(c, sent, proved.refusals, sure);
  };
  app.get(links.signInCode, (c) => {
    if (c.get('caller').kind === 'person') return c.redirect(nextOf(c), 303);
    if (c.get('signInToken') === null) return c.redirect(`${links.signIn}${query({ next: nextOf(c) })}`, 303);
    const page = pageFor(c);
    return send(c, page, codePage(page, freshForm('code'), nextOf(c), { sure: false }));
  });
  app.post(links.signInCode, (c) => prove(c, false));
  app.get(
    links.confirm,
    forSomebody((c, { caller }) => {
      const page = pageFor(c);
      if (caller.kind === 'person' && !caller.hasSecondFactor) return c.redirect(links.secondFactorFor(nextOf(c)), 303);
      return send(c, page, codePage(page, freshForm('code'), nextOf(c), { sure: true }));
    }),
  );
  app.post(
    links.confirm,
    forSomebody((c) => prove(c, true)),
  );

  app.post(links.signOut, (c) => {
    // Who is not signed in any more has what they want.
    const left = signOut(askingFor(c));
    if (!left.ok && left.refusals[0].code !== 'sign-in.needed') return refused(c, left.refusals);
    const { name, options } = signInCookie(c.get('secure'));
    deleteCookie(c, name, options);
    return c.redirect(`${links.signIn}${query({ done: 'left' })}`, 303);
  });
  return app;
};
