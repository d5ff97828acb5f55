/**
 * A rendered file's bytes, by their hash, for whoever knows it: 256 bits that nobody guesses and that only a list which
 * one may read tells (docs/adr/0015). Masters and originals are not served.
 */
import { SHA256_PATTERN, type Sha256 } from '../core/ids.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { findRenderingByOutput, type RenderingRow } from '../store/days.ts';
import type { Ctx } from './context.ts';
import { type Asking, operation } from './operation.ts';

export interface OpenedSound {
  readonly rendering: RenderingRow;
  readonly size: number;
  /** Bytes from `start` (included) to `end` (not included). */
  readonly stream: (start: number, end: number) => ReadableStream<Uint8Array>;
}

/** Refuses with media.unknown for anything that is not the hash of a rendering still on the shelf. */
export const openSound = operation(
  { name: 'sound.open', needs: 'public' },
  async (ctx: Asking & Pick<Ctx, 'audio'>, id: string): Promise<Result<OpenedSound>> => {
    if (!SHA256_PATTERN.test(id)) return refuse('media.unknown', { id });
    const rendering = findRenderingByOutput(ctx.store.rows, id as Sha256);
    const opened = rendering === undefined ? null : await ctx.audio.shelf.open(rendering.output);
    if (rendering === undefined || opened === null) return refuse('media.unknown', { id });
    return ok({ rendering, size: opened.size, stream: (start, end) => opened.stream(start, end) });
  },
);
