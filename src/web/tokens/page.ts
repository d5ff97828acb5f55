/** Machines' tokens and sites' links: what there is, a new one, and the one that is shown once. */
import { html } from 'hono/html';
import { words } from '../../contract/sentences/index.ts';
import { SCOPES } from '../../core/access/model.ts';
import type { ListedToken } from '../../operations/accounts/tokens.ts';
import type { ListedChannel } from '../../operations/list-channels.ts';
import type { UnitChoices } from '../access.ts';
import { buttonForm, fieldsOf, formOf } from '../forms/fields.ts';
import type { FormState, Labels } from '../forms/sent.ts';
import { icon } from '../icons.ts';
import { type Html, layout, type Page } from '../layout.ts';
import { links } from '../links.ts';
import { momentText } from '../moments.ts';
import { makerText, stepUpPanel, unitOptions, unitText } from '../people/shown.ts';
import { qrFigure } from '../qr.ts';

const USUAL_DAYS = 365;

export interface TokenParts {
  readonly tokens: readonly ListedToken[];
  readonly channels: readonly ListedChannel[];
  readonly zone: string;
  /** Instant at which the page is made. */
  readonly now: string;
  /** null: the reader makes none. */
  readonly choices: UnitChoices | null;
  readonly factor: 'fresh' | 'stale' | 'missing';
  readonly machineForm: FormState;
  readonly siteForm: FormState;
  readonly revoked: boolean;
}

export const tokenLabels = ({ m }: Page): Labels => ({
  name: m.tokens.name,
  scopes: m.tokens.scopes,
  unit: m.tokens.unit,
  days: m.tokens.days,
  channel: m.tokens.channel,
});

export const tokensPage = (page: Page, parts: TokenParts): Html => {
  const { tokens } = page.m;
  const { choices, factor } = parts;
  const open = choices !== null && factor === 'fresh';
  return layout(page, {
    title: tokens.title,
    section: 'tokens',
    made: null,
    body: html`<header class="day-head"><h1><b>${tokens.title}</b></h1><p class="lead">${tokens.lead}</p></header>
${parts.revoked ? html`<p class="notice" role="status">${icon('ok')}<span>${tokens.done.revoked}</span></p>` : ''}
${choices === null ? '' : stepUpPanel(page, factor)}
${parts.tokens.length === 0 ? html`<p class="empty">${icon('none')}<span>${tokens.none}</span></p>` : table(page, parts, open)}
${open ? html`<div class="panels">${machineForm(page, choices, parts.machineForm)}${siteForm(page, parts)}</div>` : ''}`,
  });
};

const table = (page: Page, parts: TokenParts, open: boolean): Html => {
  const { tokens } = page.m;
  const { columns } = tokens;
  return html`<table class="list">
<caption class="unseen">${tokens.title}</caption>
<thead><tr><th scope="col">${columns.name}</th><th scope="col">${columns.allows}</th><th scope="col">${columns.made}</th><th scope="col">${columns.expires}</th><th scope="col">${columns.used}</th><th scope="col">${columns.state}</th></tr></thead>
<tbody>
${parts.tokens.map((token) => row(page, token, parts, open))}
</tbody>
</table>`;
};

const row = (page: Page, token: ListedToken, { zone, now }: TokenParts, open: boolean): Html => {
  const { tokens } = page.m;
  const { columns } = tokens;
  const at = (instant: string): string => momentText(instant, zone, page.lang);
  const allows =
    token.kind === 'site'
      ? html`${tokens.siteAllows}<small>${token.channel?.name ?? ''}</small>`
      : html`${token.scopes.map((scope) => words(page.lang).rights[scope]).join(', ')}<small>${token.channel?.name ?? unitText(page, token.unit)}</small>`;
  const ended = token.expiresAt !== null && token.expiresAt <= now;
  const state = (): Html => {
    if (token.revokedAt !== null) return html`${tokens.revoked(at(token.revokedAt))}`;
    if (ended) return html`${tokens.expired}`;
    if (!open) return html``;
    const renew =
      token.kind === 'site' ? buttonForm(links.renewSiteLink(token.id), tokens.renew, tokens.renewOne(token.name)) : '';
    return html`${renew}${buttonForm(links.revokeToken(token.id), tokens.revoke, tokens.revokeOne(token.name))}`;
  };
  return html`<tr${token.revokedAt !== null || ended ? html` class="over"` : ''}>
<th scope="row">${token.name}<small>${tokens.kinds[token.kind]}</small></th>
<td>${allows}</td>
<td data-label="${columns.made}">${at(token.createdAt)}<small>${makerText(page, token.createdBy)}</small></td>
<td data-label="${columns.expires}">${token.expiresAt === null ? tokens.noExpiry : at(token.expiresAt)}</td>
<td data-label="${columns.used}">${token.usedAt === null ? tokens.neverUsed : at(token.usedAt)}</td>
<td class="act">${state()}</td>
</tr>
`;
};

