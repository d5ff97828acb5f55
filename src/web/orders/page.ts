/** Orders that suspend or replace: in force, coming, past; lifting one from a day on, and a new one. */
import { html } from 'hono/html';
import { formatDate } from '../../contract/sentences/format.ts';
import { genreWord, words } from '../../contract/sentences/index.ts';
import type { Schedule } from '../../core/schedule/model.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { ListedOverlay } from '../../operations/alterations/overlays.ts';
import { holds, type UnitChoices } from '../access.ts';
import { fieldsOf, formOf, lostForm } from '../forms/fields.ts';
import { type FormState, freshForm } from '../forms/sent.ts';
import { DAY_FIELD, dayTyped } from '../forms/typed.ts';
import { type Icon, icon } from '../icons.ts';
import { type Html, layout, type Page } from '../layout.ts';
import { links, query } from '../links.ts';
import { actorName } from '../schedule/actor.ts';
import { KINDS } from './read.ts';

export interface OrderParts {
  readonly listed: readonly ListedOverlay[];
  readonly schedule: Schedule;
  readonly today: LocalDate;
  /** null: the reader gives no orders. */
  readonly choices: UnitChoices | null;
  /** Of the new order. */
  readonly form: FormState;
  /** Of an order that was to be lifted. */
  readonly lift: FormState | null;
  /** Filled in for state mourning. */
  readonly mourning: boolean;
  readonly done: 'added' | 'lifted' | null;
}

type State = ListedOverlay['state'];

const STATES: Readonly<Record<State, { readonly icon: Icon; readonly tone: string }>> = {
  standing: { icon: 'stop', tone: 'fair' },
  coming: { icon: 'wait', tone: 'calm' },
  over: { icon: 'ok', tone: 'good' },
  lifted: { icon: 'undo', tone: 'good' },
};

/** What a state mourning removes: Decree 105/2012/NĐ-CP forbids entertainment on such days; news stays. */
const MOURNING = ['music', 'entertainment'] as const;

export const liftForm = (id: string): string => `do-lenh-${id}`;

export const ordersPage = (page: Page, parts: OrderParts): Html => {
  const { m } = page;
  const { listed, done, choices } = parts;
  const group = (title: string, id: string, states: readonly State[]): Html => {
    const own = listed.filter(({ state }) => states.includes(state));
    if (own.length === 0) return html``;
    return html`<section class="panel" aria-labelledby="${id}"><h2 id="${id}">${title}</h2><ul class="items">${own.map((one) => item(page, one, parts))}</ul></section>`;
  };
  const { groups } = m.orders;
  return layout(page, {
    title: m.orders.title,
    section: 'orders',
    made: null,
    body: html`<header class="day-head"><h1><b>${m.orders.title}</b></h1><p class="lead">${m.orders.lead}</p></header>
${done === null ? '' : html`<p class="notice" role="status">${icon('ok')}<span>${m.orders.done[done]}</span></p>`}
${lostForm(parts.lift, (id) => listed.some((one) => isOpen(page, one) && liftForm(one.id) === id))}
${listed.some(({ state }) => state === 'standing' || state === 'coming') ? '' : html`<p class="empty">${icon('none')}<span>${listed.length === 0 ? m.orders.none : m.orders.noneStanding}</span></p>`}
${group(groups.standing, 'dang-co', ['standing'])}
${group(groups.coming, 'sap-toi', ['coming'])}
${choices === null ? '' : addForm(page, parts, choices)}
${group(groups.past, 'da-qua', ['over', 'lifted'])}`,
  });
};

/** Whether the reader may be offered to lift it. */
const isOpen = ({ caller }: Page, { state, lifted }: ListedOverlay): boolean =>
  holds(caller, 'schedule.write') && (state === 'standing' || state === 'coming') && lifted === null;

const item = (page: Page, one: ListedOverlay, parts: OrderParts): Html => {
  const { m, lang } = page;
  const { orders } = m;
  const { schedule } = parts;
  const day = (date: LocalDate): string => formatDate(date, lang);
  const { icon: sign, tone } = STATES[one.state];
  const reach = [
    ...one.units.map((id) => schedule.units.find((unit) => unit.id === id)?.name ?? id),
    ...one.channels.map((id) => schedule.channels.find((channel) => channel.id === id)?.name ?? id),
  ];
  const genres = one.genres.map((genre) => genreWord(genre, lang)).join(', ');
  const replacement = schedule.items.find(({ id }) => id === one.replacement)?.title ?? one.replacement;
  const open = isOpen(page, one);
  return html`<li id="${one.id}"><div>
<p><b>${one.name}</b> <span class="badge ${tone}">${icon(sign)}<span>${orders.states[one.state]}</span></span></p>
<p>${orders.kinds[one.kind]}, ${orders.days(day(one.from), day(one.to))}</p>
<p>${one.genres.length === 0 ? orders.removesAll : orders.removes(genres)}${replacement === null ? '' : html` · ${orders.replacedBy(replacement)}`}</p>
<p class="hint">${orders.reach(reach.length === 0 ? orders.everywhere : reach.join(', '))} · ${one.document === null ? one.authority : orders.ordered(one.authority, one.document)} · ${one.reason} · ${one.file === null ? orders.byHand : orders.fromFile(one.file)}</p>
${one.lifted === null ? '' : html`<p>${orders.liftedBy(day(one.lifted.from), actorName(page, one.lifted.by), one.lifted.reason)}</p>`}</div>
${open ? liftPart(page, one, parts) : ''}</li>`;
};

