/** An instant as people read it on a page, in the zone of whoever looks. */
import { formatClock, formatDate } from '../contract/sentences/format.ts';
import type { Lang } from '../contract/sentences/index.ts';
import type { LocalDate, LocalTime } from '../core/time/local.ts';

/** Local date and time of an instant. */
export const localText = (instant: string, zone: string, lang: Lang): { date: string; clock: string } => {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime();
  return {
    date: formatDate(local.toPlainDate().toString() as LocalDate, lang),
    clock: formatClock(local.toPlainTime().toString({ smallestUnit: 'second' }) as LocalTime),
  };
};

/** '08:00 23/11/2026' */
export const momentText = (instant: string, zone: string, lang: Lang): string => {
  const { date, clock } = localText(instant, zone, lang);
  return `${clock} ${date}`;
};
