/**
 * What a request tells about itself: who sent it, in which language, and at which address it reached us.
 *
 * Nothing a proxy adds is believed: there is no trusted proxy yet.
 */
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { preferredLang } from '../contract/api-language.ts';
import { mayWrite } from '../contract/local-write.ts';
import type { Lang } from '../contract/sentences/index.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';

export interface AppEnv {
  Variables: { requestId: string };
}

export const langOf = (c: Context): Lang => preferredLang(c.req.header('accept-language'));

/** Address of the other end of the connection; null when there is none (a request made inside the process). */
const peerOf = (c: Context): string | null => {
  const bindings = c.env as { incoming?: unknown; server?: unknown } | undefined;
  if (bindings?.incoming === undefined && bindings?.server === undefined) return null;
  return getConnInfo(c).remote.address ?? null;
};

/** Refuses with write.local-only or request.origin. */
export const mayWriteHere = (c: Context): Result<void> =>
  mayWrite({ peer: peerOf(c), header: (name) => c.req.header(name) });

const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]{0,252}[a-z0-9])?\.?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;

/** 'http://<Host>/' for absolute URLs, with a slash at the end. Refuses with request.wrong what is no host name. */
export const originOf = (c: Context): Result<string> => {
  const host = c.req.header('host') ?? new URL(c.req.url).host;
  return HOST.test(host)
    ? ok(`http://${host.toLowerCase()}/`)
    : refuse('request.wrong', { field: 'Host', expected: 'host' });
};

/** Whether the reader is a browser that asks for a page. */
export const wantsPage = (c: Context): boolean => {
  const accept = c.req.header('accept') ?? '';
  return accept.includes('text/html') && !c.req.path.startsWith('/api/') && !c.req.path.startsWith('/media/');
};
