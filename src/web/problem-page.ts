/** What a person sees when there is no such page, when a request is refused, and when the program fails. */
import { html } from 'hono/html';
import { sentenceOf } from '../contract/sentences/index.ts';
import type { Refusal } from '../core/refusal.ts';
import { icon } from './icons.ts';
import { type Html, layout, type Page } from './layout.ts';
import { links } from './links.ts';

export type ProblemStatus = 403 | 404 | 413 | 422 | 500 | 503;

/** The status of a page that answers with refusals; the API has a table of its own for every code. */
export const pageStatus = ({ code }: Refusal): Exclude<ProblemStatus, 500> => {
  if (code === 'channel.unknown' || code === 'request.path') return 404;
  if (code === 'write.local-only' || code === 'request.origin') return 403;
  if (code === 'request.body') return 413;
  if (code.startsWith('data.') || code.startsWith('database.')) return 503;
  return 422;
};

const frame = (page: Page, title: string, inside: Html): Html =>
  layout(page, {
    title,
    section: null,
    made: null,
    body: html`<section class="problem">${icon('warn')}<h1>${title}</h1>${inside}<p><a class="button" href="${links.home}">${page.m.problem.home}</a></p></section>`,
  });

export const notFoundPage = (page: Page): Html =>
  frame(page, page.m.problem.notFound, html`<p>${page.m.problem.notFoundHint}</p>`);

export const refusedPage = (page: Page, refusals: readonly Refusal[]): Html =>
  frame(page, page.m.problem.refused, html`${refusals.map((refusal) => html`<p>${sentenceOf(refusal, page.lang)}</p>`)}`);

export const brokenPage = (page: Page): Html =>
  frame(page, page.m.problem.broken, html`<p>${page.m.problem.brokenHint}</p>`);

/** Before any schedule is applied there is nothing to show, and that is no error. */
export const noChannelsPage = (page: Page): Html =>
  layout(page, {
    title: page.m.problem.noChannels,
    section: 'day',
    made: null,
    body: html`<section class="problem">${icon('none')}<h1>${page.m.problem.noChannels}</h1><p>${page.m.problem.noChannelsHint}</p></section>`,
  });
