/** Conflicts of the coming days: open decisions first, each with the ways out of it as buttons. */
import { html } from 'hono/html';
import {
  formatClock,
  formatDate,
  formatDateTime,
  formatDuration,
  weekdayName,
} from '../../contract/sentences/format.ts';
import { wayText as waySentence } from '../../contract/sentences/ways.ts';
import type { WayOut } from '../../core/schedule/ways-model.ts';
import { isoWeekday, type LocalDate, timeOf } from '../../core/time/local.ts';
import type { ListedConflict } from '../../operations/alterations/conflicts.ts';
import type { ListedChannel } from '../../operations/list-channels.ts';
import { holds } from '../access.ts';
import { fieldsOfEdits } from '../edit/read.ts';
import { fieldsOf, lostForm } from '../forms/fields.ts';
import { type FormState, freshForm } from '../forms/sent.ts';
import { type Icon, icon } from '../icons.ts';
import { type Html, layout, type Page, spoken } from '../layout.ts';
import { links } from '../links.ts';
import { momentText } from '../moments.ts';
import { actorName } from '../schedule/actor.ts';

export interface ConflictParts {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly channel: string | null;
  readonly channels: readonly ListedChannel[];
  readonly listed: readonly ListedConflict[];
  readonly faults: readonly string[];
  readonly zone: string;
  readonly form: FormState | null;
  readonly done: boolean;
}

const STATES: Readonly<Record<ListedConflict['state'], { readonly icon: Icon; readonly tone: string }>> = {
  open: { icon: 'warn', tone: 'bad' },
  clash: { icon: 'warn', tone: 'fair' },
  ranked: { icon: 'ok', tone: 'calm' },
  decided: { icon: 'ok', tone: 'good' },
};

/** The id of the form in which somebody decides between two. */
export const decideForm = (sides: readonly string[]): string =>
  `chon-${sides
    .toSorted()
    .join('-')
    .replaceAll(/[^a-z0-9-]/gi, '-')}`;

export const conflictsPage = (page: Page, parts: ConflictParts): Html => {
  const { m, lang } = page;
  const { listed, faults, from, to } = parts;
  const open = listed.filter(({ state }) => state === 'open');
  const others = listed.filter(({ state }) => state !== 'open');
  const body = (): Html => {
    if (faults.length > 0)
      return html`<div class="faults" role="alert">${faults.map((text) => html`<p>${text}</p>`)}</div>`;
    if (listed.length === 0)
      return html`<p class="empty">${icon('ok')}<span>${m.conflicts.none(formatDate(from, lang), formatDate(to, lang))}</span></p>`;
    return html`${open.length === 0 ? '' : html`<section class="stack" aria-labelledby="cho"><div><h2 id="cho">${m.conflicts.open}</h2><p class="hint">${m.conflicts.openHint}</p></div>${open.map((one) => card(page, one, parts))}</section>`}
${others.length === 0 ? '' : html`<section class="stack" aria-labelledby="da-xep"><h2 id="da-xep">${m.conflicts.others}</h2>${others.map((one) => card(page, one, parts))}</section>`}`;
  };
  return layout(page, {
    title: m.conflicts.title,
    section: 'conflicts',
    made: null,
    body: html`<header class="day-head"><h1><b>${m.conflicts.title}</b></h1><p class="lead">${m.conflicts.lead}</p>${filter(page, parts)}</header>
${parts.done ? html`<p class="notice" role="status">${icon('ok')}<span>${m.conflicts.done} <a href="${links.history}">${m.history.title}</a></span></p>` : ''}
${lostForm(parts.form, (id) => open.some(({ kept, yields, ways }) => ways.some(({ kind }) => kind === 'first') && decideForm([kept.slot, yields.slot]) === id))}
${body()}`,
  });
};

const filter = ({ m }: Page, { from, to, channel, channels }: ConflictParts): Html => {
  const { conflicts } = m;
  return html`<form class="chooser filter" method="get" action="${links.conflicts}" aria-label="${conflicts.choose}">
<label><span>${conflicts.from}</span><input type="date" name="from" value="${from}"></label>
<label><span>${conflicts.to}</span><input type="date" name="to" value="${to}"></label>
<label><span>${conflicts.channel}</span><select name="channel"><option value="">${conflicts.allChannels}</option>${channels.map((one) => html`<option value="${one.channel.id}"${one.channel.id === channel ? html` selected` : ''}>${one.channel.name}${one.current ? '' : ` (${m.day.ended})`}</option>`)}</select></label>
<button type="submit">${conflicts.show}</button>
</form>`;
};

