/** Making a clip of an item's version: its sound rendered for the web, then the clip around it, each once. */
import type { ClipRun } from '../../audio/engine.ts';
import { CLIP_LONGEST_SECONDS, CLIP_RECIPE, type ClipShape, type ClipSpec, clipKey } from '../../core/clips/spec.ts';
import { itemSpec } from '../../core/playlist/item-spec.ts';
import { SAMPLE_RATE } from '../../core/playlist/profile.ts';
import { renderKey } from '../../core/playlist/render-spec.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { addRendering, findRenderings, type RenderingRow } from '../../store/days.ts';
import type { Ctx } from '../context.ts';
import type { Asking } from '../operation.ts';
import { type FoundVersion, findVersion } from './item-version.ts';
import { renderSound } from './rendered-sound.ts';

export interface AskedClip {
  readonly item: string;
  /** null: the first language that has a sound. */
  readonly language: string | null;
  readonly shape: ClipShape;
}

/** '2026-11-29' → '29/11/2026', as every line of the clip is Vietnamese or Khmer. */
const dayText = (day: string): string => day.split('-').reverse().join('/');

const specOf = (found: FoundVersion, shape: ClipShape, sound: RenderingRow): ClipSpec => ({
  recipe: CLIP_RECIPE,
  shape,
  sound: sound.output,
  samples: found.cut.samples,
  words: {
    sender: found.sender,
    title: found.item.title,
    series: found.strand?.name ?? found.campaign?.name ?? null,
    date: dayText(found.day),
  },
  script: found.script,
});

/** The clip as it is on the shelf; null: not made yet, or not of these words and this sound. */
export const clipOnShelf = (ctx: Asking, found: FoundVersion, shape: ClipShape): RenderingRow | null => {
  const { rows } = ctx.store;
  const soundKey = renderKey(itemSpec(found.cut, 'flac'));
  const sound = findRenderings(rows, [soundKey]).get(soundKey);
  if (sound === undefined) return null;
  const key = clipKey(specOf(found, shape, sound));
  return findRenderings(rows, [key]).get(key) ?? null;
};

/** Refuses with schedule.reference, media.unknown, media.too-long, render.loudness, audio.*, data.*. */
export const clipOf = async (ctx: Ctx, asked: AskedClip, run: ClipRun): Promise<Result<RenderingRow>> => {
  const found = findVersion(ctx, asked.item, asked.language);
  if (!found.ok) return found;
  const { cut, item } = found.value;
  if (cut.samples > CLIP_LONGEST_SECONDS * SAMPLE_RATE)
    return refuse('media.too-long', { name: item.title, limitSeconds: CLIP_LONGEST_SECONDS });
  const sound = await renderSound(ctx, itemSpec(cut, 'flac'), {
    signal: run.signal,
    onProgress: (share) => run.onProgress?.(share * 0.2),
  });
  if (!sound.ok) return sound;
  const spec = specOf(found.value, asked.shape, sound.value);
  const key = clipKey(spec);
  const known = findRenderings(ctx.store.rows, [key]).get(key);
  if (known !== undefined && (await ctx.audio.shelf.has(known.output))) return ok(known);
  const made = await ctx.audio.clip(spec, {
    signal: run.signal,
    onProgress: (share) => run.onProgress?.(0.2 + share * 0.8),
  });
  if (!made.ok) return made;
  const { format, output, bytes, measured, proof } = made.value;
  const row: RenderingRow = {
    key,
    format,
    output,
    bytes,
    samples: measured.samples,
    seconds: measured.samples / SAMPLE_RATE,
    integrated: measured.integrated,
    truePeak: measured.truePeak,
    longestSilence: null,
    proof,
    renderedAt: ctx.clock.instant(),
  };
  return ctx.store.transact((rows) => {
    addRendering(rows, row);
    return ok(row);
  });
};
