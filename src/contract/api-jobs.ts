/** How the API answers about jobs: shapes, and values of them. */
import { z } from 'zod';
import type { Refusal } from '../core/refusal.ts';
import { sentenceOf } from './sentences/index.ts';

const STATES = ['waiting', 'running', 'resting', 'done', 'failed', 'cancelled'] as const;

export const JobJson = z.object({
  id: z.int().min(1),
  kind: z.string(),
  label: z
    .string()
    .describe("What people call it: 'Buổi phát sáng 23/11 · Đài Mỹ Tú'; empty: it is called by its kind"),
  concerns: z.array(z.object({ channel: z.string(), day: z.string(), label: z.string() })),
  state: z.enum(STATES).describe("'resting': it failed, and is tried again by itself at nextTryAt"),
  stopping: z.boolean().describe('Somebody cancelled it, and it is being stopped'),
  percent: z.int().min(0).max(100),
  attempts: z.int(),
  enqueuedAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  nextTryAt: z.string().nullable(),
  reasons: z.array(z.object({ code: z.string(), vi: z.string(), en: z.string() })).describe('Why it failed'),
});

export const JobsJson = z.object({
  jobs: z.array(JobJson),
  next: z.int().nullable().describe('`before` of the next page'),
});

export const JobsQuery = z.object({
  state: z.enum(STATES).optional().describe('Only jobs in this state'),
  before: z.coerce.number().int().min(1).optional().describe('Only jobs with a smaller number'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const JobPath = z.object({
  id: z
    .string()
    .regex(/^[1-9]\d{0,14}$/)
    .describe('Number of the job'),
});

interface Job extends Omit<z.infer<typeof JobJson>, 'percent' | 'reasons' | 'concerns'> {
  readonly progress: number;
  readonly refusals: readonly Refusal[];
  readonly concerns: readonly z.infer<typeof JobJson>['concerns'][number][];
}

/** Whole percent, never 100 before the end. */
export const percentOf = ({ progress, state }: Pick<Job, 'progress' | 'state'>): number =>
  state === 'done' ? 100 : Math.min(99, Math.max(0, Math.floor(progress * 100)));

export const jobJson = (job: Job): z.infer<typeof JobJson> => {
  const { id, kind, label, state, stopping, attempts, enqueuedAt, startedAt, finishedAt, nextTryAt } = job;
  return {
    id,
    kind,
    label,
    concerns: [...job.concerns],
    state,
    stopping,
    percent: percentOf(job),
    attempts,
    enqueuedAt,
    startedAt,
    finishedAt,
    nextTryAt,
    reasons: job.refusals.map((one) => ({ code: one.code, vi: sentenceOf(one, 'vi'), en: sentenceOf(one, 'en') })),
  };
};
