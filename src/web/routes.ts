/**
 * The pages: which address shows what, and how a browser is told of a problem.
 *
 * Mounted at '/' after everything else. A page asks operations and shows their answers; it owns no rule, and
 * what is thrown is left to the border that mounts it.
 */
import { type Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import type { ProblemJson } from '../contract/api.ts';
import type { Ctx } from '../operations/context.ts';
import { airLogRoutes } from './air-log/routes.ts';
import { answersWith } from './answer.ts';
import { loadAssets } from './assets.ts';
import { dayRoutes } from './day/routes.ts';
import { problemPageOf } from './problem-page.ts';

/** The pages as an app of their own; reads stylesheet and fonts from the disk once. */
export const webRoutes = (ctx: Ctx): Hono => {
  const assets = loadAssets();
  const answers = answersWith(assets.heads);
  const app = new Hono();
  // A day is a tenth of its size on the wire: much for a cheap phone in a bad network.
  app.use(compress());
  app.route('/', assets.routes);
  app.route('/', dayRoutes(ctx, answers));
  app.route('/', airLogRoutes(ctx, answers));
  return app;
};

/** The page for a problem that the border found (no such address, a bug): same frame, same language. */
export const problemPages = (): ((c: Context, problem: ProblemJson) => Promise<Response>) => {
  const { pageFor, send } = answersWith(loadAssets().heads);
  return (c, problem) => {
    const page = pageFor(c);
    return send(c, page, problemPageOf(page, problem), problem.status);
  };
};
