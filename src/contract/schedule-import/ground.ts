/** What importing needs to know, from what the operation prepared. */
import type { Channel, Schedule, Station } from '../../core/schedule/model.ts';
import type { LocalDate } from '../../core/time/local.ts';
import { libraryOf } from './content.ts';
import type { ImportGround } from './model.ts';

interface Prepared {
  readonly channels: readonly Pick<Channel, 'id'>[];
  readonly station: Pick<Station, 'zone' | 'name'>;
  readonly today: LocalDate;
  readonly playable: Pick<Schedule, 'items' | 'strands' | 'segments'>;
  readonly taken: ReadonlySet<string>;
}

/** `from`: the first day of rows that name none; today, when not given. */
export const groundOfImport = (
  { channels, station, today, playable, taken }: Prepared,
  from: LocalDate | null,
): ImportGround => ({
  channels: channels.map(({ id }) => id),
  zone: station.zone,
  stationName: station.name,
  from: from ?? today,
  library: libraryOf(playable),
  taken,
});
