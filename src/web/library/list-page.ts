/** The library as a list: search and filters as a plain form, a page at a time. */
import { html } from 'hono/html';
import { ITEM_STATES } from '../../contract/api-library.ts';
import { formatNumber } from '../../contract/sentences/format.ts';
import { genreWord, languageWord, sentenceOf } from '../../contract/sentences/index.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { Schedule } from '../../core/schedule/model.ts';
import type { ItemPage, ListedItem } from '../../operations/library/list-items.ts';
import { holds } from '../access.ts';
import { icon } from '../icons.ts';
import { type Html, layout, type Page, spoken } from '../layout.ts';
import { links, query } from '../links.ts';
import { airsText, belongsText, stateBadge } from './shown.ts';

export const FILTERS = ['text', 'state', 'strand', 'campaign', 'contentGroup', 'language', 'genre', 'unit'] as const;
type Filter = (typeof FILTERS)[number];

/** As text, '' for none. */
export type ItemsAsked = Readonly<Record<Filter | 'after', string>>;

export interface ListParts {
  readonly asked: ItemsAsked;
  readonly found: ItemPage;
  readonly refusals: readonly Refusal[];
  readonly schedule: Schedule;
  /** Languages and genres that are there to be chosen. */
  readonly languages: readonly string[];
  readonly genres: readonly string[];
}

export const libraryPage = (page: Page, parts: ListParts): Html => {
  const { m, lang } = page;
  const { library } = m;
  const { found, refusals, asked } = parts;
  const filtered = FILTERS.some((name) => asked[name] !== '');
  const listed = (): Html => {
    if (refusals.length > 0)
      return html`<div class="faults" role="alert">${refusals.map((refusal) => html`<p>${sentenceOf(refusal, lang)}</p>`)}</div>`;
    if (found.items.length === 0)
      return html`<p class="empty">${icon('none')}<span>${filtered ? library.none : library.empty}</span></p>`;
    return html`<p class="hint">${library.found(formatNumber(found.found, lang))}</p>${table(page, parts)}${ways(page, parts)}`;
  };
  return layout(page, {
    title: library.title,
    section: 'library',
    made: null,
    body: html`<header class="day-head"><h1><b>${library.title}</b></h1><p class="lead">${library.lead}</p>
${begun(page)}
${filterForm(page, parts)}</header>
${listed()}`,
  });
};

const begun = ({ m, caller }: Page): Html => {
  const add = holds(caller, 'schedule.write');
  const send = holds(caller, 'sound.write');
  if (!add && !send) return html``;
  return html`<p class="ways">${add ? html`<a class="button" href="${links.newItem}">${icon('pen')}${m.library.add}</a>` : ''}${send ? html`<a class="button" href="${links.uploadSounds}">${icon('on')}${m.uploads.title}</a>` : ''}</p>`;
};

const filterForm = ({ m, lang }: Page, { asked, schedule, languages, genres }: ListParts): Html => {
  const { library } = m;
  const select = (name: Filter, label: string, options: readonly (readonly [value: string, label: string])[]): Html =>
    html`<label><span>${label}</span><select name="${name}"><option value="">${library.any}</option>${options.map(([value, told]) => html`<option value="${value}"${value === asked[name] ? html` selected` : ''}>${told}</option>`)}</select></label>`;
  const named = (things: readonly { readonly id: string; readonly name: string }[]) =>
    things.map(({ id, name }) => [id, name] as const);
  return html`<form class="chooser filter library" method="get" action="${links.library}" aria-label="${library.filter}">
<label class="wide"><span>${library.text}</span><input type="search" name="text" maxlength="200" value="${asked.text}"></label>
${select(
  'state',
  library.state,
  ITEM_STATES.map((state) => [state, library.states[state]] as const),
)}
${select('strand', library.strand, named(schedule.strands))}
${select('campaign', library.campaign, named(schedule.campaigns))}
${select('contentGroup', library.contentGroup, named(schedule.campaigns.flatMap(({ contentGroups }) => contentGroups)))}
${select(
  'language',
  library.language,
  languages.map((tag) => [tag, languageWord(tag, lang)] as const),
)}
${select(
  'genre',
  library.genre,
  genres.map((genre) => [genre, genreWord(genre, lang)] as const),
)}
${select('unit', library.unit, named(schedule.units))}
<button type="submit">${library.show}</button>
${FILTERS.some((name) => asked[name] !== '') ? html`<a class="button" href="${links.library}">${library.clear}</a>` : ''}
</form>`;
};

const table = (page: Page, parts: ListParts): Html => {
  const { columns, title } = page.m.library;
  return html`<table class="list library">
<caption class="unseen">${title}</caption>
<thead><tr><th scope="col">${columns.title}</th><th scope="col">${columns.campaign}</th><th scope="col">${columns.versions}</th><th scope="col">${columns.state}</th><th scope="col">${columns.airs}</th></tr></thead>
<tbody>
${parts.found.items.map((item) => row(page, item, parts.schedule))}
</tbody>
</table>`;
};

const row = (page: Page, item: ListedItem, schedule: Schedule): Html => {
  const { m, lang } = page;
  const { columns, states } = m.library;
  return html`<tr>
<th scope="row"><a href="${links.item(item.id)}">${spoken(item.title)}</a><small>${genreWord(item.genre, lang)}</small></th>
<td data-label="${columns.campaign}">${belongsText(schedule, item) || '–'}</td>
<td data-label="${columns.versions}">${item.versions.length === 0 ? '–' : item.versions.map(({ language, state }) => html`<span class="version">${languageWord(language, lang)}${item.versions.length > 1 ? `: ${states[state]}` : ''}</span> `)}</td>
<td class="states">${item.states.map((state) => stateBadge(page, state))}</td>
<td data-label="${columns.airs}">${airsText(page, item)}</td>
</tr>
`;
};

const ways = ({ m }: Page, { asked, found }: ListParts): Html => {
  if (asked.after === '' && found.next === null) return html``;
  const address = (after: string | null): string => `${links.library}${query({ ...asked, after })}`;
  return html`<p class="count">${asked.after === '' ? '' : html`<a class="button" href="${address(null)}">${icon('back')}<span>${m.library.first}</span></a>`}${found.next === null ? '' : html`<a class="button" rel="next" href="${address(found.next)}"><span>${m.library.next}</span>${icon('on')}</a>`}</p>`;
};
