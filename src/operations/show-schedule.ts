/**
 * The schedule as a caller may see it, for the names that days and entries refer to.
 *
 * Channels, sessions and segments are those of the channels one may see; units, items, strands and campaigns belong to
 * the centre as a whole and are the same for everybody who may read a schedule at all.
 */
import type { Result } from '../core/result.ts';
import { ok } from '../core/result.ts';
import type { Schedule } from '../core/schedule/model.ts';
import { loadSchedule } from '../store/schedule.ts';
import { listChannels } from './list-channels.ts';
import { type Asking, operation } from './operation.ts';

/** Refuses with sign-in.needed, right.missing. */
export const showSchedule = operation(
  { name: 'schedule.show', needs: 'schedule.read' },
  (ctx: Asking): Result<Schedule> => {
    const all = loadSchedule(ctx.store.rows);
    const mine = new Set(listChannels(ctx).map(({ channel }) => channel.id));
    const sessions = all.sessions.filter(({ channels }) => channels.some((id) => mine.has(id)));
    const kept = new Set(sessions.map(({ id }) => id));
    return ok({
      ...all,
      channels: all.channels.filter(({ id }) => mine.has(id)),
      sessions,
      segments: all.segments.filter(({ session }) => kept.has(session)),
    });
  },
);
