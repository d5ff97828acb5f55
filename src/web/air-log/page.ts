/** The air log as a table: what was said to have happened, row by row, with files of it for others. */
import { html } from 'hono/html';
import { AIR_LOG_FORMATS } from '../../contract/air-log.ts';
import { formatDate, formatNumber } from '../../contract/sentences/format.ts';
import { sentenceOf, words } from '../../contract/sentences/index.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { Campaign } from '../../core/schedule/model.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { ListedChannel } from '../../operations/list-channels.ts';
import { type Logged, OUTCOME_ICONS } from '../day/recorded.ts';
import { clockOf, lengthText } from '../day/view.ts';
import { icon } from '../icons.ts';
import { type Html, layout, type Page, spoken } from '../layout.ts';
import { links, query } from '../links.ts';
import { momentText } from '../moments.ts';
import { type Objecting, objectionsBeside } from './objections.ts';

/** What was asked for, as text: a wrong value is shown again with what is wrong about it. */
export interface AirLogAsked {
  readonly from: string;
  readonly to: string;
  readonly channel: string;
  readonly campaign: string;
}

export interface AirLogParts {
  readonly asked: AirLogAsked;
  readonly channels: readonly ListedChannel[];
  readonly campaigns: readonly Campaign[];
  /** Everything that the filter finds, in order of number. */
  readonly found: readonly Logged[];
  /** Which page of them, from 0. */
  readonly part: number;
  readonly refusals: readonly Refusal[];
  readonly objecting: Objecting;
  /** Numbers of an objection just recorded and of what it disputes. */
  readonly objected: readonly [number, number] | null;
  readonly made: { readonly zone: string; readonly local: string } | null;
}

/** Rows on one page: a phone can still hold them. */
export const ROWS = 200;

export const airLogPage = (page: Page, parts: AirLogParts): Html => {
  const { m, lang } = page;
  const { found, refusals, made } = parts;
  return layout(page, {
    title: m.log.title,
    section: 'airLog',
    made,
    body: html`<header class="day-head"><h1><b>${m.log.title}</b></h1><p class="lead">${m.log.lead}</p>
${filter(page, parts)}</header>
${parts.objected === null ? '' : html`<p class="notice" role="status">${icon('ok')}<span>${m.log.object.done(...parts.objected)}</span></p>`}
${refusals.length === 0 ? '' : html`<div class="faults" role="alert">${refusals.map((refusal) => html`<p>${sentenceOf(refusal, lang)}</p>`)}</div>`}
${refusals.length > 0 ? '' : html`${found.length === 0 ? html`<p class="empty">${icon('none')}<span>${m.log.none}</span></p>` : table(page, parts)}${files(page, parts.asked)}`}`,
  });
};

const filter = ({ m }: Page, { asked, channels, campaigns }: AirLogParts): Html => {
  const option = (id: string, name: string, is: boolean): Html =>
    html`<option value="${id}"${is ? html` selected` : ''}>${name}</option>`;
  return html`<form class="chooser filter" method="get" action="${links.airLog}" aria-label="${m.log.filter}">
<label><span>${m.log.from}</span><input type="date" name="from" value="${asked.from}" required></label>
<label><span>${m.log.to}</span><input type="date" name="to" value="${asked.to}" required></label>
<label><span>${m.log.channel}</span><select name="channel">${option('', m.log.allChannels, asked.channel === '')}${channels.map(({ channel, current }) => option(channel.id, current ? channel.name : `${channel.name} (${m.day.ended})`, asked.channel === channel.id))}</select></label>
<label><span>${m.log.campaign}</span><select name="campaign">${option('', m.log.allCampaigns, asked.campaign === '')}${campaigns.map(({ id, name }) => option(id, name, asked.campaign === id))}</select></label>
<button type="submit">${m.log.show}</button>
</form>`;
};

