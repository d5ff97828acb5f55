/** Shapes of the API that are about days of the calendar: what was asked for, and each day with all that it is. */
import { z } from 'zod';
import { FESTIVAL_KINDS } from '../core/schedule/overlay-model.ts';
import type { NamedDay } from '../core/time/holidays.ts';
import type { LocalDate } from '../core/time/local.ts';
import type { LunarDate } from '../core/time/lunar.ts';
import { DateText, IdText } from './api.ts';
import { lunarDateText, namedDayText } from './sentences/named-days.ts';

export const SpanQuery = z.object({
  from: DateText.describe('First day, YYYY-MM-DD'),
  to: DateText.describe('Last day, included'),
});

export const CalendarDayJson = z.object({
  date: z.string(),
  weekday: z.int().min(1).max(7).describe('1 Monday … 7 Sunday'),
  lunar: z
    .object({
      year: z.int().describe('The year in which its Tết lies'),
      month: z.int().min(1).max(12),
      leap: z.boolean().describe('Whether it is the leap month after the month of its number'),
      day: z.int().min(1).max(30),
      vi: z.string(),
      en: z.string(),
    })
    .describe('By the Vietnamese lunar calendar (UTC+7)'),
  publicHoliday: z.boolean().describe("A day off: by law, or by a confirmed festival of kind 'holiday'"),
  names: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['holiday', 'observance']).describe('holiday: off by the Labour Code, Article 112'),
      vi: z.string(),
      en: z.string(),
    }),
  ),
  festivals: z.array(
    z.object({
      id: IdText,
      name: z.string(),
      kind: z.enum(FESTIVAL_KINDS),
      confirmed: z.boolean().describe('Whether a person stands for it; otherwise it counts for nothing'),
    }),
  ),
});

export const CalendarDaysJson = z.object({ from: z.string(), to: z.string(), days: z.array(CalendarDayJson) });

interface Day {
  readonly date: LocalDate;
  readonly weekday: number;
  readonly lunar: LunarDate;
  readonly publicHoliday: boolean;
  readonly named: readonly NamedDay[];
  readonly festivals: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: (typeof FESTIVAL_KINDS)[number];
    readonly confirmed: boolean;
  }[];
}

export const calendarDayJson = ({
  lunar,
  named,
  festivals,
  date,
  weekday,
  publicHoliday,
}: Day): z.infer<typeof CalendarDayJson> => ({
  date,
  weekday,
  lunar: { ...lunar, vi: lunarDateText(lunar, 'vi'), en: lunarDateText(lunar, 'en') },
  publicHoliday,
  names: named.map(({ id, kind }) => ({ id, kind, vi: namedDayText(id, 'vi'), en: namedDayText(id, 'en') })),
  festivals: festivals.map((one) => ({ ...one })),
});
