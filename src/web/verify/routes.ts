/** The page that checks evidence, for everybody, and the same page as a file to keep: outsiders are who it is for. */
import { Hono } from 'hono';
import type { AskEnv } from '../../contract/asking.ts';
import { type VerifyPage, verifyPage } from '../../reports/verify-page.ts';
import type { Asked } from '../answer.ts';
import { links } from '../links.ts';

export const verifyRoutes = (): Hono<AskEnv> => {
  const app = new Hono<AskEnv>();
  const send = (
    c: Asked,
    { html, policy, tag }: VerifyPage,
    headers: Readonly<Record<string, string>> = {},
  ): Response => {
    const etag = `"${tag}"`;
    const kept = { etag, 'cache-control': 'public, no-cache', 'content-security-policy': policy, ...headers };
    // What was packed on its way comes back with a weak tag.
    const known = (c.req.header('if-none-match') ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
    return known.includes(etag) ? c.body(null, 304, kept) : c.html(html, 200, kept);
  };
  app.get(links.verify, async (c) => send(c, await verifyPage()));
  app.get(links.verifyFile, async (c) =>
    send(c, await verifyPage(), { 'content-disposition': 'attachment; filename="loa-verify.html"' }),
  );
  return app;
};
