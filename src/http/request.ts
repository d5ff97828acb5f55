/**
 * What a request tells about itself: in which language it wants its answer, at which address it reached us, and what
 * the border has found out about who asks.
 */
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { preferredLang } from '../contract/api-language.ts';
import type { AskEnv } from '../contract/asking.ts';
import type { Lang } from '../contract/sentences/index.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import type { Ctx, House } from '../operations/context.ts';

export const langOf = (c: Context): Lang => preferredLang(c.req.header('accept-language'));

/** Address of the other end of the connection; null when there is none (a request made inside the process). */
export const peerOf = (c: Context): string | null => {
  const bindings = c.env as { incoming?: unknown; server?: unknown } | undefined;
  if (bindings?.incoming === undefined && bindings?.server === undefined) return null;
  return getConnInfo(c).remote.address ?? null;
};

/** The origin with a slash at its end, for absolute URLs. Refuses with request.wrong what is no host name. */
export const originOf = (c: Context<AskEnv>): Result<string> => {
  const own = c.get('ownOrigin');
  return own.ok ? ok(`${own.value}/`) : own;
};

/** What an operation is handed for this request: the house, and who asks. */
export const asking = (c: Context<AskEnv>, house: House): Ctx => ({ ...house, caller: c.get('caller') });

/** The same where an operation would answer nobody with an empty list. Refuses with sign-in.needed. */
export const askingAsSomebody = (c: Context<AskEnv>, house: House): Result<Ctx> =>
  c.get('caller').kind === 'nobody' ? refuse('sign-in.needed', {}) : ok(asking(c, house));

/** Whether the reader is a browser that asks for a page. */
export const wantsPage = (c: Context): boolean => {
  const accept = c.req.header('accept') ?? '';
  return accept.includes('text/html') && !c.req.path.startsWith('/api/') && !c.req.path.startsWith('/media/');
};
