/** How a day of the calendar is told: its lunar date, and the holidays and festivals that fall on it. */
import { html } from 'hono/html';
import { lunarMonthName } from '../../contract/sentences/format.ts';
import { namedDayText } from '../../contract/sentences/named-days.ts';
import type { ListedDay } from '../../operations/list-days.ts';
import { icon } from '../icons.ts';
import { type Html, type Page, spoken } from '../layout.ts';

/** 'mùng 4 tháng Giêng âm lịch' */
export const lunarText = ({ m, lang }: Pick<Page, 'm' | 'lang'>, { day, month, leap }: ListedDay['lunar']): string =>
  m.week.lunar(day, lunarMonthName(month, leap, lang));

/** Days off first; what nobody has confirmed says so. */
export const dayNames = ({ m, lang }: Page, { named, festivals }: Pick<ListedDay, 'named' | 'festivals'>): Html => {
  if (named.length + festivals.length === 0) return html``;
  return html`<ul class="names">${named.map(({ id, kind }) => html`<li${kind === 'holiday' ? html` class="off"` : ''}>${kind === 'holiday' ? icon('star') : ''}<span>${namedDayText(id, lang)}${kind === 'holiday' ? ` (${m.week.holiday})` : ''}</span></li>`)}
${festivals.map(({ name, kind, confirmed }) => html`<li${kind === 'holiday' && confirmed ? html` class="off"` : ''}>${icon(confirmed ? 'star' : 'wait')}<span>${spoken(name)}${confirmed ? (kind === 'holiday' ? ` (${m.week.holiday})` : '') : ` (${m.week.unconfirmed})`}</span></li>`)}</ul>`;
};
