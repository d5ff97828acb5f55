/**
 * What the caller may read of the air log, as spans of days with the places that are theirs in each: so that a list or a sum
 * over millions of entries need not ask about each of them.
 *
 * Rights change between days only where a unit, a parent or who answers for a station does. Whoever reads the whole centre has one
 * span and every place in it.
 */
import type { UnitId } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import type { Dated } from '../../core/time/local.ts';
import { addDays, type LocalDate } from '../../core/time/local.ts';
import type { Rows } from '../../store/database.ts';
import { loadStations, loadUnits } from '../../store/schedule.ts';
import type { Ctx } from '../context.ts';
import { type Asking, seesWith } from '../operation.ts';
import { responsibleOf } from './readable-entries.ts';

export interface ReadableSpan {
  /** Both included. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Numbers of places in the index; undefined: all of them, and what has no place. */
  readonly places: readonly number[] | undefined;
}

/** In order of day. Refuses with data.*. */
export const readableSpans = (
  ctx: Asking & Pick<Ctx, 'airlog'>,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
): Result<ReadableSpan[]> => {
  const sees = seesWith(ctx, 'air-log.read');
  if (sees('centre')) return ok([{ from, to, places: undefined }]);
  const places = ctx.airlog.index.read((index) => index.places());
  if (!places.ok) return places;
  const responsible = responsibleOf(ctx.store.rows);
  const starts = [from, ...changesIn(ctx.store.rows).filter((day) => from < day && day <= to)];
  return ok(
    starts.map((day, n): ReadableSpan => {
      const next = starts[n + 1];
      const mine = places.value.filter(({ channel, units }) =>
        sees({
          day,
          channel: channel as Parameters<typeof responsible>[0],
          served: units as UnitId[],
          responsible: responsible(channel as Parameters<typeof responsible>[0], day),
        }),
      );
      return { from: day, to: next === undefined ? to : addDays(next, -1), places: mine.map(({ id }) => id) };
    }),
  );
};

/** Days from which on something may be another's, in order, each once. */
const changesIn = (rows: Rows): LocalDate[] => {
  const dated: Dated[] = [
    ...loadUnits(rows).flatMap((unit) => [unit, ...unit.parents]),
    ...loadStations(rows).flatMap((station) => station.responsible),
  ];
  const days = dated.flatMap(({ from, to }) => [
    ...(from === null ? [] : [from]),
    ...(to === null ? [] : [addDays(to, 1)]),
  ]);
  return [...new Set(days)].sort();
};
