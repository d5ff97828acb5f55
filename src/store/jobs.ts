/**
 * Work waiting to be done, once each: found by kind and content key, leased while somebody does it.
 *
 * A lease that runs out (the process died) makes the job free again. Whoever holds one is known by the number of the
 * attempt, so that one who was thought dead can neither keep nor end what another has taken since. Jobs never wait for
 * jobs. It does no work and knows no kinds.
 */

import type { Refusal } from '../core/refusal.ts';
import type { Rows } from './database.ts';
import { and, asc, count, desc, eq, gt, gte, inArray, isNotNull, isNull, lt, lte, or, type SQL } from './drizzle.ts';
import { job } from './schema.ts';

export type JobRow = typeof job.$inferSelect;

/** Which attempt of which job: what a worker holds. */
export type Held = Pick<JobRow, 'id' | 'attempts'>;

export interface WantedJob {
  readonly kind: string;
  readonly key: string;
  readonly payload: unknown;
  /** Lower is sooner: the day it is for, as YYYYMMDD. */
  readonly urgency: number;
  readonly label?: string;
}

/** The longest that a job waits after a failure before it is tried again by itself, seconds. */
const LONGEST_BACK_OFF = 900;

const ended = { finishedAt: null, startedAt: null, cancelledAt: null, refusals: null, progress: 0, leasedUntil: null };

/**
 * Adds a job unless one of that kind and key exists. One that was done is set waiting again; a waiting one is moved up when
 * it is now wanted sooner. One that failed or was cancelled stays so until somebody asks for it again (retry).
 */
export const enqueue = (rows: Rows, wanted: WantedJob, at: string): void => {
  const { label = '', ...asked } = wanted;
  const fresh = { ...asked, label, state: 'waiting' as const, attempts: 0, enqueuedAt: at };
  rows
    .insert(job)
    .values(fresh)
    .onConflictDoUpdate({
      target: [job.kind, job.key],
      set: { ...ended, state: 'waiting', payload: wanted.payload, label, urgency: wanted.urgency, enqueuedAt: at },
      setWhere: eq(job.state, 'done'),
    })
    .run();
  rows
    .update(job)
    .set({ urgency: wanted.urgency })
    .where(and(eq(job.kind, wanted.kind), eq(job.key, wanted.key), gt(job.urgency, wanted.urgency)))
    .run();
};

export const findJob = (rows: Rows, id: number): JobRow | undefined =>
  rows.select().from(job).where(eq(job.id, id)).get();

export const findJobByKey = (rows: Rows, kind: string, key: string): JobRow | undefined =>
  rows
    .select()
    .from(job)
    .where(and(eq(job.kind, kind), eq(job.key, key)))
    .get();

/** Whom a job concerns grew: the same work is wanted elsewhere too. */
export const changePayload = (rows: Rows, id: number, payload: unknown): void => {
  rows.update(job).set({ payload }).where(eq(job.id, id)).run();
};

/**
 * Nobody works on it. A lease that ends more than twice as far ahead as any is given (`until`) comes from a clock since set
 * back, and holds nothing; one that backs off is held for longer.
 */
const unheld = (now: string, until: string): SQL | undefined => {
  const start = Temporal.Instant.from(now);
  const end = Temporal.Instant.from(until);
  const beyond = end.add(start.until(end)).toString();
  const beyondBackOff = start.add({ seconds: 2 * LONGEST_BACK_OFF }).toString();
  return or(
    isNull(job.leasedUntil),
    lte(job.leasedUntil, now),
    and(isNull(job.refusals), gt(job.leasedUntil, beyond)),
    and(isNotNull(job.refusals), gt(job.leasedUntil, beyondBackOff)),
  );
};

/**
 * Takes the most urgent free job of some kinds and leases it until `until`; both instants RFC 3339, UTC, whole seconds.
 * What somebody cancelled while its worker died is ended here.
 */
export const lease = (rows: Rows, kinds: readonly string[], now: string, until: string): JobRow | undefined => {
  const free = and(inArray(job.kind, [...kinds]), eq(job.state, 'waiting'), unheld(now, until));
  rows
    .update(job)
    .set({ state: 'cancelled', leasedUntil: null, finishedAt: now })
    .where(and(free, isNotNull(job.cancelledAt)))
    .run();
  const found = rows.select().from(job).where(free).orderBy(asc(job.urgency), asc(job.id)).limit(1).get();
  if (found === undefined) return undefined;
  const set = { leasedUntil: until, attempts: found.attempts + 1, startedAt: now, progress: 0, refusals: null };
  rows.update(job).set(set).where(eq(job.id, found.id)).run();
  return { ...found, ...set };
};