const card = (page: Page, one: ListedConflict, parts: ConflictParts): Html => {
  const { m, lang } = page;
  const { kept, yields, from, to, day, channel, state, decided } = one;
  const { icon: sign, tone } = STATES[state];
  const side = ({ title, priority }: ListedConflict['kept']): Html =>
    html`<b>${spoken(title)}</b> <small>(${m.conflicts.priorities[priority]})</small>`;
  const date = `${weekdayName(isoWeekday(day), lang)}, ${formatDate(day, lang)}`;
  return html`<article class="panel conflict">
<header><h3>${date} · ${formatClock(timeOf(from))}–${formatClock(timeOf(to))} · ${channel.name}</h3><span class="badge ${tone}">${icon(sign)}<span>${m.conflicts.states[state]}</span></span></header>
<p>${side(kept)} – ${side(yields)}</p>
<p>${m.conflicts.outcomes[state](kept.title, yields.title)}</p>
${decided === null ? '' : html`<p class="hint">${m.conflicts.decidedBy(actorName(page, decided.by), momentText(decided.at, parts.zone, lang), decided.reason)}</p>`}
${holds(page.caller, 'schedule.write') ? waysOf(page, one, parts) : ''}
<p><a href="${links.day(channel.id, day)}">${m.conflicts.toDay}</a></p>
</article>`;
};

const waysOf = (page: Page, one: ListedConflict, parts: ConflictParts): Html => {
  const { m } = page;
  const firsts = one.ways.filter((way) => way.kind === 'first');
  const ready = one.ways.flatMap((way) => wayForm(page, one, way));
  const none = ready.length === 0 && (one.state === 'open' || one.state === 'clash');
  return html`${firsts.length === 0 ? '' : decision(page, one, parts)}${firsts.filter(({ loses }) => loses.length > 0).map((way) => html`<p class="hint">${icon('warn')}<span>${waySentence(way, page.lang)}</span></p>`)}
${ready.length > 0 ? html`<div><h4>${m.conflicts.ways}</h4><p class="hint">${m.conflicts.waysHint}</p><div class="ways">${ready}</div></div>` : none ? html`<p class="hint">${m.conflicts.noWays}</p>` : ''}`;
};

/** Two buttons, each for one of the two, and the reason that both are sent with. */
const decision = (page: Page, { kept, yields, channel, day }: ListedConflict, parts: ConflictParts): Html => {
  const { m } = page;
  const sides = [kept.slot, yields.slot];
  const id = decideForm(sides);
  const form = parts.form?.id === id ? parts.form : freshForm(id);
  const fields = fieldsOf(form);
  const faults = form.faults.filter(({ field }) => field === null);
  return html`<form method="post" action="${links.decide}" id="${id}" class="decide">
<h4>${m.conflicts.decide}</h4>
${faults.length === 0 ? '' : html`<div class="faults" role="alert" tabindex="-1" autofocus>${faults.map(({ text }) => html`<p>${text}</p>`)}</div>`}
${fields.hidden('channel', channel.id)}${fields.hidden('day', day)}${fields.hidden('one', kept.slot)}${fields.hidden('other', yields.slot)}
${fields.text({ name: 'reason', label: m.conflicts.decideReason, hint: m.conflicts.decideReasonHint, attributes: { maxlength: 500, autocomplete: 'off', required: true } })}
<p class="ways main"><button type="submit" name="first" value="${kept.slot}">${m.conflicts.first(kept.title)}</button><button type="submit" name="first" value="${yields.slot}">${m.conflicts.first(yields.title)}</button></p>
</form>`;
};

/** A way out as a button: it goes to the page that looks at it first. None where the form cannot ask for it. */
const wayForm = (page: Page, { channel, kept, yields }: ListedConflict, way: WayOut): Html[] => {
  if (way.kind === 'first') return [];
  const [first] = way.edits;
  const hidden = fieldsOfEdits(way.edits);
  if (first === undefined || hidden === null) return [];
  const { m } = page;
  const fields = fieldsOf(freshForm(''));
  return [
    html`<form method="post" action="${links.edit(channel.id, { session: first.of === 'session' ? first.session : '', segment: first.of === 'segment' ? first.segment : undefined, day: first.day })}" class="one">
${hidden.map(([name, value]) => fields.hidden(name, value))}${fields.hidden('reason', m.edit.wayReason(kept.title, yields.title))}<button type="submit">${wayText(page, way)}</button></form>`,
  ];
};

const wayText = ({ m, lang }: Page, way: Exclude<WayOut, { kind: 'first' }>): string => {
  const { way: words } = m.conflicts;
  switch (way.kind) {
    case 'move':
      return words.move(
        way.title,
        way.to.slice(0, 10) === way.from.slice(0, 10) ? formatClock(timeOf(way.to)) : formatDateTime(way.to, lang),
      );
    case 'shorten':
      return words.shorten(way.title, formatDuration(way.seconds, lang));
    case 'drop':
      return words.drop(way.title, way.dropped.join('; '));
    case 'channel':
      return words.channel(way.title, way.channelName);
  }
};
