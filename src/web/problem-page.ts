/** What a person sees when there is no such page, when a request is refused, and when the program fails. */
import { html } from 'hono/html';
import type { ProblemJson } from '../contract/api.ts';
import { STATUS } from '../contract/problem-status.ts';
import { sentenceOf } from '../contract/sentences/index.ts';
import type { Refusal, RefusalCode } from '../core/refusal.ts';
import { icon } from './icons.ts';
import { type Html, layout, type Page } from './layout.ts';
import { links } from './links.ts';

/** A page answers a refusal with the status that the API has for it. */
export const pageStatus = (code: RefusalCode): number => STATUS[code];

const problem = (page: Page, title: string, inside: Html, way: Html): Html =>
  layout(page, {
    title,
    section: null,
    made: null,
    body: html`<section class="problem">${icon('warn')}<h1>${title}</h1>${inside}<p class="ways">${way}</p></section>`,
  });

const home = ({ m }: Page): Html => html`<a class="button" href="${links.home}">${m.problem.home}</a>`;

/** Its sentences say who can help; a missing second factor leads to where it is turned on. */
export const refusedPage = (page: Page, refusals: readonly [Refusal, ...Refusal[]]): Html => {
  const [{ code }] = refusals;
  const { m } = page;
  const sentences = html`${refusals.map((refusal) => html`<p>${sentenceOf(refusal, page.lang)}</p>`)}`;
  if (code === 'second-factor.missing')
    return problem(
      page,
      m.secondFactor.missingTitle,
      html`<p>${m.secondFactor.missing}</p>`,
      html`<a class="button" href="${links.secondFactorFor(page.here)}">${m.secondFactor.go}</a>`,
    );
  if (code === 'right.missing' || code === 'right.elsewhere')
    return problem(page, m.problem.right, sentences, home(page));
  const title = code === 'link.spent' || code === 'credential.wrong' ? m.problem.link : m.problem.refused;
  return problem(page, title, sentences, home(page));
};

/** A missing page and a bug have words of their own; a bug's number lets it be found in the trace. */
export const problemPageOf = (page: Page, { status, detail, instance }: ProblemJson): Html => {
  const words = page.m.problem;
  if (status === 404) return problem(page, words.notFound, html`<p>${words.notFoundHint}</p>`, home(page));
  if (status !== 500) return problem(page, words.refused, html`<p>${detail}</p>`, home(page));
  const number = html`<p class="hint">${instance.split(':').at(-1)}</p>`;
  return problem(page, words.broken, html`<p>${words.brokenHint}</p>${number}`, home(page));
};

/** Before any schedule is applied there is nothing to show, and that is no error; nor is an account without a role. */
export const noChannelsPage = (page: Page, mayRead: boolean): Html => {
  const words = page.m.problem;
  const [title, hint] = mayRead ? [words.noChannels, words.noChannelsHint] : [words.noRoles, words.noRolesHint];
  return layout(page, {
    title,
    section: 'day',
    made: null,
    body: html`<section class="problem">${icon('none')}<h1>${title}</h1><p>${hint}</p></section>`,
  });
};
