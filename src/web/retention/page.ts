/** How long each kind of record is kept, what went, and the legal holds. Works as plain forms. */
import { html } from 'hono/html';
import { formatDate, formatNumber } from '../../contract/sentences/format.ts';
import { recordText } from '../../contract/sentences/retention.ts';
import type { ShownHold } from '../../operations/retention/holds.ts';
import type { ShownRetention, ShownRule } from '../../operations/retention/rules.ts';
import { fieldsOf, formOf, lostForm } from '../forms/fields.ts';
import { type FormState, freshForm, type Labels } from '../forms/sent.ts';
import { icon } from '../icons.ts';
import { type Html, layout, type Page } from '../layout.ts';
import { links } from '../links.ts';
import { momentText } from '../moments.ts';
import { makerText, stepUpPanel } from '../people/shown.ts';

export const FORMS = { set: 'dat-thoi-han', place: 'dat-lenh-giu' } as const;
export const DONE = ['set', 'placed', 'lifted'] as const;

interface RetentionParts {
  readonly shown: ShownRetention;
  readonly holds: readonly ShownHold[];
  readonly zone: string;
  readonly channels: readonly { readonly id: string; readonly name: string }[];
  readonly may: { readonly set: boolean; readonly place: boolean; readonly lift: boolean };
  readonly factor: 'fresh' | 'stale' | 'missing';
  readonly forms: { readonly set: FormState; readonly place: FormState; readonly lift: FormState | null };
  readonly done: (typeof DONE)[number] | null;
}

export const labelsOf = ({ m }: Page): Labels => {
  const { record, keepDays, reason, name, from, to, channel } = m.retention;
  return { record, days: keepDays, reason, name, from, to, channel };
};

export const retentionPage = (page: Page, parts: RetentionParts): Html => {
  const { retention } = page.m;
  const { may, factor, done, shown, holds } = parts;
  const open = factor === 'fresh';
  return layout(page, {
    title: retention.title,
    section: 'audit',
    made: null,
    body: html`<header class="day-head"><h1><b>${retention.title}</b></h1><p class="lead">${retention.lead}</p></header>
${done === null ? '' : html`<p class="notice" role="status">${icon('ok')}<span>${retention.done[done]}</span></p>`}
${may.set || may.lift ? stepUpPanel(page, factor) : ''}
<section class="panel" aria-labelledby="thoi-han"><h2 id="thoi-han">${retention.rules}</h2>${rulesTable(page, shown, parts.zone)}</section>
${may.set && open ? setForm(page, shown, parts.forms.set) : ''}
<section class="panel" aria-labelledby="da-bo"><h2 id="da-bo">${retention.removals}</h2>${removals(page, shown, parts.zone)}</section>
<section class="panel" aria-labelledby="lenh"><h2 id="lenh">${retention.holds}</h2><p class="hint">${retention.holdsLead}</p>
${lostForm(parts.forms.lift, (id) => id === FORMS.set || id === FORMS.place || holds.some((one) => one.id === id && one.lifted === null))}
${holds.length === 0 ? html`<p>${retention.noHolds}</p>` : html`<ul class="items">${holds.map((one) => holdRow(page, one, parts, may.lift && open))}</ul>`}</section>
${may.place ? placeForm(page, parts) : ''}`,
  });
};

const rulesTable = (page: Page, { rules }: ShownRetention, zone: string): Html => {
  const { columns } = page.m.retention;
  return html`<table class="list">
<caption class="unseen">${page.m.retention.rules}</caption>
<thead><tr><th scope="col">${columns.record}</th><th scope="col">${columns.kept}</th><th scope="col">${columns.due}</th><th scope="col">${columns.held}</th><th scope="col">${columns.needed}</th><th scope="col">${columns.set}</th></tr></thead>
<tbody>${rules.map((rule) => ruleRow(page, rule, zone))}</tbody>
</table>`;
};

const ruleRow = (page: Page, rule: ShownRule, zone: string): Html => {
  const { lang, m } = page;
  const { retention } = m;
  const { columns } = retention;
  const { record, keepDays, offeredDays, due, held, needed, set } = rule;
  const number = (value: number): string => formatNumber(value, lang);
  const kept = keepDays === null ? retention.forever : retention.days(number(keepDays));
  const why =
    set === null
      ? html`${retention.unset(number(offeredDays))}`
      : html`${set.reason}<small>${retention.set(momentText(set.at, zone, lang), makerText(page, set.by))}</small>`;
  const counted = (value: number): string => (keepDays === null ? '–' : number(value));
  return html`<tr><th scope="row">${recordText(record, lang)}</th><td data-label="${columns.kept}">${kept}</td><td data-label="${columns.due}">${counted(due)}</td><td data-label="${columns.held}">${counted(held)}</td><td data-label="${columns.needed}">${counted(needed)}</td><td data-label="${columns.set}">${why}</td></tr>
`;
};

