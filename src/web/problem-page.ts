/** What a person sees when there is no such page, when a request is refused, and when the program fails. */
import { html } from 'hono/html';
import type { ProblemJson } from '../contract/api.ts';
import { sentenceOf } from '../contract/sentences/index.ts';
import type { Refusal } from '../core/refusal.ts';
import { icon } from './icons.ts';
import { type Html, layout, type Page } from './layout.ts';
import { links } from './links.ts';

/** The status of a page that answers with refusals of its own; the border has a table for every code. */
export const pageStatus = ({ code }: Refusal): number => {
  if (code === 'channel.unknown') return 404;
  if (code === 'write.local-only' || code === 'request.origin') return 403;
  return code.startsWith('data.') ? 503 : 422;
};

const frame = (page: Page, title: string, inside: Html): Html =>
  layout(page, {
    title,
    section: null,
    made: null,
    body: html`<section class="problem">${icon('warn')}<h1>${title}</h1>${inside}<p><a class="button" href="${links.home}">${page.m.problem.home}</a></p></section>`,
  });

export const refusedPage = (page: Page, refusals: readonly Refusal[]): Html =>
  frame(
    page,
    page.m.problem.refused,
    html`${refusals.map((refusal) => html`<p>${sentenceOf(refusal, page.lang)}</p>`)}`,
  );

/** A missing page and a bug have words of their own; a bug's number lets it be found in the trace. */
export const problemPageOf = (page: Page, { status, detail, instance }: ProblemJson): Html => {
  const { problem } = page.m;
  if (status === 404) return frame(page, problem.notFound, html`<p>${problem.notFoundHint}</p>`);
  if (status !== 500) return frame(page, problem.refused, html`<p>${detail}</p>`);
  return frame(
    page,
    problem.broken,
    html`<p>${problem.brokenHint}</p><p class="hint">${instance.split(':').at(-1)}</p>`,
  );
};

/** Before any schedule is applied there is nothing to show, and that is no error. */
export const noChannelsPage = (page: Page): Html =>
  layout(page, {
    title: page.m.problem.noChannels,
    section: 'day',
    made: null,
    body: html`<section class="problem">${icon('none')}<h1>${page.m.problem.noChannels}</h1><p>${page.m.problem.noChannelsHint}</p></section>`,
  });
