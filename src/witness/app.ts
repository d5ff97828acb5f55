/** The witness over HTTP: one call, one page (c2sp.org/tlog-witness; submission prefix: the root). */
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { witnessPage } from './page.ts';
import type { Witness } from './witness.ts';

/** 63 hashes and 100 signatures, also long ones of other algorithms, fit twice over. */
const BODY_LIMIT = 512 * 1024;

const SAFE = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
} as const;

/** `fault` is told of what was thrown; its caller only learns that there was a fault. */
export const witnessApp = (witness: Witness, fault: (error: unknown) => void): Hono => {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(SAFE)) c.header(name, value);
  });
  app.get('/', (c) => c.html(witnessPage(witness)));
  // What is left of a long body is not read, so the connection is of no further use.
  const onError = (c: Context) => c.text('the request is too long\n', 413, { Connection: 'close' });
  const limit = bodyLimit({ maxSize: BODY_LIMIT, onError });
  app.post('/add-checkpoint', limit, async (c) => {
    const text = textIn(await c.req.arrayBuffer());
    const { status, type, body } = text === null ? UNREADABLE : witness.add(text);
    return c.body(body, status, { 'Content-Type': type });
  });
  app.notFound((c) => c.text('there is nothing here\n', 404));
  app.onError((error, c) => {
    fault(error);
    return c.text('a fault of the witness; nothing was signed\n', 500);
  });
  return app;
};

const UNREADABLE = { status: 400, type: 'text/plain; charset=utf-8', body: 'the request is no UTF-8\n' } as const;

/** UTF-8 strictly, with a byte order mark kept; null when it is none. */
const textIn = (bytes: ArrayBuffer): string | null => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
};
