/** The notice after something was saved, with the button that takes it back. An address is not a proof: it shows only what is there. */
import { html } from 'hono/html';
import { listAlterations } from '../../operations/alterations/list-alterations.ts';
import type { Ctx } from '../../operations/context.ts';
import { holds } from '../access.ts';
import { icon } from '../icons.ts';
import type { Html, Page } from '../layout.ts';
import { links } from '../links.ts';
import { alterationText, type Names } from './told.ts';

const MOST = 20;

/** '12' or '12,13': numbers of alterations. */
const numbersIn = (text: string): number[] =>
  /^\d{1,9}(?:,\d{1,9})*$/.test(text) ? text.split(',').slice(0, MOST).map(Number) : [];

export const savedNotice = (page: Page, ctx: Ctx, names: Names, text: string): Html => {
  const { m, here } = page;
  const wanted = numbersIn(text);
  if (wanted.length === 0) return html``;
  const found = listAlterations(ctx, {}).filter(({ id }) => wanted.includes(id));
  if (found.length === 0) return html``;
  const standing = found.filter(({ undone }) => undone === null);
  const told = found.map((one) => alterationText(page, names, one)).join('; ');
  const said = standing.length === 0 ? m.alteration.undone(found.length) : m.alteration.saved(found.length);
  const undo =
    standing.length === 0 || !holds(ctx.caller, 'schedule.write')
      ? ''
      : html`<form method="post" action="${links.undo}" class="one">${standing.map(({ id }) => html`<input type="hidden" name="id" value="${id}">`)}<input type="hidden" name="reason" value="${m.alteration.undoReason}"><input type="hidden" name="back" value="${here}"><button type="submit">${icon('undo')}${m.alteration.undo}</button></form>`;
  return html`<div class="notice saved" role="status">${icon('ok')}<p>${said}: ${told}. <a href="${links.history}">${m.history.title}</a></p>${undo}</div>`;
};
