/**
 * The HTTP border as one value: tests ask it with `app.request()`, serve.ts puts it on a socket.
 *
 * Here is the order of what holds for every request: an id, headers that keep browsers strict, who asks (border.ts), how
 * much may be sent, and what is answered when something is missing or broken. Rules of the trade are in the operations.
 */
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, Hono, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { requestId } from 'hono/request-id';
import { REPORTS_LIMIT, REPORTS_PATH } from '../contract/air-log-report.ts';
import type { ProblemJson } from '../contract/api.ts';
import type { AskEnv } from '../contract/asking.ts';
import { NOBODY } from '../core/access/model.ts';
import type { Refused } from '../core/result.ts';
import { refuse } from '../core/result.ts';
import { noteTokenUse } from '../operations/accounts/keep-uses.ts';
import type { House } from '../operations/context.ts';
import { storeRevision } from '../operations/store-revision.ts';
import { type BorderSettings, border } from './border.ts';
import { challenge, strict, unkept } from './headers.ts';
import { isLongBody } from './long-body.ts';
import { allowedAt } from './methods.ts';
import { type Polls, polls } from './polls.ts';
import { faultJson, problemJson, sendProblem, waitOf } from './problem.ts';
import { LIMITS } from './rate.ts';
import { langOf, wantsPage } from './request.ts';
import { accessRoutes } from './routes/access.ts';
import { airLogRoutes } from './routes/air-log.ts';
import { alterationRoutes } from './routes/alterations.ts';
import { approvalRoutes } from './routes/approval.ts';
import { auditRoutes } from './routes/audit.ts';
import { calendarRoutes } from './routes/calendar.ts';
import { calendarDayRoutes } from './routes/calendar-days.ts';
import { campaignRoutes } from './routes/campaigns.ts';
import { channelRoutes } from './routes/channels.ts';
import { clipRoutes } from './routes/clips.ts';
import { conflictRoutes } from './routes/conflicts.ts';
import { dayLogRoutes } from './routes/day-log.ts';
import { daySheetRoutes } from './routes/day-sheet.ts';
import { deviceRoutes } from './routes/devices.ts';
import { documentRoutes } from './routes/document.ts';
import { fleetRoutes } from './routes/fleet.ts';
import { healthRoutes } from './routes/health.ts';
import { hlsRoutes } from './routes/hls.ts';
import { itemRoutes } from './routes/items.ts';
import { jobRoutes } from './routes/jobs.ts';
import { logBundleRoutes } from './routes/log-bundle.ts';
import { logProofRoutes } from './routes/log-proofs.ts';
import { logWordRoutes } from './routes/log-words.ts';
import { manifestRoutes } from './routes/manifests.ts';
import { mediaRoutes } from './routes/media.ts';
import { overlayRoutes } from './routes/overlays.ts';
import { packRoutes } from './routes/pack.ts';
import { playlistRoutes } from './routes/playlists.ts';
import { podcastRoutes } from './routes/podcasts.ts';
import { preflightRoutes } from './routes/preflight.ts';
import { retentionRoutes } from './routes/retention.ts';
import { newRoutes } from './routes/route.ts';
import { scheduleRoutes } from './routes/schedule.ts';
import { sessionSoundRoutes } from './routes/session-sound.ts';
import { sitePackageRoutes } from './routes/site-package.ts';
import { soundRoutes } from './routes/sound.ts';
import { speechRoutes } from './routes/speech.ts';
import { unitRoutes } from './routes/units.ts';
import { uploadRoutes } from './routes/uploads.ts';
import { urgentRoutes } from './routes/urgent.ts';
import { verdictRoutes } from './routes/verdicts.ts';
import { whyRoutes } from './routes/why.ts';
import { faultLine, signInLine, tracedOf } from './trace.ts';

/** `early`: answers on a socket what is asked over and over; serve.ts asks it first. */
export type App = OpenAPIHono<AskEnv> & { readonly early: Polls['early'] };

export interface AppOptions extends Partial<BorderSettings> {
  /** RFC 3339 instant at which the service started; now, when not given. */
  readonly startedAt?: string;
  /** Takes one line about what was thrown; readers of answers never see it. */
  readonly trace: (line: string) => void;
  /** Takes one line about each sign-in and each credential that was refused; nobody, when not given. */
  readonly told?: (line: string) => void;
  /** Aborts when the service stops: answers that go on and on end then. */
  readonly stopping?: AbortSignal;
  /** Pages for people, mounted at '/' after everything else. */
  readonly pages?: Hono<AskEnv>;
  /** How a browser that asked for a page is told of a problem; without it, as everybody else. */
  readonly problemPage?: (c: Context, problem: ProblemJson) => Response | Promise<Response>;
}

/** Forms and statements are small; sound comes in another way (long-body.ts). */
const BODY_LIMIT = 64 * 1024;

/** The longest address that is worth telling anybody about. */
const LONGEST_PATH = 200;

/** What holds when the settings say nothing: this machine alone, and no proxy. */
const LOCAL: BorderSettings = { listeningHost: '127.0.0.1', origin: null, proxies: [], limits: LIMITS };

