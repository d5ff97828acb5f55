/** The urgent orders in force at a loudspeaker, before everything else on its page: what to play at once, on whose word, and the press that it was. */
import { html } from 'hono/html';
import { extensionOf } from '../../contract/day-list.ts';
import { formatBytes, formatDuration, formatNumber } from '../../contract/sentences/format.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { ListedUrgent } from '../../operations/urgent/list-urgent.ts';
import type { Logged } from '../day/recorded.ts';
import { icon } from '../icons.ts';
import { type Html, type Page, spoken } from '../layout.ts';
import { links } from '../links.ts';
import { momentText } from '../moments.ts';

export interface UrgentBlockParts {
  /** In force here, the newest first. */
  readonly orders: readonly ListedUrgent[];
  /** What was said to have been played by hand, in these days. */
  readonly logged: readonly Logged[];
  readonly today: LocalDate;
  readonly zone: string;
  readonly newStatementId: () => string;
}

/** Whether an entry tells of an order that was played by hand. */
export const isOfOrder = ({ entry }: Logged, { order }: Pick<ListedUrgent, 'order'>): boolean =>
  entry.planned.id.startsWith(`${order.id}.`);

/** Also there when nothing is in force: the page's script fills it as soon as something is. */
export const urgentBlock = (page: Page, parts: UrgentBlockParts): Html =>
  html`<div id="urgent" class="urgent-orders" aria-live="assertive">${parts.orders.map((one) => block(page, one, parts))}</div>`;

const block = (page: Page, one: ListedUrgent, { logged, today, zone, newStatementId }: UrgentBlockParts): Html => {
  const { m, lang } = page;
  const { urgent } = m.phone;
  const { id, title, text, sound, authority, expiresAt, repeats, pauseSeconds } = one.order;
  const fileName = `${id}.${extensionOf(sound.format)}`;
  const heard = logged.filter((row) => isOfOrder(row, one)).length;
  const last = one.sites.flatMap(({ said }) => said).at(-1);
  const number = (value: number): string => formatNumber(value, lang);
  const facts: readonly (readonly [string, string])[] = [
    [urgent.by, `${authority.by}, ${authority.office}`],
    [urgent.reason, authority.reason],
    [urgent.until, momentText(expiresAt, zone, lang)],
    [
      urgent.times,
      urgent.often(number(repeats), repeats === 1 || pauseSeconds === 0 ? null : formatDuration(pauseSeconds, lang)),
    ],
  ];
  return html`<section class="panel urgent" id="${id}" aria-labelledby="${id}-ten" data-until="${expiresAt}">
<h2 id="${id}-ten">${icon('warn')}<span>${spoken(urgent.heading(title))}</span></h2>
${text === null ? '' : html`<p class="words"><span class="unseen">${urgent.words}: </span>${spoken(text)}</p>`}
<p class="by-hand">${urgent.how}</p>
<p class="by-itself" hidden>${urgent.byItself}</p>
<dl>${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${spoken(value)}</dd></div>`)}</dl>
<a class="button" href="${links.soundAs(sound.sha256, fileName)}" download="${fileName}">${icon('get')}<span>${m.phone.download(formatBytes(sound.bytes, lang))}</span></a>
<audio controls preload="none" src="${links.sound(sound.sha256)}" aria-label="${m.phone.listen(title)}"></audio>
<p class="hint">${heard === 0 ? '' : urgent.said(number(heard), number(repeats))} ${last === undefined ? '' : urgent.machine(m.urgent.receipts[last.kind])}</p>
<form method="post" action="${links.phoneNotices}" class="one main urgent-played by-hand" data-title="${title}" data-seconds="${Math.max(1, Math.ceil(sound.lengthMs / 1000))}">
<input type="hidden" name="day" value="${today}"><input type="hidden" name="order" value="${id}"><input type="hidden" name="title" value="${title}"><input type="hidden" name="note" value="${urgent.note}"><input type="hidden" name="statement" value="${newStatementId()}">
<p class="fault" role="alert" hidden></p>
<button type="submit">${icon('ok')}${urgent.send}</button></form></section>`;
};
