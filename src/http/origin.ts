/**
 * Our own origin, and whether a request that changes something comes from one of our own pages. Pure.
 *
 * It does not know who asks: programs with a bearer token are not asked for an origin, because no browser sends such a
 * token by itself.
 */
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';

const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]{0,252}[a-z0-9])?\.?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;

/** By name, so that a foreign name which was made to lead here (DNS rebinding) is not taken for this machine. */
const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

export const isLoopbackHost = (host: string): boolean => LOOPBACK_HOST.test(host);

const USUAL_PORT = { http: /:80$/, https: /:443$/ } as const;

/** 'http://loa.local:8057' as a browser writes it. Refuses with request.wrong what is no host name. */
export const originOfHost = (host: string, secure: boolean): Result<string> => {
  if (!HOST.test(host)) return refuse('request.wrong', { field: 'Host', expected: 'host' });
  const scheme = secure ? 'https' : 'http';
  return ok(`${scheme}://${host.toLowerCase().replace(USUAL_PORT[scheme], '')}`);
};

/** What a browser says about the page that sent a request. */
export interface Sender {
  readonly site: string | undefined;
  readonly origin: string | undefined;
}

/**
 * ASVS 5.0 §3.5: 'same-site' is not enough, every port of localhost is one site; 'none' is also what a bookmark says, so
 * it needs the origin beside it. Who says neither is no browser of this century, or a program without a token.
 */
export const isFromUs = ({ site, origin }: Sender, own: string): boolean => {
  if (origin !== undefined && origin.toLowerCase() !== own) return false;
  if (site === undefined || site === 'none') return origin !== undefined;
  return site === 'same-origin';
};
