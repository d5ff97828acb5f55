/** Units in which one person may approve their own work, each with its reason. One that has ended stays on record. */
import { placeOfUnit, type Where } from '../../core/access/decide.ts';
import { actorOf } from '../../core/access/model.ts';
import type { UnitId } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Rows } from '../../store/database.ts';
import {
  addException,
  type ExceptionRow,
  findException,
  loadStandingExceptions,
  saveExceptionsEnded,
} from '../../store/exceptions.ts';
import type { Ctx } from '../context.ts';
import { type Asking, groundOf, listing, operation, seesWith } from '../operation.ts';
import { note } from '../within/note.ts';
import { goodReason, lastingUnit, onUnit } from '../within/people.ts';
import { makerIn, type NamedUnit, unitsIn } from '../within/shown-names.ts';

type Changing = Pick<Ctx, 'caller' | 'clock' | 'random' | 'store'>;

export interface ListedException {
  readonly id: number;
  readonly unit: NamedUnit;
  readonly reason: string;
  readonly setAt: string;
  /** A person's name ('' once erased), or 'system:cli'. */
  readonly setBy: string;
}

/** Those that stand. */
export const listExceptions = listing(
  { name: 'exception.list', needs: 'schedule.read' },
  (ctx: Asking): ListedException[] => {
    const { rows } = ctx.store;
    const sees = seesWith(ctx, 'schedule.read');
    const { today } = groundOf(ctx);
    const [unit, maker] = [unitsIn(rows), makerIn(rows)];
    return loadStandingExceptions(rows)
      .filter((one) => sees(placeOfUnit(one.unit, today)))
      .map(({ id, reason, setAt, setBy, ...one }) => ({
        id,
        unit: unit(one.unit),
        reason,
        setAt,
        setBy: maker(setBy),
      }));
  },
);

interface NewException {
  readonly unit: string;
  readonly reason: string;
}

/**
 * Takes the place of one that the unit has already. Refuses with right.*, unit.unknown, unit.ended, reason.missing,
 * request.wrong, data.*.
 */
export const setException = operation(
  { name: 'exception.set', needs: 'unit.manage', where: (ctx: Changing, { unit }: NewException) => onUnit(ctx, unit) },
  (ctx: Changing, asked: NewException): Result<{ readonly id: number }> => {
    const reason = goodReason(asked.reason, 'reason');
    if (!reason.ok) return reason;
    const lasting = lastingUnit(ctx, asked.unit);
    if (!lasting.ok) return lasting;
    return ctx.store.transact((rows) => {
      const unit = asked.unit as UnitId;
      const at = ctx.clock.instant();
      const ended = saveExceptionsEnded(rows, unit, at);
      const id = addException(rows, { unit, reason: reason.value, setAt: at, setBy: actorOf(ctx.caller) ?? 'nobody' });
      note(ctx, rows, {
        operation: 'exception.set',
        unit,
        subject: `unit/${unit}`,
        before: ended.length === 0 ? null : { exception: ended.at(-1) },
        after: { exception: id },
        words: reason.value,
      });
      return ok({ id });
    });
  },
);

interface Asked {
  readonly id: number;
}

const standing = (rows: Rows, id: number): ExceptionRow | undefined => {
  const found = findException(rows, id);
  return found?.endedAt === null ? found : undefined;
};

const unknown = refuse('request.wrong', { field: 'id', expected: 'standing-exception' }, { pointer: '/id' });

const onException = (ctx: Asking, id: number): Result<Where> => {
  const found = standing(ctx.store.rows, id);
  return found === undefined ? unknown : ok(placeOfUnit(found.unit, groundOf(ctx).today));
};

/** Refuses with right.*, request.wrong (id: none that stands), data.*. */
export const endException = operation(
  { name: 'exception.end', needs: 'unit.manage', where: (ctx: Changing, { id }: Asked) => onException(ctx, id) },
  (ctx: Changing, asked: Asked): Result<void> =>
    ctx.store.transact((rows) => {
      const found = standing(rows, asked.id);
      if (found === undefined) return unknown;
      saveExceptionsEnded(rows, found.unit, ctx.clock.instant());
      note(ctx, rows, {
        operation: 'exception.end',
        unit: found.unit,
        subject: `unit/${found.unit}`,
        before: { exception: found.id },
        after: null,
      });
      return ok(undefined);
    }),
);