const stillHeld = ({ id, attempts }: Held): SQL | undefined =>
  and(eq(job.id, id), eq(job.attempts, attempts), eq(job.state, 'waiting'));

/** Ends a job well. Coming late, it counts all the same: the work is done. */
export const finish = (rows: Rows, { id }: Pick<Held, 'id'>, at: string): void => {
  rows
    .update(job)
    .set({ state: 'done', leasedUntil: null, finishedAt: at, refusals: null, progress: 1, cancelledAt: null })
    .where(eq(job.id, id))
    .run();
};

/** Ends a job that cannot be done, and says why. Nothing, when another has taken it since. */
export const fail = (rows: Rows, held: Held, at: string, refusals: readonly Refusal[]): void => {
  rows
    .update(job)
    .set({ state: 'failed', leasedUntil: null, finishedAt: at, refusals: [...refusals] })
    .where(stillHeld(held))
    .run();
};

/** Lets a job rest until a later instant, then be tried again by itself; it says why. */
export const backOff = (rows: Rows, held: Held, until: string, refusals: readonly Refusal[]): void => {
  rows
    .update(job)
    .set({ leasedUntil: until, startedAt: null, progress: 0, refusals: [...refusals] })
    .where(stillHeld(held))
    .run();
};

/** Ends a job that somebody cancelled while it was worked on. */
export const endCancelled = (rows: Rows, held: Held, at: string): void => {
  rows.update(job).set({ state: 'cancelled', leasedUntil: null, finishedAt: at }).where(stillHeld(held)).run();
};

/**
 * Gives a leased job back undone (the service stops): nothing of it counts, but the number of the attempt, which is never
 * given twice.
 */
export const release = (rows: Rows, held: Held): void => {
  rows.update(job).set({ leasedUntil: null, startedAt: null, progress: 0 }).where(stillHeld(held)).run();
};

/** Holds a leased job until a later instant and says how much of it is done. False: another has it, or it has ended. */
export const renew = (rows: Rows, held: Held, until: string, progress: number): boolean =>
  rows.update(job).set({ leasedUntil: until, progress }).where(stillHeld(held)).run().changes > 0;

/** Whether a worker should go on: it still holds the job and nobody wants it stopped. */
export const standingOf = (rows: Rows, held: Held): 'held' | 'cancelled' | 'lost' => {
  const found = rows.select({ cancelledAt: job.cancelledAt }).from(job).where(stillHeld(held)).get();
  if (found === undefined) return 'lost';
  return found.cancelledAt === null ? 'held' : 'cancelled';
};

/** Cancels at once what nobody works on; asks whoever works on it to stop otherwise. */
export const cancel = (rows: Rows, id: number, at: string, running: boolean): void => {
  const end = running ? {} : { state: 'cancelled' as const, leasedUntil: null, finishedAt: at };
  rows
    .update(job)
    .set({ cancelledAt: at, ...end })
    .where(and(eq(job.id, id), eq(job.state, 'waiting')))
    .run();
};

/** Sets an ended job, or one that backs off, waiting from now on. */
export const retry = (rows: Rows, id: number): void => {
  rows
    .update(job)
    .set({ ...ended, state: 'waiting' })
    .where(eq(job.id, id))
    .run();
};

export interface JobFilter {
  readonly states: readonly JobRow['state'][];
  /** Only jobs with a smaller number; null: from the newest. */
  readonly before: number | null;
  /** Ended at this instant or later, or not ended; null: whenever. */
  readonly since: string | null;
}

/** Newest first. */
export const readJobs = (rows: Rows, { states, before, since }: JobFilter, limit: number): JobRow[] =>
  rows
    .select()
    .from(job)
    .where(
      and(
        inArray(job.state, [...states]),
        before === null ? undefined : lt(job.id, before),
        since === null ? undefined : or(isNull(job.finishedAt), gte(job.finishedAt, since)),
      ),
    )
    .orderBy(desc(job.id))
    .limit(limit)
    .all();

export const countWaiting = (rows: Rows, kinds: readonly string[]): number =>
  rows
    .select({ waiting: count() })
    .from(job)
    .where(and(inArray(job.kind, [...kinds]), eq(job.state, 'waiting')))
    .get()?.waiting ?? 0;
