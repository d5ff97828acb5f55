/**
 * The page of a loudspeaker's telephone: today at once, the days to come below it, and what can be pressed.
 *
 * All days are in the one page, so that it is right tomorrow too when the telephone has no network then. It is whole without a
 * script; the script (src/browser/phone) changes what the clock and the network change.
 */
import { html } from 'hono/html';
import { formatDate, formatNumber, weekdayName } from '../../contract/sentences/format.ts';
import { sentenceOf } from '../../contract/sentences/index.ts';
import { changeText } from '../../contract/sentences/published.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { ListedChannel } from '../../operations/list-channels.ts';
import type { ListedUrgent } from '../../operations/urgent/list-urgent.ts';
import type { Logged } from '../day/recorded.ts';
import { icon } from '../icons.ts';
import { type Html, layout, type Page, spoken } from '../layout.ts';
import { links } from '../links.ts';
import { momentText } from '../moments.ts';
import type { PublishedParts } from '../published/block.ts';
import { phoneCard } from './card.ts';
import { noticeBlock } from './notice.ts';
import { urgentBlock } from './urgent.ts';
import type { PhoneDay } from './view.ts';

/** What was just sent from the page without a script, and came back well. */
export const DONE = ['recorded', 'seenKept'] as const;

export interface PhoneParts {
  readonly listed: ListedChannel;
  /** Today first, then the days to come, then yesterday. */
  readonly days: readonly PhoneDay[];
  /** null: nothing was published. */
  readonly published: PublishedParts | null;
  /** Recorded notices of the commune's own, of these days. */
  readonly notices: readonly Logged[];
  /** In force here, and what was recorded of them by hand. */
  readonly urgent: { readonly orders: readonly ListedUrgent[]; readonly logged: readonly Logged[] };
  readonly done: (typeof DONE)[number] | null;
  readonly refusals: readonly Refusal[];
  readonly newStatementId: () => string;
  /** Addresses of the page's scripts. */
  readonly scripts: readonly string[];
  /** Instant at which the page is made. */
  readonly now: string;
}

export const phonePage = (page: Page, parts: PhoneParts): Html => {
  const { m, lang } = page;
  const { phone } = m;
  const { channel, station } = parts.listed;
  const at = momentText(parts.now, station.zone, lang);
  return layout(page, {
    title: `${phone.title} – ${channel.name}`,
    section: 'day',
    made: { zone: station.zone, local: at },
    body: html`<div id="phone" class="phone-page" data-channel="${channel.id}" data-zone="${station.zone}" data-made="${parts.now}">
<h1>${phone.title} <span class="channel">– ${channel.name}</span></h1>
${urgentBlock(page, { ...parts.urgent, today: parts.listed.today, zone: station.zone, newStatementId: parts.newStatementId })}
<p class="notice fair" id="network" role="status" hidden></p>
${parts.done === null ? '' : html`<p class="notice" role="status">${icon('ok')}<span>${phone[parts.done]}</span></p>`}
${parts.refusals.length === 0 ? '' : html`<div class="faults" role="alert" tabindex="-1" autofocus>${parts.refusals.map((refusal) => html`<p>${sentenceOf(refusal, lang)}</p>`)}</div>`}
${parts.published === null ? '' : newest(page, parts.listed, parts.published)}
<section class="panel outbox" id="outbox" aria-labelledby="outbox-ten" hidden><h2 id="outbox-ten">${phone.outbox}</h2><p id="outbox-state" role="status"></p><details id="outbox-more"><summary>${phone.each}</summary><ul id="outbox-list"></ul></details></section>
${parts.days.map((day) => dayBlock(page, day, parts))}
${playerBlock(page)}
${noticeBlock(page, { today: parts.listed.today, logged: parts.notices, statementId: parts.newStatementId() })}
${tools(page, parts, at)}
</div>
${parts.scripts.map((address) => html`<script src="${address}" defer></script>`)}`,
  });
};