const table = (page: Page, { asked, found, part, objecting }: AirLogParts): Html => {
  const { m, lang } = page;
  const { columns } = m.log;
  const count = formatNumber(found.length, lang);
  const rows = found.slice(part * ROWS, (part + 1) * ROWS);
  const corrections = Map.groupBy(
    found.filter(({ entry }) => entry.corrects !== null),
    ({ entry }) => entry.corrects,
  );
  const first = part * ROWS + 1;
  const pages = html`<p class="count">${rows.length === found.length ? m.log.count(count) : m.log.shown(first, first + rows.length - 1, count)}
${part > 0 ? html`<a class="button" rel="prev" href="${links.airLog}${query({ ...asked, part: part - 1 })}">${icon('back')}<span>${m.log.earlier}</span></a>` : ''}
${(part + 1) * ROWS < found.length ? html`<a class="button" rel="next" href="${links.airLog}${query({ ...asked, part: part + 1 })}"><span>${m.log.later}</span>${icon('on')}</a>` : ''}</p>`;
  return html`${pages}
<table class="log">
<caption class="unseen">${m.log.title}</caption>
<thead><tr><th scope="col" class="number">${columns.seq}</th><th scope="col">${columns.planned}</th><th scope="col">${columns.title}</th><th scope="col">${columns.channel}</th><th scope="col">${columns.outcome}</th><th scope="col" class="number">${columns.heard}</th><th scope="col">${columns.who}</th><th scope="col">${columns.recordedAt}</th></tr></thead>
<tbody>
${rows.map((row) => entryRow(page, row, corrections.get(row.seq) ?? [], objectionsBeside(page, row.seq, objecting, { ...asked, part })))}
</tbody>
</table>`;
};

const entryRow = (
  page: Page,
  { seq, entry, by, note }: Logged,
  correctedBy: readonly Logged[],
  objections: Html,
): Html => {
  const { lang, m } = page;
  const { planned, outcome, reason, role } = entry;
  const units = planned.units.map(({ name }) => name).join(', ');
  const name = by ?? (entry.by === null ? m.log.anonymous : m.log.erased);
  const aside = (text: string): Html => html`<small>${text}</small>`;
  return html`<tr id="so-${seq}" class="${outcome}">
<th scope="row" class="number seq">${seq}</th>
<td class="when"><a href="${links.day(planned.channel.id, planned.day)}">${formatDate(planned.day as LocalDate, lang)}</a> <b>${clockOf(planned.start)}</b></td>
<td class="what"><span class="title">${spoken(planned.title)}</span>${planned.campaign === null ? '' : aside(planned.contentGroup?.name ?? planned.campaign.name)}</td>
<td class="where">${planned.channel.name}${units === '' ? '' : aside(units)}</td>
<td class="outcome"><span class="result">${icon(OUTCOME_ICONS[outcome])}<b>${words(lang).outcomes[outcome]}</b></span>${reason === null ? '' : html`<span class="reason">${words(lang).notAiredReasons[reason]}</span>`}${note === null ? '' : aside(`${m.log.note}: ${note}`)}${entry.corrects === null ? '' : html`<small><a href="#so-${entry.corrects}">${m.log.corrects(entry.corrects)}</a></small>`}${correctedBy.length === 0 ? '' : aside(m.log.correctedBy(correctedBy.map((row) => row.seq).join(', ')))}${objections}</td>
<td class="number heard">${entry.secondsHeard === null ? '' : lengthText(entry.secondsHeard)}</td>
<td class="who">${name}<small>${words(lang).roles[role]}${entry.scope === 'session' ? ` · ${m.log.fromSession}` : ''}</small></td>
<td class="recorded-at">${momentText(entry.recordedAt, planned.start.zone, lang)}</td>
</tr>
`;
};

const files = (
  { m, lang }: Page,
  asked: AirLogAsked,
): Html => html`<section class="downloads" aria-labelledby="tai-ve"><h2 id="tai-ve">${m.log.downloads}</h2>
<ul>${['csv' as const, ...AIR_LOG_FORMATS.filter((format) => format !== 'csv')].map((format) => html`<li><a href="${links.airLogFile(format, { ...asked })}" download>${icon('get')}<span>${format.toUpperCase()}</span></a></li>`)}<li><a href="${links.airLogBundle({ ...asked })}" download>${icon('get')}<span>${m.log.bundle}</span></a></li><li><a href="${links.airLogDay(asked.to, asked.channel)}">${icon('get')}<span>${m.log.sheet(formatDate(asked.to as LocalDate, lang))}</span></a></li></ul>
<p class="hint">${m.log.bundleHint} <a href="${links.verify}${query({ lang: lang === 'vi' ? null : lang })}">${m.log.verify}</a></p></section>`;
