/** Whether a second person has said yes to the day as it stands, and the button for who may. */
import { html } from 'hono/html';
import { sentenceOf } from '../../contract/sentences/index.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { Approved } from '../../operations/show-approval.ts';
import type { ShownDay } from '../../operations/show-day.ts';
import { icon } from '../icons.ts';
import type { Html, Page } from '../layout.ts';
import { links } from '../links.ts';
import { momentText } from '../moments.ts';

export interface ApprovalParts {
  /** The newest version of the day. */
  readonly version: number;
  /** null: this version has none. */
  readonly approved: Approved | null;
  readonly mayApprove: boolean;
  /** Why an approval that was just sent was refused. */
  readonly refusals: readonly Refusal[];
}

export const approvalBlock = (
  page: Page,
  { channel, day, station }: Pick<ShownDay, 'channel' | 'day' | 'station'>,
  { version, approved, mayApprove, refusals }: ApprovalParts,
): Html => {
  const { m, lang } = page;
  const faults =
    refusals.length === 0
      ? ''
      : html`<div class="faults" role="alert" tabindex="-1" autofocus>${refusals.map((refusal) => html`<p>${sentenceOf(refusal, lang)}</p>`)}</div>`;
  const told = (): Html => {
    if (approved === null) return html`<p class="state">${icon('wait')}<span>${m.approval.none(version)}</span></p>`;
    const name = approved.approver.name === '' ? m.approval.erased : approved.approver.name;
    const at = momentText(approved.at, station.zone, lang);
    return html`<div><p class="state good">${icon('ok')}<span>${m.approval.by(approved.version, name, at)}</span></p>${approved.exception === null ? '' : html`<p class="hint">${m.approval.exception(approved.exception)}</p>`}</div>`;
  };
  const button =
    approved === null && mayApprove
      ? html`<form method="post" action="${links.approval(channel.id, day)}" class="one main"><input type="hidden" name="version" value="${version}"><button type="submit">${icon('ok')}${m.approval.approve(version)}</button></form>`
      : '';
  return html`<section class="approval" aria-labelledby="duyet"><h2 id="duyet" class="unseen">${m.approval.heading}</h2>${faults}${told()}${button}</section>`;
};
