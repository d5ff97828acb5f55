/**
 * The renderer's turn: one leased job at a time. A job that is broken off (the service stops) is given back; one that
 * failed says why and waits for the next planning.
 */
import type { Sha256 } from '../core/ids.ts';
import type { RenderSpec } from '../core/playlist/render-spec.ts';
import type { Result } from '../core/result.ts';
import { ok } from '../core/result.ts';
import type { RenderingRow } from '../store/days.ts';
import { countWaiting, finish, lease, release, renew } from '../store/jobs.ts';
import type { Ctx } from './context.ts';
import { operation } from './operation.ts';
import { type RenderOptions, renderSound } from './within/rendered-sound.ts';

export interface RenderedJob {
  readonly key: Sha256;
  readonly result: Result<RenderingRow>;
  readonly left: number;
}

/** A dead process' job is free again after this; a living one renews its lease while ffmpeg gets on. */
const LEASE_SECONDS = 120;
const RENEW_SECONDS = 30;

const later = (instant: string, seconds: number): string => Temporal.Instant.from(instant).add({ seconds }).toString();

/** Does the most urgent waiting rendering; null when none waits. */
export const renderNext = operation(
  { name: 'sound.render-next', needs: 'system' },
  async (ctx: Ctx, options: RenderOptions): Promise<Result<RenderedJob | null>> => {
    const now = ctx.clock.instant();
    const leased = ctx.store.transact((rows) => ok(lease(rows, 'render', now, later(now, LEASE_SECONDS)) ?? null));
    if (!leased.ok) return leased;
    const job = leased.value;
    if (job === null) return ok(null);
    let renewAt = later(now, RENEW_SECONDS);
    const onProgress = (share: number): void => {
      options.onProgress?.(share);
      const at = ctx.clock.instant();
      if (at < renewAt) return;
      renewAt = later(at, RENEW_SECONDS);
      // A lease that could not be renewed costs at most a second rendering of the same bytes.
      ctx.store.transact((rows) => ok(renew(rows, job.id, later(at, LEASE_SECONDS))));
    };
    const result = await renderSound(ctx, job.payload as RenderSpec, { ...options, onProgress });
    return ctx.store.transact((rows) => {
      if (result.ok) finish(rows, job.id, ctx.clock.instant());
      else if (options.signal?.aborted) release(rows, job.id);
      else finish(rows, job.id, ctx.clock.instant(), result.refusals);
      return ok({ key: job.key as Sha256, result, left: countWaiting(rows, 'render') });
    });
  },
);
