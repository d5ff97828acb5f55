/** Jobs: what is being made and how far it is, cancelling and trying again; and the same as events while it happens. */
import { createRoute, z } from '@hono/zod-openapi';
import { JobJson, JobPath, JobsJson, JobsQuery, jobJson } from '../../contract/api-jobs.ts';
import type { House } from '../../operations/context.ts';
import { cancelJob, retryJob } from '../../operations/jobs/change-job.ts';
import { listJobs, showJob } from '../../operations/jobs/list-jobs.ts';
import { problem } from '../problem.ts';
import { asking } from '../request.ts';
import { type EventsOptions, sendJobEvents } from './job-events.ts';
import { GUARDED_PROBLEMS, named, newRoutes, ofType, type Routes, SECURITY } from './route.ts';

const JOB = named(JobJson, 'Job');
const JOBS = JobsJson.extend({ jobs: JOB.array() });

const listRoute = createRoute({
  method: 'get',
  path: '/jobs',
  operationId: 'listJobs',
  tags: ['jobs'],
  summary: 'What waits, is being made, is done or failed; newest first',
  description: 'Jobs of the units that the caller may see.',
  security: SECURITY.asked,
  request: { query: JobsQuery },
  responses: { ...ofType(JOBS, 'One page'), ...GUARDED_PROBLEMS },
});

const eventsRoute = createRoute({
  method: 'get',
  path: '/jobs/events',
  operationId: 'watchJobs',
  tags: ['jobs'],
  summary: 'The same as server-sent events: one `job` whenever something about a job changes',
  description:
    'First everything that has not ended, and what ended since Last-Event-ID; then every change, about once a second while something is being made. A comment comes every 20 seconds. An `end` event says that the right to look has ended, or that the service stops.',
  security: SECURITY.asked,
  responses: {
    200: { description: 'Events whose data is a Job', content: { 'text/event-stream': { schema: z.string() } } },
    ...GUARDED_PROBLEMS,
  },
});

const changeRoute = (verb: 'cancel' | 'retry', summary: string) =>
  createRoute({
    method: 'post',
    path: `/jobs/{id}/${verb}`,
    operationId: `${verb}Job`,
    tags: ['jobs'],
    summary,
    security: SECURITY.asked,
    request: { params: JobPath },
    responses: { ...ofType(JOB, 'The job as it is now'), ...GUARDED_PROBLEMS },
  });

const cancelRoute = changeRoute('cancel', 'Cancel a job; one that is being made stops within about a second');
const retryRoute = changeRoute('retry', 'Try a job again that failed, was cancelled, or whose sound is gone');

export const jobRoutes = (house: House, events: EventsOptions): Routes => {
  const routes = newRoutes();
  routes.openapi(listRoute, (c) => {
    const { state, before, limit } = c.req.valid('query');
    const found = listJobs(asking(c, house), { states: state === undefined ? [] : [state], before, limit });
    if (!found.ok) return problem(c, found);
    return c.json({ jobs: found.value.jobs.map(jobJson), next: found.value.next }, 200);
  });
  routes.openapi(eventsRoute, (c) => {
    const allowed = listJobs(asking(c, house), { states: ['running'], limit: 1 });
    return allowed.ok ? sendJobEvents(c, house, events) : problem(c, allowed);
  });
  routes.openapi(cancelRoute, (c) => {
    const ctx = asking(c, house);
    const changed = cancelJob(ctx, { id: Number(c.req.valid('param').id) });
    const job = changed.ok ? showJob(ctx, changed.value.id) : changed;
    return job.ok ? c.json(jobJson(job.value), 200) : problem(c, job);
  });
  routes.openapi(retryRoute, (c) => {
    const ctx = asking(c, house);
    const changed = retryJob(ctx, { id: Number(c.req.valid('param').id) });
    const job = changed.ok ? showJob(ctx, changed.value.id) : changed;
    return job.ok ? c.json(jobJson(job.value), 200) : problem(c, job);
  });
  return routes;
};
