/** The page of all sites: what needs somebody first, each with its alarms in words and what is known of it. */
import { html } from 'hono/html';
import { alarmText, clockText, siteStateText, siteTime } from '../../contract/sentences/fleet.ts';
import { formatBytes, formatNumber } from '../../contract/sentences/format.ts';
import type { FleetAlarm, SiteState } from '../../core/fleet/alarms.ts';
import type { Fleet, FleetSite } from '../../operations/fleet/show-fleet.ts';
import { type Icon, icon } from '../icons.ts';
import { type Html, layout, type Page, spoken } from '../layout.ts';
import { links } from '../links.ts';
import { momentText } from '../moments.ts';

export const STATES = ['alarm', 'by-hand', 'good'] as const satisfies readonly SiteState[];

export interface FleetParts {
  readonly fleet: Fleet;
  readonly unit: string | null;
  readonly state: SiteState | null;
  readonly zone: string;
  readonly faults: readonly string[];
}

const SIGNS: Readonly<Record<SiteState, { readonly icon: Icon; readonly tone: string }>> = {
  alarm: { icon: 'stop', tone: 'bad' },
  'by-hand': { icon: 'person', tone: 'calm' },
  good: { icon: 'ok', tone: 'good' },
};

export const fleetPage = (page: Page, { fleet, unit, state, zone, faults }: FleetParts): Html => {
  const { m, lang } = page;
  const says = m.fleet;
  const { sites, counts, units } = fleet;
  const number = (value: number): string => formatNumber(value, lang);
  const option = (value: string, text: string, isChosen: boolean): Html =>
    html`<option value="${value}"${isChosen ? html` selected` : ''}>${text}</option>`;
  const all = counts.alarm + counts['by-hand'] + counts.good;
  return layout(page, {
    title: says.title,
    section: 'fleet',
    made: { zone, local: momentText(fleet.now, zone, lang) },
    body: html`<header class="day-head"><h1><b>${says.title}</b></h1><p class="lead">${says.lead}</p>
<form class="chooser filter" method="get" action="${links.fleet}" aria-label="${says.choose}">
<label><span>${says.unit}</span><select name="unit">${option('', says.allUnits, unit === null)}${units.map(({ id, name }) => option(id, name, id === unit))}</select></label>
<label><span>${says.state}</span><select name="state">${option('', says.allStates, state === null)}${STATES.map((one) => option(one, siteStateText(one, lang), one === state))}</select></label>
<button type="submit">${says.show}</button></form></header>
${faults.length === 0 ? '' : html`<div class="faults" role="alert">${faults.map((text) => html`<p>${text}</p>`)}</div>`}
${all === 0 ? '' : html`<p>${says.counts(number(counts.alarm), number(counts['by-hand']), number(counts.good))}</p>`}
${sites.length === 0 ? html`<p class="empty">${icon('none')}<span>${all === 0 ? says.noSites : says.none}</span></p>` : table(page, sites)}`,
  });
};

const table = (page: Page, sites: readonly FleetSite[]): Html => {
  const { columns, title } = page.m.fleet;
  return html`<table class="list fleet">
<caption class="unseen">${title}</caption>
<thead><tr>${Object.values(columns).map((text) => html`<th scope="col">${text}</th>`)}</tr></thead>
<tbody>${sites.map((site) => row(page, site))}</tbody>
</table>`;
};

const row = (page: Page, { channel, units, state, alarms, facts, zone }: FleetSite): Html => {
  const { m, lang } = page;
  const { columns, ...says } = m.fleet;
  const sign = SIGNS[state];
  const time = (instant: string): string => siteTime(instant, zone, lang);
  const cell = (label: string, content: Html | string): Html => html`<td data-label="${label}">${content}</td>`;
  const { lastContact, clock, next } = facts;
  return html`<tr><th scope="row"><a href="${links.published(channel.id)}">${spoken(channel.name)}</a> <span class="badge ${sign.tone}">${icon(sign.icon)}<span>${siteStateText(state, lang)}</span></span>
<small>${units.map(({ name }) => name).join(', ')}</small>${alarmList(page, alarms, zone)}</th>
${cell(columns.version, versionText(page, facts))}${cell(columns.contact, lastContact === null ? says.never : time(lastContact))}${cell(columns.clock, clock === null ? says.unknown : clockText(clock, lang))}${cell(columns.files, filesText(page, facts))}${cell(columns.next, next === null ? says.noneNext : html`${time(next.instant)} <small>${spoken(next.name)}</small>`)}</tr>
`;
};

/** Nothing where there is none. */
export const alarmList = ({ lang }: Page, alarms: readonly FleetAlarm[], zone: string): Html | '' =>
  alarms.length === 0
    ? ''
    : html`<ul class="alarms">${alarms.map((alarm) => html`<li>${icon('warn')}<span>${spoken(alarmText(alarm, zone, lang))}</span></li>`)}</ul>`;

const versionText = ({ m, lang }: Page, { published, held }: FleetSite['facts']): string => {
  const says = m.fleet;
  if (published === null) return says.notPublished;
  const newest = formatNumber(published.version, lang);
  if (held === null) return says.nothingHeld(newest);
  const own = formatNumber(held.version, lang);
  return held.version >= published.version ? says.newestHeld(own) : says.held(own, newest);
};

const filesText = ({ m, lang }: Page, { status }: FleetSite['facts']): string => {
  const says = m.fleet;
  if (status === null) return says.unknown;
  const { missingCount, freeBytes } = status;
  const files = missingCount === 0 ? says.allFiles : says.missing(formatNumber(missingCount, lang));
  return freeBytes === null ? files : `${files}, ${says.free(formatBytes(freeBytes, lang))}`;
};
