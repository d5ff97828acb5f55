/** Today and the coming days of every channel kept planned: what the planner's loop asks for. */
import type { Refusal } from '../core/refusal.ts';
import type { Result } from '../core/result.ts';
import { ok } from '../core/result.ts';
import { addDays, eachDay, holdsOn } from '../core/time/local.ts';
import type { Ctx } from './context.ts';
import { listChannels } from './list-channels.ts';
import { operation } from './operation.ts';
import { loadGround } from './within/ground.ts';
import { storeDay } from './within/planned-day.ts';

type Planning = Pick<Ctx, 'caller' | 'clock' | 'random' | 'store'>;

/**
 * Today first on every channel, then the days after, so that the first sound rendered is the one needed first.
 * Answers what single days were refused with; the others are planned.
 */
export const planAhead = operation(
  { name: 'day.plan-ahead', needs: 'system' },
  (ctx: Planning, daysAhead: number): Result<readonly Refusal[]> => {
    const ground = loadGround(ctx);
    const wanted = listChannels(ctx).flatMap(({ channel, today }) =>
      eachDay(today, addDays(today, daysAhead))
        .filter((day) => holdsOn(channel, day))
        .map((day) => ({ channel: channel.id, day })),
    );
    const inTime = wanted.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
    return ok(
      inTime.flatMap(({ channel, day }) => {
        const planned = storeDay(ctx, channel, day, ground);
        return planned.ok ? [] : [...planned.refusals];
      }),
    );
  },
);
