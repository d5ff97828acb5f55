/**
 * Rendering: a spec → sound on the shelf, known by its key. The same spec is never rendered twice.
 *
 * The renderer's loop takes one leased job at a time; a command renders what it is asked for, now. A job that
 * is broken off (the service stops) is given back; one that failed says why and waits for the next planning.
 */
import type { RenderStage } from '../audio/engine.ts';
import type { Sha256 } from '../core/ids.ts';
import type { RenderSpec } from '../core/playlist/render-spec.ts';
import { renderKey } from '../core/playlist/render-spec.ts';
import type { Result } from '../core/result.ts';
import { ok } from '../core/result.ts';
import { addRendering, findRenderings, type RenderingRow } from '../store/days.ts';
import { countWaiting, finish, lease, release, renew } from '../store/jobs.ts';
import type { Ctx } from './context.ts';

export interface RenderOptions {
  readonly signal?: AbortSignal | undefined;
  /** Share of the work done, 0–1. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

/** Renders a spec unless its sound is on the shelf. Refuses with audio.*, render.*, data.*, media.unknown. */
export const renderSound = async (
  ctx: Ctx,
  spec: RenderSpec,
  options: RenderOptions,
): Promise<Result<RenderingRow>> => {
  const key = renderKey(spec);
  const known = findRenderings(ctx.store.rows, [key]).get(key);
  if (known !== undefined && (await ctx.audio.shelf.has(known.output))) return ok(known);
  const { signal, onProgress } = options;
  const rendered = await ctx.audio.render(spec, {
    ...(signal === undefined ? {} : { signal }),
    onProgress: (stage, seconds, of) => onProgress?.(shareDone(stage, of === 0 ? 1 : seconds / of)),
  });
  if (!rendered.ok) return rendered;
  const { output, bytes, format, samples, measured, proof } = rendered.value;
  const row: RenderingRow = {
    key,
    format,
    output,
    bytes,
    samples,
    seconds: measured.seconds,
    integrated: measured.integrated,
    truePeak: measured.truePeak,
    proof,
    renderedAt: ctx.clock.instant(),
  };
  return ctx.store.transact((rows) => {
    addRendering(rows, row);
    return ok(row);
  });
};

/** Roughly what each stage takes of the whole time, as measured on two cores. */
const STAGES: Record<RenderStage, readonly [from: number, to: number]> = {
  level: [0, 0.2],
  encode: [0.2, 0.7],
  measure: [0.7, 1],
};

const shareDone = (stage: RenderStage, share: number): number => {
  const [from, to] = STAGES[stage];
  return from + (to - from) * Math.min(1, Math.max(0, share));
};

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
export const renderNext = async (ctx: Ctx, options: RenderOptions): Promise<Result<RenderedJob | null>> => {
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
};
