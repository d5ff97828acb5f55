/** The page's words in the reader's language, and moments as the place has them. */
import { formatDateTime, type Lang } from '../../contract/sentences/format.ts';
import type { LocalDateTime } from '../../core/time/local.ts';
import { en } from './words-en.ts';
import { type PageWords, vi } from './words-vi.ts';

export const pageWords = (lang: Lang): PageWords => (lang === 'vi' ? vi : en);

/** An instant in the time of `zone`; null: it or the zone does not read. */
export const localIn = (instant: string, zone: string): LocalDateTime | null => {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return null;
  try {
    // Swedish writes dates as ISO 8601 does.
    const text = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(
      at,
    );
    return text.replace(' ', 'T') as LocalDateTime;
  } catch {
    return null;
  }
};

/** The same as it is read. */
export const momentIn = (instant: string, zone: string, lang: Lang): string | null => {
  const local = localIn(instant, zone);
  return local === null ? null : formatDateTime(local, lang);
};
