/** The week page: seven days of a channel, each session with its time, how full it is, and what was done to it. */
import { html } from 'hono/html';
import { formatDate, weekdayName } from '../../contract/sentences/format.ts';
import type { Schedule } from '../../core/schedule/model.ts';
import { addDays, isoWeekday, type LocalDate } from '../../core/time/local.ts';
import type { ListedChannel } from '../../operations/list-channels.ts';
import type { ListedDay } from '../../operations/list-days.ts';
import type { ShownDay } from '../../operations/show-day.ts';
import { icon } from '../icons.ts';
import { type Html, layout, type Page } from '../layout.ts';
import { links } from '../links.ts';
import { momentText } from '../moments.ts';
import { dayNames, lunarText } from '../schedule/day-names.ts';
import { sessionCell } from './cell.ts';

export interface WeekParts {
  readonly channel: ListedChannel;
  readonly channels: readonly ListedChannel[];
  /** A Monday. */
  readonly from: LocalDate;
  /** Days that the reader may see. */
  readonly days: readonly ShownDay[];
  /** All seven. */
  readonly calendar: readonly ListedDay[];
  readonly schedule: Pick<Schedule, 'sessions' | 'segments'>;
  readonly mayEdit: (day: ShownDay) => boolean;
  readonly notice: Html;
  /** Instant at which the page is made. */
  readonly now: string;
}

/** '23–29/11/2026' · '23–29 November 2026'; whole dates where the months differ. */
const weekText = (from: LocalDate, lang: Page['lang']): string => {
  const to = addDays(from, 6);
  if (from.slice(0, 7) !== to.slice(0, 7)) return `${formatDate(from, lang)} – ${formatDate(to, lang)}`;
  return `${lang === 'vi' ? from.slice(8) : Number(from.slice(8))}–${formatDate(to, lang)}`;
};

export const weekPage = (page: Page, parts: WeekParts): Html => {
  const { m, lang } = page;
  const { channel, today, station } = parts.channel;
  const text = weekText(parts.from, lang);
  const isNow = parts.from <= today && today <= addDays(parts.from, 6);
  return layout(page, {
    title: m.week.title(text, channel.name),
    section: 'week',
    made: { zone: station.zone, local: momentText(parts.now, station.zone, lang) },
    body: html`<header class="day-head">
<h1><span>${m.week.titleBefore}</span> <b>${text}</b> <span class="channel"><span class="dash">–</span> ${channel.name}</span>${isNow ? html` <em>${m.week.thisWeek}</em>` : ''}</h1>
${weekMoves(page, parts, isNow)}
${chooser(page, parts)}
</header>
${parts.notice}
<table class="week">
<caption class="unseen">${m.week.caption(channel.name)}</caption>
<thead><tr><th scope="col">${m.week.day}</th><th scope="col">${m.week.sessions}</th></tr></thead>
<tbody>
${parts.calendar.map((day) => dayRow(page, parts, day))}
</tbody>
</table>`,
  });
};

const weekMoves = (
  { m }: Page,
  { channel: { channel }, from }: WeekParts,
  isNow: boolean,
): Html => html`<nav class="moves" aria-label="${m.week.move}">
<a class="button" rel="prev" href="${links.week(channel.id, addDays(from, -7))}">${icon('back')}<span>${m.week.previous}</span></a>
<a class="button" href="${links.week(channel.id)}"${isNow ? html` aria-current="date"` : ''}>${icon('day')}<span>${m.week.current}</span></a>
<a class="button" rel="next" href="${links.week(channel.id, addDays(from, 7))}"><span>${m.week.next}</span>${icon('on')}</a>
</nav>`;

const chooser = (
  { m }: Page,
  parts: WeekParts,
): Html => html`<form class="chooser" method="get" action="${links.weeks}" aria-label="${m.week.choose}">
${
  parts.channels.length > 1
    ? html`<label><span>${m.day.channel}</span><select name="channel">${parts.channels.map(({ channel, current }) => html`<option value="${channel.id}"${channel.id === parts.channel.channel.id ? html` selected` : ''}>${channel.name}${current ? '' : ` (${m.day.ended})`}</option>`)}</select></label>`
    : html`<input type="hidden" name="channel" value="${parts.channel.channel.id}">`
}
<label><span>${m.week.from}</span><input type="date" name="from" value="${parts.from}" required></label>
<button type="submit">${m.day.show}</button>
</form>`;

const dayRow = (page: Page, parts: WeekParts, listed: ListedDay): Html => {
  const { m, lang } = page;
  const { channel, today } = parts.channel;
  const shown = parts.days.find(({ day }) => day === listed.date);
  const weekday = weekdayName(isoWeekday(listed.date), lang);
  const date = formatDate(listed.date, lang);
  const name = html`<b>${weekday}</b> <span>${date}</span>`;
  const inside = (): Html => {
    if (shown === undefined) return html`<p class="hint">${m.week.notYours}</p>`;
    if (shown.sessions.length === 0) return html`<p class="hint">${m.week.none}</p>`;
    const editable = parts.mayEdit(shown);
    return html`<ul class="cells">${shown.sessions.map(({ playlist }) => sessionCell(page, playlist, { day: shown, schedule: parts.schedule, editable, now: parts.now }))}</ul>`;
  };
  return html`<tr class="${listed.date === today ? 'today' : listed.date < today ? 'over' : 'later'}${listed.publicHoliday ? ' off' : ''}">
<th scope="row">${shown === undefined ? html`<span class="date">${name}</span>` : html`<a class="date" href="${links.day(channel.id, listed.date)}" title="${m.week.toDay(date)}">${name}</a>`}
${listed.date === today ? html`<span class="badge calm">${icon('day')}<span>${m.day.isToday}</span></span>` : ''}
<small>${lunarText(page, listed.lunar)}</small>${dayNames(page, listed)}</th>
<td>${inside()}</td>
</tr>
`;
};
