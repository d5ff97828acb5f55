/** One item: its particulars, its versions side by side, where it is used, what happened to it. */
import { html } from 'hono/html';
import { formatDate, formatDateTime, formatNumber } from '../../contract/sentences/format.ts';
import { genreWord, languageWord, words } from '../../contract/sentences/index.ts';
import type { Schedule } from '../../core/schedule/model.ts';
import type { ItemEvent, ShownItem } from '../../operations/library/show-item.ts';
import { fieldsOf, formOf, lostForm } from '../forms/fields.ts';
import { type FormState, freshForm } from '../forms/sent.ts';
import { icon } from '../icons.ts';
import { type Html, layout, type Page, spoken } from '../layout.ts';
import { links } from '../links.ts';
import { particulars, versionFields } from './item-fields.ts';
import { actWords, airsText, belongsText, stateBadge } from './shown.ts';
import { approvalForm, scriptForm, shortHash, versionPanel } from './version-panel.ts';

export const CHANGE = 'sua';
export const ADD_LANGUAGE = 'them-ngon-ngu';
export const DONE = ['added', 'changed', 'written', 'approved'] as const;

export interface ItemParts {
  readonly shown: ShownItem;
  readonly schedule: Schedule;
  readonly zone: string;
  /** A form that came back with something wrong. */
  readonly refused: FormState | null;
  readonly done: (typeof DONE)[number] | null;
}

export const itemPage = (page: Page, parts: ItemParts): Html => {
  const { m } = page;
  const { library } = m;
  const { shown, zone, refused, done } = parts;
  const { item, versions, may } = shown;
  return layout(page, {
    title: item.title,
    section: 'library',
    made: null,
    body: html`<header class="day-head"><p><a href="${links.library}">${library.back}</a></p><h1><b>${spoken(item.title)}</b></h1>
<p class="states">${shown.states.map((state) => stateBadge(page, state))}</p><p class="ways"><a class="button" href="${links.clips(item.id)}">${m.clips.link}</a><a class="button" href="${links.podcasts}">${m.podcasts.link}</a></p></header>
${done === null ? '' : html`<p class="notice" role="status">${icon('ok')}<span>${library.done[done]}</span></p>`}
${lostForm(refused, (id) => isThere(shown, id))}
<section class="panel" aria-label="${item.title}">${facts(page, parts)}${may.write ? changePart(page, parts) : ''}</section>
<h2 class="unseen">${library.versions}</h2>
${versions.length === 0 ? html`<p class="empty">${icon('none')}<span>${library.noVersions}</span></p>` : html`<div class="panels">${versions.map((version) => versionPanel(page, { shown, version, zone, refused }))}</div>`}
${may.write ? languagePart(page, parts) : ''}
<div class="panels">${usesPart(page, parts)}${historyPart(page, parts)}</div>`,
  });
};

/** Whether the page still has a form that was refused. */
const isThere = ({ versions, may }: ShownItem, id: string): boolean =>
  (may.write &&
    (id === CHANGE || id === ADD_LANGUAGE || versions.some(({ language }) => id === scriptForm(language)))) ||
  versions.some(
    ({ language, state }) => may.approve && state === 'waits-for-approval' && id === approvalForm(language),
  );

