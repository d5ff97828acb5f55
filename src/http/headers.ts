/**
 * Headers of every answer: what a browser may do with it, and who may keep it.
 *
 * A route may say something stricter or, where its answer is the same for everybody, that it may be kept.
 */
import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { AskEnv } from '../contract/asking.ts';

const SELF = ["'self'"];
const NONE = ["'none'"];

/** 'same-origin' for referrers: under 'no-referrer' browsers send `Origin: null` with our own forms. */
const strictFor = (secure: boolean) =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: NONE,
      scriptSrc: SELF,
      styleSrc: SELF,
      imgSrc: SELF,
      fontSrc: SELF,
      mediaSrc: SELF,
      connectSrc: SELF,
      manifestSrc: SELF,
      workerSrc: SELF,
      objectSrc: NONE,
      formAction: SELF,
      baseUri: NONE,
      frameAncestors: NONE,
    },
    permissionsPolicy: {
      camera: [],
      displayCapture: [],
      geolocation: [],
      microphone: [],
      midi: [],
      payment: [],
      publickeyCredentialsGet: [],
      serial: [],
      usb: [],
    },
    referrerPolicy: 'same-origin',
    // A browser that had once seen it over a local network without TLS would be locked out.
    strictTransportSecurity: secure ? 'max-age=31536000' : false,
    // Browsers take it over TLS only, and complain of it without.
    crossOriginOpenerPolicy: secure,
    originAgentCluster: false,
    xFrameOptions: 'DENY',
    overwrite: false,
  });

const [PLAIN, SECURE] = [strictFor(false), strictFor(true)];

/**
 * The policy by how the reader reached us. Of a page whose own policy lets everybody frame it the older header, which cannot
 * say so, is left out.
 */
export const strict: MiddlewareHandler<AskEnv> = async (c, next) => {
  await (c.get('secure') ? SECURE : PLAIN)(c, next);
  // The telephone's page alone plays what it keeps itself.
  if (c.res.headers.has('Loa-Phone'))
    c.res.headers.set(
      'Content-Security-Policy',
      (c.res.headers.get('Content-Security-Policy') ?? '').replace("media-src 'self'", "media-src 'self' blob:"),
    );
  if (/(?:^|; ?)frame-ancestors \*(?:;|$)/.test(c.res.headers.get('Content-Security-Policy') ?? ''))
    c.res.headers.delete('X-Frame-Options');
};

/** Has the answer to somebody kept by nobody, unless the route says that their own browser may or that it is everybody's. */
export const unkept: MiddlewareHandler<AskEnv> = async (c, next) => {
  await next();
  const said = c.res.headers.get('Cache-Control') ?? '';
  if (said === '' || (c.get('caller').kind !== 'nobody' && !/private|public|no-store/.test(said)))
    c.res.headers.set('Cache-Control', 'no-store');
};

/** RFC 9110 §11.6.1: a 401 says how one proves who one is; RFC 6750 §3. No browser asks its reader because of it. */
export const challenge: MiddlewareHandler<AskEnv> = async (c, next) => {
  await next();
  if (c.res.status === 401) c.res.headers.set('WWW-Authenticate', 'Bearer realm="Loa"');
};
