/** The page of urgent orders: what is in force and how it stands at each site, ending it, and a new order. */
import { html } from 'hono/html';
import { ORDER_LIMITS, URGENT_VOICES } from '../../contract/api-urgent.ts';
import { soundPath } from '../../contract/day-list.ts';
import { formatNumber } from '../../contract/sentences/format.ts';
import type { Schedule } from '../../core/schedule/model.ts';
import type { ListedChannel } from '../../operations/list-channels.ts';
import type { ListedUrgent } from '../../operations/urgent/list-urgent.ts';
import { fieldsOf, formOf, lostForm } from '../forms/fields.ts';
import { type FormState, freshForm } from '../forms/sent.ts';
import { type Icon, icon } from '../icons.ts';
import { type Html, layout, type Page, spoken } from '../layout.ts';
import { links } from '../links.ts';
import { momentText } from '../moments.ts';

export interface UrgentParts {
  readonly listed: readonly ListedUrgent[];
  readonly zone: string;
  /** Where the reader may order one; none: nowhere. */
  readonly channels: readonly ListedChannel[];
  readonly items: Schedule['items'];
  /** Of a new order. */
  readonly form: FormState;
  /** By which the form that is pressed twice orders once. */
  readonly newId: string;
  /** Of an order that was to be cancelled. */
  readonly cancel: FormState | null;
  readonly done: 'ordered' | 'cancelled' | null;
}

const STATES: Readonly<Record<ListedUrgent['state'], { readonly icon: Icon; readonly tone: string }>> = {
  'in-force': { icon: 'warn', tone: 'bad' },
  expired: { icon: 'ok', tone: 'calm' },
  cancelled: { icon: 'undo', tone: 'calm' },
};

export const cancelForm = (id: string): string => `huy-${id}`;

export const urgentPage = (page: Page, parts: UrgentParts): Html => {
  const { urgent } = page.m;
  const { listed, done, channels } = parts;
  return layout(page, {
    title: urgent.title,
    section: 'urgent',
    made: null,
    body: html`<header class="day-head"><h1><b>${urgent.title}</b></h1><p class="lead">${urgent.lead}</p></header>
${done === null ? '' : html`<p class="notice" role="status">${icon('ok')}<span>${urgent.done[done]}</span></p>`}
${lostForm(parts.cancel, (id) => listed.some((one) => one.mayCancel && cancelForm(one.order.id) === id))}
${channels.length === 0 ? '' : orderForm(page, parts)}
${listed.length === 0 ? html`<p class="empty">${icon('none')}<span>${urgent.none}</span></p>` : html`<section class="panel" aria-labelledby="cac-lenh"><h2 id="cac-lenh">${urgent.orders}</h2><ul class="items">${listed.map((one) => item(page, one, parts))}</ul></section>`}`,
  });
};

const item = (page: Page, one: ListedUrgent, { zone, cancel }: UrgentParts): Html => {
  const { m, lang } = page;
  const { urgent } = m;
  const { order, state, cancelled, sites, mayCancel } = one;
  const { by, office, reason } = order.authority;
  const sign = STATES[state];
  const at = (instant: string): string => momentText(instant, zone, lang);
  const refused = cancel?.id === cancelForm(order.id) ? cancel : null;
  const { columns } = urgent;
  return html`<li id="${order.id}"><div>
<p><b>${spoken(order.title)}</b> <span class="badge ${sign.tone}">${icon(sign.icon)}<span>${urgent.states[state]}</span></span></p>
<p>${urgent.ordered(by, office, reason)}</p>
${order.text === null ? '' : html`<p>${spoken(order.text)}</p>`}
<p class="hint">${at(order.issuedAt)} · ${urgent.times(formatNumber(order.repeats, lang), at(order.expiresAt))} · <a href="${soundPath(order.sound.sha256)}">${urgent.listen}</a> · <code>${order.id}</code></p>
${cancelled === null ? '' : html`<p>${at(cancelled.at)} · ${urgent.cancelledBy(cancelled.authority.by, cancelled.authority.office, cancelled.authority.reason)}</p>`}
<table class="list"><caption class="unseen">${order.title}</caption><thead><tr><th scope="col">${columns.site}</th><th scope="col">${columns.state}</th><th scope="col">${columns.at}</th></tr></thead>
<tbody>${sites.map(({ channel, said }) => {
    const last = said.at(-1);
    return html`<tr><th scope="row">${spoken(channel.name)}</th><td data-label="${columns.state}">${last === undefined ? urgent.silent : urgent.receipts[last.kind]}</td><td data-label="${columns.at}">${last === undefined ? '–' : at(last.at)}</td></tr>`;
  })}</tbody></table></div>
${mayCancel ? html`<details class="do"${refused === null ? '' : html` open`}><summary>${urgent.cancel}</summary>${formOf(page, refused ?? freshForm(cancelForm(order.id)), { action: links.cancelUrgent(order.id), send: urgent.cancel, tone: 'grave' }, html`<div class="grid">${authority(page, refused ?? freshForm(cancelForm(order.id)))}</div>`)}</details>` : ''}</li>`;
};