const dayBlock = (page: Page, day: PhoneDay, { listed, now, newStatementId }: PhoneParts): Html => {
  const { m, lang } = page;
  const { phone } = m;
  const isToday = day.from <= now && now < day.until;
  const date = `${weekdayName(Temporal.PlainDate.from(day.day).dayOfWeek, lang)}, ${formatDate(day.day, lang)}`;
  return html`<details class="phone-day" data-day="${day.day}" data-from="${day.from}" data-until="${day.until}"${isToday ? html` open` : ''}>
<summary><h2><b class="today"${isToday ? '' : html` hidden`}>${phone.today}</b> <span>${date}</span></h2><small>${phone.sessions(day.sessions.length)}</small></summary>
${day.isPublished || day.sessions.length === 0 ? '' : html`<p class="hint planned">${icon('wait')}<span>${phone.notPublished}</span></p>`}
${
  day.sessions.length === 0
    ? html`<p class="hint">${phone.noSessions}</p>`
    : day.sessions.map((session) =>
        phoneCard(page, session, { channel: listed.channel.id, day, statementId: newStatementId() }),
      )
}
</details>`;
};

/** The player in the page: shown by its script alone. */
const playerBlock = ({ m }: Page): Html =>
  html`<section class="panel player" id="player" aria-labelledby="player-ten" hidden><h2 id="player-ten">${icon('loa')}<span>${m.phone.player}</span></h2>
<p id="player-state" role="status"></p>
<button type="button" id="player-switch" aria-describedby="player-state"></button>
<ul id="player-notes"></ul>
<details id="player-more" hidden><summary>${m.phone.playerMore}</summary><ul id="player-facts"></ul></details></section>`;

/** What the newest version changes, until somebody has pressed that they saw it. */
const newest = (
  { m, lang }: Page,
  { station, today }: ListedChannel,
  { manifest, confirmed }: PublishedParts,
): Html => {
  if (manifest === null) return html``;
  const { phone } = m;
  const version = formatNumber(manifest.version, lang);
  if (confirmed === true) return html`<p class="state good">${icon('ok')}<span>${phone.confirmed(version)}</span></p>`;
  const changes = manifest.changes.filter((change) => change.day >= today);
  const at = momentText(manifest.publishedAt, station.zone, lang);
  return html`<section class="panel newer" id="newer" aria-labelledby="newer-ten"><h2 id="newer-ten">${icon('star')}<span>${phone.newer(version)}</span></h2><p class="hint">${phone.newerAt(at)}</p>
${changes.length === 0 ? html`<p>${manifest.version === 1 ? phone.first : phone.nothingNamed}</p>` : html`<ul>${changes.map((change) => html`<li>${spoken(changeText(change, lang))}</li>`)}</ul>`}
<form method="post" action="${links.phoneSeen}" class="one main" id="seen" data-title="${phone.seenTitle(version)}"><input type="hidden" name="version" value="${manifest.version}"><button type="submit">${icon('ok')}${phone.seen}</button></form></section>`;
};

const tools = ({ m }: Page, { listed: { channel, station } }: PhoneParts, at: string): Html => {
  const { phone } = m;
  const call =
    station.phone === null
      ? ''
      : html`<p><a class="button call" href="${telOf(station.phone)}">${icon('phone')}<span>${phone.call(station.name, station.phone)}</span></a></p>`;
  return html`<section class="panel phone-tools" aria-labelledby="cong-cu"><h2 id="cong-cu">${phone.tools}</h2>
${call}
<p><button type="button" id="tone" aria-describedby="tone-y" hidden>${phone.tone}</button></p><p class="hint" id="tone-y">${phone.toneHint}</p>
<p><a class="button" href="${links.sheet(channel.id, 'today', 7)}">${icon('get')}<span>${phone.sheet}</span></a></p>
<p><a class="button" href="${links.day(channel.id, 'today')}">${icon('day')}<span>${phone.wholeDay}</span></a></p>
<p class="hint">${phone.asOf(at)} <span id="keeping"></span></p><noscript><p class="hint">${phone.noScript}</p></noscript>
<form method="post" action="${links.phoneLeave}" class="one" id="leave"><p class="hint" id="leave-y">${phone.leaveHint}</p><p class="fault" id="leave-fault" role="alert" hidden></p><button type="submit" aria-describedby="leave-y">${phone.leave}</button></form></section>`;
};

/** RFC 3966: the digits alone, with the plus of a whole number. */
const telOf = (number: string): string => `tel:${number.replace(/[^\d+]/g, '')}`;
