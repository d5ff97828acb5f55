/** Keeps today and the coming days of every channel planned. Looks once a minute; plans again only what changed. */
import type { Refusal } from '../core/refusal.ts';
import type { Ctx } from '../operations/context.ts';
import { planAhead } from '../operations/plan-ahead.ts';
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
    const planned = planAhead(ctx, daysAhead);
    const refusals = planned.ok ? planned.value : planned.refusals;
    if (refusals.length > 0) events.refused(refusals);
    await events.looked();
    return false;
  },
});
