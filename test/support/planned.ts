/** A channel's day planned and stored now, as the planner's loop does it. */
import type { ChannelId } from '../../src/core/ids.ts';
import type { LocalDate } from '../../src/core/time/local.ts';
import type { Ctx } from '../../src/operations/context.ts';
import { loadGround } from '../../src/operations/within/ground.ts';
import { storeDay } from '../../src/operations/within/planned-day.ts';

export const planDay = (ctx: Ctx, channel: ChannelId, day: LocalDate) => storeDay(ctx, channel, day, loadGround(ctx));
