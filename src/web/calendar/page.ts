/** Days of a month with lunar dates and holidays, and festivals that wait for somebody to stand for their days. */
import { html } from 'hono/html';
import { formatDate, weekdayName } from '../../contract/sentences/format.ts';
import { lunarDateText } from '../../contract/sentences/named-days.ts';
import { isoWeekday, type LocalDate } from '../../core/time/local.ts';
import type { ListedFestival, ListedFestivalDays } from '../../operations/festivals/list-festivals.ts';
import type { ListedDay } from '../../operations/list-days.ts';
import { icon } from '../icons.ts';
import { type Html, layout, type Page, spoken } from '../layout.ts';
import { links, query } from '../links.ts';
import { momentText } from '../moments.ts';
import { makerText } from '../people/shown.ts';
import { dayNames } from '../schedule/day-names.ts';

export interface CalendarParts {
  /** 'YYYY-MM' */
  readonly month: string;
  readonly today: LocalDate;
  readonly zone: string;
  readonly days: readonly ListedDay[];
  readonly festivals: readonly ListedFestival[];
  readonly mayConfirm: boolean;
  readonly faults: readonly string[];
  readonly done: boolean;
}

/** The month so many months away. */
const moved = (month: string, months: number): string => Temporal.PlainYearMonth.from(month).add({ months }).toString();

export const calendarPage = (page: Page, parts: CalendarParts): Html => {
  const { m } = page;
  const { month, today, done, faults } = parts;
  const name = m.calendarDays.monthName(Number(month.slice(5)), Number(month.slice(0, 4)));
  const isNow = month === today.slice(0, 7);
  const to = (other: string): string => `${links.calendarDays}${query({ month: other })}`;
  return layout(page, {
    title: m.calendarDays.title,
    section: 'calendarDays',
    made: null,
    body: html`<header class="day-head"><h1><b>${m.calendarDays.title}</b> <span class="channel"><span class="dash">–</span> ${name}</span></h1><p class="lead">${m.calendarDays.lead}</p>
<nav class="moves" aria-label="${m.calendarDays.move}">
<a class="button" rel="prev" href="${to(moved(month, -1))}">${icon('back')}<span>${m.calendarDays.previous}</span></a>
<a class="button" href="${links.calendarDays}"${isNow ? html` aria-current="date"` : ''}>${icon('day')}<span>${m.calendarDays.current}</span></a>
<a class="button" rel="next" href="${to(moved(month, 1))}"><span>${m.calendarDays.next}</span>${icon('on')}</a></nav></header>
${faults.length === 0 ? '' : html`<div class="faults" role="alert">${faults.map((text) => html`<p>${text}</p>`)}</div>`}
${done ? html`<p class="notice" role="status">${icon('ok')}<span>${m.calendarDays.done}</span></p>` : ''}
${waiting(page, parts)}
${table(page, parts, name)}
${confirmed(page, parts)}`,
  });
};

type Row = readonly [festival: ListedFestival, days: ListedFestivalDays];

const spansText = ({ m, lang }: Page, { from, to }: ListedFestivalDays): string =>
  m.calendarDays.days(formatDate(from, lang), formatDate(to, lang));

const rowsOf = ({ festivals, today }: CalendarParts, isConfirmed: boolean): readonly Row[] =>
  festivals
    .flatMap((festival) => festival.days.map((days): Row => [festival, days]))
    .filter(([, { confirmed: by, to }]) => (by !== null) === isConfirmed && to >= today)
    .toSorted(([, a], [, b]) => (a.from < b.from ? -1 : 1));

const waiting = (page: Page, parts: CalendarParts): Html => {
  const { m } = page;
  const rows = rowsOf(parts, false);
  if (rows.length === 0) return html``;
  const one = ([festival, days]: Row): Html => {
    const text = spansText(page, days);
    const button = html`<form method="post" action="${links.confirmFestival}" class="one main"><input type="hidden" name="festival" value="${festival.id}"><input type="hidden" name="from" value="${days.from}"><input type="hidden" name="to" value="${days.to}"><button type="submit" aria-label="${m.calendarDays.confirmOne(festival.name, text)}">${icon('ok')}${m.calendarDays.confirm}</button></form>`;
    return html`<li><div><p><b>${spoken(festival.name)}</b>, ${text} <span class="badge fair">${icon('wait')}<span>${m.calendarDays.unconfirmed}</span></span></p><p class="hint">${m.calendarDays.kinds[festival.kind]} · ${m.calendarDays.source(days.source)}</p></div>${parts.mayConfirm ? button : ''}</li>`;
  };
  return html`<section class="panel" aria-labelledby="cho"><h2 id="cho">${m.calendarDays.waiting}</h2>${parts.mayConfirm ? html`<p class="hint">${m.calendarDays.confirmHint}</p>` : ''}<ul class="items">${rows.map(one)}</ul></section>`;
};

const confirmed = (page: Page, parts: CalendarParts): Html => {
  const { m, lang } = page;
  const rows = rowsOf(parts, true);
  if (rows.length === 0) return html``;
  const by = ({ confirmed: who }: ListedFestivalDays): string =>
    who === null ? '' : m.calendarDays.confirmedBy(makerText(page, who.by), momentText(who.at, parts.zone, lang));
  return html`<section class="panel" aria-labelledby="da-xac-nhan"><h2 id="da-xac-nhan">${m.calendarDays.confirmed}</h2><ul class="items">${rows.map(([festival, days]) => html`<li><div><p><b>${spoken(festival.name)}</b>, ${spansText(page, days)}</p><p class="hint">${by(days)} · ${m.calendarDays.source(days.source)}</p></div></li>`)}</ul></section>`;
};

const table = (page: Page, { days, today }: CalendarParts, name: string): Html => {
  const { m, lang } = page;
  const { columns, caption } = m.calendarDays;
  return html`<table class="list month"><caption class="unseen">${caption(name)}</caption>
<thead><tr><th scope="col">${columns.day}</th><th scope="col">${columns.lunar}</th><th scope="col">${columns.names}</th></tr></thead>
<tbody>${days.map(
    (
      day,
    ) => html`<tr class="${day.publicHoliday ? 'off ' : ''}${isoWeekday(day.date) === 7 ? 'sunday ' : ''}${day.date === today ? 'today' : ''}"><th scope="row" class="when"><b>${weekdayName(isoWeekday(day.date), lang)}</b> ${formatDate(day.date, lang)}${day.date === today ? html` <span class="badge calm">${icon('day')}<span>${m.day.isToday}</span></span>` : ''}</th><td>${lunarDateText(day.lunar, lang)}</td><td>${dayNames(page, day)}</td></tr>
`,
  )}</tbody></table>`;
};
