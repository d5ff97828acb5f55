/** The people whom the reader may see, and a new one; and the one-time link that is shown once. */
import { html } from 'hono/html';
import { words } from '../../contract/sentences/index.ts';
import type { ListedPerson } from '../../operations/accounts/list-people.ts';
import { EXCEPTION_RIGHTS, holds, type UnitChoices } from '../access.ts';
import { fieldsOf, formOf } from '../forms/fields.ts';
import type { FormState, Labels } from '../forms/sent.ts';
import { icon } from '../icons.ts';
import { type Html, layout, type Page } from '../layout.ts';
import { links } from '../links.ts';
import { momentText } from '../moments.ts';
import { roleOptions, shownName, stateBadges, stepUpPanel, unitOptions, unitText } from './shown.ts';

export interface PeopleParts {
  readonly people: readonly ListedPerson[];
  readonly zone: string;
  /** null: the reader may add nobody. */
  readonly choices: UnitChoices | null;
  readonly factor: 'fresh' | 'stale' | 'missing';
  readonly form: FormState;
}

export const newPersonLabels = ({ m }: Page): Labels => ({
  name: m.people.fullName,
  login: m.people.login,
  role: m.people.role,
  unit: m.people.unit,
});

export const peoplePage = (page: Page, parts: PeopleParts): Html => {
  const { people } = page.m;
  return layout(page, {
    title: people.title,
    section: 'people',
    made: null,
    body: html`<header class="day-head"><h1><b>${people.title}</b></h1><p class="lead">${people.lead}</p></header>
${parts.choices === null ? '' : stepUpPanel(page, parts.factor)}
${parts.people.length === 0 ? html`<p class="empty">${icon('none')}<span>${people.none}</span></p>` : table(page, parts)}
${parts.choices === null || parts.factor !== 'fresh' ? '' : addForm(page, parts.choices, parts.form)}
${EXCEPTION_RIGHTS.some((right) => holds(page.caller, right)) ? html`<p><a href="${links.exceptions}">${people.exceptions}</a></p>` : ''}`,
  });
};

const table = (page: Page, { people, zone }: PeopleParts): Html => {
  const { columns, never } = page.m.people;
  const row = (person: ListedPerson): Html => html`<tr>
<th scope="row"><a href="${links.person(person.id)}">${shownName(page, person)}</a><small>${person.login}</small></th>
<td>${person.grants.length === 0 ? '–' : html`<ul class="roles">${person.grants.map(({ role, unit }) => html`<li>${words(page.lang).accountRoles[role]} <small>${unitText(page, unit)}</small></li>`)}</ul>`}</td>
<td>${stateBadges(page, person)}</td>
<td data-label="${columns.seen}">${person.lastSeenAt === null ? never : momentText(person.lastSeenAt, zone, page.lang)}</td>
</tr>
`;
  return html`<table class="list">
<caption class="unseen">${page.m.people.title}</caption>
<thead><tr><th scope="col">${columns.name}</th><th scope="col">${columns.roles}</th><th scope="col">${columns.state}</th><th scope="col">${columns.seen}</th></tr></thead>
<tbody>
${people.map(row)}
</tbody>
</table>`;
};

const addForm = (page: Page, choices: UnitChoices, form: FormState): Html => {
  const { people } = page.m;
  const fields = fieldsOf(form);
  const inside = html`<div class="grid">
${fields.text({ name: 'name', label: people.fullName, attributes: { autocomplete: 'off', required: true } })}
${fields.text({
  name: 'login',
  label: people.login,
  hint: page.m.welcome.loginHint,
  attributes: { autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', required: true },
})}
${fields.select({ name: 'role', label: people.role, attributes: { required: true } }, roleOptions(page))}
${fields.select({ name: 'unit', label: people.unit, attributes: { required: true } }, unitOptions(page, choices))}
</div>`;
  return html`<section class="panel" aria-labelledby="them"><h2 id="them">${people.add}</h2><p class="hint">${people.addHint}</p>
${formOf(page, form, { action: links.people, send: people.send }, inside)}</section>`;
};

/** Shown in the answer that made it and never again. */
export const linkPage = (page: Page, person: { readonly id: string; readonly name: string }, url: string): Html => {
  const { people } = page.m;
  return layout(page, {
    title: people.linkTitle,
    section: 'people',
    made: null,
    body: html`<section class="narrow"><h1><b>${people.linkFor(person.name)}</b></h1>
<section class="panel"><p>${people.linkLead}</p>
<p class="label">${people.link}</p><p class="secret"><code class="once">${url}</code></p></section>
<p class="ways"><a class="button main" href="${links.person(person.id)}">${people.toPerson}</a><a class="button" href="${links.people}">${people.toPeople}</a></p></section>`,
  });
};
