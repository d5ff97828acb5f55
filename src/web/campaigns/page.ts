/** Campaigns; of one its targets with what is done and what will be missing, its airings by unit, and make-goods. */
import { html } from 'hono/html';
import { coverageText, makeGoodText, unitGroupText } from '../../contract/sentences/coverage.ts';
import { formatDate, formatDateTime, formatNumber } from '../../contract/sentences/format.ts';
import { reasonText, words } from '../../contract/sentences/index.ts';
import type { Campaign } from '../../core/schedule/model.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { OfferedMakeGood, OfferedMakeGoods } from '../../operations/campaigns/offer-make-goods.ts';
import type { ShownCoverage } from '../../operations/campaigns/show-coverage.ts';
import type { ListedChannel } from '../../operations/list-channels.ts';
import { holds } from '../access.ts';
import { fieldsOfEdits } from '../edit/read.ts';
import { fieldsOf } from '../forms/fields.ts';
import { freshForm } from '../forms/sent.ts';
import { type Icon, icon } from '../icons.ts';
import { type Html, layout, type Page, spoken } from '../layout.ts';
import { links } from '../links.ts';

export const campaignsPage = (page: Page, campaigns: readonly Campaign[]): Html => {
  const { m } = page;
  const list = html`<section class="panel"><ul class="items">${campaigns.map((one) => html`<li><div><p><a href="${links.campaign(one.id)}"><b>${one.name}</b></a></p><p class="hint">${spanText(page, one.from, one.to)}</p></div></li>`)}</ul></section>`;
  return layout(page, {
    title: m.campaigns.title,
    section: 'campaigns',
    made: null,
    body: html`<header class="day-head"><h1><b>${m.campaigns.title}</b></h1><p class="lead">${m.campaigns.lead}</p></header>
${campaigns.length === 0 ? html`<p class="empty">${icon('none')}<span>${m.campaigns.none}</span></p>` : list}`,
  });
};

const spanText = ({ m, lang }: Page, from: LocalDate | null, to: LocalDate | null): string => {
  const day = (date: LocalDate | null): string => (date === null ? m.campaigns.openEnd : formatDate(date, lang));
  return m.campaigns.days(day(from), day(to));
};

export interface CoverageParts {
  readonly shown: ShownCoverage;
  readonly structure: 'then' | 'today';
  readonly channels: readonly ListedChannel[];
  /** Whose lost airings are looked for; null: nobody asked. */
  readonly channel: string | null;
  readonly makeGoods: OfferedMakeGoods | null;
  readonly faults: readonly string[];
}

type Verdict = ShownCoverage['targets'][number]['verdict'];

const VERDICTS: Readonly<Record<Verdict, { readonly icon: Icon; readonly tone: string }>> = {
  reached: { icon: 'ok', tone: 'good' },
  'on-course': { icon: 'ok', tone: 'good' },
  unconfirmed: { icon: 'wait', tone: 'fair' },
  'will-miss': { icon: 'warn', tone: 'bad' },
  missed: { icon: 'stop', tone: 'bad' },
  unjudged: { icon: 'none', tone: 'calm' },
};

export const coveragePage = (page: Page, parts: CoverageParts): Html => {
  const { m, lang } = page;
  const { shown } = parts;
  const target = (told: ShownCoverage['targets'][number]): Html => {
    const { icon: sign, tone } = VERDICTS[told.verdict];
    return html`<li><p><span class="badge ${tone}">${icon(sign)}<span>${m.campaigns.verdicts[told.verdict]}</span></span> ${coverageText(told, lang)}</p></li>`;
  };
  return layout(page, {
    title: shown.campaign.name,
    section: 'campaigns',
    made: null,
    body: html`<header class="day-head"><h1><b>${shown.campaign.name}</b></h1><p class="lead">${spanText(page, shown.campaign.from, shown.campaign.to)} · <a href="${links.campaigns}">${m.campaigns.back}</a></p>${chooser(page, parts)}</header>
${parts.faults.length === 0 ? '' : html`<div class="faults" role="alert">${parts.faults.map((text) => html`<p>${text}</p>`)}</div>`}
<section class="panel" aria-labelledby="chi-tieu"><h2 id="chi-tieu">${m.campaigns.targets}</h2>${shown.targets.length === 0 ? html`<p>${m.campaigns.noTargets}</p>` : html`<ul class="items targets">${shown.targets.map(target)}</ul>`}</section>
${units(page, shown)}
${makeGoods(page, parts)}`,
  });
};

