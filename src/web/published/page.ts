/** The page of what is published for one channel: the newest version, what waits, and who has which version. */
import { html } from 'hono/html';
import { formatDate, formatNumber } from '../../contract/sentences/format.ts';
import { sentenceOf } from '../../contract/sentences/index.ts';
import { changeText, heldBackText, receiptsSaid } from '../../contract/sentences/published.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { FleetSite } from '../../operations/fleet/show-fleet.ts';
import type { ListedChannel } from '../../operations/list-channels.ts';
import type { HeldBack } from '../../operations/manifests/publish.ts';
import type { Holder, ListedReceipts } from '../../operations/manifests/receipts.ts';
import type { ShownManifest } from '../../operations/manifests/show-manifest.ts';
import { alarmList } from '../fleet/page.ts';
import { icon } from '../icons.ts';
import { type Html, layout, type Page, spoken } from '../layout.ts';
import { links } from '../links.ts';
import { momentText } from '../moments.ts';
import { type MachineParts, machinesPanel } from './machines.ts';

export const DONE = ['done', 'nothingNew', 'machineRevoked'] as const;

export interface PublishedPageParts {
  readonly listed: ListedChannel;
  /** null: nothing was published. */
  readonly manifest: ShownManifest | null;
  readonly heldBack: readonly HeldBack[];
  readonly receipts: ListedReceipts;
  /** null: it has no site. */
  readonly site: FleetSite | null;
  /** null: the reader learns nothing of machines. */
  readonly machines: MachineParts | null;
  readonly mayPublish: boolean;
  readonly done: (typeof DONE)[number] | null;
  /** Why publishing was refused just now. */
  readonly refusals: readonly Refusal[];
  /** Instant at which the page is made. */
  readonly now: string;
}

export const publishedPage = (page: Page, parts: PublishedPageParts): Html => {
  const { m, lang } = page;
  const { published } = m;
  const { channel, station } = parts.listed;
  const publish = html`<form method="post" action="${links.published(channel.id)}" class="one"><button type="submit">${icon('on')}${published.publish}</button></form>`;
  return layout(page, {
    title: `${published.title} – ${channel.name}`,
    section: 'day',
    made: { zone: station.zone, local: momentText(parts.now, station.zone, lang) },
    body: html`<header class="day-head"><h1><b>${published.title}</b> <span class="channel"><span class="dash">–</span> <a href="${links.day(channel.id, 'today')}">${channel.name}</a></span></h1><p class="lead">${published.lead}</p></header>
${parts.done === null ? '' : html`<p class="notice" role="status">${icon('ok')}<span>${published[parts.done]}</span></p>`}
${parts.refusals.length === 0 ? '' : html`<div class="faults" role="alert" tabindex="-1" autofocus>${parts.refusals.map((refusal) => html`<p>${sentenceOf(refusal, lang)}</p>`)}</div>`}
${siteAlarms(page, parts.site)}${parts.manifest === null ? html`<p class="empty">${icon('none')}<span>${published.none}</span></p>` : newest(page, parts.manifest, station.zone)}
<section class="panel" aria-labelledby="con-cho"><h2 id="con-cho">${published.heldBack}</h2>
${parts.heldBack.length === 0 ? html`<p>${published.nothingHeldBack}</p>` : html`<ul>${parts.heldBack.map((held) => html`<li>${spoken(heldBackText(held, lang))} <a href="${links.day(channel.id, held.day)}">${formatDate(held.day, lang)}</a></li>`)}</ul>`}
${parts.mayPublish ? html`${publish}<p class="hint">${published.publishHint}</p>` : ''}</section>
<section class="panel" aria-labelledby="bien-nhan"><h2 id="bien-nhan">${published.holders}</h2>
${parts.receipts.holders.length === 0 ? html`<p>${published.nobody}</p>` : holders(page, parts.receipts, station.zone)}</section>
${machinesPanel(page, parts.machines)}`,
  });
};

const siteAlarms = (page: Page, site: FleetSite | null): Html | '' =>
  site === null || site.alarms.length === 0
    ? ''
    : html`<section class="panel" aria-labelledby="bao-dong"><h2 id="bao-dong">${page.m.fleet.siteAlarms}</h2>${alarmList(page, site.alarms, site.zone)}<p class="hint"><a href="${links.fleet}">${page.m.fleet.all}</a></p></section>
`;

const newest = ({ m, lang }: Page, { manifest, publishedAt, changes }: ShownManifest, zone: string): Html => {
  const { published } = m;
  const { version, validUntil, days, site } = manifest;
  const at = (instant: string): string => momentText(instant, zone, lang);
  const list = (lines: readonly (string | Html)[]): Html =>
    html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
  return html`<section class="panel" aria-labelledby="ban-moi"><h2 id="ban-moi">${published.newest(formatNumber(version, lang), at(publishedAt))}</h2><p class="hint">${published.valid(at(validUntil))}</p>
<p class="ways"><a class="button" href="${links.sitePackage(site.id)}">${icon('get')}${m.fleet.pack}</a></p><p class="hint">${m.fleet.packHint}</p>
<h3>${published.days}</h3>${list(days.map((one) => published.day(formatDate(one.day, lang), formatNumber(one.version, lang))))}
<h3>${published.changes}</h3>${changes.length === 0 ? html`<p>${version === 1 ? m.phone.first : published.noChanges}</p>` : list(changes.map((change) => spoken(changeText(change, lang))))}</section>`;
};

const holders = (page: Page, { holders: all, newest: last }: ListedReceipts, zone: string): Html => {
  const { columns, holders: caption } = page.m.published;
  return html`<table class="list">
<caption class="unseen">${caption}</caption>
<thead><tr><th scope="col">${columns.who}</th><th scope="col">${columns.version}</th><th scope="col">${columns.said}</th><th scope="col">${columns.contact}</th></tr></thead>
<tbody>${all.map((holder) => row(page, holder, { last, zone }))}</tbody>
</table>`;
};

const row = (
  { m, lang }: Page,
  { kind, name, held, lastContact }: Holder,
  { last, zone }: { readonly last: number; readonly zone: string },
): Html => {
  const { published } = m;
  const { columns } = published;
  const number = (value: number): string => formatNumber(value, lang);
  const said = (held === null ? [] : receiptsSaid(held, lang)).map(
    ({ word, version: of, at }) => html`<li>${published.said(word, number(of), momentText(at, zone, lang))}</li>`,
  );
  const version =
    held === null
      ? html`<span class="badge fair">${icon('warn')}<span>${published.nothingHeld}</span></span>`
      : html`${published.versionHeld(number(held.version))}${held.version < last ? html` <span class="badge fair">${icon('warn')}<span>${published.isOld}</span></span>` : ''}`;
  return html`<tr><th scope="row">${name ?? (kind === 'system' ? published.kinds.system : published.unnamed)}<small>${published.kinds[kind]}</small></th>
<td data-label="${columns.version}">${version}</td><td data-label="${columns.said}">${said.length === 0 ? '–' : html`<ul>${said}</ul>`}</td><td data-label="${columns.contact}">${lastContact === null ? published.never : momentText(lastContact, zone, lang)}</td></tr>
`;
};
