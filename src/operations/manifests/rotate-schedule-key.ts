/**
 * A new key signs the manifests from now on, and the one before it says so: sites that pinned the old one follow to it. The service then
 * issues every manifest anew, signed by the new key.
 *
 * `lost`: where the key before is gone for good, nobody signs for the new one, and sites have to join again; where it is there, it signs.
 * Asked again after it was broken off, it finishes what was begun.
 */
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import { findUrgentKey } from '../../store/urgent.ts';
import type { Ctx } from '../context.ts';
import { operation } from '../operation.ts';
import { type ChangedSiteKey, changeSiteKey, urgentSigner } from '../within/site-keys.ts';
import { stateUrgentKey } from '../within/urgent-signer.ts';

/** Refuses with right.not-yours, schedule-key.*, urgent-key.*, data.*. */
export const rotateScheduleKey = operation(
  { name: 'schedule-key.rotate', needs: 'system' },
  (ctx: Ctx, { lost = false }: { readonly lost?: boolean } = {}): Result<ChangedSiteKey> =>
    changeSiteKey(ctx, {
      use: 'schedule',
      lost,
      operation: 'schedule-key.rotate',
      may: () => ok(undefined),
      // A site that joins from now on believes the urgent key by the word of the new one.
      also: (rows, by) => {
        if (findUrgentKey(rows) === undefined) return ok(undefined);
        const urgent = urgentSigner(ctx, rows);
        return urgent.ok ? ok(stateUrgentKey(ctx, rows, { urgent: urgent.value.key, by })) : urgent;
      },
    }),
);
