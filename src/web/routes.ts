/**
 * The pages: which address shows what. Each asks operations and hands their answers to a page.
 *
 * Mounted at '/'. What is no page here is left to whoever mounts them; problemPage is theirs to show.
 */
import { Hono } from 'hono';
import type { Ctx } from '../operations/context.ts';
import { airLogRoutes } from './air-log/routes.ts';
import { answersWith } from './answer.ts';
import { loadAssets } from './assets.ts';
import { dayRoutes } from './day/routes.ts';
import { brokenPage, notFoundPage } from './problem-page.ts';

/** The pages as an app of their own; reads stylesheet and fonts from the disk once. */
export const webRoutes = (ctx: Ctx): Hono => {
  const { stylesheet, routes } = loadAssets();
  const answers = answersWith(stylesheet);
  const app = new Hono();
  app.route('/', routes);
  app.route('/', dayRoutes(ctx, answers));
  app.route('/', airLogRoutes(ctx, answers));
  return app;
};
