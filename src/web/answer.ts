/** How the pages answer: which page a request is on, from where it comes, and the headers of what is sent. */
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { DateText } from '../contract/api.ts';
import { mayWrite } from '../contract/local-write.ts';
import type { Refusal } from '../core/refusal.ts';
import { ok, type Refused, type Result, refuse } from '../core/result.ts';
import type { LocalDate } from '../core/time/local.ts';
import type { Heads } from './assets.ts';
import { languageOf } from './language.ts';
import { type Html, type Page, pageOf } from './layout.ts';
import { pageStatus, refusedPage } from './problem-page.ts';

export interface Answers {
  readonly pageFor: (c: Context) => Page;
  readonly send: (c: Context, page: Page, body: Html, status?: number) => Promise<Response>;
  readonly refused: (c: Context, refusals: Refused['refusals']) => Promise<Response>;
}

export const answersWith = (heads: Heads): Answers => {
  const pageFor = (c: Context): Page => {
    const url = new URL(c.req.url);
    // A refused form is shown at the form's own address, which cannot be opened; its page can.
    const path = c.req.method === 'POST' ? url.pathname.replace(/\/airings$/, '') : url.pathname;
    return pageOf(languageOf(c), heads, `${path}${url.search}`);
  };
  const send: Answers['send'] = async (c, page, body, status = 200) =>
    c.html(await body, status as ContentfulStatusCode, {
      'cache-control': 'no-store',
      'content-language': page.lang,
      vary: 'Cookie',
    });
  const refused: Answers['refused'] = (c, refusals) => {
    const page = pageFor(c);
    return send(c, page, refusedPage(page, refusals), pageStatus(refusals[0]));
  };
  return { pageFor, send, refused };
};

/** Address of the other end of the connection, as the Node server hands it over; null when there is none. */
const peerOf = (c: Context): string | null => {
  const bindings = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined;
  return bindings?.incoming?.socket?.remoteAddress ?? null;
};

/** Whether this request may write. Refuses with write.local-only, request.origin. */
export const mayWriteFrom = (c: Context): Result<void> =>
  mayWrite({ peer: peerOf(c), header: (name) => c.req.header(name) });

const ABOUT_THE_SENDER = ['origin', 'referer', 'sec-fetch-site'];

/**
 * Why a page opened from here could not write, or null: asked when the form is shown. From which page the
 * reader came does not matter then; it will when the form is sent.
 */
export const whyNoForm = (c: Context): Refusal | null => {
  const header = (name: string) => (ABOUT_THE_SENDER.includes(name) ? null : c.req.header(name));
  const allowed = mayWrite({ peer: peerOf(c), header });
  return allowed.ok ? null : allowed.refusals[0];
};

/** A day in an address. Refuses with time.date. */
export const dayAsked = (text: string): Result<LocalDate> =>
  DateText.safeParse(text).success ? ok(text as LocalDate) : refuse('time.date', { text });
