/**
 * The frame of every page: head, landmarks, the ways to other pages, the footer.
 *
 * No inline script or style: the content security policy allows neither. Nothing here needs a script.
 */
import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { EXPOSURE, isWarned } from '../contract/exposure.ts';
import type { Lang } from '../contract/sentences/index.ts';
import type { Caller, Right } from '../core/access/model.ts';
import { holds } from './access.ts';
import type { Heads } from './assets.ts';
import { icon, iconSheet } from './icons.ts';
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
  readonly caller: Caller;
  /** Whether other machines reach us without https. */
  readonly exposed: boolean;
}

/** Pages about the schedule stand under one tab, side by side in a row of their own. */
const SCHEDULE = [
  'day',
  'week',
  'fleet',
  'urgent',
  'conflicts',
  'orders',
  'history',
  'calendarDays',
  'campaigns',
] as const;
type ScheduleSection = (typeof SCHEDULE)[number];

export type Section = ScheduleSection | 'library' | 'speech' | 'jobs' | 'airLog' | 'people' | 'tokens' | 'audit' | null;

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
<header class="top${tabsFor(page).length > 3 ? ' many' : ''}">
<a class="brand" href="${links.home}" title="${m.tagline}">${icon('loa')}<span>${m.product}</span></a>
${tabs(page, section)}
<div class="who">${languages(page)}${who(page)}</div>
</header>
${scheduleTabs(page, section)}
<main id="main">
${exposure(page)}${body}
</main>
<footer class="bottom">
${made === null ? '' : html`<p>${m.footer(made.zone, made.local)}</p>`}
<p><a href="${links.api}">${m.nav.api}</a></p>
</footer>
</body>
</html>
`;
};

const SECTIONS: readonly (readonly [section: Exclude<Section, null>, href: string, right: Right])[] = [
  ['day', links.home, 'schedule.read'],
  ['library', links.library, 'schedule.read'],
  ['speech', links.speech, 'sound.write'],
  ['jobs', links.jobs, 'day.render'],
  ['airLog', links.airLog, 'air-log.read'],
  ['people', links.people, 'person.read'],
  ['tokens', links.tokens, 'token.read'],
  ['audit', links.audit, 'audit.read'],
];

/** Only the pages that this caller may open; a telephone has its one page. */
const tabsFor = ({ caller }: Page) => SECTIONS.filter(([, , right]) => caller.kind !== 'site' && holds(caller, right));

const tabs = (page: Page, section: Section): Html => {
  const { m } = page;
  const open = tabsFor(page);
  if (open.length === 0) return html``;
  return html`<nav aria-label="${m.nav.label}">
${open.map(([name, href]) => html`<a class="tab" href="${href}"${name === topOf(section) ? html` aria-current="${name === section ? 'page' : 'true'}"` : ''}>${name === 'day' ? m.nav.schedule : m.nav[name]}</a>`)}
</nav>`;
};

const isSchedule = (section: Section): section is ScheduleSection => SCHEDULE.some((one) => one === section);

const topOf = (section: Section): Section => (isSchedule(section) ? 'day' : section);

const scheduleTabs = ({ m, caller, here }: Page, section: Section): Html => {
  if (!isSchedule(section) || caller.kind === 'site' || !holds(caller, 'schedule.read')) return html``;
  const href = { ...links, ...channelLinks(here) };
  const open = SCHEDULE.filter((name) => (name !== 'campaigns' && name !== 'fleet') || holds(caller, 'air-log.read'));
  return html`<nav class="under" aria-label="${m.nav.scheduleLabel}">
${open.map((name) => html`<a class="tab" href="${href[name]}"${name === section ? html` aria-current="page"` : ''}>${m.nav[name]}</a>`)}
</nav>`;
};

/** Who looks at a channel stays with it, and with the day. */
const channelLinks = (here: string): Readonly<Record<'day' | 'week', string>> => {
  const [, channel, day] = /^\/channels\/([a-z0-9-]+)\/(?:days\/(\d{4}-\d\d-\d\d))?/.exec(here) ?? [];
  if (channel === undefined) return { day: links.home, week: links.weeks };
  return { day: links.day(channel, 'today'), week: links.week(channel, day) };
};

const who = ({ m, caller, here }: Page): Html => {
  if (caller.kind === 'site') return html`<span class="phone">${m.top.phone(caller.name)}</span>`;
  if (caller.kind !== 'person')
    return here.startsWith(links.signIn) ? html`` : html`<a class="tab" href="${links.signIn}">${m.top.signIn}</a>`;
  return html`<a class="tab person" href="${links.account}" title="${m.top.account(caller.name)}">${icon('person')}<span>${caller.name}</span></a>
<form method="post" action="${links.signOut}" class="one"><button type="submit">${m.top.signOut}</button></form>`;
};

/** Whoever can do something about it is told on every page. */
const exposure = ({ lang, caller, exposed }: Page): Html =>
  isWarned(caller, exposed)
    ? html`<aside class="exposed">${icon('warn')}<p><strong>${EXPOSURE[lang].what}</strong> ${EXPOSURE[lang].hint}</p></aside>
`
    : html``;

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
