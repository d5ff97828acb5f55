/**
 * The page of a one-time link: the first administrator is made here, and everybody else chooses a passphrase here.
 *
 * The link works until it is used; opening the page uses nothing up.
 */
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { AskEnv } from '../../contract/asking.ts';
import { words } from '../../contract/sentences/index.ts';
import { ACCOUNT_ROLES, type AccountRole } from '../../core/access/model.ts';
import { lookAtLink, type SeenLink } from '../../operations/accounts/look-at-link.ts';
import { useLink } from '../../operations/accounts/use-link.ts';
import { type Answers, partOf } from '../answer.ts';
import { fieldsOf, formOf } from '../forms/fields.ts';
import { type FormState, freshForm, type Labels, refusedForm, type Sent, sentForm } from '../forms/sent.ts';
import type { Html, Page } from '../layout.ts';
import { links, query } from '../links.ts';
import { pageStatus } from '../problem-page.ts';
import { narrowPage } from './page.ts';

const FORM = 'welcome';

/** Making people is the administrator's; this is what the same person may be besides. */
const ALSO = ACCOUNT_ROLES.filter((role) => role !== 'administrator');

export const welcomeRoutes = ({ pageFor, send, refused, askingFor }: Answers): Hono<AskEnv> => {
  const app = new Hono<AskEnv>();
  app.get('/welcome/:token', (c) => {
    const token = partOf(c, 'token');
    const seen = lookAtLink(askingFor(c), token);
    if (!seen.ok) return refused(c, seen.refusals);
    const page = pageFor(c);
    return send(c, page, welcomePage(page, freshForm(FORM), token, seen.value));
  });
  app.post('/welcome/:token', async (c) => {
    const token = partOf(c, 'token');
    const ctx = askingFor(c);
    const seen = lookAtLink(ctx, token);
    if (!seen.ok) return refused(c, seen.refusals);
    const page = pageFor(c);
    const sent = await sentForm(c);
    const again = (form: FormState, status: number) =>
      send(c, page, welcomePage(page, form, token, seen.value), status);
    const passphrase = sent.secret('passphrase');
    if (passphrase !== sent.secret('repeat')) return again(mismatch(page, sent), 422);
    const used = await useLink(ctx, {
      token,
      login: seen.value.login ?? sent.text('login'),
      name: seen.value.name ?? sent.text('name'),
      passphrase,
      alsoRoles: seen.value.first ? rolesIn(sent.all('alsoRoles')) : [],
    });
    if (used.ok) return c.redirect(`${links.signIn}${query({ done: 'chosen' })}`, 303);
    const [{ code }] = used.refusals;
    if (code === 'link.spent') return refused(c, used.refusals);
    return again(refusedForm(page, FORM, sent, used.refusals, labelsOf(page)), pageStatus(code));
  });
  return app;
};

/** The two passphrases are compared here: what reaches the operation is one. */
const mismatch = ({ m }: Page, sent: Sent): FormState => ({
  id: FORM,
  sent,
  faults: [{ field: 'repeat', text: m.form.mismatch }],
});

const rolesIn = (values: readonly string[]): AccountRole[] => ALSO.filter((role) => values.includes(role));

const labelsOf = ({ m }: Page): Labels => ({
  login: m.signIn.login,
  name: m.welcome.fullName,
  passphrase: m.welcome.passphrase,
  alsoRoles: m.welcome.alsoRoles,
});

const welcomePage = (page: Page, form: FormState, token: string, { first, login, name }: SeenLink): Html => {
  const { welcome } = page.m;
  const fields = fieldsOf(form);
  const who = first
    ? html`${fields.text({ name: 'name', label: welcome.fullName, attributes: { autocomplete: 'name', required: true } })}
${fields.text({
  name: 'login',
  label: page.m.signIn.login,
  hint: welcome.loginHint,
  attributes: { autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false', required: true },
})}`
    : // Shown, and there for whatever keeps the passphrase.
      fields.text({
        name: 'login',
        label: page.m.signIn.login,
        attributes: { value: login ?? '', autocomplete: 'username', readonly: true },
      });
  const others = first
    ? fields.boxes(
        { name: 'alsoRoles', label: welcome.alsoRoles, hint: welcome.alsoRolesHint },
        ALSO.map((role) => ({ value: role, label: words(page.lang).accountRoles[role] })),
      )
    : '';
  return narrowPage(page, {
    title: first ? welcome.firstTitle : welcome.title,
    lead: first ? welcome.firstLead : welcome.lead(name ?? ''),
    form: formOf(
      page,
      form,
      { action: links.welcome(token), send: welcome.send },
      html`${who}
${fields.secret({
  name: 'passphrase',
  label: welcome.passphrase,
  hint: welcome.passphraseHint,
  attributes: { autocomplete: 'new-password', required: true },
})}
${fields.secret({ name: 'repeat', label: welcome.repeat, attributes: { autocomplete: 'new-password', required: true } })}
${others}`,
    ),
  });
};
