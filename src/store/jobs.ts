/**
 * Work waiting to be done, once each: found by kind and content key, leased while somebody does it.
 *
 * A lease that runs out (the process died) makes the job free again. Jobs never wait for jobs.
 */
import { and, asc, count, eq, gt, isNull, lte, ne, or, sql } from 'drizzle-orm';
import type { Refusal } from '../core/refusal.ts';
import type { Rows } from './database.ts';
import { job } from './schema.ts';

export type JobRow = typeof job.$inferSelect;

/**
 * Adds a job unless one of that kind and key exists; an ended one is set waiting again, and a waiting one is
 * moved up when it is now wanted sooner.
 */
export const enqueue = (
  rows: Rows,
  wanted: { kind: string; key: string; payload: unknown; urgency: number },
  at: string,
): void => {
  const fresh = { ...wanted, state: 'waiting' as const, attempts: 0, enqueuedAt: at };
  rows
    .insert(job)
    .values(fresh)
    .onConflictDoUpdate({
      target: [job.kind, job.key],
      set: { state: 'waiting', payload: wanted.payload, urgency: wanted.urgency, refusals: null, finishedAt: null },
      setWhere: sql`${job.state} <> 'waiting' OR ${job.urgency} > ${wanted.urgency}`,
    })
    .run();
};

/**
 * Takes the most urgent free job of a kind and leases it until `until`; both instants RFC 3339, UTC, whole seconds.
 * A lease that ends more than twice as far ahead was given by a clock since set back, and holds nothing.
 */
export const lease = (rows: Rows, kind: string, now: string, until: string): JobRow | undefined => {
  const end = Temporal.Instant.from(until);
  const beyond = end.add(Temporal.Instant.from(now).until(end)).toString();
  const unheld = or(isNull(job.leasedUntil), lte(job.leasedUntil, now), gt(job.leasedUntil, beyond));
  const free = and(eq(job.kind, kind), eq(job.state, 'waiting'), unheld);
  const found = rows.select().from(job).where(free).orderBy(asc(job.urgency), asc(job.id)).limit(1).get();
  if (found === undefined) return undefined;
  const set = { leasedUntil: until, attempts: found.attempts + 1 };
  rows.update(job).set(set).where(eq(job.id, found.id)).run();
  return { ...found, ...set };
};

/** Ends a job; with refusals it has failed and says why. Failing late undoes nothing that another has done. */
export const finish = (rows: Rows, id: number, at: string, refusals: readonly Refusal[] = []): void => {
  const state = refusals.length === 0 ? 'done' : 'failed';
  rows
    .update(job)
    .set({ state, leasedUntil: null, finishedAt: at, refusals: refusals.length === 0 ? null : [...refusals] })
    .where(and(eq(job.id, id), state === 'failed' ? ne(job.state, 'done') : undefined))
    .run();
};

/** Holds a leased job until a later instant, while the work on it goes on. */
export const renew = (rows: Rows, id: number, until: string): void => {
  rows.update(job).set({ leasedUntil: until }).where(eq(job.id, id)).run();
};

/** Gives a leased job back undone (the service stops). */
export const release = (rows: Rows, id: number): void => {
  rows.update(job).set({ leasedUntil: null }).where(eq(job.id, id)).run();
};

export const countWaiting = (rows: Rows, kind: string): number =>
  rows
    .select({ waiting: count() })
    .from(job)
    .where(and(eq(job.kind, kind), eq(job.state, 'waiting')))
    .get()?.waiting ?? 0;
