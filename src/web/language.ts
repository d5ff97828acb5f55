/** In which language a page speaks: ?lang=, then the cookie, then Accept-Language, then Vietnamese. */
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { LANGS, type Lang } from '../contract/sentences/format.ts';
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
  if (asked !== undefined) {
    setCookie(c, COOKIE, asked, { path: '/', maxAge: YEAR_SECONDS, sameSite: 'Lax', httpOnly: true });
    return asked;
  }
  return known(getCookie(c, COOKIE)) ?? preferred(c.req.header('accept-language') ?? '') ?? 'vi';
};

/** The first known language of 'vi-VN,vi;q=0.9,en;q=0.8', by weight. */
export const preferred = (header: string): Lang | undefined => {
  const ranked = header.split(',').flatMap((part) => {
    const [tag = '', ...parameters] = part.trim().split(';');
    const lang = known(tag.toLowerCase().split('-')[0]);
    const weight = Number(parameters.find((parameter) => parameter.trim().startsWith('q='))?.trim().slice(2) ?? 1);
    return lang === undefined || !(weight > 0) ? [] : [{ lang, weight }];
  });
  return ranked.sort((a, b) => b.weight - a.weight)[0]?.lang;
};