const machineForm = (page: Page, choices: UnitChoices, form: FormState): Html => {
  const { tokens } = page.m;
  const fields = fieldsOf(form);
  const scopes = SCOPES.map((scope) => ({ value: scope, label: words(page.lang).rights[scope] }));
  const inside = html`${fields.text({ name: 'name', label: tokens.name, hint: tokens.nameHint, attributes: { autocomplete: 'off', required: true } })}
${fields.boxes({ name: 'scopes', label: tokens.scopes }, scopes)}
${fields.select({ name: 'unit', label: tokens.unit, attributes: { required: true } }, unitOptions(page, choices))}
${fields.text({ name: 'days', label: tokens.days, hint: tokens.daysHint, value: String(USUAL_DAYS), attributes: { inputmode: 'numeric', maxlength: 4, required: true } })}`;
  return html`<section class="panel" aria-labelledby="khoa"><h2 id="khoa">${tokens.add}</h2>
${formOf(page, form, { action: links.machineTokens, send: tokens.send }, inside)}</section>`;
};

const siteForm = (page: Page, { siteForm: form, channels }: TokenParts): Html => {
  const { tokens } = page.m;
  const fields = fieldsOf(form);
  const options = channels
    .filter(({ current }) => current)
    .map(({ channel }) => ({ value: channel.id, label: channel.name }));
  const inside = html`${fields.text({ name: 'name', label: tokens.name, hint: tokens.siteNameHint, attributes: { autocomplete: 'off', required: true } })}
${fields.select({ name: 'channel', label: tokens.channel, attributes: { required: true } }, [{ value: '', label: page.m.form.choose }, ...options])}`;
  return html`<section class="panel" aria-labelledby="diem-loa"><h2 id="diem-loa">${tokens.addSite}</h2><p class="hint">${tokens.addSiteHint}</p>
${formOf(page, form, { action: links.siteLinks, send: tokens.sendSite }, inside)}</section>`;
};

const once = (page: Page, title: string, name: string, inside: Html): Html =>
  layout(page, {
    title,
    section: 'tokens',
    made: null,
    body: html`<section class="narrow"><h1><span>${title}</span> <b>${name}</b></h1>
<section class="panel">${inside}</section>
<p class="ways"><a class="button main" href="${links.tokens}">${page.m.tokens.back}</a></p></section>`,
  });

/** Shown in the answer that made it and never again. */
export const madeTokenPage = (page: Page, name: string, token: string): Html => {
  const { tokens } = page.m;
  return once(
    page,
    tokens.madeToken,
    name,
    html`<p>${tokens.madeTokenLead}</p>
<p class="label">${tokens.madeToken}</p><p class="secret"><code class="once">${token}</code></p>
<p class="hint">${tokens.madeTokenHow}</p><p class="secret"><code>Authorization: Bearer …</code></p>`,
  );
};

/** Shown in the answer that made it and never again; a telephone reads it from the screen. */
export const madeSitePage = (page: Page, name: string, url: string): Html => {
  const { tokens } = page.m;
  return once(
    page,
    tokens.madeSite,
    name,
    html`<p>${tokens.madeSiteLead}</p>
${qrFigure(url, tokens.qr)}
<p class="label">${tokens.madeSite}</p><p class="secret"><code class="once">${url}</code></p>`,
  );
};
