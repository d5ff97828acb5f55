/**
 * A worker's turn: the most urgent free job, leased, done, ended.
 *
 * While it is worked on a pulse holds the lease by the clock, however slow the work, writes how far it is at most once a
 * second, and stops the work when somebody has cancelled it. One that is broken off (the service stops) is given back; one
 * that failed says why, and is tried again by itself when what failed may mend itself. A bad one keeps no other from going on.
 */
import { restBefore } from '../../core/jobs/mend.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Rows } from '../../store/database.ts';
import {
  backOff,
  countWaiting,
  endCancelled,
  fail,
  finish,
  type Held,
  type JobRow,
  lease,
  release,
  renew,
  standingOf,
} from '../../store/jobs.ts';
import type { Ctx } from '../context.ts';
import { operation } from '../operation.ts';
import { JOB_HANDLERS, JOB_KINDS, type JobHandler, type JobKind, type MadeSound } from './handlers.ts';

export interface EndedJob {
  readonly id: number;
  readonly kind: JobKind;
  readonly key: string;
  readonly label: string;
  readonly result: Result<MadeSound | null>;
  /** What became of it: 'waiting' was given back or will be tried again. */
  readonly end: 'done' | 'failed' | 'cancelled' | 'waiting';
  readonly left: number;
}

export interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((share: number) => void) | undefined;
}

/** A dead process' job is free again after this. */
const LEASE_SECONDS = 60;
const PULSE_MS = 500;
/** Pulses between two writings: of progress that was made, and of the lease when none was. */
const PROGRESS_PULSES = 2;
const RENEW_PULSES = 40;

const later = (instant: string, seconds: number): string => Temporal.Instant.from(instant).add({ seconds }).toString();

/** Does the most urgent waiting job; null when none is free. */
export const runNextJob = operation(
  { name: 'job.run-next', needs: 'system' },
  async (ctx: Ctx, options: RunOptions): Promise<Result<EndedJob | null>> => {
    const now = ctx.clock.instant();
    const leased = ctx.store.transact((rows) => ok(lease(rows, JOB_KINDS, now, later(now, LEASE_SECONDS)) ?? null));
    if (!leased.ok) return leased;
    const job = leased.value;
    if (job === null) return ok(null);
    const result = await worked(ctx, job, options);
    return ctx.store.transact((rows) => {
      const { id, key, label } = job;
      const kind = job.kind as JobKind;
      const end = settle(ctx, rows, job, result, options.signal?.aborted === true);
      return ok({
        id,
        kind,
        key,
        label: label || JOB_HANDLERS[kind].label.vi,
        result,
        end,
        left: countWaiting(rows, JOB_KINDS),
      });
    });
  },
);

/** The work under its pulse. What a handler throws is a bug of ours: told as job.broke, and the other jobs go on. */
const worked = async (ctx: Ctx, job: JobRow, options: RunOptions): Promise<Result<MadeSound | null>> => {
  const stop = new AbortController();
  const beating = pulse(ctx, job, () => stop.abort());
  const timer = setInterval(beating.beat, PULSE_MS);
  const signal = options.signal === undefined ? stop.signal : AbortSignal.any([stop.signal, options.signal]);
  const onProgress = (share: number): void => {
    beating.reach(share);
    options.onProgress?.(share);
  };
  const handler: JobHandler = JOB_HANDLERS[job.kind as JobKind];
  try {
    return await handler.run(ctx, job.payload, { signal, onProgress });
  } catch (error) {
    return refuse('job.broke', { detail: error instanceof Error ? error.message : String(error) });
  } finally {
    clearInterval(timer);
  }
};

/** A lease that cannot be held, or read (a full or broken disk), costs at most doing the same work twice. */
const pulse = (ctx: Ctx, held: Held, abort: () => void): { reach: (share: number) => void; beat: () => void } => {
  let [share, written, beats] = [0, 0, 0];
  return {
    // A second try of a stage begins again; what people see never goes back.
    reach: (reached) => {
      share = Math.max(share, Math.min(1, reached));
    },
    beat: () => {
      beats += 1;
      const told = beats % PROGRESS_PULSES === 0 && share !== written;
      const due = told || beats % RENEW_PULSES === 0;
      const until = later(ctx.clock.instant(), LEASE_SECONDS);
      const standing = due
        ? ctx.store.transact((rows) => {
            if (standingOf(rows, held) === 'held') renew(rows, held, until, share);
            return ok(standingOf(rows, held));
          })
        : ok(standingOf(ctx.store.rows, held));
      if (due) written = share;
      if (standing.ok && standing.value !== 'held') abort();
    },
  };
};

const settle = (ctx: Ctx, rows: Rows, job: JobRow, result: Result<unknown>, stopping: boolean): EndedJob['end'] => {
  const now = ctx.clock.instant();
  if (result.ok) {
    finish(rows, job, now);
    return 'done';
  }
  if (standingOf(rows, job) === 'cancelled') {
    endCancelled(rows, job, now);
    return 'cancelled';
  }
  if (stopping || standingOf(rows, job) === 'lost') {
    release(rows, job);
    return 'waiting';
  }
  const rest = restBefore(result.refusals, job.attempts);
  if (rest === null) fail(rows, job, now, result.refusals);
  else backOff(rows, job, later(now, rest), result.refusals);
  return rest === null ? 'failed' : 'waiting';
};
