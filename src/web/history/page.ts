/** What was altered: who, when, what, why, and whether it still stands; each can be taken back with a reason. */
import { html } from 'hono/html';
import type { ListedAlteration } from '../../operations/alterations/list-alterations.ts';
import type { ListedChannel } from '../../operations/list-channels.ts';
import { holds } from '../access.ts';
import { fieldsOf, formOf, lostForm } from '../forms/fields.ts';
import { type FormState, freshForm } from '../forms/sent.ts';
import { icon } from '../icons.ts';
import { type Html, layout, type Page } from '../layout.ts';
import { links } from '../links.ts';
import { momentText } from '../moments.ts';
import { actorName } from '../schedule/actor.ts';
import { alterationText, type Names } from '../schedule/told.ts';

export interface HistoryAsked {
  readonly channel: string;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
}

export interface HistoryParts {
  readonly asked: HistoryAsked;
  readonly listed: readonly ListedAlteration[];
  readonly faults: readonly string[];
  readonly names: Names;
  readonly channels: readonly ListedChannel[];
  readonly zone: string;
  /** The form of a row that was refused. */
  readonly form: FormState | null;
  readonly notice: Html;
}

const KINDS: readonly ListedAlteration['kind'][] = ['edit', 'decision', 'lift', 'confirmation'];
const MOST = 100;

/** The id of a row's form. */
export const undoForm = (id: number): string => `hoan-tac-${id}`;

export const historyPage = (page: Page, parts: HistoryParts): Html => {
  const { m } = page;
  const { listed } = parts;
  const rows = listed.slice(0, MOST);
  const body = (): Html => {
    if (parts.faults.length > 0)
      return html`<div class="faults" role="alert">${parts.faults.map((text) => html`<p>${text}</p>`)}</div>`;
    return rows.length === 0
      ? html`<p class="empty">${icon('none')}<span>${m.history.none}</span></p>`
      : html`${table(page, rows, parts)}${listed.length > MOST ? html`<p class="count">${m.history.more(listed.length - MOST)}</p>` : ''}`;
  };
  return layout(page, {
    title: m.history.title,
    section: 'history',
    made: null,
    body: html`<header class="day-head"><h1><b>${m.history.title}</b></h1><p class="lead">${m.history.lead}</p>${filter(page, parts)}</header>
${parts.notice}
${lostForm(parts.form, (id) => rows.some((one) => one.undone === null && undoForm(one.id) === id))}
${body()}`,
  });
};

const filter = ({ m }: Page, { asked, channels }: HistoryParts): Html => {
  const option = (value: string, label: string, chosen: string): Html =>
    html`<option value="${value}"${value === chosen ? html` selected` : ''}>${label}</option>`;
  const { history } = m;
  return html`<form class="chooser filter" method="get" action="${links.history}" aria-label="${history.filter}">
<label><span>${history.channel}</span><select name="channel">${option('', history.allChannels, asked.channel)}${channels.map(({ channel, current }) => option(channel.id, current ? channel.name : `${channel.name} (${m.day.ended})`, asked.channel))}</select></label>
<label><span>${history.kind}</span><select name="kind">${option('', history.allKinds, asked.kind)}${KINDS.map((kind) => option(kind, m.alteration.kinds[kind], asked.kind))}</select></label>
<label><span>${history.from}</span><input type="date" name="from" value="${asked.from}"></label>
<label><span>${history.to}</span><input type="date" name="to" value="${asked.to}"></label>
<button type="submit">${history.show}</button>
</form>`;
};

const table = (page: Page, rows: readonly ListedAlteration[], parts: HistoryParts): Html => {
  const { columns, title } = page.m.history;
  return html`<table class="list history"><caption class="unseen">${title}</caption>
<thead><tr><th scope="col">${columns.id}</th><th scope="col">${columns.at}</th><th scope="col">${columns.who}</th><th scope="col">${columns.what}</th><th scope="col">${columns.why}</th><th scope="col">${columns.state}</th></tr></thead>
<tbody>${rows.map((one) => row(page, one, parts))}</tbody></table>`;
};

const row = (page: Page, one: ListedAlteration, parts: HistoryParts): Html => {
  const { m, lang } = page;
  const { columns } = m.history;
  const { undone } = one;
  const at = (instant: string): string => momentText(instant, parts.zone, lang);
  const state =
    undone === null
      ? html`<span class="badge good">${icon('ok')}<span>${m.history.stands}</span></span>`
      : html`<span class="badge calm">${icon('undo')}<span>${m.history.undone}</span></span><small>${m.history.undoneBy(actorName(page, undone.by), at(undone.at), undone.reason)}</small>`;
  const form = parts.form?.id === undoForm(one.id) ? parts.form : null;
  return html`<tr class="${undone === null ? '' : 'over'}" id="so-${one.id}">
<th scope="row">${m.alteration.number(one.id)}</th>
<td class="when"><time datetime="${one.at}">${at(one.at)}</time></td>
<td data-label="${columns.who}">${actorName(page, one.by)}</td>
<td><span>${alterationText(page, parts.names, one)}</span><small>${m.alteration.kinds[one.kind]}</small></td>
<td data-label="${columns.why}">${one.reason}</td>
<td>${state}${undone === null && holds(page.caller, 'schedule.write') ? undo(page, one.id, form) : ''}</td>
</tr>
`;
};

const undo = (page: Page, id: number, refused: FormState | null): Html => {
  const { m } = page;
  const form = refused ?? freshForm(undoForm(id));
  const fields = fieldsOf(form);
  const inside = html`${fields.hidden('id', String(id))}${fields.text({ name: 'reason', label: m.history.undoReason, attributes: { maxlength: 500, autocomplete: 'off', required: true } })}`;
  return html`<details class="do"${refused === null ? '' : html` open`}><summary aria-label="${m.history.undoOne(id)}">${m.alteration.undo}</summary>
${formOf(page, form, { action: links.undo, send: m.alteration.undo, tone: 'quiet' }, inside)}</details>`;
};
