/**
 * What is asked of every request before any route sees it: whence it comes, whether it comes too often, under which
 * name it reached us, who asks, and whether one of our own pages sent it.
 *
 * It finds out and refuses; what somebody may do is asked by each operation, never by an address's beginning.
 */
import type { IncomingMessage } from 'node:http';
import type { Context, MiddlewareHandler } from 'hono';
import { type AskEnv, signInCookie, siteCookie } from '../contract/asking.ts';
import { actorOf, type Caller, NOBODY } from '../core/access/model.ts';
import { networkOf } from '../core/access/network.ts';
import type { Refused, Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { whoAsks } from '../operations/accounts/who-asks.ts';
import type { House } from '../operations/context.ts';
import { bearerOf, cookieOf, keyOf } from './credentials.ts';
import { isFromUs, isLoopbackHost, originOfHost } from './origin.ts';
import { buckets, type Limits } from './rate.ts';
import { isLoopback, plainAddress, readerOf } from './reader.ts';
import { peerOf } from './request.ts';
import { credentialLine, tracedOf } from './trace.ts';

export interface BorderSettings {
  /** The address that the service listens on. */
  readonly listeningHost: string;
  /** LOA_ORIGIN; null: the Host that each request names. */
  readonly origin: string | null;
  /** LOA_PROXY: addresses of proxies whose word about the reader is believed. */
  readonly proxies: readonly string[];
  readonly limits: Limits;
}

export type Refuse = (c: Context<AskEnv>, result: Refused) => Response | Promise<Response>;

type Step = MiddlewareHandler<AskEnv>;

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Sets what is known before anybody is asked anything. */
const meet = ({ listeningHost, origin, proxies }: BorderSettings): Step => {
  const trusted = new Set(proxies.map(plainAddress));
  return async (c, next) => {
    const { address, https } = readerOf(
      {
        peer: peerOf(c),
        forwardedFor: c.req.header('x-forwarded-for'),
        forwardedProto: c.req.header('x-forwarded-proto'),
      },
      trusted,
    );
    const secure = origin === null ? https : origin.startsWith('https:');
    c.set('address', address);
    c.set('secure', secure);
    c.set('exposed', !secure && !(isLoopback(listeningHost) && (address === 'unknown' || isLoopback(address))));
    c.set('caller', NOBODY);
    c.set('askAgain', () => ok(NOBODY));
    c.set('signInToken', cookieOf(c.req.header('cookie'), signInCookie(secure).name));
    c.set('ownOrigin', origin === null ? originOfHost(hostOf(c), secure) : ok(origin));
    return next();
  };
};

const hostOf = (c: Context): string => c.req.header('host') ?? new URL(c.req.url).host;

/**
 * While only this machine can reach us and nothing says by which name, a foreign name was made to lead here by somebody
 * whose page runs in a browser on this machine (DNS rebinding).
 */
const reachedByOurName = ({ listeningHost, origin }: BorderSettings, refused: Refuse): Step => {
  const local = origin === null && isLoopback(listeningHost);
  return async (c, next) => (local && !isLoopbackHost(hostOf(c)) ? refused(c, refuse('request.origin', {})) : next());
};

/** Date.parse is a tenth of Temporal's price, and every question of a site asks for it. */
const secondsNow = ({ clock }: House): number => Date.parse(clock.instant()) / 1000;

/** Refuses with request.too-many who asks too often; the account is asked once it is known. */
interface Measure {
  readonly before: Step;
  readonly after: Step;
  /** Both at once, of a question that is answered before it comes this far; false takes nothing from the account. */
  readonly counts: (network: string, actor: string) => boolean;
}

const inMeasure = (house: House, { limits }: BorderSettings, refused: Refuse): Measure => {
  const [overall, addresses, accounts] = [buckets(limits.overall), buckets(limits.address), buckets(limits.account)];
  const tooMany = (c: Context<AskEnv>, seconds: number) => refused(c, refuse('request.too-many', { seconds }));
  return {
    before: async (c, next) => {
      const now = secondsNow(house);
      // Who is over their own measure takes nothing from everybody's.
      const wait = addresses.take(networkOf(c.get('address')), now) || overall.take('', now);
      return wait === 0 ? next() : tooMany(c, wait);
    },
    after: async (c, next) => {
      const actor = actorOf(c.get('caller'));
      const wait = actor === null ? 0 : accounts.take(actor, secondsNow(house));
      return wait === 0 ? next() : tooMany(c, wait);
    },
    counts: (network, actor) => {
      const now = secondsNow(house);
      // What is answered from memory costs next to nothing: it takes nothing from everybody's measure.
      return addresses.take(network, now) === 0 && accounts.take(actor, now) === 0;
    },
  };
};

type Kind = Parameters<typeof whoAsks>[1]['kind'];

/**
 * Who asks: by the bearer token, and then by nothing else, or by the first of sign-in cookie, site cookie and key that
 * names somebody. A bad bearer token or key is refused (credential.wrong); a cookie that is no good any more is nobody.
 */
const callerOf = (c: Context<AskEnv>, house: House, bearer: string | null): Result<Caller> => {
  const ask = (kind: Kind, token: string): Result<Caller> => whoAsks({ ...house, caller: NOBODY }, { kind, token });
  if (bearer !== null) return bearer === '' ? refuse('credential.wrong', {}) : ask('bearer', bearer);
  const cookie = (kind: Kind, token: string | null): Result<Caller> => {
    const asked = token === null ? ok(NOBODY) : ask(kind, token);
    return asked.ok || asked.refusals[0].code !== 'credential.wrong' ? asked : ok(NOBODY);
  };
  const person = cookie('sign-in', c.get('signInToken'));
  if (!person.ok || person.value.kind !== 'nobody') return person;
  const site = cookie('site', cookieOf(c.req.header('cookie'), siteCookie(c.get('secure')).name));
  if (!site.ok || site.value.kind !== 'nobody') return site;
  const key = keyOf(c.req.method, c.req.path, c.req.query('key'));
  return key === null ? ok(NOBODY) : ask('site', key);
};

/** Whether a request that may change something was sent by one of our own pages. Refuses with request.origin. */
const ownPage = (c: Context<AskEnv>): Result<void> => {
  const own = c.get('ownOrigin');
  const sender = { site: c.req.header('sec-fetch-site'), origin: c.req.header('origin') };
  return own.ok && isFromUs(sender, own.value) ? ok(undefined) : refuse('request.origin', {});
};

/** By method, not by path: a way to change something that nobody thought of here is closed too. */
const identify =
  (house: House, refused: Refuse, told: (line: string) => void): Step =>
  async (c, next) => {
    const bearer = bearerOf(c.req.header('authorization'));
    const caller = callerOf(c, house, bearer);
    if (!caller.ok) {
      const [{ code }] = caller.refusals;
      if (code === 'credential.wrong') told(credentialLine(tracedOf(c), c.get('address')));
      return refused(c, caller);
    }
    const allowed = bearer !== null || READING.has(c.req.method) ? ok(undefined) : ownPage(c);
    // The page that tells of it is not asked for by this person.
    if (!allowed.ok) return refused(c, allowed);
    c.set('caller', caller.value);
    c.set('askAgain', () => callerOf(c, house, bearer));
    return next();
  };

/** The steps in their order: before a body is read, and once it is here. `told`: one line for each credential that was refused. */
export const border = (
  house: House,
  settings: BorderSettings,
  refused: Refuse,
  told: (line: string) => void,
): {
  readonly meet: Step;
  readonly steps: { readonly before: readonly Step[]; readonly after: readonly Step[] };
  /** Whether a reader may ask once more, by the connection and whose credential it is; then it is counted. */
  readonly counts: (request: IncomingMessage, actor: string) => boolean;
  /** Who asks now, by what came with the request: for answers that go on for a while. */
  readonly whoAsks: (c: Context<AskEnv>) => Result<Caller>;
} => {
  const measure = inMeasure(house, settings, refused);
  const trusted = new Set(settings.proxies.map(plainAddress));
  /** Whoever keeps a connection asks on it again and again. */
  const networks = new WeakMap<object, string>();
  return {
    counts: ({ socket, headers }, actor) => {
      const known = networks.get(socket);
      if (known !== undefined) return measure.counts(known, actor);
      const peer = socket.remoteAddress ?? null;
      const [forwardedFor, forwardedProto] = [headers['x-forwarded-for'], headers['x-forwarded-proto']].map(String);
      const network = networkOf(readerOf({ peer, forwardedFor, forwardedProto }, trusted).address);
      // On a proxy's connection each question may be another reader's.
      if (!trusted.has(plainAddress(peer ?? ''))) networks.set(socket, network);
      return measure.counts(network, actor);
    },
    meet: meet(settings),
    whoAsks: (c) => callerOf(c, house, bearerOf(c.req.header('authorization'))),
    steps: {
      before: [measure.before, reachedByOurName(settings, refused)],
      after: [identify(house, refused, told), measure.after],
    },
  };
};
