/**
 * A new key signs urgent orders from now on, and the one before it says so: sites that pinned the old one follow to it when they next ask.
 *
 * `lost`: where the key before is gone for good, nobody signs for the new one, and sites have to join again; where it is there, it signs.
 * Asked again after it was broken off, it finishes what was begun.
 */
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { urgentInForceUntil } from '../../store/urgent.ts';
import type { Ctx } from '../context.ts';
import { operation } from '../operation.ts';
import { type ChangedSiteKey, changeSiteKey, scheduleSigner } from '../within/site-keys.ts';
import { stateUrgentKey } from '../within/urgent-signer.ts';

/** Refuses with right.not-yours, urgent-key.* (in-force: sites would not take what the old key signed), schedule-key.*, data.*. */
export const rotateUrgentKey = operation(
  { name: 'urgent-key.rotate', needs: 'system' },
  (ctx: Ctx, { lost = false }: { readonly lost?: boolean } = {}): Result<ChangedSiteKey> =>
    changeSiteKey(ctx, {
      use: 'urgent',
      lost,
      operation: 'urgent-key.rotate',
      may: (rows) => {
        const until = urgentInForceUntil(rows, ctx.clock.instant());
        return until === null ? ok(undefined) : refuse('urgent-key.in-force', { until });
      },
      also: (rows, next) => {
        const by = scheduleSigner(ctx, rows);
        return by.ok ? ok(stateUrgentKey(ctx, rows, { urgent: next.key, by: by.value })) : by;
      },
    }),
);
