/** The units of a day: the organisation as it was, is or will be then. Everybody who may read a schedule may know it. */
import { unitMap } from '../core/access/units.ts';
import type { UnitId } from '../core/ids.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { predecessorsOn, successorsOn, type UnitOfDay, unitsOn } from '../core/schedule/organisation.ts';
import type { LocalDate } from '../core/time/local.ts';
import { loadUnits } from '../store/schedule.ts';
import { type Asking, groundOf, operation } from './operation.ts';
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
    const all = unitsOn(units, day);
    if (standingFor === undefined) return ok({ day, units: all });
    const unit = units.get(standingFor as UnitId);
    if (unit === undefined) return refuse('unit.unknown', { id: standingFor });
    const isLater = unit.from !== null && day < unit.from;
    const wanted = isLater ? predecessorsOn(units, unit.id, day) : successorsOn(units, unit.id, day);
    return ok({ day, units: all.filter(({ id }) => wanted.includes(id)) });
  },
);