/** The border over `house`. It opens nothing; all it keeps is how often somebody asked. */
export const createApp = (house: House, options: AppOptions): App => {
  const app = newRoutes();
  const { startedAt = house.clock.instant(), told = () => undefined } = options;
  const answer = (c: Context<AskEnv>, document: ProblemJson): Response | Promise<Response> =>
    options.problemPage !== undefined && wantsPage(c) ? options.problemPage(c, document) : sendProblem(c, document);
  const refused = (c: Context<AskEnv>, { refusals }: Refused): Response | Promise<Response> => {
    const wait = waitOf(refusals);
    if (wait !== null) c.header('Retry-After', String(wait));
    return answer(c, problemJson(refusals, langOf(c), c.get('requestId')));
  };
  const signInsTold: MiddlewareHandler<AskEnv> = async (c, next) => {
    await next();
    const line = signInLine(c);
    if (line !== null) told(line);
  };
  const { meet, steps, whoAsks, counts } = border(house, { ...LOCAL, ...options }, refused, told);

  const { remember, early } = polls({
    revision: () => storeRevision({ ...house, caller: NOBODY }),
    now: house.clock.instant,
    inMeasure: counts,
    used: (caller, last) => noteTokenUse({ ...house, caller }, last),
  });

  app.use(remember);
  app.use(requestId({ generator: () => house.random.bytes(8).toHex(), limitLength: 64 }));
  app.use(meet, strict, challenge, unkept, signInsTold);
  app.use(...steps.before);
  const limited = (limit: number): MiddlewareHandler =>
    bodyLimit({ maxSize: limit, onError: (c) => refused(c, refuse('request.body', { limit })) });
  const [small, batches] = [limited(BODY_LIMIT), limited(REPORTS_LIMIT)];
  app.use(unlessLong((c, next) => (c.req.path === REPORTS_PATH ? batches : small)(c, next)));
  app.use(unlessLong(wholeBody), ...steps.after);

  app.route('/', healthRoutes(house, startedAt));
  app.route('/', mediaRoutes(house));
  app.route('/', hlsRoutes(house));
  app.route('/', podcastRoutes(house));
  app.route('/api/v1', accessRoutes());
  app.route('/api/v1', channelRoutes(house));
  app.route('/api/v1', whyRoutes(house));
  app.route('/api/v1', calendarDayRoutes(house));
  app.route('/api/v1', retentionRoutes(house));
  app.route('/api/v1', playlistRoutes(house));
  app.route('/api/v1', packRoutes(house));
  app.route('/api/v1', daySheetRoutes(house));
  app.route('/api/v1', sessionSoundRoutes(house));
  app.route('/api/v1', calendarRoutes(house, startedAt));
  app.route('/api/v1', approvalRoutes(house));
  app.route('/api/v1', manifestRoutes(house));
  app.route('/api/v1', urgentRoutes(house));
  app.route('/api/v1', sitePackageRoutes(house));
  app.route('/api/v1', fleetRoutes(house));
  app.route('/api/v1', deviceRoutes(house));
  app.route('/api/v1', alterationRoutes(house));
  app.route('/api/v1', conflictRoutes(house));
  app.route('/api/v1', overlayRoutes(house));
  app.route('/api/v1', itemRoutes(house));
  app.route('/api/v1', airLogRoutes(house));
  app.route('/api/v1', logProofRoutes(house));
  app.route('/api/v1', logWordRoutes(house));
  app.route('/api/v1', logBundleRoutes(house));
  app.route('/api/v1', dayLogRoutes(house));
  app.route('/api/v1', verdictRoutes(house));
  app.route('/api/v1', auditRoutes(house));
  app.route('/api/v1', scheduleRoutes(house));
  app.route('/api/v1', uploadRoutes(house));
  app.route('/api/v1', unitRoutes(house));
  app.route('/api/v1', preflightRoutes(house));
  app.route('/api/v1', jobRoutes(house, { whoAsks, stopping: options.stopping }));
  app.route('/api/v1', campaignRoutes(house));
  app.route('/api/v1', soundRoutes(house));
  app.route('/api/v1', speechRoutes(house));
  app.route('/api/v1', clipRoutes(house));
  app.route('/', documentRoutes(app));
  if (options.pages !== undefined) app.route('/', options.pages);

  app.notFound((c) => {
    const allowed = allowedAt(app, c.req.path);
    const known = allowed.length > 0 && !allowed.includes(c.req.method);
    if (!known) return refused(c, refuse('request.path', { path: c.req.path.slice(0, LONGEST_PATH) }));
    c.header('Allow', allowed.join(', '));
    return refused(c, refuse('request.method', { method: c.req.method }));
  });
  app.onError((error, c) => {
    const unreadable = error instanceof HTTPException ? unreadableBody(error) : null;
    if (unreadable !== null) return refused(c, unreadable);
    // A reader who left while still sending is no fault of ours; nobody reads this answer.
    const left = c.req.raw.signal.aborted && 'code' in error && error.code === 'ECONNRESET';
    if (!left) options.trace(faultLine(tracedOf(c), error));
    return answer(c, faultJson(langOf(c), c.get('requestId')));
  });
  return Object.assign(app, { early });
};

/**
 * A body is all here before anybody is asked who they are: otherwise somebody who is disabled while they are still sending
 * would keep, for that request, the rights that they had when it began.
 */
const wholeBody: MiddlewareHandler<AskEnv> = async (c, next) => {
  if (c.req.raw.body !== null && c.req.method !== 'GET' && c.req.method !== 'HEAD')
    c.req.raw = new Request(c.req.raw, { body: await c.req.raw.arrayBuffer() });
  return next();
};

/** Sound streams past both: who asks is settled first, and asked again by the operation after the last byte. */
const unlessLong =
  (step: MiddlewareHandler<AskEnv>): MiddlewareHandler<AskEnv> =>
  (c, next) =>
    isLongBody(c.req.method, c.req.path) ? next() : step(c, next);

/** What the router itself throws about a body before any schema sees it. */
const unreadableBody = ({ status }: HTTPException): Refused | null => {
  if (status === 415) return refuse('request.wrong', { field: 'Content-Type', expected: 'application/json' });
  if (status === 400) return refuse('request.wrong', { field: 'body', expected: 'application/json' });
  return null;
};
