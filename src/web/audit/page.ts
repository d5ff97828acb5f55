/** The audit as a table: who changed what, when, for which unit and why. */
import { html } from 'hono/html';
import { sentenceOf } from '../../contract/sentences/index.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { AuditPage, ListedAudit } from '../../operations/list-audit.ts';
import { icon } from '../icons.ts';
import { type Html, layout, type Page } from '../layout.ts';
import { links, query } from '../links.ts';
import { exactMomentText } from '../moments.ts';
import { detailOf, isRecord } from './detail.ts';
import { type AuditNames, subjectText } from './names.ts';

/** What was asked for, as text: a wrong value is shown again with what is wrong about it. */
export interface AuditAsked {
  readonly from: string;
  readonly to: string;
  readonly actor: string;
  readonly operation: string;
  readonly subject: string;
  readonly text: string;
  readonly before: string;
}

export interface AuditParts {
  readonly asked: AuditAsked;
  readonly found: AuditPage;
  readonly refusals: readonly Refusal[];
  readonly zone: string;
  readonly names: AuditNames;
  /** Whom one may search for, by name. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
}

const KINDS: readonly ListedAudit['actor']['kind'][] = ['person', 'machine', 'site', 'system', 'nobody'];

export const auditPage = (page: Page, parts: AuditParts): Html => {
  const { m, lang } = page;
  const { refusals, found } = parts;
  const listed = (): Html => {
    if (refusals.length > 0)
      return html`<div class="faults" role="alert">${refusals.map((refusal) => html`<p>${sentenceOf(refusal, lang)}</p>`)}</div>`;
    if (found.rows.length > 0) return table(page, parts);
    return html`<p class="empty">${icon('none')}<span>${found.more ? m.audit.noneHere : m.audit.none}</span></p>${ways(page, parts)}`;
  };
  return layout(page, {
    title: m.audit.title,
    section: 'audit',
    made: null,
    body: html`<header class="day-head"><h1><b>${m.audit.title}</b></h1><p class="lead">${m.audit.lead}</p>
<p><a href="${links.retention}">${m.retention.title}</a></p>
${filter(page, parts)}</header>
${listed()}`,
  });
};

const filter = ({ m }: Page, { asked, people }: AuditParts): Html => {
  const option = (value: string, label: string, chosen: string): Html =>
    html`<option value="${value}"${value === chosen ? html` selected` : ''}>${label}</option>`;
  const field = (label: string, inside: Html): Html => html`<label><span>${label}</span>${inside}</label>`;
  const { audit } = m;
  return html`<form class="chooser filter" method="get" action="${links.audit}" aria-label="${audit.filter}">
${field(audit.from, html`<input type="date" name="from" value="${asked.from}">`)}
${field(audit.to, html`<input type="date" name="to" value="${asked.to}">`)}
${field(
  audit.actor,
  html`<select name="actor">${option('', audit.anyActor, asked.actor)}${KINDS.map((kind) => option(kind, audit.kinds[kind], asked.actor))}${people.map(({ id, name }) => option(`person:${id}`, name, asked.actor))}</select>`,
)}
${field(
  audit.operation,
  html`<select name="operation">${option('', audit.anyOperation, asked.operation)}${Object.entries(m.operations).map(([name, label]) => option(name, label, asked.operation))}</select>`,
)}
${field(audit.subject, html`<input name="subject" maxlength="200" value="${asked.subject}">`)}
${field(audit.text, html`<input type="search" name="text" maxlength="200" value="${asked.text}">`)}
<button type="submit">${audit.show}</button>
</form>`;
};

const ways = ({ m }: Page, { asked, found }: AuditParts): Html => {
  const newest =
    asked.before === ''
      ? ''
      : html`<a class="button" href="${links.audit}${query({ ...asked, before: null })}">${icon('back')}<span>${m.audit.newest}</span></a>`;
  const older =
    found.next === null
      ? ''
      : html`<a class="button" rel="next" href="${links.audit}${query({ ...asked, before: found.next })}"><span>${m.audit.older}</span>${icon('on')}</a>`;
  return html`<p class="count">${newest}${older}</p>`;
};

const table = (page: Page, parts: AuditParts): Html => {
  const { columns, title } = page.m.audit;
  return html`<table class="list audit">
<caption class="unseen">${title}</caption>
<thead><tr><th scope="col">${columns.at}</th><th scope="col">${columns.who}</th><th scope="col">${columns.what}</th><th scope="col">${columns.subject}</th><th scope="col">${columns.why}</th><th scope="col">${columns.detail}</th></tr></thead>
<tbody>
${parts.found.rows.map((row) => auditRow(page, row, parts))}
</tbody>
</table>
${ways(page, parts)}`;
};

const auditRow = (page: Page, row: ListedAudit, { zone, names }: AuditParts): Html => {
  const { audit, operations } = page.m;
  const told = Object.hasOwn(operations, row.operation)
    ? operations[row.operation as keyof typeof operations]
    : row.operation;
  const said = row.words === null ? (row.erased ? html`<i>${audit.erased}</i>` : html``) : html`${row.words}`;
  return html`<tr id="so-${row.id}">
<th scope="row" class="when"><time datetime="${row.at}">${exactMomentText(row.at, zone, page.lang)}</time></th>
<td>${actorText(page, row.actor)}</td>
<td>${told}${wasRefused(row.detail) ? html`<small class="failed">${audit.refused}</small>` : ''}${row.unit === null ? '' : html`<small>${row.unit.name}</small>`}</td>
<td class="subject">${subjectText(page, row.subject, names)}</td>
<td>${said}</td>
<td>${detailOf({ page, zone, names }, row.detail)}</td>
</tr>
`;
};

const actorText = ({ m }: Page, { id, kind, name }: ListedAudit['actor']): Html => {
  const { kinds, systems, erasedPerson } = m.audit;
  if (kind === 'nobody') return html`${kinds.nobody}`;
  if (kind === 'system') return html`${id.endsWith('cli') ? systems.cli : systems.service}`;
  const shown = name ?? (kind === 'person' ? erasedPerson : id);
  return html`${shown}${kind === 'person' ? '' : html`<small>${kinds[kind]}</small>`}`;
};

/** A sign-in that failed leaves a row too. */
const wasRefused = (detail: unknown): boolean =>
  isRecord(detail) && isRecord(detail['after']) && typeof detail['after']['refused'] === 'string';
