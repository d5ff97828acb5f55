/** The addresses of jobs: the list, cancelling one, and trying one again. */
import { Hono } from 'hono';
import type { AskEnv } from '../../contract/asking.ts';
import type { Refusal } from '../../core/refusal.ts';
import { refuse } from '../../core/result.ts';
import type { Ctx } from '../../operations/context.ts';
import { cancelJob, retryJob } from '../../operations/jobs/change-job.ts';
import { type JobState, type ListedJob, listJobs } from '../../operations/jobs/list-jobs.ts';
import { hereAndNow } from '../access.ts';
import { type Answers, type Asked, concernsTheAsker, partOf } from '../answer.ts';
import { links, query } from '../links.ts';
import { pageStatus } from '../problem-page.ts';
import { jobsPage } from './page.ts';

/** What has not ended is shown whole, as far as anybody reads; of the rest the newest. */
const SHOWN: readonly (readonly [states: readonly JobState[], limit: number])[] = [
  [['running', 'waiting', 'resting'], 200],
  [['failed'], 50],
  [['cancelled'], 20],
  [['done'], 20],
];

const STEPS = { cancel: cancelJob, retry: retryJob } as const;
const VERBS = ['cancel', 'retry'] as const;

export const jobRoutes = ({ pageFor, send, refused, forRight }: Answers): Hono<AskEnv> => {
  const show = (c: Asked, ctx: Ctx, refusals: readonly Refusal[], status: number): Response | Promise<Response> => {
    const jobs: ListedJob[] = [];
    for (const [states, limit] of SHOWN) {
      const found = listJobs(ctx, { states, limit });
      if (!found.ok) return refused(c, found.refusals);
      jobs.push(...found.value.jobs);
    }
    const page = pageFor(c);
    const told = VERBS.find((verb) => verb === c.req.query('done')) ?? null;
    return send(c, page, jobsPage(page, { jobs, zone: hereAndNow(ctx).zone, refusals, told }), status);
  };
  const app = new Hono<AskEnv>();
  app.get(
    links.jobs,
    forRight('day.render', (c, ctx) => show(c, ctx, [], 200)),
  );
  for (const verb of VERBS)
    app.post(
      `${links.jobs}/:id/${verb}`,
      forRight('day.render', (c, ctx) => {
        const text = partOf(c, 'id');
        const changed = /^[1-9]\d{0,14}$/.test(text)
          ? STEPS[verb](ctx, { id: Number(text) })
          : refuse('job.unknown', { id: text });
        if (changed.ok) return c.redirect(`${links.jobs}${query({ done: verb })}`, 303);
        if (concernsTheAsker(changed.refusals)) return refused(c, changed.refusals);
        return show(c, ctx, changed.refusals, pageStatus(changed.refusals[0].code));
      }),
    );
  return app;
};
