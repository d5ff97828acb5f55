/** A channel's sessions around today, for a calendar feed: what is stored as stored, the rest worked out. */
import type { Playlist } from '../core/playlist/model.ts';
import type { Result } from '../core/result.ts';
import { ok } from '../core/result.ts';
import type { Channel, Station } from '../core/schedule/model.ts';
import { addDays, eachDay } from '../core/time/local.ts';
import { type Ctx, todayAt } from './context.ts';
import { loadGround } from './plan-day.ts';
import { findChannel, showDay } from './show-day.ts';

const DAYS_BACK = 7;
const DAYS_AHEAD = 35;

export interface ShownCalendar {
  readonly channel: Channel;
  readonly station: Station;
  readonly sessions: readonly { readonly playlist: Playlist; readonly version: number }[];
}

/** Refuses with channel.unknown. */
export const showCalendar = (ctx: Pick<Ctx, 'clock' | 'store'>, id: string): Result<ShownCalendar> => {
  const ground = loadGround(ctx);
  const found = findChannel(ground, id);
  if (!found.ok) return found;
  const { channel, station } = found.value;
  const today = todayAt(ctx, station);
  const sessions = [];
  for (const day of eachDay(addDays(today, -DAYS_BACK), addDays(today, DAYS_AHEAD))) {
    const shown = showDay(ctx, id, day, ground);
    if (!shown.ok) return shown;
    for (const { playlist } of shown.value.sessions) sessions.push({ playlist, version: shown.value.version ?? 0 });
  }
  return ok({ channel, station, sessions });
};
