/** One person: what they may do, how they sign in, and what an administrator can do about it. */
import { html } from 'hono/html';
import { words } from '../../contract/sentences/index.ts';
import type { ListedPerson } from '../../operations/accounts/list-people.ts';
import type { UnitChoices } from '../access.ts';
import { fieldsOf, formOf } from '../forms/fields.ts';
import { type FormState, freshForm, type Labels } from '../forms/sent.ts';
import { icon } from '../icons.ts';
import { type Html, layout, type Page } from '../layout.ts';
import { links, type PersonStep } from '../links.ts';
import { momentText } from '../moments.ts';
import { roleOptions, shownName, stateBadges, stateOf, stepUpPanel, unitOptions, unitText } from './shown.ts';

export const PERSON_DONE = [
  'granted',
  'revoked',
  'renamed',
  'disabled',
  'enabled',
  'factor',
  'signIns',
  'erased',
] as const;

export interface PersonParts {
  readonly person: ListedPerson;
  readonly zone: string;
  /** null: the reader manages nobody. */
  readonly choices: UnitChoices | null;
  readonly factor: 'fresh' | 'stale' | 'missing';
  /** The form that was refused. */
  readonly form: FormState | null;
  readonly done: (typeof PERSON_DONE)[number] | null;
}

export const personLabels = ({ m }: Page): Labels => ({
  why: m.form.why,
  role: m.people.role,
  unit: m.people.unit,
  name: m.people.fullName,
  login: m.people.login,
});

export const personPage = (page: Page, parts: PersonParts): Html => {
  const { person, choices, factor, done } = parts;
  const words = page.m.person;
  const manages = choices !== null && person.mayManage && person.erasedAt === null;
  const name = shownName(page, person);
  return layout(page, {
    title: name,
    section: 'people',
    made: null,
    body: html`<header class="day-head"><h1><b>${name}</b></h1><p><a href="${links.people}">${page.m.people.toPeople}</a></p></header>
${done === null ? '' : html`<p class="notice" role="status">${icon('ok')}<span>${words.done[done]}</span></p>`}
${manages ? stepUpPanel(page, factor) : ''}
${choices !== null && !person.mayManage && person.erasedAt === null ? html`<p class="hint">${words.notYours}</p>` : ''}
<div class="panels">${facts(page, parts)}${grants(page, parts, manages && factor === 'fresh')}</div>
${manages && factor === 'fresh' ? changes(page, parts) : ''}`,
  });
};

const facts = (page: Page, { person, zone }: PersonParts): Html => {
  const { m, lang } = page;
  const factor =
    person.secondFactorSince === null
      ? m.person.factorOff
      : m.person.factorOn(momentText(person.secondFactorSince, zone, lang));
  const seen = person.lastSeenAt === null ? m.people.never : momentText(person.lastSeenAt, zone, lang);
  return html`<section class="panel" aria-labelledby="thong-tin"><h2 id="thong-tin">${m.person.facts}</h2>
<p>${stateBadges(page, person)}${person.disabledAt === null ? '' : html` ${m.person.since(momentText(person.disabledAt, zone, lang))}`}</p>
<dl><dt>${m.people.login}</dt><dd>${person.login === '' ? '–' : person.login}</dd><dt>${m.people.columns.seen}</dt><dd>${seen}</dd></dl>
<p>${factor}</p></section>`;
};

