/** A file that is not wanted any more: what has arrived of it is removed. What was taken in stays in the library. */
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { removeUpload } from '../../store/uploads.ts';
import type { Ctx } from '../context.ts';
import { operation } from '../operation.ts';
import { note } from '../within/note.ts';
import { ownUpload } from '../within/uploads.ts';

/** Refuses with right.*, upload.unknown, upload.busy, data.*. */
export const giveUpUpload = operation(
  { name: 'upload.give-up', needs: 'sound.write' },
  async (ctx: Ctx, id: string): Promise<Result<void>> => {
    const own = ownUpload(ctx, id);
    if (!own.ok) return own;
    const { arrivals } = ctx.audio;
    if (!arrivals.hold(id)) return refuse('upload.busy', { id });
    try {
      const removed = ctx.store.transact((rows): Result<void> => {
        removeUpload(rows, id);
        note(ctx, rows, {
          operation: 'upload.give-up',
          unit: null,
          subject: `upload/${id}`,
          before: { state: own.value.state },
          after: null,
        });
        return ok(undefined);
      });
      if (removed.ok) await arrivals.remove(id, true);
      return removed;
    } finally {
      arrivals.letGo(id);
    }
  },
);