const facts = (page: Page, { shown, schedule }: ItemParts): Html => {
  const { m, lang } = page;
  const { library } = m;
  const { item, file } = shown;
  const rows = [
    [library.facts.genre, genreWord(item.genre, lang)],
    [library.facts.campaign, belongsText(schedule, item)],
    [library.facts.airs, airsText(page, item)],
    [library.facts.audiences, item.audiences.join(', ')],
    [library.facts.kept, file === null ? library.byHand : library.fromFile(file)],
  ].filter(([, value]) => value !== '');
  return html`<dl>${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
};

const changePart = (page: Page, { shown, schedule, refused }: ItemParts): Html => {
  const { library } = page.m;
  const { item, file } = shown;
  const own = refused?.id === CHANGE ? refused : null;
  const form = own ?? freshForm(CHANGE);
  const fields = fieldsOf(form);
  const versions = item.versions.map((version) => versionFields(page, fields, version.language, version));
  const more = shown.versions
    .filter(({ language }) => !item.versions.some((version) => version.language === language))
    .map(({ language }) => versionFields(page, fields, language, { sound: null, synthetic: false }));
  const inside = html`${particulars(page, fields, schedule, item)}
<div class="grid">${versions}${more}</div>
${file === null ? '' : fields.sure({ name: 'takeOver', label: library.takeOver(file) })}`;
  return html`<details class="do"${own === null ? '' : html` open`}><summary>${library.change}</summary>${formOf(page, form, { action: links.itemStep(item.id, 'change'), send: library.saveChange, tone: 'quiet' }, inside)}</details>`;
};

const languagePart = (page: Page, { shown, refused }: ItemParts): Html => {
  const { m, lang } = page;
  const { library } = m;
  const there = new Set(shown.versions.map(({ language }) => language));
  const free = Object.keys(words(lang).languages).filter((language) => !there.has(language));
  if (free.length === 0) return html``;
  const own = refused?.id === ADD_LANGUAGE ? refused : null;
  const form = own ?? freshForm(ADD_LANGUAGE);
  const fields = fieldsOf(form);
  const inside = html`${fields.hidden('adding', 'yes')}${fields.select(
    { name: 'language', label: library.language },
    free.map((language) => ({ value: language, label: languageWord(language, lang) })),
  )}
${fields.lines({ name: 'text', label: library.script, hint: library.scriptHint, attributes: { required: true } }, free[0] ?? 'vi')}`;
  return html`<details class="panel do"${own === null ? '' : html` open`}><summary>${library.addLanguage}</summary>${formOf(page, form, { action: links.itemStep(shown.item.id, 'script'), send: library.saveScript, tone: 'quiet', long: true }, inside)}</details>`;
};

const usesPart = (page: Page, { shown }: ItemParts): Html => {
  const { m, lang } = page;
  const { library } = m;
  const { strands, segments, coming, lastAired, lookedBack } = shown.uses;
  const names = (things: readonly { readonly name: string }[]): string => things.map(({ name }) => name).join(', ');
  return html`<section class="panel" aria-labelledby="dung"><h2 id="dung">${library.uses}</h2>
${strands.length === 0 ? '' : html`<p>${library.inStrands(names(strands))}</p>`}
${segments.length === 0 ? html`<p class="hint">${library.noUses}</p>` : html`<ul class="plain">${segments.map(({ title, session, channels }) => html`<li>${library.inSegment(title, session.name, names(channels))}</li>`)}</ul>`}
<h3>${library.coming}</h3>
${coming.length === 0 ? html`<p class="hint">${library.noComing}</p>` : html`<ul class="plain">${coming.slice(0, MOST_COMING).map(({ channel, day, session, at }) => html`<li><a href="${links.day(channel.id, day)}">${library.comingOne(formatDateTime(at, lang), session, channel.name)}</a></li>`)}</ul>`}
<p>${lastAired === null ? library.neverAired(formatNumber(lookedBack, lang)) : library.lastAired(formatDate(lastAired.day, lang), lastAired.channel.name)}</p></section>`;
};

const MOST_COMING = 12;

const historyPart = (page: Page, { shown, zone }: ItemParts): Html => {
  const { library } = page.m;
  const { history } = shown;
  return html`<section class="panel" aria-labelledby="lich-su"><h2 id="lich-su">${library.history}</h2>
${history.length === 0 ? html`<p class="hint">${library.noHistory}</p>` : html`<ol class="plain">${history.map((event) => eventLine(page, event, zone))}</ol>`}</section>`;
};

const eventLine = (page: Page, event: ItemEvent, zone: string): Html => {
  const { library } = page.m;
  const { events } = library;
  const language = event.language === null ? '' : languageWord(event.language, page.lang);
  const what =
    event.what === 'written' || event.what === 'approved' ? events[event.what](language) : events[event.what];
  const [who, at] = actWords(page, event, zone);
  const hashes = [event.script, event.sound].filter((hash) => hash !== null).map(shortHash);
  return html`<li><b>${what}</b> – ${who}, ${at}${hashes.length === 0 ? '' : html` <small>${hashes.map((hash) => html`<code>${hash}</code> `)}</small>`}${event.ownReason === null ? '' : html`<br><small>${library.ownReason(event.ownReason)}</small>`}</li>`;
};
