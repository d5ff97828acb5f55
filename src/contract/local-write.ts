/**
 * Who may change something over HTTP while there are no accounts: a person at this machine, and nobody else.
 *
 * One decision for the API and for the pages' forms. It looks at the connection and at a few headers; it does
 * not know people, and it opens nothing for a proxy: what comes through one looks like this machine and is not.
 */
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';

export interface WriteAttempt {
  /** Address of the other end of the TCP connection; null when it is not known. */
  readonly peer: string | null;
  /** A request header by its name, lower case. */
  readonly header: (name: string) => string | null | undefined;
}

/** Whatever a proxy, a load balancer or a tunnel is known to add. */
const FORWARDING = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-port',
  'x-forwarded-server',
  'x-real-ip',
  'x-client-ip',
  'true-client-ip',
  'cf-connecting-ip',
  'x-original-host',
] as const;

/** 127.0.0.0/8 and ::1, also as an IPv4 address inside IPv6. */
const LOOPBACK_ADDRESS = /^(?:(?:::ffff:)?127(?:\.\d{1,3}){3}|::1)$/i;

/** By name, so that a foreign name which was made to lead here (DNS rebinding) is not taken for this machine. */
const LOOPBACK_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;

/**
 * Refuses with write.local-only unless the request comes straight from this machine to a name of it, and with
 * request.origin when a browser says that another site sent it (ASVS 5.0 §3.5).
 */
export const mayWrite = ({ peer, header }: WriteAttempt): Result<void> => {
  const host = header('host') ?? '';
  const forwarded = FORWARDING.some((name) => (header(name) ?? null) !== null);
  if (peer === null || !LOOPBACK_ADDRESS.test(peer) || forwarded || !LOOPBACK_HOST.test(host))
    return refuse('write.local-only', {});
  return sameOrigin(host, header) ? ok(undefined) : refuse('request.origin', {});
};

/**
 * 'same-site' is not enough: every port of localhost is one site. Programs that are no browser send none of
 * these headers. There is no TLS here, so an origin of ours is always http.
 */
const sameOrigin = (host: string, header: WriteAttempt['header']): boolean => {
  const site = header('sec-fetch-site') ?? 'none';
  if (site !== 'same-origin' && site !== 'none') return false;
  const origin = header('origin') ?? null;
  if (origin !== null) return origin.toLowerCase() === `http://${host}`.toLowerCase();
  const referer = header('referer') ?? null;
  return referer === null || `${referer.toLowerCase()}/`.startsWith(`http://${host}/`.toLowerCase());
};
