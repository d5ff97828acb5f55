/** The spans over which a target is counted: calendar weeks from Monday, calendar months, or the whole campaign. */
import type { Target } from '../schedule/model.ts';
import { addDays, type Dated, isoWeekday, type LocalDate } from '../time/local.ts';

/** Both days included; null is open. */
export interface Period extends Dated {
  /** Whether the campaign ran on all days of this week or month. The whole campaign is whole when it has an end. */
  readonly whole: boolean;
}

export const mondayOf = (day: LocalDate): LocalDate => addDays(day, 1 - isoWeekday(day));

/** The week or month in which `day` lies. */
const around = (per: 'week' | 'month', day: LocalDate): { from: LocalDate; to: LocalDate } => {
  if (per === 'week') return { from: mondayOf(day), to: addDays(mondayOf(day), 6) };
  const month = Temporal.PlainYearMonth.from(day.slice(0, 7));
  const date = (n: number): LocalDate => month.toPlainDate({ day: n }).toString() as LocalDate;
  return { from: date(1), to: date(month.daysInMonth) };
};

/**
 * The periods of a target that share a day with `from`–`to` and with the campaign's own days, in order. A period is told
 * by the campaign's days in it, whatever `from` and `to` cut off.
 */
export const periodsOf = (per: Target['per'], campaign: Dated, from: LocalDate, to: LocalDate): Period[] => {
  if (per === null) return [{ from: campaign.from, to: campaign.to, whole: campaign.to !== null }];
  const first = campaign.from !== null && from < campaign.from ? campaign.from : from;
  const last = campaign.to !== null && campaign.to < to ? campaign.to : to;
  const periods: Period[] = [];
  for (let day = first; day <= last; ) {
    const { from: begins, to: ends } = around(per, day);
    const cutBefore = campaign.from !== null && begins < campaign.from;
    const cutAfter = campaign.to !== null && campaign.to < ends;
    periods.push({
      from: cutBefore ? campaign.from : begins,
      to: cutAfter ? campaign.to : ends,
      whole: !cutBefore && !cutAfter,
    });
    day = addDays(ends, 1);
  }
  return periods;
};