const setForm = (page: Page, { rules }: ShownRetention, form: FormState): Html => {
  const { retention } = page.m;
  const fields = fieldsOf(form);
  const kinds = rules.map(({ record }) => ({ value: record, label: recordText(record, page.lang) }));
  const inside = html`<div class="grid">
${fields.select({ name: 'record', label: retention.record, attributes: { required: true } }, [{ value: '', label: page.m.form.choose }, ...kinds])}
${fields.text({ name: 'days', label: retention.keepDays, hint: retention.keepDaysHint, attributes: { inputmode: 'numeric', autocomplete: 'off', maxlength: 6 } })}
${fields.text({ name: 'reason', label: retention.reason, hint: retention.reasonHint, attributes: { maxlength: 500, autocomplete: 'off', required: true } })}
</div>`;
  return html`<section class="panel" aria-labelledby="dat"><h2 id="dat">${retention.change}</h2>
${formOf(page, form, { action: links.retention, send: retention.change, tone: 'grave' }, inside)}</section>`;
};

const removals = (page: Page, { removals: went }: ShownRetention, zone: string): Html => {
  const { lang, m } = page;
  if (went.length === 0) return html`<p>${m.retention.noRemovals}</p>`;
  const line = ({ record, removed, at, entry }: (typeof went)[number]): Html =>
    html`<li>${m.retention.removed(momentText(at, zone, lang), formatNumber(removed, lang), recordText(record, lang))}${entry === null ? '' : html` <small>${m.retention.entry(entry)}</small>`}</li>`;
  return html`<ul>${went.map(line)}</ul>`;
};

const holdRow = (page: Page, one: ShownHold, { zone, channels, forms }: RetentionParts, mayLift: boolean): Html => {
  const { lang, m } = page;
  const { retention } = m;
  const channel = channels.find(({ id }) => id === one.channel)?.name ?? one.channel ?? retention.allChannels;
  const state =
    one.lifted === null
      ? retention.inForce
      : retention.lifted(momentText(one.lifted.at, zone, lang), makerText(page, one.lifted.by));
  const form = forms.lift?.id === one.id ? forms.lift : freshForm(one.id);
  const lift =
    mayLift && one.lifted === null
      ? formOf(
          page,
          form,
          { action: links.liftHold(one.id), send: retention.liftOne(one.name), tone: 'grave' },
          fieldsOf(form).text({
            name: 'reason',
            label: retention.reason,
            attributes: { maxlength: 500, autocomplete: 'off', required: true },
          }),
        )
      : '';
  return html`<li><div><p><b>${one.name}</b> · ${formatDate(one.from, lang)} – ${formatDate(one.to, lang)} · ${channel}</p><p>${one.reason}</p>
<p class="hint">${retention.set(momentText(one.placedAt, zone, lang), makerText(page, one.placedBy))} · ${state}</p></div>${lift}</li>`;
};

const placeForm = (page: Page, { forms, channels }: RetentionParts): Html => {
  const { retention } = page.m;
  const fields = fieldsOf(forms.place);
  const all = [
    { value: '', label: retention.allChannels },
    ...channels.map(({ id, name }) => ({ value: id, label: name })),
  ];
  const inside = html`<div class="grid">
${fields.text({ name: 'name', label: retention.name, hint: retention.nameHint, attributes: { maxlength: 120, autocomplete: 'off', required: true } })}
${fields.select({ name: 'channel', label: retention.channel }, all)}
${fields.text({ name: 'from', label: retention.from, attributes: { type: 'date', required: true } })}
${fields.text({ name: 'to', label: retention.to, attributes: { type: 'date', required: true } })}
${fields.text({ name: 'reason', label: retention.reason, hint: retention.reasonHint, attributes: { maxlength: 500, autocomplete: 'off', required: true } })}
</div>`;
  return html`<section class="panel" aria-labelledby="them-lenh"><h2 id="them-lenh">${retention.place}</h2>
${formOf(page, forms.place, { action: links.placeHold, send: retention.place }, inside)}</section>`;
};
