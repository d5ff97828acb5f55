/** A spec → sound on the shelf, known by its key. The same spec is never rendered twice. */
import type { RenderStage } from '../../audio/engine.ts';
import type { RenderSpec } from '../../core/playlist/render-spec.ts';
import { renderKey } from '../../core/playlist/render-spec.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import { addRendering, findRenderings, type RenderingRow } from '../../store/days.ts';
import type { Ctx } from '../context.ts';
import { roomToMake } from './room.ts';

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
  const room = roomToMake(ctx);
  if (!room.ok) return room;
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
    longestSilence: measured.silence.seconds,
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
  level: [0, 0.15],
  encode: [0.15, 0.98],
  join: [0.98, 1],
};

const shareDone = (stage: RenderStage, share: number): number => {
  const [from, to] = STAGES[stage];
  return from + (to - from) * Math.min(1, Math.max(0, share));
};
