/** A part of a schedule that is a schedule itself, for whoever may not see all of it or wants one channel only. */
import type { Schedule } from '../../core/schedule/model.ts';

/** Names no channel that is not in `schedule.channels`; what is on none of them is left out. */
export const seenChannels = (schedule: Schedule): Schedule => {
  const seen = new Set(schedule.channels.map(({ id }) => id));
  const sessions = schedule.sessions.flatMap((session) => {
    const channels = session.channels.filter((id) => seen.has(id));
    return channels.length === 0 ? [] : [{ ...session, channels }];
  });
  const kept = new Set(sessions.map(({ id }) => id));
  return {
    ...schedule,
    sessions,
    segments: schedule.segments.filter(({ session }) => kept.has(session)),
    // One that holds for some channels must not come to hold for all of them.
    overlays: schedule.overlays.flatMap((overlay) => {
      const channels = overlay.channels.filter((id) => seen.has(id));
      return overlay.channels.length > 0 && channels.length === 0 && overlay.units.length === 0
        ? []
        : [{ ...overlay, channels }];
    }),
  };
};

export const channelOnly = (schedule: Schedule, channel: string): Schedule =>
  seenChannels({ ...schedule, channels: schedule.channels.filter(({ id }) => id === channel) });
