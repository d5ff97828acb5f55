/**
 * What the border finds out about a request before any page or route sees it, and the cookies that carry it.
 *
 * Shared by http, which finds it out, and web, which signs people in and out. It decides nothing.
 */
import type { Caller } from '../core/access/model.ts';
import type { Result } from '../core/result.ts';

/** Hono's variables, set by the border for every request. */
export interface AskEnv {
  Variables: {
    requestId: string;
    /** Who asks, from the cookie, the bearer token or the site's link; nobody otherwise. */
    caller: Caller;
    /** The same question again, for what is sent so long that somebody may have been disabled meanwhile. */
    askAgain: () => Result<Caller>;
    /** The sign-in token that came in the cookie, whatever it is worth; null without one. */
    signInToken: string | null;
    /** Whether the reader's side of the connection is https (also through a proxy that we were told of). */
    secure: boolean;
    /** Address of the reader: the other end of the connection, or what a proxy that we were told of says. */
    address: string;
    /** Whether this service can be reached from other machines without https: administrators are warned. */
    exposed: boolean;
    /** 'https://loa.example.vn': under which name the reader reached us; refused (request.wrong) when it is none. */
    ownOrigin: Result<string>;
  };
}

/** As RFC 6265bis has it: a '__Host-' cookie is only taken over https, from the host itself, for all of it. */
export interface CookieForm {
  readonly name: string;
  readonly options: {
    readonly path: '/';
    readonly httpOnly: true;
    readonly secure: boolean;
    readonly sameSite: 'Lax';
    readonly maxAge?: number;
  };
}

const form = (name: string, secure: boolean, maxAge?: number): CookieForm => ({
  name: secure ? `__Host-${name}` : name,
  options: { path: '/', httpOnly: true, secure, sameSite: 'Lax', ...(maxAge === undefined ? {} : { maxAge }) },
});

/** A person's sign-in: gone when the browser closes. */
export const signInCookie = (secure: boolean): CookieForm => form('loa', secure);

const SITE_SECONDS = 400 * 86_400;

/** A site's secret link, opened once on a telephone; as long as browsers keep any cookie. */
export const siteCookie = (secure: boolean): CookieForm => form('loa-tram', secure, SITE_SECONDS);
