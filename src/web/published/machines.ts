/** The machines of a channel that joined by a code: who they are, inviting one, and revoking one. */
import { html } from 'hono/html';
import type { ChannelId } from '../../core/ids.ts';
import type { ListedToken } from '../../operations/accounts/tokens.ts';
import type { Invitation, ListedDevice } from '../../operations/fleet/devices.ts';
import { buttonForm, fieldsOf, formOf } from '../forms/fields.ts';
import { type FormState, freshForm } from '../forms/sent.ts';
import { icon } from '../icons.ts';
import { type Html, layout, type Page } from '../layout.ts';
import { links } from '../links.ts';
import { momentText } from '../moments.ts';
import { makerText, stepUpPanel } from '../people/shown.ts';
import { qrFigure } from '../qr.ts';

export interface MachineParts {
  readonly channel: ChannelId;
  readonly zone: string;
  /** Revoked ones too. */
  readonly devices: readonly ListedDevice[];
  /** Secret links that work. */
  readonly siteLinks: readonly ListedToken[];
  /** Of the reader's second factor; null: the reader invites none. */
  readonly factor: 'fresh' | 'stale' | 'missing' | null;
  /** As it was refused just now; null: none was. */
  readonly form: FormState | null;
}

export const INVITE_FORM = 'moi-may';
export const revokeForm = (id: string): string => `thu-hoi-${id}`;

/** null: the reader learns nothing of machines, and does nothing with them. */
export const machinesPanel = (page: Page, parts: MachineParts | null): Html | '' => {
  if (parts === null) return '';
  const { machines } = page.m;
  const { channel, devices, siteLinks, factor, form } = parts;
  const state = form?.id === INVITE_FORM ? form : freshForm(INVITE_FORM);
  const name = fieldsOf(state).text({
    ...{ name: 'name', label: machines.name, hint: machines.nameHint },
    attributes: { autocomplete: 'off', maxlength: 100, required: true },
  });
  const invite = (): Html =>
    html`<details class="do"${form === state ? html` open` : ''}><summary>${machines.invite}</summary>${formOf(page, state, { action: links.machines(channel), send: machines.invite }, name)}</details>`;
  return html`<section class="panel" aria-labelledby="may"><h2 id="may">${machines.title}</h2><p class="hint">${machines.lead}</p>
${devices.length === 0 ? html`<p>${machines.none}</p>` : table(page, parts)}
${siteLinks.length === 0 ? '' : linkList(page, siteLinks, factor === 'fresh')}
${factor === null ? '' : factor === 'fresh' ? invite() : stepUpPanel(page, factor)}</section>`;
};

/** `may`: the reader may change them now. */
const linkList = (page: Page, siteLinks: readonly ListedToken[], may: boolean): Html => {
  const { machines, tokens } = page.m;
  const renew = ({ id, name }: ListedToken): Html | '' =>
    may ? buttonForm(links.renewSiteLink(id), tokens.renew, tokens.renewOne(name)) : '';
  return html`<h3>${machines.siteLinks}</h3><p class="hint">${machines.siteLinksHint}</p>
<ul class="plain">${siteLinks.map((one) => html`<li>${one.name} ${renew(one)}</li>`)}</ul>`;
};

const table = (page: Page, parts: MachineParts): Html => {
  const { columns, title } = page.m.machines;
  return html`<table class="list">
<caption class="unseen">${title}</caption>
<thead><tr>${Object.values(columns).map((text) => html`<th scope="col">${text}</th>`)}</tr></thead>
<tbody>${parts.devices.map((device) => row(page, device, parts))}</tbody>
</table>`;
};

const row = (page: Page, machine: ListedDevice, { channel, zone, factor, form }: MachineParts): Html => {
  const { machines, published } = page.m;
  const { columns } = machines;
  const { id, name, device, fingerprint, enrolledAt, invitedBy, usedAt, revokedAt } = machine;
  const at = (instant: string): string => momentText(instant, zone, page.lang);
  const state = form?.id === revokeForm(id) ? form : freshForm(revokeForm(id));
  const revoke = (): Html =>
    html`<details class="do"${form === state ? html` open` : ''}><summary aria-label="${machines.revokeOne(name)}">${machines.revoke}</summary>${formOf(page, state, { action: links.revokeMachine(channel, id), send: machines.revoke, tone: 'grave' }, html`<p class="hint">${machines.revokeHint}</p>${fieldsOf(state).sure({ name: 'sure', label: machines.sure })}`)}</details>`;
  return html`<tr${revokedAt === null ? '' : html` class="over"`}><th scope="row">${name}<small>${machines.key(device, fingerprint)}</small></th>
<td data-label="${columns.since}">${at(enrolledAt)}</td><td data-label="${columns.invitedBy}">${makerText(page, invitedBy)}</td><td data-label="${columns.used}">${usedAt === null ? published.never : at(usedAt)}</td>
<td data-label="${columns.state}">${revokedAt === null ? machines.active : machines.revoked(at(revokedAt))}${revokedAt === null && factor === 'fresh' ? revoke() : ''}</td></tr>
`;
};

interface Invited extends Invitation {
  readonly channel: ChannelId;
  readonly name: string;
  /** Where machines reach the centre: 'https://loa.example.vn'. */
  readonly origin: string;
  readonly zone: string;
}

/** Shown in the answer that made it and never again. */
export const invitationPage = (page: Page, { channel, name, code, expiresAt, origin, zone }: Invited): Html => {
  const { machines } = page.m;
  const command = `loa site join ${origin} --code ${code} --folder /var/lib/loa-site`;
  return layout(page, {
    title: machines.code,
    section: 'day',
    made: null,
    body: html`<section class="narrow"><h1><span>${machines.code}</span> <b>${name}</b></h1>
<section class="panel"><p class="code"><code>${code}</code></p>
<p>${icon('wait')}<span>${machines.codeLead(momentText(expiresAt, zone, page.lang))}</span></p>
<p class="label">${machines.command}</p><p class="secret"><code>${command}</code></p><p class="hint">${machines.commandHint}</p>
${qrFigure(command, machines.qr)}</section>
<p class="ways"><a class="button main" href="${links.published(channel)}">${machines.back}</a></p></section>`,
  });
};
