/** How the pages answer: which page a request is on, who asks, where a refusal leads, and the headers of what is sent. */
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { DateText } from '../contract/api.ts';
import type { AskEnv } from '../contract/asking.ts';
import { NOBODY, type Right } from '../core/access/model.ts';
import { ok, type Refused, type Result, refuse } from '../core/result.ts';
import type { LocalDate } from '../core/time/local.ts';
import type { Ctx, House } from '../operations/context.ts';
import { holds } from './access.ts';
import type { Heads } from './assets.ts';
import { languageOf, messagesIn } from './language.ts';
import type { Html, Page } from './layout.ts';
import { links, query } from './links.ts';
import { pageOfForm } from './local-path.ts';
import { pageStatus, refusedPage } from './problem-page.ts';

export type Asked = Context<AskEnv>;

type Answer = Response | Promise<Response>;

export interface Sending {
  readonly pageFor: (c: Asked) => Page;
  readonly send: (c: Asked, page: Page, body: Html, status?: number) => Promise<Response>;
}

export interface Answers extends Sending {
  /** What is refused as a whole: a page that says so, or the page where the reader can do something about it. */
  readonly refused: (c: Asked, refusals: Refused['refusals']) => Answer;
  readonly askingFor: (c: Asked) => Ctx;
  /** A page that nobody may open without having signed in. */
  readonly forSomebody: (answer: (c: Asked, ctx: Ctx) => Answer) => (c: Asked) => Answer;
  /** A page for those who have one of `rights` somewhere; what they see and do there, each operation decides. */
  readonly forRight: (
    rights: Right | readonly [Right, ...Right[]],
    answer: (c: Asked, ctx: Ctx) => Answer,
  ) => (c: Asked) => Answer;
}

/** The page that this request is on: a form's own page, because the address it is sent to cannot be opened. */
const hereOf = (c: Asked): string => {
  const { pathname, search } = new URL(c.req.url);
  return `${c.req.method === 'POST' ? pageOfForm(pathname) : pathname}${search}`;
};

export const sendingWith = (heads: Heads): Sending => ({
  pageFor: (c) => {
    const lang = languageOf(c);
    // A request that the border refused before it knew who asks is on a page of nobody's.
    const { caller = NOBODY, exposed = false } = c.var as Partial<AskEnv['Variables']>;
    return { lang, m: messagesIn(lang), heads, here: hereOf(c), caller, exposed };
  },
  send: async (c, page, body, status = 200) =>
    c.html(await body, status as ContentfulStatusCode, {
      'cache-control': 'no-store',
      'content-language': page.lang,
      vary: 'Cookie',
    }),
});

/** To the page where one signs in, and from there back to this one. */
export const toSignIn = (c: Asked): Response => c.redirect(`${links.signIn}${query({ next: hereOf(c) })}`, 303);

export const answersWith = (house: House, heads: Heads): Answers => {
  const sending = sendingWith(heads);
  const askingFor = (c: Asked): Ctx => ({ ...house, caller: c.get('caller') });
  const refused: Answers['refused'] = (c, refusals) => {
    const [{ code }] = refusals;
    if (code === 'sign-in.needed') return toSignIn(c);
    if (code === 'second-factor.stale') return c.redirect(`${links.confirm}${query({ next: hereOf(c) })}`, 303);
    const page = sending.pageFor(c);
    return sending.send(c, page, refusedPage(page, refusals), pageStatus(code));
  };
  const forSomebody: Answers['forSomebody'] = (answer) => (c) =>
    c.get('caller').kind === 'nobody' ? toSignIn(c) : answer(c, askingFor(c));
  const forRight: Answers['forRight'] = (rights, answer) => {
    const [right, ...others] = typeof rights === 'string' ? [rights] : rights;
    return forSomebody((c, ctx) =>
      [right, ...others].some((one) => holds(ctx.caller, one))
        ? answer(c, ctx)
        : refused(c, refuse('right.missing', { right }).refusals),
    );
  };
  return { ...sending, askingFor, refused, forSomebody, forRight };
};

/** 'https://loa.example.vn': where this reader reaches us, for addresses that are handed on. */
export const originOf = (c: Asked): string => {
  // As the border has settled it, from the settings or from the Host that it has looked at.
  const own = c.get('ownOrigin');
  return own.ok ? own.value : new URL(c.req.url).origin;
};

/** A part of the address; '' when the route has none of that name. */
export const partOf = (c: Asked, name: string): string => c.req.param(name) ?? '';

/** What a whole page is refused with, even when a form was sent: who asks has to do something else first. */
export const concernsTheAsker = ([{ code }]: Refused['refusals']): boolean =>
  code === 'sign-in.needed' ||
  code === 'right.missing' ||
  code === 'right.not-yours' ||
  (code.startsWith('second-factor.') && code !== 'second-factor.already');

/** A day in an address. Refuses with time.date. */
export const dayAsked = (text: string): Result<LocalDate> =>
  DateText.safeParse(text).success ? ok(text as LocalDate) : refuse('time.date', { text });
