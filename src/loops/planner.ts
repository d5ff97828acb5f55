/**
 * Keeps today and the coming days of every channel planned, and the sound of podcasts asked for. Looks once a minute; plans
 * again only what changed, and reads the air log for podcasts only when it grew, or when half an hour has gone by: an
 * embargo ends without anybody writing anything.
 */
import type { Refusal } from '../core/refusal.ts';
import type { Ctx } from '../operations/context.ts';
import { planAhead } from '../operations/plan-ahead.ts';
import { preparePodcasts } from '../operations/podcasts/podcasts.ts';
import type { Loop } from './loop.ts';

export interface PlannerEvents {
  /** After every look, whether or not anything changed. */
  readonly looked: () => Promise<void>;
  readonly refused: (refusals: readonly Refusal[]) => void;
}

const EVERY_MS = 60_000;
/** Looks between two readings of an air log that stayed as it was. */
const PODCAST_LOOKS = 30;

/** `daysAhead`: how many days after today are kept planned. */
export const planner = (ctx: Ctx, daysAhead: number, events: PlannerEvents): Loop => {
  let [looks, heard] = [0, -1];
  const preparing = (): readonly Refusal[] => {
    const size = ctx.airlog.size();
    const isDue = size !== heard || looks % PODCAST_LOOKS === 0;
    looks += 1;
    if (!isDue) return [];
    heard = size;
    const prepared = preparePodcasts(ctx);
    return prepared.ok ? [] : prepared.refusals;
  };
  return {
    name: 'planner',
    restMs: EVERY_MS,
    turn: async () => {
      const planned = planAhead(ctx, daysAhead);
      const refusals = [...(planned.ok ? planned.value : planned.refusals), ...preparing()];
      if (refusals.length > 0) events.refused(refusals);
      await events.looked();
      return false;
    },
  };
};
