/**
 * In which language a page speaks: ?lang=, then the cookie, then Vietnamese.
 *
 * What the browser prefers is not asked: the office machine of a Vietnamese technician often runs in English.
 */
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { LANGS, type Lang } from '../contract/sentences/index.ts';
import { en } from './messages/en.ts';
import { type Messages, vi } from './messages/vi.ts';

const COOKIE = 'lang';
const YEAR_SECONDS = 31_536_000;

const MESSAGES: Readonly<Record<Lang, Messages>> = { vi, en };

export const messagesIn = (lang: Lang): Messages => MESSAGES[lang];

const known = (text: string | undefined): Lang | undefined => LANGS.find((lang) => lang === text);

/** The language for this request; one that was asked for by ?lang= is remembered. */
export const languageOf = (c: Context): Lang => {
  const asked = known(c.req.query('lang'));
  if (asked === undefined) return known(getCookie(c, COOKIE)) ?? 'vi';
  setCookie(c, COOKIE, asked, { path: '/', maxAge: YEAR_SECONDS, sameSite: 'Lax', httpOnly: true });
  return asked;
};
