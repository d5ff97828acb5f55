/**
 * The schedule to be taken elsewhere: all of it for who may read the whole centre, and for everybody else the part that
 * the channels need which they may read. Applied to an empty centre, either is a schedule.
 */
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import type { Schedule } from '../core/schedule/model.ts';
import { ofChannels } from '../core/schedule/of-channels.ts';
import { loadSchedule } from '../store/schedule.ts';
import { listChannels } from './list-channels.ts';
import { type Asking, operation, seesWith } from './operation.ts';

/** `channel`: only what this one needs; null: everything. Refuses with right.*, channel.unknown. */
export const exportSchedule = operation(
  { name: 'schedule.export', needs: 'schedule.read' },
  (ctx: Asking, channel: string | null): Result<Schedule> => {
    const schedule = loadSchedule(ctx.store.rows);
    if (channel === null && seesWith(ctx, 'schedule.read')('centre')) return ok(schedule);
    const mine = listChannels(ctx).map((listed): string => listed.channel.id);
    if (channel !== null && !mine.includes(channel))
      return refuse('channel.unknown', { id: channel, known: mine.join(', ') });
    return ok(ofChannels(schedule, new Set(channel === null ? mine : [channel])));
  },
);
