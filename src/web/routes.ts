/**
 * The pages: which address shows what, and how a browser is told of a problem.
 *
 * Mounted at '/' after everything else. A page asks operations and shows their answers; it owns no rule, and
 * what is thrown is left to the border that mounts it.
 */
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import type { ProblemJson } from '../contract/api.ts';
import type { AskEnv } from '../contract/asking.ts';
import type { House } from '../operations/context.ts';
import { accountRoutes } from './account/routes.ts';
import { secondFactorRoutes } from './account/second-factor.ts';
import { airLogRoutes } from './air-log/routes.ts';
import { type Asked, answersWith, sendingWith, toSignIn } from './answer.ts';
import { loadAssets } from './assets.ts';
import { auditRoutes } from './audit/routes.ts';
import { calendarRoutes } from './calendar/routes.ts';
import { campaignRoutes } from './campaigns/routes.ts';
import { clipPageRoutes } from './clips/routes.ts';
import { conflictRoutes } from './conflicts/routes.ts';
import { dayRoutes } from './day/routes.ts';
import { whyRoutes } from './day/why.ts';
import { editRoutes } from './edit/routes.ts';
import { fleetPageRoutes } from './fleet/routes.ts';
import { historyRoutes } from './history/routes.ts';
import { jobRoutes } from './jobs/routes.ts';
import { libraryRoutes } from './library/routes.ts';
import { orderRoutes } from './orders/routes.ts';
import { exceptionRoutes } from './people/exceptions.ts';
import { peopleRoutes } from './people/routes.ts';
import { phonePageRoutes } from './phone/routes.ts';
import { podcastPageRoutes } from './podcasts/routes.ts';
import { preflightRoutes } from './preflight/routes.ts';
import { problemPageOf } from './problem-page.ts';
import { pronunciationRoutes } from './pronunciations/routes.ts';
import { publishedRoutes } from './published/routes.ts';
import { retentionRoutes } from './retention/routes.ts';
import { phoneRoutes } from './sign-in/phone.ts';
import { signInRoutes } from './sign-in/routes.ts';
import { welcomeRoutes } from './sign-in/welcome.ts';
import { soundRoutes } from './sounds/routes.ts';
import { uploadRoutes } from './sounds/upload-routes.ts';
import { speechRoutes } from './speech/routes.ts';
import { tokenRoutes } from './tokens/routes.ts';
import { urgentPageRoutes } from './urgent/routes.ts';
import { verifyRoutes } from './verify/routes.ts';
import { weekRoutes } from './week/routes.ts';

/** The pages as an app of their own; reads stylesheet and fonts from the disk once. */
export const webRoutes = (house: House): Hono<AskEnv> => {
  const assets = loadAssets();
  const answers = answersWith(house, assets.heads);
  const app = new Hono<AskEnv>();
  // A day is a tenth of its size on the wire: much for a cheap phone in a bad network.
  app.use(compress());
  app.route('/', assets.routes);
  for (const routes of [
    dayRoutes,
    publishedRoutes,
    fleetPageRoutes,
    urgentPageRoutes,
    whyRoutes,
    weekRoutes,
    preflightRoutes,
    editRoutes,
    orderRoutes,
    historyRoutes,
    conflictRoutes,
    campaignRoutes,
    calendarRoutes,
    libraryRoutes,
    clipPageRoutes,
    podcastPageRoutes,
    speechRoutes,
    pronunciationRoutes,
    jobRoutes,
    airLogRoutes,
    signInRoutes,
    welcomeRoutes,
    phoneRoutes,
    phonePageRoutes,
    accountRoutes,
    secondFactorRoutes,
    exceptionRoutes,
    peopleRoutes,
    tokenRoutes,
    auditRoutes,
    retentionRoutes,
    soundRoutes,
    uploadRoutes,
    verifyRoutes,
  ])
    app.route('/', routes(answers));
  return app;
};

/** The page for a problem that the border found (no such address, a bug): same frame, same language. */
export const problemPages = (): ((c: Asked, problem: ProblemJson) => Response | Promise<Response>) => {
  const { pageFor, send } = sendingWith(loadAssets().heads);
  return (c, problem) => {
    if (problem.code === 'sign-in.needed') return toSignIn(c);
    const page = pageFor(c);
    return send(c, page, problemPageOf(page, problem), problem.status);
  };
};
