/** The day page: one channel's broadcast day, for whoever must see that it airs. */
import { html } from 'hono/html';
import { PLAYLIST_FORMATS, playlistFileName } from '../../contract/playlist-formats/index.ts';
import { formatDate, weekdayName } from '../../contract/sentences/format.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { ListedChannel } from '../../operations/list-channels.ts';
import type { ShownDay } from '../../operations/show-day.ts';
import { holds } from '../access.ts';
import { type Icon, icon } from '../icons.ts';
import { type Html, layout, type Page } from '../layout.ts';
import { links } from '../links.ts';
import { momentText } from '../moments.ts';
import { type PublishedParts, publishedBlock } from '../published/block.ts';
import { type ApprovalParts, approvalBlock } from './approval.ts';
import type { Logged } from './recorded.ts';
import type { Names } from './rows.ts';
import { sessionCard, stateBadge } from './session-card.ts';
import type { RefusedForm, Speaker } from './statement-form.ts';
import { clockOf, type Fault, isMeant, type Readiness, readinessOf, type SessionView } from './view.ts';

export interface DayParts {
  readonly day: ShownDay;
  readonly sessions: readonly SessionView[];
  readonly names: Names;
  readonly channels: readonly ListedChannel[];
  readonly logged: readonly Logged[];
  readonly mayEdit: boolean;
  readonly speaker: Speaker;
  /** null: nothing is stored that could be approved. */
  readonly approval: ApprovalParts | null;
  /** null: there is nothing to say of it. */
  readonly published: PublishedParts | null;
  readonly refused: RefusedForm | null;
  /** Numbers of the entries that were just recorded. */
  readonly recorded: { readonly first: number; readonly last: number } | null;
  readonly newStatementId: () => string;
  /** Instant at which the page is made. */
  readonly now: string;
}

export const dayPage = (page: Page, parts: DayParts): Html => {
  const { m, lang } = page;
  const { day, sessions } = parts;
  const dayText = `${weekdayName(Temporal.PlainDate.from(day.day).dayOfWeek, lang)}, ${formatDate(day.day, lang)}`;
  const cards = sessions.map((session) => {
    const id = session.playlist.session;
    return sessionCard(page, session, {
      day,
      names: parts.names,
      mayEdit: parts.mayEdit,
      speaker: parts.speaker,
      logged: parts.logged.filter(({ entry }) => entry.planned.session.id === id),
      refused: parts.refused?.typed.session === id ? parts.refused : null,
      statementId: parts.newStatementId(),
    });
  });
  return layout(page, {
    title: m.day.title(dayText, day.channel.name),
    section: 'day',
    made: { zone: day.station.zone, local: momentText(parts.now, day.station.zone, lang) },
    body: html`<header class="day-head">
<h1><span>${m.day.titleBefore}</span> <b>${dayText}</b> <span class="channel"><span class="dash">–</span> ${day.channel.name}</span>${day.day === day.today ? html` <em>${m.day.isToday}</em>` : ''}</h1>
${dayMoves(page, day)}
${chooser(page, day, parts.channels)}
</header>
${notice(page, parts.recorded)}
${readinessPanel(page, day, sessions)}
${parts.approval === null ? '' : approvalBlock(page, day, parts.approval)}
${parts.published === null ? '' : publishedBlock(page, day, offered(parts.published, parts.approval))}
${cards}
${downloads(page, day)}`,
  });
};

/** What nobody has approved is not offered to be published. */
const offered = (published: PublishedParts, approval: DayParts['approval']): PublishedParts => ({
  ...published,
  mayPublish: published.mayPublish && approval !== null && approval.approved !== null,
});

const dayMoves = ({ m }: Page, { channel, day, today }: ShownDay): Html => {
  const moved = (days: number): string => Temporal.PlainDate.from(day).add({ days }).toString();
  return html`<nav class="moves" aria-label="${m.day.move}">
<a class="button" rel="prev" href="${links.day(channel.id, moved(-1))}">${icon('back')}<span>${m.day.previous}</span></a>
<a class="button" href="${links.day(channel.id, 'today')}"${day === today ? html` aria-current="date"` : ''}>${icon('day')}<span>${m.day.today}</span></a>
<a class="button" rel="next" href="${links.day(channel.id, moved(1))}"><span>${m.day.next}</span>${icon('on')}</a>
</nav>`;
};

