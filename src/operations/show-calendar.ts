/** A channel's sessions around today, for a calendar feed: what is stored as stored, the rest worked out. */
import { placeOfChannel } from '../core/access/decide.ts';
import type { Playlist } from '../core/playlist/model.ts';
import type { Result } from '../core/result.ts';
import { ok } from '../core/result.ts';
import type { Channel, Station } from '../core/schedule/model.ts';
import { addDays, eachDay } from '../core/time/local.ts';
import { type Ctx, todayAt } from './context.ts';
import { type Asking, operation, seesWith } from './operation.ts';
import { type PublishedCheckpoint, publishedCheckpoint } from './within/closing.ts';
import { findChannel, loadGround, onChannel } from './within/ground.ts';
import { dayShown } from './within/shown-day.ts';

const DAYS_BACK = 7;
const DAYS_AHEAD = 35;

export interface ShownCalendar {
  readonly channel: Channel;
  readonly station: Station;
  readonly sessions: readonly { readonly playlist: Playlist; readonly version: number }[];
  /** The air log's last closing checkpoint. */
  readonly checkpoint: PublishedCheckpoint | null;
}

/** Days that the caller may not read are left out. Refuses with right.*, channel.unknown. */
export const showCalendar = operation(
  { name: 'calendar.show', needs: 'schedule.read', where: (ctx: Asking, id: string) => onChannel(ctx, id, null) },
  (ctx: Asking & Pick<Ctx, 'airlog'>, id: string): Result<ShownCalendar> => {
    const ground = loadGround(ctx);
    const found = findChannel(ground.schedule, id);
    if (!found.ok) return found;
    const { channel, station } = found.value;
    const sees = seesWith(ctx, 'schedule.read');
    const today = todayAt(ctx, station);
    const sessions = [];
    for (const day of eachDay(addDays(today, -DAYS_BACK), addDays(today, DAYS_AHEAD))) {
      if (!sees(placeOfChannel(channel, station, day))) continue;
      const shown = dayShown(ctx, id, day, ground);
      if (!shown.ok) return shown;
      for (const { playlist } of shown.value.sessions) sessions.push({ playlist, version: shown.value.version ?? 0 });
    }
    return ok({ channel, station, sessions, checkpoint: publishedCheckpoint(ctx) });
  },
);
