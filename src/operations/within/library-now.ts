/** By which clock the library says what is embargoed or expired: that of the first station, as pages without one have it. */
import { type LocalDateTime, type LocalTime, at as localOf } from '../../core/time/local.ts';
import { localAt } from '../../core/time/zone.ts';
import { loadStations } from '../../store/schedule.ts';
import type { Asking } from '../operation.ts';

export const libraryNow = ({ clock, store }: Pick<Asking, 'clock' | 'store'>): LocalDateTime => {
  const [station] = loadStations(store.rows);
  const now = clock.instant();
  return station === undefined
    ? localOf(now.slice(0, 10) as Parameters<typeof localOf>[0], now.slice(11, 19) as LocalTime)
    : localAt(now, station.zone);
};
