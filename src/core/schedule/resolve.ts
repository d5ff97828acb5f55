/**
 * Slots → rundown: for each session of a broadcast day on one channel, which pieces fill each place, and why.
 *
 * Decides what, not when: lengths, offsets and what collides are core/playlist.
 */
import type { ChannelId } from '../ids.ts';
import { holdsOn, type LocalDate } from '../time/local.ts';
import { chooser } from './choose.ts';
import { sessionsOn } from './occurrences.ts';
import { placesOn } from './places.ts';
import type { Prepared } from './prepare.ts';
import type { Rundown } from './rundown.ts';
import { overlaysOn } from './suspension.ts';

/**
 * The rundown of `channel` on broadcast day `day`; sessions in order of start, then id. The schedule must
 * have passed checkSchedule. A channel outside its days of validity has no sessions.
 */
export const resolveDay = (prepared: Prepared, id: ChannelId, day: LocalDate): Rundown => {
  const { channel, station } = prepared.channel(id);
  if (!holdsOn(channel, day)) return { channel, station, day, sessions: [] };
  const fill = chooser(prepared, overlaysOn(prepared, channel, station, day));
  const sessions = sessionsOn(prepared, id, station, day).map((on) => ({
    ...on,
    places: placesOn(prepared, on.session, on.occurrence).map((place) =>
      fill(on.removed === null ? place : { ...place, removed: place.removed ?? on.removed }, on.session, on.occurrence),
    ),
  }));
  return { channel, station, day, sessions };
};
