/**
 * Taking back what somebody altered: from then on it counts for nothing, and stays in the history with who undid it and why.
 *
 * Later edits of the same occurrence stay in force, in their order.
 */
import { actorOf } from '../../core/access/model.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Prepared } from '../../core/schedule/prepare.ts';
import { type AlterationRow, findAlteration, saveUndone } from '../../store/alterations.ts';
import type { Ctx } from '../context.ts';
import { type Asking, operation, seesWith } from '../operation.ts';
import { daysOfAlteration, placesOfAlteration, touchedByAlteration, unitOfPlaces } from '../within/alteration-reach.ts';
import { mayWrite, stillOpen } from '../within/edits.ts';
import { loadGround } from '../within/ground.ts';
import { note } from '../within/note.ts';
import { goodReason } from '../within/people.ts';
import { type EditPreview, previewed } from '../within/previewed.ts';
import { type Replanned, replan } from '../within/replan.ts';

interface Asked {
  readonly id: number;
  readonly reason: string;
}

export interface Undone extends EditPreview {
  /** What was planned again at once; null: the planner does it. */
  readonly replanned: Replanned | null;
}

/**
 * Answers what changes by it. Refuses with right.*, alteration.unknown, alteration.undone, reason.missing, request.wrong,
 * edit.begun (a single occurrence that has begun stays as it was), data.*.
 */
export const undoAlteration = operation(
  { name: 'alteration.undo', needs: 'schedule.write' },
  (ctx: Pick<Ctx, 'caller' | 'clock' | 'random' | 'store'>, { id, reason: typed }: Asked): Result<Undone> => {
    const undone = ctx.store.transact((rows) => {
      const { prepared } = loadGround(ctx);
      const found = mine(ctx, prepared, findAlteration(rows, id), id);
      if (!found.ok) return found;
      const row = found.value;
      if (row.undoneAt !== null) return refuse('alteration.undone', { id: String(id) });
      const reason = goodReason(typed, 'reason');
      if (!reason.ok) return reason;
      const open = row.kind === 'edit' ? stillOpen(ctx, prepared, row.body) : ok(undefined);
      if (!open.ok) return open;
      const at = ctx.clock.instant();
      saveUndone(rows, id, { at, by: actorOf(ctx.caller) ?? 'nobody', reason: reason.value });
      const after = loadGround(ctx).prepared;
      // A lifted order is in force again only afterwards; all else was before.
      const touched = touchedByAlteration(row.kind === 'lift' ? after : prepared, row);
      const around = daysOfAlteration(prepared, row).from ?? (at.slice(0, 10) as never);
      note(ctx, rows, {
        operation: 'alteration.undo',
        unit: unitOfPlaces(placesOfAlteration(ctx, prepared, row)),
        subject: `alteration/${id}`,
        before: { undid: row.kind, madeAt: row.at },
        after: null,
        words: reason.value,
      });
      return ok({ preview: previewed(ctx, prepared, after, touched, around), touched });
    });
    if (!undone.ok) return undone;
    const again = replan(ctx, loadGround(ctx), undone.value.touched);
    return ok({ ...undone.value.preview, replanned: again.ok ? again.value : null });
  },
);

/** Refuses with alteration.unknown what the caller may not even see, right.elsewhere what is not theirs to change. */
const mine = (ctx: Asking, prepared: Prepared, row: AlterationRow | undefined, id: number): Result<AlterationRow> => {
  const places = row === undefined ? [] : placesOfAlteration(ctx, prepared, row);
  // A festival is everybody's.
  const known = row?.kind === 'confirmation' || places.some(seesWith(ctx, 'schedule.read'));
  if (row === undefined || !known) return refuse('alteration.unknown', { id: String(id) });
  const may = mayWrite(ctx, places);
  return may.ok ? ok(row) : may;
};
