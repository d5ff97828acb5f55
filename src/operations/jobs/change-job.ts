/** A person's word on a job: stop it, or try it again. Cancelling what is being made only asks; its worker stops within a second. */
import type { Right } from '../../core/access/model.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Rows } from '../../store/database.ts';
import { cancel, findJob, type JobRow, retry } from '../../store/jobs.ts';
import type { Ctx } from '../context.ts';
import { type Asking, operation, seesWith } from '../operation.ts';
import { mayWith, placesIn, unitOfPlaces } from '../within/job-places.ts';
import { note } from '../within/note.ts';

type Changing = Pick<Ctx, 'caller' | 'clock' | 'random' | 'store'>;

const RIGHT: Right = 'day.render';

/** Refuses with job.unknown what the caller has nothing to do with, right.elsewhere what concerns others too. */
const findOwn = (ctx: Asking, rows: Rows, id: number): Result<JobRow> => {
  const row = findJob(rows, id);
  if (row === undefined) return refuse('job.unknown', { id: String(id) });
  const places = placesIn(ctx)(row);
  if (mayWith(ctx, RIGHT)(places)) return ok(row);
  const [sees, may] = [seesWith(ctx, 'service.read'), seesWith(ctx, RIGHT)];
  const known = places.some(({ where }) => sees(where) || may(where));
  return known ? refuse('right.elsewhere', { right: RIGHT }) : refuse('job.unknown', { id: String(id) });
};

const noted = (ctx: Changing, rows: Rows, operationName: string, row: JobRow): void =>
  note(ctx, rows, {
    operation: operationName,
    unit: unitOfPlaces(placesIn(ctx)(row)),
    subject: `job/${row.id}`,
    before: { kind: row.kind, state: row.state },
    after: { state: findJob(rows, row.id)?.state ?? row.state },
  });

/** What has ended refuses with job.ended; what is cancelled already stays so. Refuses with right.*, job.unknown, data.*. */
export const cancelJob = operation(
  { name: 'job.cancel', needs: RIGHT },
  (ctx: Changing, { id }: { readonly id: number }): Result<{ readonly id: number }> =>
    ctx.store.transact((rows) => {
      const row = findOwn(ctx, rows, id);
      if (!row.ok) return row;
      const { state, cancelledAt, leasedUntil, refusals } = row.value;
      if (state === 'cancelled' || (state === 'waiting' && cancelledAt !== null)) return ok({ id });
      if (state !== 'waiting') return refuse('job.ended', { id: String(id), state });
      const now = ctx.clock.instant();
      const running = leasedUntil !== null && leasedUntil > now && refusals === null;
      cancel(rows, id, now, running);
      noted(ctx, rows, 'job.cancel', row.value);
      return ok({ id });
    }),
);

/**
 * Sets what has ended, or rests after a failure, waiting again. What is waiting already stays as it is; what is being
 * stopped has to end first (job.stopping). Refuses with right.*, job.unknown, data.*.
 */
export const retryJob = operation(
  { name: 'job.retry', needs: RIGHT },
  (ctx: Changing, { id }: { readonly id: number }): Result<{ readonly id: number }> =>
    ctx.store.transact((rows) => {
      const row = findOwn(ctx, rows, id);
      if (!row.ok) return row;
      const { state, cancelledAt, refusals } = row.value;
      if (state === 'waiting' && cancelledAt !== null) return refuse('job.stopping', { id: String(id) });
      if (state === 'waiting' && refusals === null) return ok({ id });
      retry(rows, id);
      noted(ctx, rows, 'job.retry', row.value);
      return ok({ id });
    }),
);
