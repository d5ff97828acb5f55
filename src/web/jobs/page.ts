/** What is being made and how far it is, what waits, what failed and why, what was cancelled; a script keeps it current. */
import { html } from 'hono/html';
import { percentOf } from '../../contract/api-jobs.ts';
import { sentenceOf } from '../../contract/sentences/index.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { JobState, ListedJob } from '../../operations/jobs/list-jobs.ts';
import { buttonForm } from '../forms/fields.ts';
import { type Icon, icon } from '../icons.ts';
import { type Html, layout, type Page } from '../layout.ts';
import { type JobStep, links } from '../links.ts';
import { momentText } from '../moments.ts';

export interface JobParts {
  readonly jobs: readonly ListedJob[];
  readonly zone: string;
  /** Why the step that was just asked for was not done. */
  readonly refusals: readonly Refusal[];
  readonly told: JobStep | null;
}

const STATES: Readonly<Record<JobState, { readonly icon: Icon; readonly tone: string }>> = {
  running: { icon: 'on', tone: 'calm' },
  waiting: { icon: 'wait', tone: 'calm' },
  resting: { icon: 'warn', tone: 'fair' },
  failed: { icon: 'stop', tone: 'bad' },
  cancelled: { icon: 'none', tone: 'fair' },
  done: { icon: 'ok', tone: 'good' },
};

const GROUPS = [
  ['running', ['running']],
  ['waiting', ['waiting', 'resting']],
  ['failed', ['failed']],
  ['cancelled', ['cancelled']],
  ['done', ['done']],
] as const satisfies readonly (readonly [string, readonly JobState[]])[];

export const jobsPage = (page: Page, parts: JobParts): Html => {
  const { m, lang, heads } = page;
  const { jobs: says } = m;
  const { refusals, told } = parts;
  return layout(page, {
    title: says.title,
    section: 'jobs',
    made: null,
    body: html`<header class="day-head"><h1><b>${says.title}</b></h1><p class="lead">${says.lead}</p></header>
${refusals.length === 0 ? '' : html`<div class="faults" role="alert">${refusals.map((refusal) => html`<p>${sentenceOf(refusal, lang)}</p>`)}</div>`}
${told === null ? '' : html`<p class="notice" role="status">${icon('ok')}<span>${says.told[told]}</span></p>`}
<div class="groups" data-jobs>${groups(page, parts)}</div>
<p class="ways"><a class="button" href="${links.jobs}">${says.refresh}</a></p>
<script type="module" src="${heads.jobs}"></script>`,
  });
};

const groups = (page: Page, parts: JobParts): Html => {
  const { jobs: says } = page.m;
  const open = parts.jobs.some(({ state }) => state === 'running' || state === 'waiting' || state === 'resting');
  const told = GROUPS.map(([name, states]) => {
    const own = parts.jobs.filter(({ state }) => states.some((one) => one === state));
    if (own.length === 0) return html``;
    return html`<section class="panel" aria-labelledby="viec-${name}"><h2 id="viec-${name}">${says.groups[name]}</h2><ul class="items jobs">${own.map((job) => item(page, job, parts.zone))}</ul></section>`;
  });
  return html`${open ? '' : html`<p class="empty">${icon('none')}<span>${says.none}</span></p>`}${told}`;
};

const item = ({ m, lang }: Page, job: ListedJob, zone: string): Html => {
  const { jobs: says } = m;
  const { icon: sign, tone } = STATES[job.state];
  const name = job.label || job.kindLabel?.[lang] || job.kind;
  const percent = percentOf(job);
  const at = (instant: string): string => momentText(instant, zone, lang);
  const facts = [
    says.number(job.id),
    job.finishedAt === null ? says.asked(at(job.enqueuedAt)) : says.ended(at(job.finishedAt)),
    ...(job.attempts > 1 ? [says.attempt(job.attempts)] : []),
  ];
  return html`<li id="viec-${job.id}" data-job="${job.id}" data-state="${job.state}"${job.stopping ? html` data-stopping` : ''}><div>
<p><b>${name}</b> <span class="badge ${tone}">${icon(sign)}<span>${job.stopping ? says.stopping : says.states[job.state]}</span></span></p>
${job.state === 'running' ? html`<p class="share"><progress max="100" value="${percent}" aria-label="${says.progressOf(name)}"></progress> <span>${says.share(percent)}</span></p>` : ''}
${job.refusals.map((refusal) => html`<p class="failed">${sentenceOf(refusal, lang)}</p>`)}
${job.nextTryAt === null ? '' : html`<p>${says.nextTry(at(job.nextTryAt))}</p>`}
<p class="hint">${facts.join(' · ')}</p></div>
${step(job, 'cancel', job.mayCancel, says.cancel, says.cancelOne(name))}${step(job, 'retry', job.mayRetry && job.state !== 'done', says.retry, says.retryOne(name))}</li>`;
};

const step = ({ id }: ListedJob, verb: JobStep, may: boolean, text: string, label: string): Html =>
  may ? buttonForm(links.jobStep(String(id), verb), text, label) : html``;
