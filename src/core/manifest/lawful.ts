/**
 * Whether an approved session still lies within the allowed hours when it is published: regulations may have changed since it was
 * planned. Only what somebody answers for, by name and with a reason, may sound outside them.
 */
import type { SegmentId } from '../ids.ts';
import type { Playlist, PlaylistEntry } from '../playlist/model.ts';
import { SAMPLE_RATE } from '../playlist/profile.ts';
import { allowedOn, type Outside, outsideHours, type RulesOf } from '../schedule/guard-hours.ts';
import type { Authorisation } from '../schedule/model.ts';
import { addDays, eachDay, type LocalDate } from '../time/local.ts';
import type { HoursOfDay } from './model.ts';

/** `outside`: a part that may not sound; null: all of it may, for `authorised` where that is somebody's order. */
export interface Lawful {
  readonly outside: Outside | null;
  readonly authorised: Authorisation | null;
}

/** `answeredBy`: who ordered a segment as an emergency; null: nobody. */
export const lawful = (
  playlist: Playlist,
  rulesOf: RulesOf,
  answeredBy: (segment: SegmentId) => Authorisation | null,
): Lawful => {
  const { start, length, entries } = playlist;
  let authorised: Authorisation | null = null;
  for (const outside of outsideHours({ start, seconds: Math.ceil(length / SAMPLE_RATE) }, rulesOf))
    for (const { segment } of entries.filter((entry) => sounds(entry) && isIn(entry, outside))) {
      const by = answeredBy(segment);
      if (by === null) return { outside, authorised: null };
      authorised ??= by;
    }
  return { outside: null, authorised };
};

const sounds = ({ cut, kind }: PlaylistEntry): boolean => cut !== null || kind === 'relay';

const isIn = ({ offset, length }: PlaylistEntry, { from, to }: Outside): boolean =>
  offset < to * SAMPLE_RATE && offset + length > from * SAMPLE_RATE;

/** The hours of all calendar days that sessions of the broadcast days `from` to `to` may touch. */
export const hoursOfDays = (from: LocalDate, to: LocalDate, rulesOf: RulesOf): HoursOfDay[] =>
  eachDay(from, addDays(to, 1)).map((day) => ({ day, spans: allowedOn(rulesOf(day)) }));