const authority = ({ m }: Page, form: FormState): Html => {
  const fields = fieldsOf(form);
  return html`${(['by', 'office', 'reason'] as const).map((name) =>
    fields.text({
      name,
      label: m.urgent[name],
      attributes: { maxlength: name === 'reason' ? 1000 : 200, required: true },
    }),
  )}`;
};

const orderForm = (page: Page, { channels, items, form, newId }: UrgentParts): Html => {
  const { m, lang } = page;
  const { urgent } = m;
  const fields = fieldsOf(form);
  const sounds = items
    .flatMap(({ title, versions }) =>
      versions.flatMap(({ sound }) => (sound === null ? [] : [{ value: sound, label: title }])),
    )
    .toSorted((a, b) => a.label.localeCompare(b.label, 'vi'));
  const count = (name: string, label: string, value: number, most: number, least: number, hint?: string): Html =>
    fields.text({
      ...{ name, label, value: `${value}` },
      ...(hint === undefined ? {} : { hint }),
      attributes: {
        inputmode: 'numeric',
        pattern: '[0-9]+',
        maxlength: `${most}`.length,
        title: `${least}–${most}`,
        required: true,
      },
    });
  const inside = html`<input type="hidden" name="id" value="${form.sent?.text('id') || newId}">
<div class="grid">
${fields.text({ name: 'title', label: urgent.name, attributes: { maxlength: 200, autocomplete: 'off', required: true } })}
${fields.select({ name: 'sound', label: urgent.sound }, [{ value: '', label: urgent.soundNone }, ...sounds])}
</div>
${fields.lines({ name: 'text', label: urgent.text, hint: urgent.textHint, attributes: { rows: 5, maxlength: 5000 } }, 'vi')}
<div class="grid">${fields.select(
    { name: 'voice', label: urgent.voice, value: 'south' },
    URGENT_VOICES.map((value) => ({ value, label: urgent.voices[value] })),
  )}</div>
${fields.boxes(
  { name: 'channels', label: urgent.channels },
  channels.map(({ channel }) => ({ value: channel.id, label: channel.name })),
)}
<div class="grid">${authority(page, form)}
${count('repeats', urgent.repeats, 3, ORDER_LIMITS.repeats, 1)}
${count('pauseSeconds', urgent.pause, 10, ORDER_LIMITS.pauseSeconds, 0, urgent.pauseHint)}
${count('minutes', urgent.minutes, 60, ORDER_LIMITS.hours * 60, 1, urgent.minutesHint)}</div>
${fields.sure({ name: 'sure', label: urgent.sure, stays: true })}`;
  return html`<details class="panel do new" id="ra-lenh"${form.sent === null ? '' : html` open`}><summary lang="${lang}">${icon('warn')}${urgent.add}</summary>
${formOf(page, form, { action: links.urgent, send: urgent.send, tone: 'grave' }, inside)}</details>`;
};