const chooser = (
  { m }: Page,
  shown: ShownDay,
  channels: readonly ListedChannel[],
): Html => html`<form class="chooser" method="get" action="${links.choose}" aria-label="${m.day.choose}">
${
  channels.some(({ channel }) => channel.id !== shown.channel.id)
    ? html`<label><span>${m.day.channel}</span><select name="channel">${channels.map(({ channel, current }) => html`<option value="${channel.id}"${channel.id === shown.channel.id ? html` selected` : ''}>${channel.name}${current ? '' : ` (${m.day.ended})`}</option>`)}</select></label>`
    : // There is nothing to choose from.
      html`<input type="hidden" name="channel" value="${shown.channel.id}">`
}
<label><span>${m.day.date}</span><input type="date" name="day" value="${shown.day}" required></label>
<button type="submit">${m.day.show}</button>
</form>`;

const notice = ({ m, caller }: Page, recorded: DayParts['recorded']): Html => {
  if (recorded === null) return html``;
  const { first, last } = recorded;
  return html`<p class="notice" role="status">${icon('ok')}<span>${m.say.recorded(last - first + 1, first, last)} ${caller.kind === 'site' ? '' : html`<a href="${links.airLog}">${m.nav.airLog}</a>`}</span></p>`;
};

const LIGHTS: Readonly<Record<Readiness['light'], { readonly icon: Icon; readonly tone: string }>> = {
  none: { icon: 'none', tone: 'calm' },
  green: { icon: 'ok', tone: 'good' },
  amber: { icon: 'warn', tone: 'fair' },
  red: { icon: 'stop', tone: 'bad' },
};

const readinessPanel = (page: Page, day: ShownDay, sessions: readonly SessionView[]): Html => {
  const { m } = page;
  const { light, faults } = readinessOf(sessions);
  const { tone, icon: sign } = LIGHTS[light];
  const why = (): Html => {
    if (light === 'none') return html`<p>${m.day.noSessions}</p><p class="hint">${m.day.noSessionsHint}</p>`;
    if (light === 'green') return html`<p>${m.ready.allGood(sessions.length)}</p>`;
    return html`<ul>${faults.map((fault) => html`<li>${faultText(page, fault)}</li>`)}</ul>`;
  };
  return html`<section class="ready ${tone}" aria-labelledby="san-sang">
<h2 id="san-sang"><span class="unseen">${m.ready.heading}: </span>${icon(sign)}<span>${m.ready[light]}</span></h2>
<div>${why()}
<p><a href="${links.preflight(day.channel.id, day.day)}">${m.preflight.title}</a></p>
<p class="hint">${day.version === null ? m.day.notPlanned : m.day.planned(day.version)}</p></div>
${sessions.length === 0 ? '' : html`<nav aria-label="${m.day.sessionsOfDay}">${sessions.map((session) => html`<a class="jump" href="#${session.playlist.session}"><b>${clockOf(session.playlist.start).slice(0, 5)}</b> <span>${session.playlist.sessionName}</span> ${stateBadge(page, session.state)}</a>`)}</nav>`}
</section>`;
};

const faultText = ({ m }: Page, { kind, session }: Fault): string =>
  kind === 'missing'
    ? m.ready.missing(session.sessionName, session.absences.filter((one) => !isMeant(one)).length)
    : m.ready[kind](session.sessionName);

const downloads = ({ m, lang, caller }: Page, { channel, day, sessions }: ShownDay): Html => {
  const file = (href: string, name: string, text: string): Html =>
    html`<li><a href="${href}" download="${name}">${icon('get')}<span>${text}</span></a></li>`;
  return html`<section class="downloads" aria-labelledby="tai-ve"><h2 id="tai-ve">${m.day.downloads}</h2>
<ul>${sessions.length === 0 ? '' : PLAYLIST_FORMATS.map((format) => file(links.playlist(channel.id, day, format), playlistFileName(channel.id, day as LocalDate, format), m.day.formats[format]))}
${sessions.every(({ rendering }) => rendering === null) ? '' : [1, 7].map((days) => file(links.pack(channel.id, day, days), `${channel.id}-${day}.zip`, days === 1 ? m.pack.day : m.pack.week))}
${file(links.calendar(channel.id), `${channel.id}.ics`, m.day.calendar)}${caller.kind === 'site' || !holds(caller, 'air-log.read') ? '' : html`<li><a href="${links.airLogDay(day, channel.id)}">${icon('get')}<span>${m.log.sheet(formatDate(day, lang))}</span></a></li>`}</ul></section>`;
};
