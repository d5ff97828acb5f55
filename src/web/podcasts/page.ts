/** Podcasts: those that are on with what others need to have them, and switching one on. */
import { html } from 'hono/html';
import { formatNumber } from '../../contract/sentences/format.ts';
import { languageWord } from '../../contract/sentences/index.ts';
import type { Schedule } from '../../core/schedule/model.ts';
import { buttonForm, fieldsOf, formOf } from '../forms/fields.ts';
import type { FormState, Labels } from '../forms/sent.ts';
import { icon } from '../icons.ts';
import { type Html, layout, type Page } from '../layout.ts';
import { links } from '../links.ts';

export const KINDS = ['campaign', 'strand', 'station'] as const;
export const LANGUAGES = ['vi', 'km', 'en'] as const;
export const DONE = ['on', 'off'] as const;

interface ShownFeed {
  readonly slug: string;
  readonly kind: (typeof KINDS)[number];
  readonly title: string;
  readonly episodes: number;
}

export interface PodcastParts {
  readonly feeds: readonly ShownFeed[];
  readonly schedule: Pick<Schedule, 'campaigns' | 'strands' | 'stations'>;
  /** 'https://loa.example.vn' */
  readonly origin: string;
  readonly mayWrite: boolean;
  readonly form: FormState;
  readonly done: (typeof DONE)[number] | null;
}

export const podcastLabels = ({ m }: Page): Labels => {
  const { subject, name, description, language } = m.podcasts;
  return { subject, title: name, description, language };
};

export const podcastsPage = (page: Page, parts: PodcastParts): Html => {
  const { podcasts } = page.m;
  const { feeds, done, mayWrite } = parts;
  return layout(page, {
    title: podcasts.title,
    section: 'library',
    made: null,
    body: html`<header class="day-head"><p><a href="${links.library}">${podcasts.back}</a></p><h1><b>${podcasts.title}</b></h1><p class="lead">${podcasts.lead}</p></header>
${done === null ? '' : html`<p class="notice" role="status">${icon('ok')}<span>${podcasts.done[done]}</span></p>`}
<div class="panels">${feeds.map((feed) => feedPart(page, feed, parts))}${mayWrite ? switchPart(page, parts) : ''}</div>
${feeds.length === 0 ? html`<p class="empty">${icon('none')}<span>${podcasts.none}</span></p>` : ''}`,
  });
};

const feedPart = (
  { m, lang }: Page,
  { slug, kind, title, episodes }: ShownFeed,
  { origin, mayWrite }: PodcastParts,
): Html => {
  const { podcasts } = m;
  const player = `${origin}${links.podcast(slug)}`;
  const snippet = `<iframe src="${player}" title="${title.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}" width="100%" height="480" loading="lazy"></iframe>`;
  const id = `podcast-${slug}`;
  return html`<section class="panel" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
<p>${podcasts.kinds[kind]} · ${podcasts.episodes(formatNumber(episodes, lang))}</p>
<p class="field wide"><label for="${id}-rss">${podcasts.feed}</label><input id="${id}-rss" type="text" readonly value="${player}.xml" aria-describedby="${id}-hint"><span class="hint" id="${id}-hint">${podcasts.feedHint}</span></p>
<p class="field wide"><label for="${id}-ma">${podcasts.embed}</label><textarea id="${id}-ma" rows="4" readonly>
${snippet}</textarea></p>
<p class="ways"><a class="button" href="${links.podcast(slug)}">${podcasts.open}</a></p>
${mayWrite ? buttonForm(links.podcastOff(slug), podcasts.off, podcasts.offOne(title)) : ''}</section>`;
};

const switchPart = (page: Page, { schedule, form }: PodcastParts): Html => {
  const { m, lang } = page;
  const { podcasts } = m;
  const fields = fieldsOf(form);
  const of = { campaign: schedule.campaigns, strand: schedule.strands, station: schedule.stations };
  const groups = KINDS.filter((kind) => of[kind].length > 0).map((kind) => ({
    label: podcasts.kinds[kind],
    options: of[kind].map(({ id, name }) => ({ value: `${kind}:${id}`, label: name })),
  }));
  return html`<section class="panel" aria-labelledby="bat"><h2 id="bat">${podcasts.on}</h2>
${formOf(
  page,
  form,
  { action: links.podcasts, send: podcasts.save },
  html`${fields.select({ name: 'subject', label: podcasts.subject, attributes: { required: true } }, [{ value: '', label: podcasts.choose }], groups)}
${fields.text({ name: 'title', label: podcasts.name, hint: podcasts.nameHint, attributes: { maxlength: 200, autocomplete: 'off' } })}
${fields.text({ name: 'description', label: podcasts.description, attributes: { maxlength: 1000, autocomplete: 'off' } })}
${fields.select(
  { name: 'language', label: podcasts.language },
  LANGUAGES.map((value) => ({ value, label: languageWord(value, lang) })),
)}`,
)}</section>`;
};
