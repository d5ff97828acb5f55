/**
 * The units of a day: the organisation as it was, is or will be then, as far as the caller may read it: their own units,
 * what is beneath them, and the units above, so that the tree hangs together.
 */
import { placeOfUnit } from '../core/access/decide.ts';
import { isUnder, unitMap } from '../core/access/units.ts';
import type { UnitId } from '../core/ids.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { predecessorsOn, successorsOn, type UnitOfDay, unitsOn } from '../core/schedule/organisation.ts';
import type { LocalDate } from '../core/time/local.ts';
import { loadUnits } from '../store/schedule.ts';
import { type Asking, groundOf, operation, seesWith } from './operation.ts';
import type { AskedDay } from './within/ground.ts';

export interface ListedUnits {
  readonly day: LocalDate;
  /** Each after its parent. */
  readonly units: readonly UnitOfDay[];
}

export interface AskedUnits {
  readonly day: AskedDay;
  /** Only those that stand for this unit on that day: itself, what took over from it, or what it took over from. */
  readonly standingFor?: string | undefined;
}

/** 'today' is that of the first station. Refuses with sign-in.needed, right.missing, unit.unknown. */
export const listUnits = operation(
  { name: 'unit.list', needs: 'schedule.read' },
  (ctx: Asking, { day: asked, standingFor }: AskedUnits): Result<ListedUnits> => {
    const day = asked === 'today' ? groundOf(ctx).today : asked;
    const units = unitMap(loadUnits(ctx.store.rows));
    const sees = seesWith(ctx, 'schedule.read');
    const everybody = unitsOn(units, day);
    const own = everybody.filter(({ id }) => sees(placeOfUnit(id, day)));
    const all = everybody.filter(({ id }) => own.some((one) => one.id === id || isUnder(units, id, one.id, day)));
    if (standingFor === undefined) return ok({ day, units: all });
    const unit = units.get(standingFor as UnitId);
    if (unit === undefined || !sees(placeOfUnit(unit.id, day))) return refuse('unit.unknown', { id: standingFor });
    const isLater = unit.from !== null && day < unit.from;
    const wanted = isLater ? predecessorsOn(units, unit.id, day) : successorsOn(units, unit.id, day);
    return ok({ day, units: all.filter(({ id }) => wanted.includes(id)) });
  },
);
