/** Where a job stands for rights: the channels and days it is done for, as their own rows say. */
import { type Place, placeOfChannel, unitOfPlace, type Where } from '../../core/access/decide.ts';
import type { Right } from '../../core/access/model.ts';
import type { UnitId } from '../../core/ids.ts';
import type { JobRow } from '../../store/jobs.ts';
import { loadChannels, loadStations } from '../../store/schedule.ts';
import { JOB_HANDLERS, type JobHandler, type JobPlace } from '../jobs/handlers.ts';
import { type Asking, seesWith } from '../operation.ts';

interface StandingPlace extends JobPlace {
  /** A channel that is gone from the schedule stands for the whole centre. */
  readonly where: Where;
}

/** A job for nobody in particular has no places; neither has one of a kind that this Loa does not know. */
export const placesIn = ({ store }: Pick<Asking, 'store'>): ((job: JobRow) => readonly StandingPlace[]) => {
  const stations = new Map(loadStations(store.rows).map((station) => [station.id, station]));
  const channels = new Map(loadChannels(store.rows).map((channel) => [channel.id, channel]));
  return (job) => {
    const handlers: Readonly<Record<string, JobHandler>> = JOB_HANDLERS;
    const handler = Object.hasOwn(handlers, job.kind) ? handlers[job.kind] : undefined;
    return (handler?.places(job.payload) ?? []).map((place): StandingPlace => {
      const channel = channels.get(place.channel);
      const station = channel === undefined ? undefined : stations.get(channel.station);
      const where =
        channel === undefined || station === undefined ? 'centre' : placeOfChannel(channel, station, place.day);
      return { ...place, where };
    });
  };
};

/** Whether a right holds at all of a job's places: stopping it stops it for all of them. */
export const mayWith = (ctx: Asking, right: Right): ((places: readonly StandingPlace[]) => boolean) => {
  const may = seesWith(ctx, right);
  return (places) => (places.length === 0 ? may('centre') : places.every(({ where }) => may(where)));
};

/** For which unit audit rows have it. */
export const unitOfPlaces = (places: readonly StandingPlace[]): UnitId | null => {
  const found = places.map(({ where }) => (typeof where === 'string' ? null : unitOfPlace(where as Place)));
  return found.every((unit) => unit === found[0]) ? (found[0] ?? null) : null;
};
