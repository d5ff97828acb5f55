/**
 * A person stands for a festival's announced days: from then on they count. Days that a source announces otherwise and that
 * overlap them no longer do, so that a festival is never both the 13th to the 15th and the 14th to the 16th.
 */
import { actorOf } from '../../core/access/model.ts';
import { goodName } from '../../core/access/names.ts';
import { nearest } from '../../core/near.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { touchedByConfirmation } from '../../core/schedule/touched.ts';
import type { LocalDate } from '../../core/time/local.ts';
import { addAlteration, loadAlterations, saveUndone } from '../../store/alterations.ts';
import { loadFestivals } from '../../store/schedule.ts';
import type { Ctx } from '../context.ts';
import { operation } from '../operation.ts';
import { loadGround } from '../within/ground.ts';
import { note } from '../within/note.ts';
import { replan } from '../within/replan.ts';

type Confirming = Pick<Ctx, 'caller' | 'clock' | 'random' | 'store'>;

interface Asked {
  readonly festival: string;
  /** The days as they are announced in the schedule files, both included. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Who stands for them, where nobody has signed in: a command on the machine. */
  readonly by: string | null;
}

/**
 * Once more for the same days changes nothing. Refuses with right.*, festival.unknown, festival.not-announced, request.wrong
 * (no name), data.*.
 */
export const confirmFestival = operation(
  { name: 'festival.confirm', needs: 'schedule.write', where: () => ok('centre' as const) },
  (ctx: Confirming, { festival: id, from, to, by }: Asked): Result<{ readonly id: number }> => {
    const { caller } = ctx;
    // A program cannot stand for anything.
    if (caller.kind !== 'person' && caller.kind !== 'system') return refuse('right.not-yours', {});
    const name = caller.kind === 'person' ? ok('') : goodName(by ?? '');
    if (!name.ok) return refuse('request.wrong', { field: 'by', expected: 'person-name' }, { pointer: '/by' });
    const confirmed = ctx.store.transact((rows) => {
      const festivals = loadFestivals(rows);
      const festival = festivals.find((one) => one.id === id);
      if (festival === undefined)
        return refuse('festival.unknown', {
          id,
          near: nearest(
            id,
            festivals.map((one) => one.id),
          ),
        });
      const announced = festival.days.some((one) => one.from === from && one.to === to);
      if (!announced) {
        const known = festival.days.map((one) => `${one.from}/${one.to}`).join(' ');
        return refuse('festival.not-announced', { festival: festival.name, from, to, known });
      }
      const standing = loadAlterations(rows).confirmations.filter((one) => one.festival === id);
      const same = standing.find((one) => one.from === from && one.to === to);
      if (same !== undefined) return ok({ id: same.id, changed: [] });
      const [at, actor] = [ctx.clock.instant(), actorOf(caller) ?? 'nobody'];
      const replaced = standing.filter((one) => one.from <= to && from <= one.to);
      for (const one of replaced) saveUndone(rows, one.id, { at, by: actor, reason: name.value });
      const body = { festival: festival.id, from, to };
      const added = addAlteration(rows, { kind: 'confirmation', body, by: actor, at, reason: name.value });
      note(ctx, rows, {
        operation: 'festival.confirm',
        unit: null,
        subject: `festival/${id}`,
        before: replaced.length === 0 ? null : { confirmations: replaced.map((one) => one.id) },
        after: { confirmation: added, from, to },
        words: name.value,
      });
      return ok({ id: added, changed: [body, ...replaced] });
    });
    if (!confirmed.ok) return confirmed;
    const { id: number, changed } = confirmed.value;
    const ground = loadGround(ctx);
    const touched = changed.flatMap((one) => touchedByConfirmation(ground.prepared, one));
    // What cannot be planned again now, the planner's loop does.
    if (touched.length > 0) replan(ctx, ground, touched);
    return ok({ id: number });
  },
);