const liftPart = (page: Page, { id, name, from }: ListedOverlay, { lift, today }: OrderParts): Html => {
  const { orders } = page.m;
  const refused = lift?.id === liftForm(id) ? lift : null;
  const form = refused ?? freshForm(liftForm(id));
  const fields = fieldsOf(form);
  const inside = html`<div class="grid">
${fields.text({ name: 'from', label: orders.liftFrom, hint: orders.liftFromHint, value: dayTyped(from > today ? from : today), attributes: { ...DAY_FIELD, required: true } })}
${fields.text({ name: 'reason', label: orders.reason, hint: orders.reasonHint, attributes: { maxlength: 500, autocomplete: 'off', required: true } })}
</div>`;
  return html`<details class="do"${refused === null ? '' : html` open`}><summary aria-label="${orders.liftOne(name)}">${orders.lift}</summary>${formOf(page, form, { action: links.liftOrder(id), send: orders.lift, tone: 'quiet' }, inside)}</details>`;
};

const addForm = (page: Page, { schedule, form, mourning, today }: OrderParts, { units, whole }: UnitChoices): Html => {
  const { m, lang } = page;
  const { orders } = m;
  const fields = fieldsOf(form);
  const known: readonly string[] = Object.keys(words(lang).genres);
  const genres = [...new Set([...MOURNING, ...schedule.items.map(({ genre }) => genre), ...known])].filter(
    (genre) => genre !== 'relay',
  );
  const items = schedule.items
    .filter(({ versions }) => versions.some(({ sound }) => sound !== null))
    .toSorted((a, b) => a.title.localeCompare(b.title, 'vi'));
  const text = (
    name: 'name' | 'authority' | 'document' | 'reason',
    label: string,
    hint: string,
    required: boolean,
    value?: string,
  ): Html =>
    fields.text({
      name,
      label,
      hint,
      ...(value === undefined ? {} : { value }),
      attributes: { maxlength: name === 'reason' ? 500 : 200, autocomplete: 'off', required },
    });
  const date = (name: 'from' | 'to', label: string): Html =>
    fields.text({
      name,
      label,
      hint: orders.dayHint,
      value: dayTyped(today),
      attributes: { ...DAY_FIELD, required: true },
    });
  const inside = html`<div class="grid">
${text('name', orders.name, orders.nameHint, true, mourning ? orders.presetName : undefined)}
${fields.select(
  { name: 'kind', label: orders.kind, value: mourning ? 'mourning' : 'other', attributes: { required: true } },
  KINDS.map((value) => ({ value, label: orders.kinds[value] })),
)}
${date('from', orders.from)}${date('to', orders.to)}
${text('authority', orders.authority, orders.authorityHint, true)}
${text('document', orders.document, orders.documentHint, false)}
</div>
${fields.boxes(
  { name: 'genres', label: orders.genres, hint: orders.genresHint },
  genres.map((value) => ({ value, label: genreWord(value, lang) })),
  mourning ? MOURNING : [],
)}
<div class="grid">${fields.select({ name: 'replacement', label: orders.replacement }, [{ value: '', label: orders.noReplacement }, ...items.map(({ id, title, genre }) => ({ value: id, label: `${title} (${genreWord(genre, lang)})` }))])}</div>
${
  units.length > 0
    ? fields.boxes(
        { name: 'units', label: orders.units, ...(whole ? { hint: orders.unitsHint } : {}) },
        units.map(({ id, name }) => ({ value: id, label: name })),
      )
    : ''
}
${fields.boxes(
  { name: 'channels', label: orders.channels },
  schedule.channels.map(({ id, name }) => ({ value: id, label: name })),
)}
${text('reason', orders.reason, orders.reasonHint, true)}`;
  const open = mourning || form.sent !== null;
  return html`<details class="panel do new" id="them"${open ? html` open` : ''}><summary>${icon('pen')}${orders.add}</summary>
${mourning ? html`<p class="notice calm">${icon('ok')}<span>${orders.presetOn}</span></p>` : html`<p class="ways"><a class="button" href="${links.orders}${query({ preset: 'mourning' })}#them">${orders.preset}</a></p><p class="hint">${orders.presetHint}</p>`}
${formOf(page, form, { action: links.orders, send: orders.send }, inside)}</details>`;
};
