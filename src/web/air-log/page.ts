/** The air log as a table: what was said to have happened, row by row, with files of it for others. */
import { html } from 'hono/html';
import type { AirLogFormat } from '../../contract/air-log.ts';
import type { AnyLine } from '../../contract/air-log-any.ts';
import { entryKindWord } from '../../contract/sentences/entry-kinds.ts';
import { formatDate, formatNumber } from '../../contract/sentences/format.ts';
import { howWeKnow } from '../../contract/sentences/how-we-know.ts';
import { sentenceOf, words } from '../../contract/sentences/index.ts';
import { eventText } from '../../contract/sentences/log-events.ts';
import type { AiringEntry, AirLogEntry, ReportEntry } from '../../core/evidence/entry.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { LocalDate } from '../../core/time/local.ts';
import { type Logged, OUTCOME_ICONS } from '../day/recorded.ts';
import { clockOf, lengthText } from '../day/view.ts';
import { icon } from '../icons.ts';
import { type Html, layout, type Page, spoken } from '../layout.ts';
import { links, query } from '../links.ts';
import { momentText } from '../moments.ts';
import { type AirLogAsked, type FilterParts, filledIn, filterForm } from './filter.ts';
import { type Objecting, objectionsBeside } from './objections.ts';

/** The page asks no more of the core than what an entry looks like. */
const isOfAiring = (entry: AirLogEntry): entry is AiringEntry => 'planned' in entry;

const isReport = (entry: AirLogEntry): entry is ReportEntry => 'source' in entry;

