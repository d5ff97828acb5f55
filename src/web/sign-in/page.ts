/** The pages of signing in: name and passphrase, then a code; and a code again before something important. */
import { html } from 'hono/html';
import { fieldsOf, formOf } from '../forms/fields.ts';
import type { FormState, Labels } from '../forms/sent.ts';
import { icon } from '../icons.ts';
import { type Html, layout, type Page } from '../layout.ts';
import { links, query } from '../links.ts';

export const signInLabels = ({ m }: Page): Labels => ({ login: m.signIn.login, passphrase: m.signIn.passphrase });

export const codeLabels = ({ m }: Page): Labels => ({ code: m.signIn.code });

/** What happened before, told above the form. */
export type SignInNotice = 'chosen' | 'left' | 'again' | 'withdrawn' | null;

/** What tells of something still to do, not of something done. */
const CALM: ReadonlySet<SignInNotice> = new Set<SignInNotice>(['again', 'withdrawn']);

interface Narrow {
  readonly title: string;
  readonly lead: string | null;
  readonly notice?: Html;
  readonly form: Html;
  readonly after?: Html;
}

/** A page that is one form and nothing beside it. */
export const narrowPage = (page: Page, { title, lead, notice, form, after }: Narrow): Html =>
  layout(page, {
    title,
    section: null,
    made: null,
    body: html`<section class="narrow"><h1><b>${title}</b></h1>${notice ?? ''}${lead === null ? '' : html`<p class="lead">${lead}</p>`}
${form}${after ?? ''}</section>`,
  });

export const signInPage = (page: Page, form: FormState, next: string, told: SignInNotice): Html => {
  const { signIn } = page.m;
  const fields = fieldsOf(form);
  const notice =
    told === null
      ? html``
      : html`<p class="notice${CALM.has(told) ? ' calm' : ''}" role="status">${icon(CALM.has(told) ? 'key' : 'ok')}<span>${signIn[told]}</span></p>`;
  return narrowPage(page, {
    title: signIn.title,
    lead: null,
    notice,
    form: formOf(
      page,
      form,
      { action: `${links.signIn}${nextQuery(next)}`, send: signIn.send },
      html`${fields.text({
        name: 'login',
        label: signIn.login,
        attributes: { autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false', required: true },
      })}
${fields.secret({
  name: 'passphrase',
  label: signIn.passphrase,
  attributes: { autocomplete: 'current-password', required: true },
})}`,
    ),
    after: html`<p class="hint">${signIn.forgotten}</p>`,
  });
};

/** `sure`: the reader has signed in and proves it again. */
export const codePage = (page: Page, form: FormState, next: string, { sure }: { readonly sure: boolean }): Html => {
  const { signIn } = page.m;
  const field = fieldsOf(form).text({
    name: 'code',
    label: signIn.code,
    hint: signIn.codeHint,
    // What was typed is used up or wrong.
    attributes: {
      value: '',
      autocomplete: 'one-time-code',
      autocapitalize: 'none',
      spellcheck: 'false',
      required: true,
    },
  });
  const action = `${sure ? links.confirm : links.signInCode}${nextQuery(next)}`;
  return narrowPage(page, {
    title: sure ? signIn.confirmTitle : signIn.codeTitle,
    lead: sure ? signIn.confirmLead : signIn.codeLead,
    form: formOf(page, form, { action, send: signIn.codeSend }, field),
    after: sure
      ? html`<p class="ways"><a class="button" href="${next}">${page.m.form.back}</a></p>`
      : html`<p><a href="${links.signIn}">${signIn.startOver}</a></p>`,
  });
};

const nextQuery = (next: string): string => query({ next: next === '/' ? null : next });
