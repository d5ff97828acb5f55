/** Days of the calendar with what a person wants to know of them: weekday, lunar date, public holidays, festivals. */
import type { FestivalId } from '../core/ids.ts';
import type { Result } from '../core/result.ts';
import { ok } from '../core/result.ts';
import type { FestivalKind } from '../core/schedule/overlay-model.ts';
import { confirmedDays } from '../core/schedule/recurring-days.ts';
import { isPublicHoliday, type NamedDay, namedDaysOf } from '../core/time/holidays.ts';
import { eachDay, isoWeekday, type LocalDate } from '../core/time/local.ts';
import { type LunarDate, lunarOf } from '../core/time/lunar.ts';
import { checkRange } from '../core/time/recurrence.ts';
import { loadAlterations } from '../store/alterations.ts';
import { loadFestivals } from '../store/schedule.ts';
import { type Asking, operation } from './operation.ts';

export interface FestivalOnDay {
  readonly id: FestivalId;
  readonly name: string;
  readonly kind: FestivalKind;
  /** Whether a person stands for it. What nobody confirmed counts for nothing. */
  readonly confirmed: boolean;
}

export interface ListedDay {
  readonly date: LocalDate;
  /** ISO: 1 Monday … 7 Sunday. */
  readonly weekday: number;
  readonly lunar: LunarDate;
  /** Whether it is a day off: by law, or by a confirmed festival of kind 'holiday'. */
  readonly publicHoliday: boolean;
  /** Public holidays by law first, then days that are kept. */
  readonly named: readonly NamedDay[];
  readonly festivals: readonly FestivalOnDay[];
}

/** Both ends included. Refuses with right.*, time.range, time.range-long. */
export const listDays = operation(
  { name: 'calendar-day.list', needs: 'schedule.read' },
  (ctx: Asking, { from, to }: { readonly from: LocalDate; readonly to: LocalDate }): Result<ListedDay[]> => {
    const range = checkRange(from, to);
    if (!range.ok) return range;
    const { rows } = ctx.store;
    const festivals = loadFestivals(rows);
    const sure = confirmedDays(festivals, loadAlterations(rows).confirmations);
    const onDay = (date: LocalDate): FestivalOnDay[] =>
      festivals
        .filter(({ days }) => days.some((one) => one.from <= date && date <= one.to))
        .map(({ id, name, kind }) => ({ id, name, kind, confirmed: sure.get(id)?.includes(date) ?? false }));
    return ok(
      eachDay(from, to).map((date) => {
        const kept = onDay(date);
        return {
          date,
          weekday: isoWeekday(date),
          lunar: lunarOf(date),
          publicHoliday: isPublicHoliday(date) || kept.some(({ kind, confirmed }) => kind === 'holiday' && confirmed),
          named: namedDaysOf(date),
          festivals: kept,
        };
      }),
    );
  },
);
