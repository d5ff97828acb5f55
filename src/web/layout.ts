/**
 * The frame of every page: head, landmarks, the ways to other pages, the footer.
 *
 * No script and no inline style: the content security policy allows neither, and nothing here needs them.
 */
import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { Lang } from '../contract/sentences/index.ts';
import type { Heads } from './assets.ts';
import { icon, iconSheet } from './icons.ts';
import { messagesIn } from './language.ts';
import { links } from './links.ts';
import type { Messages } from './messages/vi.ts';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** What every page is made with. */
export interface Page {
  readonly lang: Lang;
  readonly m: Messages;
  readonly heads: Heads;
  /** Path and query of this page, for the language links. */
  readonly here: string;
}

export type Section = 'day' | 'airLog' | null;

interface Frame {
  readonly title: string;
  readonly section: Section;
  /** Zone and local time at which the page was made; null where no station is concerned. */
  readonly made: { readonly zone: string; readonly local: string } | null;
  readonly body: Html;
}

/** Khmer letters ask for their own font and voice, whatever the page's language. */
export const spoken = (text: string): Html =>
  /\p{Script=Khmer}/u.test(text) ? html`<span lang="km">${text}</span>` : html`${text}`;

export const layout = (page: Page, { title, section, made, body }: Frame): Html => {
  const { lang, m } = page;
  const current = (name: Section): Html => (name === section ? html` aria-current="page"` : html``);
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${m.product}</title>
<link rel="stylesheet" href="${page.heads.stylesheet}">
<link rel="icon" type="image/svg+xml" href="${page.heads.icon}">
</head>
<body>
<a class="skip" href="#main">${m.skip}</a>
${iconSheet}
<header class="top">
<a class="brand" href="${links.home}" title="${m.tagline}">${icon('loa')}<span>${m.product}</span></a>
<nav aria-label="${m.nav.label}">
<a class="tab" href="${links.home}"${current('day')}>${m.nav.day}</a>
<a class="tab" href="${links.airLog}"${current('airLog')}>${m.nav.airLog}</a>
</nav>
${languages(page)}
</header>
<main id="main">
${body}
</main>
<footer class="bottom">
${made === null ? '' : html`<p>${m.footer(made.zone, made.local)}</p>`}
<p><a href="${links.airLog}">${m.nav.airLog}</a> <a href="${links.api}">${m.nav.api}</a></p>
</footer>
</body>
</html>
`;
};

/** The names of the languages stand in those languages, so that whoever is lost finds the way back. */
const NAMES: readonly (readonly [lang: Lang, name: string])[] = [
  ['vi', 'Tiếng Việt'],
  ['en', 'English'],
];

const languages = ({ lang, m, here }: Page): Html => {
  const others = NAMES.filter(([other]) => other !== lang);
  const [path = '/', asked = ''] = here.split('?');
  return html`<nav class="languages" aria-label="${m.nav.language}">${others.map(([other, name]) => {
    const parameters = new URLSearchParams(asked);
    parameters.set('lang', other);
    return html`<a class="tab" lang="${other}" hreflang="${other}" href="${path}?${parameters.toString()}">${name}</a>`;
  })}</nav>`;
};

export const pageOf = (lang: Lang, heads: Heads, here: string): Page => ({ lang, m: messagesIn(lang), heads, here });