export interface AirLogParts extends FilterParts {
  /** The rows of this page, in order of day, then number. */
  readonly found: readonly AnyLine[];
  /** `cursor` of this page, when it is not the first, and of the next one. */
  readonly cursor: string | undefined;
  readonly next: string | null;
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
${filterForm(page, parts)}</header>
${parts.objected === null ? '' : html`<p class="notice" role="status">${icon('ok')}<span>${m.log.object.done(...parts.objected)}</span></p>`}
${refusals.length === 0 ? '' : html`<div class="faults" role="alert">${refusals.map((refusal) => html`<p>${sentenceOf(refusal, lang)}</p>`)}</div>`}
${refusals.length > 0 ? '' : html`${found.length === 0 ? html`<p class="empty">${icon('none')}<span>${m.log.none}</span></p>` : table(page, parts)}${files(page, parts.asked)}`}`,
  });
};

const table = (page: Page, { asked, found, cursor, next, objecting, made }: AirLogParts): Html => {
  const { m, lang } = page;
  const { columns } = m.log;
  const statements = found.filter((row): row is Logged => row.entry.kind === 'statement');
  const corrections = Map.groupBy(
    statements.filter(({ entry }) => entry.corrects !== null),
    ({ entry }) => entry.corrects,
  );
  const count = formatNumber(found.length, lang);
  const kept = filledIn(asked);
  const whole = next === null && cursor === undefined;
  const pages = html`<p class="count">${whole ? m.log.count(count) : m.logFilter.rows(count)}
${cursor === undefined ? '' : html`<a class="button" href="${links.airLog}${query(kept)}">${icon('back')}<span>${m.logFilter.first}</span></a>`}
${next === null ? '' : html`<a class="button" rel="next" href="${links.airLog}${query({ ...kept, cursor: next })}"><span>${m.log.later}</span>${icon('on')}</a>`}</p>`;
  return html`${pages}
<table class="log">
<caption class="unseen">${m.log.title}</caption>
<thead><tr><th scope="col" class="number">${columns.seq}</th><th scope="col">${columns.planned}</th><th scope="col">${columns.title}</th><th scope="col">${columns.channel}</th><th scope="col">${columns.outcome}</th><th scope="col" class="number">${columns.heard}</th><th scope="col">${columns.who}</th><th scope="col">${columns.recordedAt}</th></tr></thead>
<tbody>
${found.map((row) => (row.entry.kind === 'statement' ? entryRow(page, row as Logged, corrections.get(row.seq) ?? [], objectionsBeside(page, row.seq, objecting, { ...kept, ...(cursor === undefined ? {} : { cursor }) })) : otherRow(page, row, made?.zone ?? 'UTC')))}
</tbody>
</table>${next === null ? '' : pages}`;
};

/** An entry of another kind: what it has in common with statements, and of an event its sentence. `placeZone`: of whoever looks. */
const otherRow = (page: Page, { seq, entry, by, note }: AnyLine, placeZone: string): Html => {
  const { lang, m } = page;
  const planned = isOfAiring(entry) ? entry.planned : null;
  const day = isOfAiring(entry) ? entry.planned.day : entry.day;
  const zone = planned?.start.zone ?? placeZone;
  const at = (instant: string): string => momentText(instant, zone, lang);
  const heard = 'secondsHeard' in entry ? entry.secondsHeard : null;
  const report = isReport(entry) ? entry : null;
  return html`<tr id="so-${seq}" class="${report?.outcome ?? 'other'}">
<th scope="row" class="number seq">${seq}</th>
<td class="when">${day === null ? '' : formatDate(day as LocalDate, lang)}${planned === null ? '' : html` <b>${clockOf(planned.start)}</b>`}</td>
<td class="what">${planned === null ? '' : html`<span class="title">${spoken(planned.title)}</span>`}${'facts' in entry ? eventText(entry, at, lang) : ''}</td>
<td class="where">${planned?.channel.name ?? ('channel' in entry ? entry.channel : '') ?? ''}</td>
<td class="outcome">${report === null ? '' : reported(page, report)}<span class="reason">${entryKindWord(entry.kind, lang)}</span>${entry.kind === 'objection' ? html`<small><a href="#so-${entry.disputes}">${m.logFilter.disputes(entry.disputes)}</a></small>` : ''}${note === null ? '' : html`<small>${m.log.note}: ${note}</small>`}</td>
<td class="number heard">${heard === null ? '' : lengthText(heard)}</td>
<td class="by">${by ?? ''}${report === null ? '' : html`<small>${report.source.device}</small>`}</td>
<td class="recorded-at">${at(entry.recordedAt)}</td>
</tr>
`;
};

/** What a machine says of the airing, and how it knows. */
const reported = ({ lang }: Page, entry: ReportEntry): Html => {
  const { outcome, reason } = entry;
  return html`${outcome === null ? '' : html`<span class="result">${icon(OUTCOME_ICONS[outcome])}<b>${words(lang).outcomes[outcome]}</b></span>`}${reason === null ? '' : html`<span class="reason">${words(lang).notAiredReasons[reason]}</span>`}<small>${howWeKnow(entry, lang)}</small>`;
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
<td class="by">${name}<small>${words(lang).roles[role]}${entry.scope === 'session' ? ` · ${m.log.fromSession}` : ''}</small></td>
<td class="recorded-at">${momentText(entry.recordedAt, planned.start.zone, lang)}</td>
</tr>
`;
};

/** What people open first. */
const DOWNLOADS = ['xlsx', 'csv', 'ndjson', 'json'] as const satisfies readonly AirLogFormat[];

const files = (
  { m, lang }: Page,
  asked: AirLogAsked,
): Html => html`<section class="downloads" aria-labelledby="tai-ve"><h2 id="tai-ve">${m.log.downloads}</h2>
<p>${m.logFilter.wholeLog}</p>
<ul>${DOWNLOADS.map((format) => html`<li><a href="${links.airLogFile(format, filledIn(asked))}" download>${icon('get')}<span>${format.toUpperCase()}</span></a></li>`)}<li><a href="${links.airLogBundle({ from: asked.from, to: asked.to, channel: asked.channel, campaign: asked.campaign })}" download>${icon('get')}<span>${m.log.bundle}</span></a></li><li><a href="${links.airLogDay(asked.to, asked.channel)}">${icon('get')}<span>${m.log.sheet(formatDate(asked.to as LocalDate, lang))}</span></a></li></ul>
<p class="hint">${m.log.bundleHint} <a href="${links.verify}${query({ lang: lang === 'vi' ? null : lang })}">${m.log.verify}</a></p></section>`;
