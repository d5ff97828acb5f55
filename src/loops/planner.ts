/** Keeps today and the coming days of every channel planned. Looks once a minute; plans again only what changed. */
import type { Refusal } from '../core/refusal.ts';
import { addDays, eachDay, holdsOn } from '../core/time/local.ts';
import type { Ctx } from '../operations/context.ts';
import { listChannels } from '../operations/list-channels.ts';
import { loadGround, planDay } from '../operations/plan-day.ts';
import type { Loop } from './loop.ts';

export interface PlannerEvents {
  /** After every look, whether or not anything changed. */
  readonly looked: () => Promise<void>;
  readonly refused: (refusals: readonly Refusal[]) => void;
}

const EVERY_MS = 60_000;

/** `daysAhead`: how many days after today are kept planned. */
export const planner = (ctx: Ctx, daysAhead: number, events: PlannerEvents): Loop => ({
  name: 'planner',
  restMs: EVERY_MS,
  turn: async () => {
    planAhead(ctx, daysAhead, events.refused);
    await events.looked();
    return false;
  },
});

/** Today first on every channel, then the days after, so that the first sound rendered is the one needed first. */
const planAhead = (ctx: Ctx, daysAhead: number, refused: PlannerEvents['refused']): void => {
  const ground = loadGround(ctx);
  const wanted = listChannels(ctx).flatMap(({ channel, today }) =>
    eachDay(today, addDays(today, daysAhead))
      .filter((day) => holdsOn(channel, day))
      .map((day) => ({ channel: channel.id, day })),
  );
  for (const { channel, day } of wanted.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))) {
    const planned = planDay(ctx, channel, day, ground);
    if (!planned.ok) refused(planned.refusals);
  }
};
