/** What runs by itself over arriving files: the next one that is all here is taken in, and what is old is removed. */
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import { TOLD_HOURS, WAITED_HOURS } from '../../core/upload.ts';
import { holdsInForce } from '../../store/holds.ts';
import { findUpload, removeUpload, uploadsBefore, uploadsIn } from '../../store/uploads.ts';
import type { Ctx } from '../context.ts';
import { operation } from '../operation.ts';
import { note } from '../within/note.ts';
import { type ShownUpload, shownUpload, takeInHeld } from '../within/uploads.ts';

/**
 * The oldest file that has arrived and that nobody works on; null when there is none. A file that is refused is an
 * answer of its own. Refuses with audio.cancelled, data.*.
 */
export const takeInArrived = operation(
  { name: 'upload.take-in', needs: 'system' },
  async (ctx: Ctx, options: { readonly signal?: AbortSignal }): Promise<Result<ShownUpload | null>> => {
    const { arrivals } = ctx.audio;
    for (const { id } of uploadsIn(ctx.store.rows, ['arrived'])) {
      if (!arrivals.hold(id)) continue;
      try {
        // Somebody may have finished it between the list and the hold.
        const row = findUpload(ctx.store.rows, id);
        if (row?.state !== 'arrived') continue;
        const ended = await takeInHeld(ctx, row, options.signal);
        return ended.ok ? ok(await shownUpload(ctx, ended.value)) : ended;
      } finally {
        arrivals.letGo(id);
      }
    }
    return ok(null);
  },
);

/**
 * Removes unfinished files that nobody has gone on with for two days, what is known about files of a month ago, and bytes
 * that belong to no row. Answers how many. Refuses with data.*.
 */
export const sweepUploads = operation(
  { name: 'upload.sweep', needs: 'system' },
  async (ctx: Ctx): Promise<Result<number>> => {
    const { arrivals } = ctx.audio;
    const now = Temporal.Instant.from(ctx.clock.instant());
    const before = (hours: number): string => now.subtract({ hours }).toString();
    const [waited, told] = [before(WAITED_HOURS), before(TOLD_HOURS)];
    // What became of a file is a record; a file that never came whole is none.
    const isHeld = holdsInForce(ctx.store.rows).length > 0;
    const old = uploadsBefore(ctx.store.rows, waited).filter(
      ({ state, begunAt }) => state === 'arriving' || (!isHeld && state !== 'arrived' && begunAt < told),
    );
    const stray = (await arrivals.list()).filter((id) => findUpload(ctx.store.rows, id) === undefined);
    const gone = [...old.map(({ id }) => id), ...stray].filter((id) => arrivals.hold(id));
    if (gone.length === 0) return ok(0);
    try {
      const removed = ctx.store.transact((rows): Result<number> => {
        for (const id of gone) removeUpload(rows, id);
        note(ctx, rows, {
          operation: 'upload.sweep',
          unit: null,
          subject: 'upload',
          before: null,
          after: { removed: gone.length },
        });
        return ok(gone.length);
      });
      if (removed.ok) for (const id of gone) await arrivals.remove(id, true);
      return removed;
    } finally {
      for (const id of gone) arrivals.letGo(id);
    }
  },
);
