/**
 * The jobs that the caller may see, newest first: what waits, what is being made and how far it is, what failed and why.
 * Of a job that is done for several, only those that the caller may see are named.
 */
import type { ChannelId } from '../../core/ids.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { LocalDate } from '../../core/time/local.ts';
import { findJob, type JobRow, readJobs } from '../../store/jobs.ts';
import { type Asking, operation, seesWith } from '../operation.ts';
import { mayWith, placesIn } from '../within/job-places.ts';
import { JOB_HANDLERS } from './handlers.ts';

/** 'resting': it failed, and will be tried again by itself. */
export type JobState = 'waiting' | 'running' | 'resting' | 'done' | 'failed' | 'cancelled';

export interface ListedJob {
  readonly id: number;
  readonly kind: string;
  /** What this kind of work is called; null: a kind that this Loa does not know. */
  readonly kindLabel: Readonly<Record<'vi' | 'en', string>> | null;
  /** 'Buổi phát sáng 23/11 · Đài Mỹ Tú'; '': it is called by its kind. */
  readonly label: string;
  readonly concerns: readonly { readonly channel: ChannelId; readonly day: LocalDate; readonly label: string }[];
  readonly state: JobState;
  /** Somebody wants it stopped, and it is being stopped. */
  readonly stopping: boolean;
  /** Share done, 0–1. */
  readonly progress: number;
  readonly attempts: number;
  readonly enqueuedAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** When it is tried again by itself; null: it does not rest. */
  readonly nextTryAt: string | null;
  readonly refusals: readonly Refusal[];
  readonly mayCancel: boolean;
  readonly mayRetry: boolean;
}

export interface AskedJobs {
  /** Empty: all. */
  readonly states: readonly JobState[];
  /** Only jobs with a smaller number. */
  readonly before?: number | undefined;
  /** Only those that have not ended, or ended at this instant or later. */
  readonly since?: string | undefined;
  /** 1–200. */
  readonly limit: number;
}

export interface JobPage {
  readonly jobs: readonly ListedJob[];
  /** `before` of the next page; null when there is none. */
  readonly next: number | null;
}

const MOST = 200;
const PAGE = 500;

/** Refuses with right.*, request.wrong. */
export const listJobs = operation(
  { name: 'job.list', needs: 'service.read' },
  (ctx: Asking, { states, before, since, limit }: AskedJobs): Result<JobPage> => {
    if (!Number.isInteger(limit) || limit < 1 || limit > MOST)
      return refuse('request.wrong', { field: 'limit', expected: `1..${MOST}` }, { pointer: '/limit' });
    const show = shownTo(ctx);
    const wanted = storedStates(states);
    const jobs: ListedJob[] = [];
    let from = before ?? null;
    for (;;) {
      const page = readJobs(ctx.store.rows, { states: wanted, before: from, since: since ?? null }, PAGE);
      for (const row of page) {
        const shown = show(row);
        if (shown === null || (states.length > 0 && !states.includes(shown.state))) continue;
        // One too many says that there is more, and is the next page's first.
        if (jobs.length === limit) return ok({ jobs, next: jobs.at(-1)?.id ?? null });
        jobs.push(shown);
      }
      from = page.at(-1)?.id ?? null;
      if (page.length < PAGE || from === null) return ok({ jobs, next: null });
    }
  },
);

/** One job. Refuses with right.*, job.unknown: also what the caller may not see. */
export const showJob = operation(
  { name: 'job.show', needs: 'service.read' },
  (ctx: Asking, id: number): Result<ListedJob> => {
    const row = findJob(ctx.store.rows, id);
    const shown = row === undefined ? null : shownTo(ctx)(row);
    return shown === null ? refuse('job.unknown', { id: String(id) }) : ok(shown);
  },
);

const ENDED: readonly string[] = ['done', 'failed', 'cancelled'];

const storedStates = (states: readonly JobState[]): readonly JobRow['state'][] =>
  states.length === 0
    ? ['waiting', 'done', 'failed', 'cancelled']
    : [...new Set(states.map((state) => (ENDED.includes(state) ? (state as JobRow['state']) : 'waiting')))];

const stateOf = (row: JobRow, now: string): JobState => {
  if (row.state !== 'waiting') return row.state;
  if (row.leasedUntil === null || row.leasedUntil <= now) return 'waiting';
  return row.refusals === null ? 'running' : 'resting';
};

const shownTo = (ctx: Asking): ((row: JobRow) => ListedJob | null) => {
  const places = placesIn(ctx);
  const sees = seesWith(ctx, 'service.read');
  const may = mayWith(ctx, 'day.render');
  const now = ctx.clock.instant();
  const kinds: Readonly<Record<string, { readonly label: ListedJob['kindLabel'] }>> = JOB_HANDLERS;
  return (row) => {
    const all = places(row);
    const seen = all.filter(({ where }) => sees(where));
    if (all.length === 0 ? !sees('centre') : seen.length === 0) return null;
    const state = stateOf(row, now);
    const mine = may(all);
    const { id, kind, progress, attempts, enqueuedAt, startedAt, finishedAt } = row;
    return {
      id,
      kind,
      kindLabel: Object.hasOwn(kinds, kind) ? (kinds[kind]?.label ?? null) : null,
      label: seen[0]?.label ?? row.label,
      concerns: seen.map(({ channel, day, label }) => ({ channel, day, label })),
      state,
      stopping: row.state === 'waiting' && row.cancelledAt !== null,
      progress,
      attempts,
      enqueuedAt,
      startedAt,
      finishedAt,
      nextTryAt: state === 'resting' ? row.leasedUntil : null,
      refusals: row.refusals ?? [],
      mayCancel: mine && row.state === 'waiting' && row.cancelledAt === null,
      mayRetry: mine && (row.state !== 'waiting' || state === 'resting'),
    };
  };
};