const chooser = ({ m }: Page, { shown, structure }: CoverageParts): Html => {
  const { campaigns } = m;
  const option = (value: 'then' | 'today', label: string): Html =>
    html`<option value="${value}"${value === structure ? html` selected` : ''}>${label}</option>`;
  return html`<form class="chooser filter" method="get" action="${links.campaign(shown.campaign.id)}" aria-label="${campaigns.choose}">
<label><span>${campaigns.from}</span><input type="date" name="from" value="${shown.from}"></label>
<label><span>${campaigns.to}</span><input type="date" name="to" value="${shown.to}"></label>
<label><span>${campaigns.structure}</span><select name="structure">${option('then', campaigns.structures.asThen)}${option('today', campaigns.structures.asNow)}</select></label>
<button type="submit">${campaigns.show}</button>
</form>`;
};

const COUNTS = ['planned', 'aired', 'partly', 'notAired', 'unsaid', 'toCome'] as const;

const units = ({ m, lang }: Page, shown: ShownCoverage): Html => {
  const { campaigns } = m;
  const figures = (counts: ShownCoverage['total']): Html =>
    html`${COUNTS.map((name) => html`<td class="number" data-label="${campaigns.columns[name]}">${formatNumber(counts[name], lang)}</td>`)}`;
  const rows = html`<table class="list"><caption class="unseen">${campaigns.units}</caption>
<thead><tr><th scope="col">${campaigns.columns.unit}</th>${COUNTS.map((name) => html`<th scope="col" class="number">${campaigns.columns[name]}</th>`)}</tr></thead>
<tbody>${shown.units.map(
    (group) =>
      html`<tr><th scope="row">${unitGroupText(
        group.kind,
        group.units.map(({ name }) => name),
        lang,
      )}</th>${figures(group)}</tr>`,
  )}
<tr class="total"><th scope="row">${campaigns.total}</th>${figures(shown.total)}</tr></tbody></table>`;
  return html`<section aria-labelledby="don-vi"><h2 id="don-vi">${campaigns.units}</h2>${shown.units.length === 0 ? html`<p class="hint">${campaigns.noUnits}</p>` : rows}${shown.unseen === 0 ? '' : html`<p class="hint">${campaigns.unseen(shown.unseen)}</p>`}</section>`;
};

const makeGoods = (page: Page, { shown, channels, channel, makeGoods: found }: CoverageParts): Html => {
  const { campaigns } = page.m;
  const ask = html`<form class="chooser" method="get" action="${links.campaign(shown.campaign.id)}#phat-bu"><input type="hidden" name="from" value="${shown.from}"><input type="hidden" name="to" value="${shown.to}">
<label><span>${campaigns.channel}</span><select name="channel">${channels.map((one) => html`<option value="${one.channel.id}"${one.channel.id === channel ? html` selected` : ''}>${one.channel.name}${one.current ? '' : ` (${page.m.day.ended})`}</option>`)}</select></label><button type="submit">${campaigns.show}</button></form>`;
  const rows = (): Html => {
    if (found === null || channel === null) return html``;
    if (found.offered.length === 0)
      return html`<p class="state good">${icon('ok')}<span>${campaigns.noLost}</span></p>`;
    return html`<ul class="items">${found.offered.map((one) => lost(page, channel, one))}</ul>${found.more === 0 ? '' : html`<p class="hint">${campaigns.more(found.more)}</p>`}`;
  };
  return html`<section class="panel" aria-labelledby="phat-bu"><h2 id="phat-bu">${campaigns.makeGoods}</h2><p class="hint">${campaigns.makeGoodsHint}</p>${ask}${rows()}</section>`;
};

const lost = (page: Page, channel: string, { lost: one, offers }: OfferedMakeGood): Html => {
  const { m, lang } = page;
  const { why } = one;
  const told =
    why.kind === 'planned'
      ? reasonText(why.reason, lang)
      : why.reason === null
        ? ''
        : words(lang).notAiredReasons[why.reason];
  const reason = makeGoodText(one.title, one.day, lang);
  const fields = fieldsOf(freshForm(''));
  const offer = ({ edit, start, sessionName }: OfferedMakeGood['offers'][number]): Html => {
    const at = formatDateTime(start.local, lang);
    const hidden = fieldsOfEdits([edit]);
    if (hidden === null) return html``;
    return html`<form method="post" action="${links.edit(channel, { session: edit.session, day: edit.day, step: 'add' })}" class="one">${hidden.map(([name, value]) => fields.hidden(name, value))}${fields.hidden('reason', reason)}<button type="submit" aria-label="${m.campaigns.offerOne(one.title, at)}">${m.campaigns.offer(at, sessionName)}</button></form>`;
  };
  const ways = holds(page.caller, 'schedule.write') ? html`<div class="ways">${offers.map(offer)}</div>` : '';
  return html`<li><div><p><b>${spoken(one.title)}</b></p><p class="hint">${m.campaigns.lost(formatDate(one.day, lang), one.sessionName)}${told === '' ? '' : ` · ${told}`}</p></div>${offers.length === 0 ? html`<p class="hint">${m.campaigns.noOffers}</p>` : ways}</li>`;
};
