/**
 * The HTTP border as one value: tests ask it with `app.request()`, serve.ts puts it on a socket.
 *
 * What holds for every request stands here: an id, headers that keep browsers strict, who may write, how much may be
 * sent, and what is answered when something is missing or broken. Rules of the trade are in the operations.
 */
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, Hono, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { requestId } from 'hono/request-id';
import { secureHeaders } from 'hono/secure-headers';
import type { ProblemJson } from '../contract/api.ts';
import type { Refused } from '../core/result.ts';
import { refuse } from '../core/result.ts';
import type { Ctx } from '../operations/context.ts';
import { checkReadiness, type Readiness } from '../operations/readiness.ts';
import { faultJson, problemJson, sendProblem } from './problem.ts';
import { type AppEnv, langOf, mayWriteHere, wantsPage } from './request.ts';
import { airLogRoutes } from './routes/air-log.ts';
import { calendarRoutes } from './routes/calendar.ts';
import { channelRoutes } from './routes/channels.ts';
import { documentRoutes } from './routes/document.ts';
import { healthRoutes } from './routes/health.ts';
import { mediaRoutes } from './routes/media.ts';
import { playlistRoutes } from './routes/playlists.ts';
import { newRoutes } from './routes/route.ts';

export type App = OpenAPIHono<AppEnv>;

export interface AppOptions {
  /** RFC 3339 instant at which the service started; now, when not given. */
  readonly startedAt?: string;
  /** What /readyz asks; the operation over `ctx`, when not given. */
  readonly ready?: () => Promise<Readiness> | Readiness;
  /** Takes one line about what was thrown; readers of answers never see it. */
  readonly trace: (line: string) => void;
  /** Pages for people, mounted at '/' after everything else. */
  readonly pages?: Hono;
  /** How a browser that asked for a page is told of a problem; without it, as everybody else. */
  readonly problemPage?: (c: Context, problem: ProblemJson) => Response | Promise<Response>;
}

/** Forms and statements are small; sound comes in another way. */
const BODY_LIMIT = 64 * 1024;

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

const SELF = ["'self'"];
const NONE = ["'none'"];

/**
 * No HSTS: there is no TLS on a local network, and a browser that had once seen it would be locked out. For the
 * same reason nothing that browsers only take over TLS. 'same-origin' for referrers, because under 'no-referrer'
 * browsers send `Origin: null` with our own forms.
 */
const strict = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: SELF,
    mediaSrc: SELF,
    styleSrc: SELF,
    fontSrc: SELF,
    imgSrc: SELF,
    objectSrc: NONE,
    formAction: SELF,
    frameAncestors: NONE,
    baseUri: NONE,
  },
  referrerPolicy: 'same-origin',
  strictTransportSecurity: false,
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  xFrameOptions: 'DENY',
  overwrite: false,
});

/** The border over `ctx`. It opens nothing and keeps no state. */
export const createApp = (ctx: Ctx, options: AppOptions): App => {
  const app = newRoutes();
  const { startedAt = ctx.clock.instant(), ready = () => checkReadiness(ctx) } = options;
  const answer = (c: Context<AppEnv>, document: ProblemJson): Response | Promise<Response> =>
    options.problemPage !== undefined && wantsPage(c) ? options.problemPage(c, document) : sendProblem(c, document);
  const refused = (c: Context<AppEnv>, result: Refused): Response | Promise<Response> =>
    answer(c, problemJson(result.refusals, langOf(c), c.get('requestId')));

  /** By method, not by path: a way to write that nobody thought of here is closed too. */
  const localWrites: MiddlewareHandler<AppEnv> = async (c, next) => {
    const allowed = READING.has(c.req.method) ? null : mayWriteHere(c);
    if (allowed !== null && !allowed.ok) return refused(c, allowed);
    return next();
  };

  app.use(requestId({ generator: () => ctx.random.bytes(8).toHex(), limitLength: 64 }));
  app.use(strict);
  app.use(localWrites);
  app.use(
    bodyLimit({ maxSize: BODY_LIMIT, onError: (c) => refused(c, refuse('request.body', { limit: BODY_LIMIT })) }),
  );

  app.route('/', healthRoutes(ctx, startedAt, ready));
  app.route('/', mediaRoutes(ctx));
  app.route('/api/v1', channelRoutes(ctx));
  app.route('/api/v1', playlistRoutes(ctx));
  app.route('/api/v1', calendarRoutes(ctx, startedAt));
  app.route('/api/v1', airLogRoutes(ctx));
  app.route('/', documentRoutes(app));
  if (options.pages !== undefined) app.route('/', options.pages);

  app.notFound((c) => refused(c, refuse('request.path', { path: c.req.path })));
  app.onError((error, c) => {
    const unreadable = error instanceof HTTPException ? unreadableBody(error) : null;
    if (unreadable !== null) return refused(c, unreadable);
    const id = c.get('requestId');
    options.trace(`${id} ${c.req.method} ${c.req.path} ${(error.stack ?? error.message).replaceAll('\n', ' | ')}`);
    return answer(c, faultJson(langOf(c), id));
  });
  return app;
};

/** What the router itself throws about a body before any schema sees it. */
const unreadableBody = ({ status }: HTTPException): Refused | null => {
  if (status === 415) return refuse('request.wrong', { field: 'Content-Type', expected: 'application/json' });
  if (status === 400) return refuse('request.wrong', { field: 'body', expected: 'application/json' });
  return null;
};
