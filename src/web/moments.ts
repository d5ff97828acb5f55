/** An instant as people read it on a page, in the zone of whoever looks. */
import { formatDateTime } from '../contract/sentences/format.ts';
import type { Lang } from '../contract/sentences/index.ts';
import type { LocalDateTime } from '../core/time/local.ts';

const told = (instant: string, zone: string, lang: Lang, kept: 'minute' | 'second'): string => {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime().round({
    smallestUnit: kept,
    roundingMode: 'floor',
  });
  return formatDateTime(local.toString({ smallestUnit: 'second' }) as LocalDateTime, lang);
};

/** '08:00 ngày 23/11/2026' */
export const momentText = (instant: string, zone: string, lang: Lang): string => told(instant, zone, lang, 'minute');

/** '08:00:05 ngày 23/11/2026': where what came first within a minute matters. */
export const exactMomentText = (instant: string, zone: string, lang: Lang): string =>
  told(instant, zone, lang, 'second');