const grants = (page: Page, { person, zone, form }: PersonParts, open: boolean): Html => {
  const { m, lang } = page;
  const rows = person.grants.map(({ id, role, unit, grantedAt }) => {
    const state = form?.id === `thu-hoi-${id}` ? form : freshForm(`thu-hoi-${id}`);
    const told = words(lang).accountRoles[role];
    const fields = fieldsOf(state);
    const inside = html`${fields.hidden('grant', String(id))}${why(page, state)}`;
    const back = html`<details${state.faults.length > 0 ? html` open` : ''}><summary aria-label="${m.person.revokeOne(told, unitText(page, unit))}">${m.person.revoke}</summary>
${formOf(page, state, { action: links.personStep(person.id, 'revoke'), send: m.person.revoke, tone: 'grave' }, inside)}</details>`;
    return html`<li><div><p><b>${told}</b>, ${unitText(page, unit)}</p><p class="hint">${m.person.granted(momentText(grantedAt, zone, lang))}</p></div>${open ? back : ''}</li>`;
  });
  return html`<section class="panel" aria-labelledby="vai-tro"><h2 id="vai-tro">${m.person.grants}</h2>
${rows.length === 0 ? html`<p>${m.person.noGrants}</p>` : html`<ul class="items">${rows}</ul>`}</section>`;
};

const why = ({ m }: Page, form: FormState, required = true): Html =>
  fieldsOf(form).text({
    name: 'why',
    label: m.form.why,
    hint: m.form.whyHint,
    attributes: { maxlength: 500, autocomplete: 'off', required },
  });

/** Everything that can be done, each behind its own line; the graver, the lower. */
const changes = (page: Page, { person, choices, form }: PersonParts): Html => {
  const told = page.m.person;
  const { people } = page.m;
  const stateFor = (step: PersonStep): FormState => (form?.id === step ? form : freshForm(step));
  const block = (
    step: PersonStep,
    title: string,
    hint: string | null,
    inside: (form: FormState) => Html,
    look: { readonly send: string; readonly tone?: 'quiet' | 'grave' },
  ): Html => {
    const state = stateFor(step);
    const open = state.faults.length > 0;
    return html`<details class="panel do"${open ? html` open` : ''}><summary>${title}</summary>
${hint === null ? '' : html`<p class="hint">${hint}</p>`}
${formOf(page, state, { action: links.personStep(person.id, step), ...look }, inside(state))}</details>`;
  };
  const nothing = (): Html => html``;
  const reason = (state: FormState): Html => why(page, state);
  const grant = (state: FormState): Html => {
    const fields = fieldsOf(state);
    return html`<div class="grid">${fields.select({ name: 'role', label: people.role, attributes: { required: true } }, roleOptions(page))}
${fields.select({ name: 'unit', label: people.unit, attributes: { required: true } }, unitOptions(page, choices ?? { whole: false, units: [] }))}
${why(page, state, false)}</div>`;
  };
  const rename = (state: FormState): Html => {
    const fields = fieldsOf(state);
    const plain = { autocomplete: 'off', required: true };
    return html`<div class="grid">${fields.text({ name: 'name', label: people.fullName, value: person.name, attributes: plain })}
${fields.text({ name: 'login', label: people.login, value: person.login, attributes: { ...plain, autocapitalize: 'none', spellcheck: 'false' } })}</div>`;
  };
  const erase = (state: FormState): Html =>
    html`${why(page, state)}${fieldsOf(state).sure({ name: 'sure', label: told.eraseSure })}`;
  const disabled = stateOf(person) === 'disabled';
  return html`<div class="dos">
${block('grant', told.grant, null, grant, { send: told.grantSend })}
${disabled ? '' : block('link', told.renew, told.renewHint, nothing, { send: told.renew })}
${block('rename', told.rename, null, rename, { send: told.renameSend, tone: 'quiet' })}
${disabled ? '' : block('end-sign-ins', told.endSignIns, told.endSignInsHint, nothing, { send: told.endSignIns, tone: 'grave' })}
${person.secondFactorSince === null ? '' : block('second-factor', told.resetFactor, told.resetFactorHint, reason, { send: told.resetFactor, tone: 'grave' })}
${disabled ? block('enable', told.enable, null, reason, { send: told.enable }) : block('disable', told.disable, told.disableHint, reason, { send: told.disable, tone: 'grave' })}
${block('erase', told.erase, told.eraseHint, erase, { send: told.erase, tone: 'grave' })}
</div>`;
};
