/** One's own account: who one is here, how one proves it, and where one is signed in. */
import { html } from 'hono/html';
import { words } from '../../contract/sentences/index.ts';
import type { OwnAccount } from '../../operations/accounts/own-account.ts';
import { agentOf } from '../agent.ts';
import { buttonForm, fieldsOf, formOf } from '../forms/fields.ts';
import type { FormState, Labels } from '../forms/sent.ts';
import { icon } from '../icons.ts';
import { type Html, layout, type Page } from '../layout.ts';
import { links } from '../links.ts';
import { momentText } from '../moments.ts';

export const PASSPHRASE_FORM = 'doi-mat-khau';

export const passphraseLabels = ({ m }: Page): Labels => ({
  current: m.account.current,
  passphrase: m.welcome.passphrase,
});

interface AccountParts {
  readonly own: OwnAccount;
  readonly zone: string;
  readonly passphraseForm: FormState;
  readonly done: 'passphrase' | 'ended' | 'dropped' | null;
}

export const accountPage = (page: Page, parts: AccountParts): Html => {
  const { account } = page.m;
  return layout(page, {
    title: account.title,
    section: null,
    made: null,
    body: html`<header class="day-head"><h1><b>${account.title}</b></h1></header>
${parts.done === null ? '' : html`<p class="notice" role="status">${icon('ok')}<span>${account.done[parts.done]}</span></p>`}
<div class="panels">
<div class="stack">${facts(page, parts)}
${secondFactor(page, parts)}</div>
${passphrase(page, parts)}
</div>
${signIns(page, parts)}`,
  });
};

const facts = ({ m, lang }: Page, { own }: AccountParts): Html => {
  const { account } = m;
  const roles = own.grants.map(
    ({ role, unit }) =>
      html`<li>${words(lang).accountRoles[role]} <small>${unit?.name ?? m.form.wholeCentre}</small></li>`,
  );
  return html`<section class="panel" aria-labelledby="toi"><h2 id="toi">${account.facts}</h2>
<dl><dt>${account.name}</dt><dd>${own.name}</dd>
<dt>${m.signIn.login}</dt><dd>${own.login}</dd>
<dt>${account.roles}</dt><dd>${roles.length === 0 ? account.noRoles : html`<ul class="roles">${roles}</ul>`}</dd></dl></section>`;
};

const secondFactor = ({ m, lang }: Page, { own, zone }: AccountParts): Html => {
  const { account } = m;
  const inside =
    own.secondFactorSince === null
      ? html`<p>${account.secondFactorOff}</p>
<p class="ways"><a class="button main" href="${links.secondFactor}">${account.turnOn}</a></p>`
      : html`<p class="state good">${icon('ok')}<span>${account.secondFactorOn(momentText(own.secondFactorSince, zone, lang))}</span></p>
<p>${account.recoveryLeft(own.recoveryLeft)}</p>
<p class="ways"><a class="button" href="${links.secondFactor}">${account.manage}</a></p>`;
  return html`<section class="panel" aria-labelledby="hai-lop"><h2 id="hai-lop">${account.secondFactor}</h2>${inside}</section>`;
};

const passphrase = (page: Page, { own, zone, passphraseForm }: AccountParts): Html => {
  const { account, welcome } = page.m;
  const fields = fieldsOf(passphraseForm);
  const since =
    own.passphraseAt === null
      ? ''
      : html`<p class="hint">${account.passphraseAt(momentText(own.passphraseAt, zone, page.lang))}</p>`;
  return html`<section class="panel" aria-labelledby="mat-khau"><h2 id="mat-khau">${account.passphrase}</h2>${since}
${formOf(
  page,
  passphraseForm,
  { action: links.ownPassphrase, send: account.change, tone: 'quiet' },
  html`<input type="hidden" autocomplete="username" value="${own.login}">
${fields.secret({ name: 'current', label: account.current, attributes: { autocomplete: 'current-password', required: true } })}
${fields.secret({
  name: 'passphrase',
  label: welcome.passphrase,
  hint: welcome.passphraseHint,
  attributes: { autocomplete: 'new-password', required: true },
})}
${fields.secret({ name: 'repeat', label: welcome.repeat, attributes: { autocomplete: 'new-password', required: true } })}`,
)}</section>`;
};

const signIns = ({ m, lang }: Page, { own, zone }: AccountParts): Html => {
  const { account } = m;
  const named = (agent: string): string => {
    const { browser, system } = agentOf(agent);
    if (browser === null) return account.unknownAgent;
    return system === null ? browser : account.agent(browser, system);
  };
  const rows = own.signIns.map(({ id, beganAt, seenAt, address, agent, current }) => {
    const began = momentText(beganAt, zone, lang);
    return html`<li><div><p><b>${named(agent)}</b>${current ? html` <span class="badge good">${icon('ok')}${account.thisOne}</span>` : ''}</p>
<p class="hint">${account.from(address)} · ${account.began(began)} · ${account.seen(momentText(seenAt, zone, lang))}</p></div>
${current ? '' : buttonForm(`${links.ownSignIns}/${id}`, account.end, account.endOne(named(agent), began))}</li>`;
  });
  const others = own.signIns.length > 1 ? buttonForm(links.ownSignIns, account.endOthers) : '';
  return html`<section class="panel" aria-labelledby="phien"><h2 id="phien">${account.signIns}</h2><p class="hint">${account.signInsHint}</p>
<ul class="items">${rows}</ul>${others}</section>`;
};
