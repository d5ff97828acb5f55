/** One broadcast day of a channel, for whoever may read it. */
import type { Result } from '../core/result.ts';
import type { Ctx } from './context.ts';
import { type Asking, operation } from './operation.ts';
import { type AskedDay, loadGround, onChannel } from './within/ground.ts';
import { dayShown, type ShownDay } from './within/shown-day.ts';

export type { ShownDay, ShownSession } from './within/shown-day.ts';

/** Refuses with right.*, channel.unknown. */
export const showDay = operation(
  { name: 'day.show', needs: 'schedule.read', where: onChannel },
  (ctx: Asking & Pick<Ctx, 'airlog'>, id: string, day: AskedDay): Result<ShownDay> =>
    dayShown(ctx, id, day, loadGround(ctx)),
);
