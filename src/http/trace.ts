/**
 * Lines for the application's own trace: which request, by whom, what happened. Never what was typed or proved.
 *
 * A line is one line whatever is in it, and what looks like a secret is cut out, also of an error's own text.
 */
import type { Context } from 'hono';
import type { AskEnv } from '../contract/asking.ts';
import { actorOf, type Caller } from '../core/access/model.ts';

const LONGEST_PATH = 200;
const LONGEST_TEXT = 4000;

/** One-time links and sites' links are secrets in an address. */
const SECRET_PATH = /^(\/+(?:welcome|tram)\/).*/i;

/** Tokens (43 characters of base64url), hashes, recovery codes, TOTP secrets, PHC strings, bound values of a query. */
const SECRETS =
  /\$argon2\S+|\bparams: .*?(?=\| {5}at |$)|loa_[ms]_[\w-]*|(?<![\w-])[\w-]{43,}(?![\w-])|\b[a-z2-7]{4}(?:-[a-z2-7]{4}){3,}\b|\b[A-Z2-7]{26,}\b/g;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not get into a line
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;

const scrubbed = (text: string): string => text.replace(SECRETS, '…').replace(CONTROLS, ' ');

/** The path without its query and without what is secret in it. */
const tracedPath = (path: string): string => {
  const shown = scrubbed(path.replace(SECRET_PATH, '$1…'));
  return shown.length > LONGEST_PATH ? `${shown.slice(0, LONGEST_PATH)}…` : shown;
};

/** What a line begins with: which request it is about, and who asked. */
export interface Traced {
  readonly id: string;
  readonly method: string;
  /** As it was asked for, without its query. */
  readonly path: string;
  readonly caller: Caller;
}

export const tracedOf = (c: Context<AskEnv>): Traced => ({
  id: c.get('requestId'),
  method: c.req.method,
  path: c.req.path,
  caller: c.get('caller'),
});

const head = ({ id, method, path, caller }: Traced): string =>
  `${id} ${method} ${tracedPath(path)} ${actorOf(caller) ?? 'nobody'}`;

/** What was thrown, with its stack, in one line. */
export const faultLine = (traced: Traced, error: Error): string =>
  `${head(traced)} ${scrubbed((error.stack ?? error.message).replaceAll('\n', ' | ')).slice(0, LONGEST_TEXT)}`;

/** A token or a key that opens nothing: which one is not told. */
export const credentialLine = (traced: Traced, address: string): string =>
  `${head(traced)} credential refused from ${address}`;

const SIGN_IN = /^\/(?:sign-in(?:\/code)?|account\/confirm)$/;
const REFUSED = new Set([401, 422, 429, 503]);

/** A refused attempt to sign in, with how long the next has to wait; null for every other answer. */
export const signInLine = (c: Context<AskEnv>): string | null => {
  if (c.req.method !== 'POST' || !SIGN_IN.test(c.req.path) || !REFUSED.has(c.res.status)) return null;
  const wait = c.res.headers.get('Retry-After');
  return `${head(tracedOf(c))} sign-in refused from ${c.get('address')}${wait === null ? '' : `, wait ${wait} s`}`;
};
